"""State-years and dyad-years: rows, order, directions, years asked for, and what is refused."""

import polars as pl
import pytest

from rapallo import states
from rapallo.errors import RapalloError
from rapallo.panel.columns import COLUMNS, UnknownColumnError
from rapallo.panel.frame import dyad_years, state_years

USA, CUB, RUS, CHN, JPN, PRK = 2, 40, 365, 710, 740, 731
SYMMETRIC = ("dispute", "trade", "igos", "defence_similarity", "un_agreement", "distance")


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("columns", [[], ["defence", "cinc", "trade"]])
def test_rows_are_sorted_by_pair_and_year_and_unique(shipped, directed, columns):
    frame = dyad_years(columns, directed=directed, warehouse=shipped).frame
    keys = frame.select("state1", "state2", "year")
    assert keys.equals(keys.sort("state1", "state2", "year"))
    assert not keys.is_duplicated().any()


def test_there_is_a_row_for_each_pair_of_members(shipped):
    counts = dict(dyad_years(warehouse=shipped).frame.group_by("year").len().iter_rows())
    for year in (1816, 1900, 1946, 1992, 2025):
        members = len(states.in_year(year))
        assert counts[year] == members * (members - 1) // 2


def test_directed_rows_are_each_pair_both_ways(shipped):
    once = dyad_years(warehouse=shipped, first=1950, last=1960).frame
    both = dyad_years(warehouse=shipped, directed=True, first=1950, last=1960).frame
    assert both.height == 2 * once.height
    turned = both.select(state1="state2", state2="state1", year="year")
    assert both.join(turned, on=["state1", "state2", "year"], how="anti").is_empty()


def test_a_promise_of_one_side_alone_shows_in_one_direction(shipped):
    frame = dyad_years(
        ["defence"], directed=True, first=1955, last=1955, among=[USA, JPN], warehouse=shipped
    ).frame
    held = {(a, b): value for a, b, _, value in frame.iter_rows()}
    assert held == {(USA, JPN): 1, (JPN, USA): 0}


def test_directed_and_undirected_hold_the_same_values(shipped):
    names = ["defence", "trade_share", "threat"]
    once = dyad_years(names, first=1990, last=1992, warehouse=shipped).frame
    both = dyad_years(names, directed=True, first=1990, last=1992, warehouse=shipped).frame
    back = both.rename({"state1": "state2", "state2": "state1", **{n: f"{n}_back" for n in names}})
    joined = once.join(both, on=["state1", "state2", "year"]).join(
        back, on=["state1", "state2", "year"]
    )
    assert joined.height == once.height
    for name in names:
        assert joined[f"{name}_12"].equals(joined[name].rename(f"{name}_12"))
        assert joined[f"{name}_21"].equals(joined[f"{name}_back"].rename(f"{name}_21"))


def test_undirected_columns_are_equal_both_ways(shipped):
    frame = dyad_years(SYMMETRIC, directed=True, first=2000, last=2004, warehouse=shipped).frame
    turned = frame.rename({"state1": "state2", "state2": "state1"}).select(frame.columns)
    assert frame.equals(turned.sort("state1", "state2", "year"))


@pytest.mark.parametrize("directed", [False, True])
def test_columns_of_states_come_for_the_first_and_the_second(shipped, directed):
    cinc = state_years(["cinc"], first=1990, last=1995, warehouse=shipped).frame
    pairs = dyad_years(["cinc"], directed=directed, first=1990, last=1995, warehouse=shipped).frame
    for side in ("1", "2"):
        key = [f"state{side}", "year"]
        wanted = pairs.join(
            cinc.rename({"state": key[0], "cinc": "cinc"}),
            on=key,
            how="left",
            maintain_order="left",
        )["cinc"]
        assert wanted.drop_nulls().len() > 1000
        assert pairs[f"cinc_{side}"].equals(wanted.rename(f"cinc_{side}"))


