"""Capabilities and their spread, from the shipped figures and from the components."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rapallo.panel.measures.among import among, major_powers
from rapallo.panel.measures.compute import measured

PRINTED = Path(__file__).parents[1] / "published" / "singer_bremer_stuckey_1972"
USA, RUS, CHN = 2, 365, 710


def test_cinc_of_noted_rows(shipped):
    found = measured("cinc", warehouse=shipped).frame
    noted = pl.read_csv(PRINTED / "cinc.csv").unpivot(index="year", variable_name="state")
    noted = noted.drop_nulls().with_columns(pl.col("state", "year").cast(pl.Int16))
    both = noted.join(found, on=["state", "year"], suffix="_found")
    assert both.height == noted.height > 100
    assert (both["value"] - both["value_found"]).abs().max() < 1e-6


def test_concentration_among_the_major_powers(shipped):
    found = measured("concentration", warehouse=shipped).frame
    values = {year: (value, states) for year, value, states in found.iter_rows()}
    for row in pl.read_csv(PRINTED / "concentration.csv").iter_rows(named=True):
        value, states = values[row["year"]]
        assert states == row["powers"]
        assert value == pytest.approx(row["con"], abs=0.00005 + 1e-9)


def test_concentration_among_three_powers(shipped):
    found = measured("concentration", among="USA,RUS,CHN", warehouse=shipped).frame
    share = measured("capability_share", among="USA,RUS,CHN", warehouse=shipped).frame
    values = dict(zip(found["year"], found["value"], strict=True))
    shares = {(s, y): v for s, y, v in share.iter_rows()}
    for row in pl.read_csv(PRINTED / "three_powers.csv").iter_rows(named=True):
        year = row["year"]
        assert values[year] == pytest.approx(row["con"], abs=0.0005 + 1e-9)
        for state, name in ((USA, "us"), (RUS, "russia"), (CHN, "china")):
            assert shares[state, year] == pytest.approx(row[name], abs=0.001)


def test_change_is_the_difference_of_two_years(shipped):
    level = measured("concentration", first=1945, last=1950, warehouse=shipped).frame
    change = measured("concentration_change", first=1946, last=1950, warehouse=shipped).frame
    assert change["value"].to_list() == pytest.approx(level["value"].diff()[1:].to_list())


def test_what_enters_or_leaves_the_group_is_no_movement(shipped):
    """In 1991 Germany and Japan join the major powers: CON changes, of which MOVE takes nothing."""
    moved = measured("movement", first=1991, last=1991, warehouse=shipped).frame["value"][0]
    five = measured(
        "movement", first=1991, last=1991, among="USA,GBR,FRA,RUS,CHN", warehouse=shipped
    ).frame["value"][0]
    assert moved == pytest.approx(five)


def test_two_superpowers_make_a_bipolar_world_of_two(shipped):
    group = {"among": "USA,RUS", "first": 1960, "last": 1960, "warehouse": shipped}
    assert measured("polarity", **group).frame["value"].to_list() == ["unipolar"]
    assert 1.9 < measured("effective_powers", **group).frame["value"][0] <= 2
    assert measured("top_two_share", **group).frame["value"][0] == pytest.approx(1)


def test_china_passes_the_united_states_in_1995(shipped):
    rows = measured("power_transition", "CHN", "USA", first=1990, last=1999, warehouse=shipped)
    ahead = rows.frame.filter((pl.col("state1") == CHN) & (pl.col("crossing") == 1))
    assert ahead["year"].to_list() == [1995]
    back = rows.frame.filter((pl.col("state1") == USA) & (pl.col("year") == 1995))
    forth = rows.frame.filter((pl.col("state1") == CHN) & (pl.col("year") == 1995))
    assert forth["ratio"][0] * back["ratio"][0] == pytest.approx(1)


def test_no_crossing_is_known_where_the_year_before_is_not(shipped):
    """South Sudan enters in 2011: whether it passed anyone that year is not known."""
    rows = measured("power_transition", "SSD", "USA", first=2011, last=2012, warehouse=shipped)
    crossing = rows.frame.filter(pl.col("state1") == USA)["crossing"]
    assert crossing.to_list() == [None, 0]


def test_major_powers_of_a_year():
    assert major_powers(1920) == (2, 200, 220, 325, 740)
    assert major_powers(2025) == major_powers(2016)
    assert among("P5").in_year(1980) == (2, 200, 220, 365, 710)


@pytest.mark.full_data
def test_cinc_from_the_components_is_the_file_s(built, shipped):
    computed = measured("cinc", warehouse=built).frame
    column = measured("cinc", warehouse=shipped).frame
    both = computed.join(column, on=["state", "year"], suffix="_file")
    assert both.height == column.drop_nulls().height > 17_000
    assert (both["value"] - both["value_file"]).abs().max() < 1e-6
