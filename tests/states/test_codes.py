"""Columns of other datasets' codes and names become Correlates of War codes."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo import states

STATES = list(states.all_states().values())


def one(value, year, scheme):
    return states.to_cow(pl.Series([value]), pl.Series([year]), scheme)[0]


@pytest.mark.parametrize(
    ("value", "year", "scheme", "cow"),
    [
        ("DEU", 1930, "iso3", 255),
        ("DEU", 1960, "iso3", 260),
        ("DEU", 1990, "iso3", 255),
        ("deu ", 2010, "iso3", 255),
        ("RUS", 1992, "iso3", 365),
        ("RUS", 1960, "iso3", None),
        ("SUN", 1960, "iso3", 365),
        ("SRB", 1970, "iso3", None),
        ("YUG", 1970, "iso3", 345),
        ("CZE", 1980, "iso3", None),
        ("CZE", 1993, "iso3", 316),
        ("YEM", 1980, "iso3", 678),
        ("YEM", 1990, "iso3", 679),
        ("NAM", 2000, "iso3", 565),
        ("SWZ", 2000, "iso3", 572),
        ("SWZ", 2000, "cow_abb", 225),
        ("AUS", 2000, "cow_abb", 305),
        ("FRA", 1943, "iso3", None),
        ("ABW", 2000, "iso3", None),
        ("EUU", 2000, "iso3", None),
        ("RUS", 1800, "iso3", None),
        ("RUS", 1960, "vdem", 365),
        ("SRB", 1960, "vdem", 345),
        ("CZE", 1960, "vdem", 315),
        ("CZE", 2000, "vdem", 316),
        ("VDR", 1960, "vdem", 817),
        ("VNM", 1960, "vdem", 816),
        ("DDR", 1970, "vdem", 265),
        ("AUT", 1910, "vdem", 300),
        ("SML", 2000, "vdem", None),
        ("PSG", 2000, "vdem", None),
        (260, 1980, "gw", 260),
        (260, 1990, "gw", 255),
        (678, 1980, "gw", 678),
        (678, 2000, "gw", 679),
        (340, 2010, "gw", 345),
        (345, 1990, "gw", 345),
        (971, 2010, "gw", 970),
        (970, 2010, "gw", 946),
        ("365", 1990, "gw", 365),
        (751, 1947, "gw", None),
        ("004", 2000, "iso_numeric", 700),
        (156, 2000, "iso_numeric", 710),
        (643, 1960, "iso_numeric", 365),
        ("Yemen Arab Republic", 1980, "name", 678),
        ("Yemen People's Republic", 1980, "name", 680),
        ("Federal Republic of Germany", 1980, "name", 260),
        ("Federal Republic of Germany", 1990, "name", 260),
        ("German Democratic Republic", 1980, "name", 265),
        ("Germany", 1970, "name", 260),
        ("Germany", 1954, "name", None),
        ("Germany", 1990, "name", 255),
        ("Vietnam", 1965, "name", 816),
        ("Yemen", 1975, "name", 678),
        ("Korea", 1948, "name", None),
        ("Korea", 1960, "name", 732),
        ("Taiwan", 1960, "name", 713),
        ("Korea, Democratic People's Republic Of", 2005, "name", 731),
        ("Hong Kong SAR, China", 2000, "name", None),
        ("Unknown supplier(s)", 2000, "name", None),
        ("Hezbollah (Lebanon)*", 2000, "name", None),
        ("Sub-Saharan Africa", 2000, "name", None),
    ],
)
def test_value_means_the_state_of_its_year(value, year, scheme, cow):
    assert one(value, year, scheme) == cow


@given(
    st.lists(st.tuples(st.sampled_from(STATES), st.integers(1816, 2025)), min_size=1, max_size=30)
)
def test_own_codes_come_back_where_the_state_was_a_member(pairs):
    expected = [state.cow if state.in_system(year) else None for state, year in pairs]
    years = pl.Series([year for _, year in pairs])
    for scheme, values in [
        ("cow", [state.cow for state, _ in pairs]),
        ("cow_abb", [state.cow_abb for state, _ in pairs]),
    ]:
        assert states.to_cow(pl.Series(values), years, scheme).to_list() == expected


@given(st.sampled_from(STATES), st.integers(1816, 2025))
def test_gleditsch_ward_and_back(state, year):
    if state.in_system(year) and not (year == 1990 and state.cow in (260, 678)):
        assert one(states.to_gw(state.cow, year), year, "gw") == state.cow


def test_rows_keep_their_order_and_nulls_stay_null():
    values = pl.Series(["CHN", None, "USA", "xxx", "CHN"])
    years = pl.Series([2000, 2000, None, 2000, 1816], dtype=pl.Int16)
    got = states.to_cow(values, years, "iso3")
    assert got.to_list() == [710, None, None, None, None]
    assert got.dtype == pl.Int16
    assert got.name == "state"


def test_without_years_the_latest_bearer_is_meant():
    got = states.to_cow(pl.Series(["DEU", "RUS", "CSK", "ABW"]), None, "iso3")
    assert got.to_list() == [255, 365, 315, None]


def test_empty_column():
    assert states.to_cow(pl.Series([], dtype=pl.String), None, "name").to_list() == []


def test_unknown_scheme_and_unequal_columns_are_refused():
    with pytest.raises(states.StateError, match="iso3"):
        states.to_cow(pl.Series(["CHN"]), None, "iso4")
    with pytest.raises(states.StateError):
        states.to_cow(pl.Series(["CHN", "USA"]), pl.Series([2000]), "iso3")


def test_lists_split_at_commas_but_not_inside_names():
    text = "Egypt, Arab Rep.,Korea, North,Sudan,South Sudan,EU"
    assert states.split_names(text) == [
        "Egypt, Arab Rep.",
        "Korea, North",
        "Sudan",
        "South Sudan",
        "EU",
    ]
