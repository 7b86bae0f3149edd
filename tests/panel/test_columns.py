"""Every column is in the tables, within the range and the years that its declaration gives."""

import polars as pl
import pytest

from rapallo.panel.columns import COLUMNS, column
from rapallo.panel.snapshot import POWERS
from rapallo.sources.registry import SOURCES

TABLE = {"state": "state_year", "dyad": "dyad_year"}


@pytest.fixture(
    scope="module", params=["shipped", pytest.param("built", marks=pytest.mark.full_data)]
)
def warehouse(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def tables(warehouse):
    return {name: warehouse.sql(f"SELECT * FROM {name}") for name in TABLE.values()}


def here(declared, warehouse):
    return warehouse.kind == "built" or declared.ships != "none"


def test_the_tables_hold_the_declared_columns_and_no_others(warehouse, tables):
    for level, name in TABLE.items():
        wanted = {
            stored
            for c in COLUMNS.values()
            if c.level == level and here(c, warehouse)
            for stored in c.stored
        }
        found = set(tables[name].columns) - {"state", "state1", "state2", "year"}
        assert found == wanted


@pytest.mark.parametrize("name", COLUMNS)
def test_values_lie_in_the_range_and_years_declared(warehouse, tables, name):
    declared = column(name)
    if not here(declared, warehouse):
        return
    frame = tables[TABLE[declared.level]]
    for stored in declared.stored:
        known = frame.select("year", value=stored).drop_nulls()
        assert known.height > 0
        outside = [y for y in known["year"].unique() if declared.source_in(y) is None]
        assert outside == []
        if declared.low is not None:
            assert known["value"].min() >= declared.low
        if declared.high is not None:
            assert known["value"].max() <= declared.high
        if declared.kind == "whole":
            assert frame[stored].dtype.is_integer()
        if declared.kind == "real":
            assert not known["value"].is_nan().any()
            assert not known["value"].is_infinite().any()


@pytest.mark.parametrize("name", COLUMNS)
def test_declarations_are_whole(name):
    declared = column(name)
    assert declared.label
    assert declared.about.endswith((".", ")"))
    assert declared.unit
    assert {d.source for d in declared.domains} <= {s.id for s in SOURCES}
    for domain in declared.domains:
        assert 1816 <= domain.first <= domain.last <= 2026


@pytest.mark.parametrize(
    ("name", "last"), [("defence", 2018), ("igos", 2014), ("dispute", 2014), ("cinc", 2022)]
)
def test_nothing_is_known_after_a_source_ends_and_something_is_till_then(tables, name, last):
    declared = column(name)
    frame = tables[TABLE[declared.level]]
    for stored in declared.stored:
        years = frame.filter(pl.col(stored).is_not_null())["year"]
        assert years.max() == last
        after = frame.filter(pl.col("year") > last)
        assert after.height > 0
        assert after[stored].null_count() == after.height


def test_no_obligation_is_zero_in_a_year_covered_and_null_in_one_not(tables):
    pair = tables["dyad_year"].filter((pl.col("state1") == 365) & (pl.col("state2") == 710))
    by_year = dict(pair.select("year", "defence_12").iter_rows())
    assert by_year[2018] == 0
    assert by_year[2019] is None


def test_joint_vetoes_are_of_permanent_members_only_and_of_china_when_it_sat(tables):
    known = tables["dyad_year"].drop_nulls("joint_vetoes")
    assert set(known["state1"]) | set(known["state2"]) == {2, 200, 220, 365, 710}
    china = known.filter((pl.col("state2") == 710) & (pl.col("state1") == 365))
    assert not set(range(1950, 1971)) & set(china["year"])
    assert china.filter(pl.col("year") == 2012)["joint_vetoes"].item() >= 2


@pytest.mark.parametrize("name", [n for n, c in COLUMNS.items() if c.ships == "major powers"])
def test_restricted_columns_are_shipped_for_few_powers_only(shipped, name):
    declared = column(name)
    keys = ["state"] if declared.level == "state" else ["state1", "state2"]
    frame = shipped.sql(f"SELECT * FROM {TABLE[declared.level]}")
    few = pl.all_horizontal(pl.col(keys).is_in(POWERS))
    for stored in declared.stored:
        known = frame.filter(pl.col(stored).is_not_null())
        assert known.height > 0
        assert known.select(few.all()).item()


@pytest.mark.parametrize("name", [n for n, c in COLUMNS.items() if c.ships == "major powers"])
def test_places_in_restricted_columns_are_shipped_for_few_powers_only(shipped, name):
    if name not in shipped.columns("alignment_year"):
        return
    known = shipped.sql(f"SELECT state1, state2 FROM alignment_year WHERE {name} IS NOT NULL")
    assert known.height > 0
    assert set(known["state1"]) | set(known["state2"]) <= set(POWERS)


@pytest.mark.parametrize(
    ("name", "year", "says"),
    [
        ("defence", 2020, "after 2018"),
        ("igos", 2015, "after 2014"),
        ("war", 1900, "before 1946"),
        ("un_agreement", 2000, "no value for this case"),
        ("trade_share", 2018, "no source covers 2018"),
    ],
)
def test_a_null_has_a_reason(name, year, says):
    assert says in column(name).why_null(year)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_source_is_named_for_each_year_covered_and_for_no_other(name):
    declared = column(name)
    for year in range(1816, 2026):
        covered = any(d.first <= year <= d.last for d in declared.domains)
        assert (declared.source_in(year) is not None) == covered
        assert ("no value for this case" in declared.why_null(year)) == covered
