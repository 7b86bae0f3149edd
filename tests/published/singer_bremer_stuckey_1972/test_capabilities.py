"""CINC and CON from the components of National Material Capabilities 7.0.

CINC is compared with the index printed in the file itself and with rows of it noted beforehand
(cinc.csv, by Correlates of War code); CON (concentration.csv, three_powers.csv) was computed from
the same file in other software, with the major powers of the 2016 list. Definitions: Singer,
Bremer and Stuckey (1972), in Russett (ed.), Peace, War, and Numbers.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rapallo.measures.capabilities import cinc, series_break_years, shares
from rapallo.measures.concentration import concentration

HERE = Path(__file__).parent
COMPONENTS = ["milex", "milper", "irst", "pec", "tpop", "upop"]

pytestmark = pytest.mark.full_data


@pytest.fixture(scope="module")
def capabilities(data_dir):
    path = data_dir / "cow" / "nmc_7.0.csv.gz"
    table = pl.read_csv(path, null_values=["NA", ""], infer_schema_length=None)
    return table.with_columns(pl.col(*COMPONENTS, "cinc").cast(pl.Float64))


@pytest.fixture(scope="module")
def computed(capabilities):
    years = []
    for _, year in capabilities.group_by("year"):
        index = cinc(year.select(COMPONENTS).to_numpy())
        years.append(year.select("ccode", "year", "cinc").with_columns(computed=index))
    return pl.concat(years)


def test_cinc_of_every_state_and_year(computed):
    assert len(computed) == 17_121
    apart = (computed["computed"] - computed["cinc"]).abs()
    assert apart.null_count() == 0
    assert apart.max() < 1e-6


def test_cinc_of_noted_rows(computed):
    noted = pl.read_csv(HERE / "cinc.csv").unpivot(index="year", variable_name="ccode")
    noted = noted.drop_nulls().with_columns(pl.col("ccode").cast(pl.Int64))
    both = noted.join(computed, on=["ccode", "year"], how="left")
    assert len(both) > 100
    assert (both["computed"] - both["value"]).abs().max() < 1e-6


def test_largest_cinc_ever_is_the_united_states_in_1945(computed):
    largest = computed.sort("computed").row(-1, named=True)
    assert (largest["ccode"], largest["year"]) == (2, 1945)
    assert round(largest["computed"], 3) == 0.384


def test_concentration_among_the_major_powers(computed, data_dir):
    majors = pl.read_csv(data_dir / "cow" / "major_powers_2016.csv.gz")
    for row in pl.read_csv(HERE / "concentration.csv").iter_rows(named=True):
        year = row["year"]
        powers = majors.filter((pl.col("styear") <= year) & (pl.col("endyear") >= year))
        held = computed.filter(
            (pl.col("year") == year) & pl.col("ccode").is_in(powers["ccode"].to_list())
        )
        assert len(held) == row["powers"], year
        found = concentration(held["computed"].to_numpy())
        assert found == pytest.approx(row["con"], abs=0.00005 + 1e-9), year


def test_concentration_among_three_powers(computed):
    for row in pl.read_csv(HERE / "three_powers.csv").iter_rows(named=True):
        held = computed.filter(
            (pl.col("year") == row["year"]) & pl.col("ccode").is_in([2, 365, 710])
        )
        amount = held.sort("ccode")["computed"].to_numpy()
        wanted = [row["us"], row["russia"], row["china"]]
        # Of three rounded shares that were made to sum to 1, one may be off by a last digit.
        assert shares(amount).tolist() == pytest.approx(wanted, abs=0.001)
        assert concentration(amount) == pytest.approx(row["con"], abs=0.0005 + 1e-9)


def test_urban_population_breaks_in_2002_and_2017(capabilities):
    table = capabilities.pivot(on="ccode", index="year", values="upop").sort("year")
    values = table.drop("year").to_numpy()
    assert table["year"].to_numpy()[series_break_years(values)].tolist() == [2002, 2017]


def test_total_population_has_no_break(capabilities):
    table = capabilities.pivot(on="ccode", index="year", values="tpop").sort("year")
    assert not series_break_years(table.drop("year").to_numpy()).any()
    assert np.isfinite(table.drop("year").to_numpy()).any()
