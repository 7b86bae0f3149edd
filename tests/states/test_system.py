"""The state system: spans, state-years, and the Correlates of War's own list."""

from datetime import date
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo import states
from rapallo.states.names import key
from rapallo.states.state import read_table

STATES = states.all_states()


def test_display_codes_are_unique_and_three_letters():
    codes = [state.code for state in STATES.values()]
    assert len(set(codes)) == len(codes) == 217
    assert all(len(code) == 3 and code.isupper() for code in codes)


def test_spans_of_a_state_neither_overlap_nor_run_backwards():
    for state in STATES.values():
        ends = [end or date.max for _, end in state.spans]
        starts = [start for start, _ in state.spans]
        assert all(start <= end for start, end in zip(starts, ends, strict=True)), state
        assert all(end < nxt for end, nxt in zip(ends, starts[1:], strict=False)), state
        assert all(end is not None for _, end in state.spans[:-1]), state


def test_successors_do_not_share_a_day():
    for before, after in [(260, 255), (265, 255), (678, 679), (680, 679), (315, 316), (300, 305)]:
        assert STATES[before].spans[-1][1] < STATES[after].spans[-1][0]


@given(st.integers(1816, 2025), st.integers(0, 60))
def test_state_years_are_the_members_of_each_year(first, more):
    frame = states.state_years(first, min(first + more, 2025))
    assert frame.schema == {"state": pl.Int16, "year": pl.Int16}
    for year in (first, min(first + more, 2025)):
        found = frame.filter(pl.col("year") == year)["state"].to_list()
        assert tuple(found) == states.in_year(year)


def test_years_outside_are_refused():
    with pytest.raises(states.StateError):
        states.in_year(1815)
    with pytest.raises(states.StateError):
        states.state_years(1800, 1900)
    with pytest.raises(states.StateError):
        states.state_years(1900, 1899)


def test_unknown_code_is_refused():
    with pytest.raises(states.UnknownState):
        states.get(999)


def test_tables_name_only_states_that_exist():
    for table in ("aliases", "names", "codes", "membership", "present_borders", "group_members"):
        for row in read_table(f"{table}.csv"):
            assert int(row["cow"]) in STATES, (table, row)
    for row in read_table("places.csv"):
        assert {int(row["cow"]), *map(int, row["held_by"].split())} <= set(STATES), row


def test_no_name_is_both_a_members_and_another_thing():
    members = {key(row["alias"]) for row in read_table("aliases.csv")}
    members |= {key(row["name"]) for row in read_table("names.csv")}
    others = {key(row["name"]) for row in read_table("others.csv")}
    assert not members & others


def test_names_of_a_state_do_not_overlap_in_time():
    for cow in {int(row["cow"]) for row in read_table("names.csv")}:
        rows = [row for row in read_table("names.csv") if int(row["cow"]) == cow]
        for before, after in pairwise(rows):
            assert int(before["last"]) + 1 == int(after["first"]), (before, after)


def test_borders_of_today():
    assert states.has_present_borders(220, 1970)
    assert states.has_present_borders(255, 1990)
    assert not states.has_present_borders(260, 1970)
    assert not states.has_present_borders(365, 1990)
    assert not states.has_present_borders(220, 1930)


@pytest.mark.full_data
def test_spans_equal_the_correlates_of_war_list(data_dir):
    listed = pl.read_csv(data_dir / "cow" / "state_system_2016.csv.gz")
    theirs = {
        (
            row["ccode"],
            row["stateabb"],
            date(row["styear"], row["stmonth"], row["stday"]),
            date(row["endyear"], row["endmonth"], row["endday"]),
        )
        for row in listed.iter_rows(named=True)
    }
    last = date(2016, 12, 31)
    ours = {
        (state.cow, state.cow_abb, start, end or last)
        for state in STATES.values()
        for start, end in state.spans
    }
    assert ours == theirs


@pytest.mark.full_data
def test_members_to_2025_are_those_of_the_crosswalk(data_dir):
    panel = pl.read_csv(data_dir / "states" / "cw_gw_panel.csv.gz", null_values="NA")
    panel = panel.filter(pl.col("ccode").is_not_null())
    for year in (2016, 2017, 2020, 2025):
        theirs = panel.filter(pl.col("year") == year)["ccode"].unique().sort().to_list()
        assert list(states.in_year(year)) == theirs


@pytest.mark.full_data
def test_gleditsch_ward_codes_are_those_of_the_crosswalk(data_dir):
    panel = pl.read_csv(data_dir / "states" / "cw_gw_panel.csv.gz", null_values="NA")
    panel = panel.drop_nulls(["ccode", "gwcode"])
    differ = [
        (cow, gw, year)
        for cow, gw, year in panel.select("ccode", "gwcode", "year").iter_rows()
        if states.to_gw(cow, year) != gw
    ]
    assert differ == []