def test_state_columns_do_not_need_the_whole_of_time(shipped):
    part = dyad_years(["cinc"], first=2015, last=2018, warehouse=shipped).frame
    whole = dyad_years(["cinc"], warehouse=shipped).frame
    assert part.equals(whole.filter(pl.col("year").is_between(2015, 2018)))


def test_as_of_leaves_out_what_is_dated_later_and_changes_nothing_else(shipped):
    whole = dyad_years(["trade", "defence"], among=[USA, RUS, CHN], warehouse=shipped).frame
    cut = dyad_years(
        ["trade", "defence"], among=[USA, RUS, CHN], as_of=1970, warehouse=shipped
    ).frame
    assert cut["year"].max() == 1970
    assert cut.equals(whole.filter(pl.col("year") <= 1970))


def test_as_of_and_last_the_earlier_counts(shipped):
    years = state_years(last=1960, as_of=1980, among=[USA], warehouse=shipped).frame["year"]
    assert years.max() == 1960
    years = state_years(last=1980, as_of=1960, among=[USA], warehouse=shipped).frame["year"]
    assert years.max() == 1960


def test_among_keeps_pairs_of_those_named_only(shipped):
    frame = dyad_years(among=[USA, CUB, PRK], first=1990, last=1990, warehouse=shipped).frame
    assert frame.select("state1", "state2").rows() == [(USA, CUB), (USA, PRK), (CUB, PRK)]
    assert dyad_years(among=[], warehouse=shipped).frame.is_empty()


def test_a_column_asked_for_twice_comes_once(shipped):
    frame = state_years(["cinc", "cinc"], among=[USA], warehouse=shipped).frame
    assert frame.columns == ["state", "year", "cinc"]


def test_columns_come_in_the_order_asked_for(shipped):
    frame = dyad_years(["distance", "cinc", "defence"], first=2000, last=2000, warehouse=shipped)
    assert frame.frame.columns[3:] == [
        "distance",
        "cinc_1",
        "cinc_2",
        "defence_12",
        "defence_21",
    ]


def test_an_unknown_column_is_refused_with_the_nearest_name(shipped):
    with pytest.raises(UnknownColumnError, match="defence"):
        dyad_years(["defense"], warehouse=shipped)


def test_a_column_like_none_is_refused_with_all_there_are(shipped):
    with pytest.raises(UnknownColumnError) as caught:
        dyad_years(["xyzzy"], warehouse=shipped)
    assert all(name in str(caught.value) for name in COLUMNS)


def test_a_column_of_pairs_is_refused_for_states(shipped):
    with pytest.raises(RapalloError, match="trade is a column of pairs"):
        state_years(["trade"], warehouse=shipped)


@pytest.mark.parametrize(
    "years",
    [
        {"first": 1700},
        {"last": 2100},
        {"as_of": 1700},
        {"as_of": 3000},
        {"first": 1950, "last": 1940},
        {"first": 1950, "as_of": 1940},
    ],
)
@pytest.mark.parametrize("make", [state_years, dyad_years])
def test_years_that_there_are_not_are_refused(shipped, make, years):
    with pytest.raises(RapalloError) as caught:
        make(warehouse=shipped, **years)
    assert any(str(year) in str(caught.value) for year in years.values())


@pytest.mark.parametrize("name", [n for n, c in COLUMNS.items() if c.ships == "none"])
def test_a_column_that_is_not_shipped_is_refused_with_the_way_to_get_it(shipped, name):
    make = state_years if COLUMNS[name].level == "state" else dyad_years
    with pytest.raises(RapalloError, match="data build"):
        make([name], warehouse=shipped)


@pytest.mark.full_data
@pytest.mark.parametrize("name", [n for n, c in COLUMNS.items() if c.ships == "none"])
def test_a_column_that_is_not_shipped_is_there_once_built(built, name):
    make = state_years if COLUMNS[name].level == "state" else dyad_years
    assert make([name], warehouse=built).frame[name].drop_nulls().len() > 0
