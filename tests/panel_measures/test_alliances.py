"""Similarity of the great powers' alliances, through the store and the registry of measures.

The expected values are those of tests/measures/atop_triads.csv (regression values computed from
ATOP 5.1 in other software); there the measures are held to them on the source's own file.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rapallo.panel.measures.compute import measured

EXPECTED = pl.read_csv(Path(__file__).parents[1] / "measures" / "atop_triads.csv")
ROUNDED = 0.0005 + 1e-9
ASKED = {
    "s": ("s", "alliances", None),
    "s_weighted": ("s", "alliances", "cinc"),
    "tau_b": ("tau_b", "alliances", None),
    "kappa_squared": ("kappa_squared", "alliances", None),
    "pi_nominal": ("pi_nominal", "alliances", None),
    "s_defence": ("s", "defence", None),
    "kappa_any": ("kappa_nominal", "any-tie", None),
    "pi_any": ("pi_nominal", "any-tie", None),
    "kappa_defence": ("kappa_nominal", "defence", None),
}
USA, RUS, CHN = 2, 365, 710


@pytest.mark.parametrize("column", ASKED)
def test_great_powers_alliances(column, shipped):
    name, on, weights = ASKED[column]
    seen = 0
    for year in EXPECTED["year"].unique().to_list():
        rows = measured(
            name, first=year, last=year, on=on, weights=weights, warehouse=shipped
        ).frame
        value = {(a, b): v for a, b, _, v in rows.iter_rows()}
        for row in EXPECTED.filter(pl.col("year") == year).iter_rows(named=True):
            pair = (min(row["first"], row["second"]), max(row["first"], row["second"]))
            assert value[pair] == pytest.approx(row[column], abs=ROUNDED), (year, pair)
            seen += 1
    assert seen == EXPECTED.height


def test_a_pair_alone_has_the_value_it_has_among_all(shipped):
    pair = measured("pi_squared", "CHN", "RUS", first=1950, last=1955, warehouse=shipped).frame
    everyone = measured("pi_squared", first=1950, last=1955, warehouse=shipped).frame
    same = everyone.filter((pl.col("state1") == RUS) & (pl.col("state2") == CHN))
    assert pair.height == 6
    assert pair["value"].to_list() == pytest.approx(same["value"].to_list(), abs=1e-12)


def test_the_order_of_a_pair_does_not_matter(shipped):
    one = measured("s", "CHN", "RUS", first=1960, last=1962, warehouse=shipped).frame
    other = measured("s", "RUS", "CHN", first=1960, last=1962, warehouse=shipped).frame
    assert one.equals(other)


def test_one_state_has_a_row_with_each_other_member(shipped):
    rows = measured("s", "USA", first=2000, last=2000, warehouse=shipped).frame
    assert rows.height == 190
    assert ((rows["state1"] == USA) | (rows["state2"] == USA)).all()


def test_kinds_of_kappa_differ_on_valued_ties_and_agree_on_binary_ones(shipped):
    def kappas(on):
        return [
            measured(
                f"kappa_{d}", "USA", "RUS", first=1985, last=1985, on=on, warehouse=shipped
            ).frame["value"][0]
            for d in ("nominal", "absolute", "squared")
        ]

    assert len({round(value, 6) for value in kappas("alliances")}) == 3
    assert kappas("any-tie") == pytest.approx([kappas("any-tie")[0]] * 3)


def test_index_a_is_s_less_its_chance_value(shipped):
    """A = S - E[S] lies on the side of S's chance value that kappa's sign says."""

    def get(name):
        return measured(name, first=1913, last=1913, warehouse=shipped).frame["value"].to_numpy()

    index, kappa = get("chance_corrected_s"), get("kappa_absolute")
    assert ((index > 1e-12) == (kappa > 1e-12)).all()
    assert (index <= get("s") + 1).all()
