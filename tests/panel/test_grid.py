"""The grid lays spells and rows out by year and pair, and keeps unknown apart from none."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from rapallo import states
from rapallo.panel.grid import Grid
from rapallo.panel.years import FIRST, LAST

USA, UKG, FRN, RUS = 2, 200, 220, 365


@pytest.fixture(scope="module")
def grid():
    """Four states; Russia is a member from 1820 only."""
    member = np.ones((LAST - FIRST + 1, 4), dtype=bool)
    member[: 1820 - FIRST, 3] = False
    return Grid(np.array([USA, UKG, FRN, RUS], dtype=np.int16), member)


@pytest.fixture(scope="module")
def system():
    return Grid.of_system()


def rows(**columns):
    whole = {k: pl.Int16 for k in columns if k in ("state", "state1", "state2", "year")}
    return pl.DataFrame(columns, schema_overrides=whole)


def at(array, grid, year, *codes):
    return array[(year - FIRST, *(list(grid.codes).index(code) for code in codes))]


def test_dyads_are_each_pair_once_in_the_years_of_both(grid):
    keys = grid.dyad_keys()
    assert keys.equals(keys.sort("state1", "state2", "year"))
    assert (keys["state1"] < keys["state2"]).all()
    assert keys.is_unique().all()
    with_russia = keys.filter(pl.col("state2") == RUS)
    assert with_russia["year"].min() == 1820
    years = LAST - FIRST + 1
    assert keys.height == 3 * years + 3 * (years - 4)


def test_members_of_the_system_are_those_of_the_state_list(system):
    keys = system.state_keys()
    for year in (1816, 1914, 1945, 1990, 2025):
        mine = keys.filter(pl.col("year") == year)["state"].to_list()
        assert tuple(mine) == tuple(sorted(states.in_year(year)))


def test_every_dyad_of_the_system_joins_two_members(system):
    keys = system.dyad_keys()
    for year in (1816, 1946, 2016):
        count = len(states.in_year(year))
        assert keys.filter(pl.col("year") == year).height == count * (count - 1) // 2


def test_a_cube_is_nan_but_for_its_rows(grid):
    cube = grid.cube(rows(state1=[USA], state2=[UKG], year=[1900], x=[3]), "x")
    assert at(cube, grid, 1900, USA, UKG) == 3
    assert np.isnan(cube).sum() == cube.size - 1


def test_a_cube_is_zero_only_within_the_years_covered(grid):
    cube = grid.cube(rows(state1=[USA], state2=[UKG], year=[1900], x=[3]), "x", within=(1899, 1901))
    known = ~np.isnan(cube)
    assert [year + FIRST for year in np.flatnonzero(known.all(axis=(1, 2)))] == [1899, 1900, 1901]
    assert known.any(axis=(1, 2)).sum() == 3
    assert at(cube, grid, 1900, UKG, USA) == 0


def test_a_symmetric_cube_holds_a_row_both_ways(grid):
    table = rows(state1=[USA], state2=[UKG], year=[1900], x=[3])
    cube = grid.cube(table, "x", symmetric=True)
    assert at(cube, grid, 1900, UKG, USA) == at(cube, grid, 1900, USA, UKG) == 3


def test_rows_of_unknown_states_and_of_other_centuries_are_left_out(grid):
    table = rows(
        state1=[USA, 999, USA, USA], state2=[999, UKG, UKG, UKG], year=[1900, 1900, 1700, 2100]
    )
    assert np.isnan(grid.cube(table)).all()


def test_spells_include_both_their_ends(grid):
    table = rows(state1=[USA], state2=[UKG], first=[1900], last=[1902])
    cube = grid.spells(table, None, "first", "last", (1890, 1910), fill=0)
    values = [at(cube, grid, year, USA, UKG) for year in range(1899, 1904)]
    assert values == [0, 1, 1, 1, 0]
    assert at(cube, grid, 1901, UKG, USA) == 1
    assert np.isnan(at(cube, grid, 1889, USA, UKG))
    assert np.isnan(at(cube, grid, 1911, USA, UKG))


def test_spells_reaching_beyond_the_years_covered_are_cut_there(grid):
    table = rows(state1=[USA, USA], state2=[UKG, FRN], first=[1494, 2000], last=[1895, 9999])
    cube = grid.spells(table, None, "first", "last", (1816, 2010), fill=0)
    assert at(cube, grid, 1816, USA, UKG) == 1
    assert at(cube, grid, 1896, USA, UKG) == 0
    assert at(cube, grid, 2010, USA, FRN) == 1
    assert np.isnan(at(cube, grid, 2011, USA, FRN))


def test_a_spell_that_ended_before_the_grid_begins_leaves_no_trace(grid):
    table = rows(state1=[USA], state2=[UKG], first=[1494], last=[1815])
    assert (grid.spells(table, None, "first", "last", (1816, 1900), fill=0) == 1).sum() == 0


def test_rows_of_a_cube_come_in_the_order_of_the_dyads_and_back(grid):
    cube = grid.cube(rows(state1=[USA, UKG], state2=[UKG, USA], year=[1900, 1900], x=[3, 7]), "x")
    keys = grid.dyad_keys().with_columns(
        forth=pl.Series(grid.at(cube)), back=pl.Series(grid.at(cube, reverse=True))
    )
    row = keys.row(by_predicate=(pl.col("year") == 1900) & (pl.col("state2") == UKG), named=True)
    assert (row["forth"], row["back"]) == (3, 7)


def test_a_sheet_puts_each_state_in_its_year(grid):
    sheet = grid.sheet(rows(state=[USA, RUS], year=[1900, 1900], x=[1.5, None]), "x")
    assert at(sheet, grid, 1900, USA) == 1.5
    assert np.isnan(at(sheet, grid, 1900, RUS))
    assert np.isnan(at(sheet, grid, 1901, USA))


def test_the_system_follows_the_dates_of_states(system):
    keys = system.state_keys()
    germany = keys.filter(pl.col("state") == 255)["year"].to_list()
    assert 1945 in germany
    assert 1990 in germany
    assert not set(range(1946, 1990)) & set(germany)
    assert date(1990, 10, 3).year in keys.filter(pl.col("state") == 265)["year"].to_list()


def test_rows_outside_the_years_covered_are_left_out(grid):
    table = rows(state1=[USA, USA], state2=[UKG, UKG], year=[1900, 1905], x=[3, 4])
    cube = grid.cube(table, "x", within=(1899, 1901))
    assert at(cube, grid, 1900, USA, UKG) == 3
    assert np.isnan(at(cube, grid, 1905, USA, UKG))
