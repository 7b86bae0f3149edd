"""What a user types finds the state meant, or an error that says what would do."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo import states
from rapallo.errors import RapalloError

HERE = Path(__file__).parent
STATES = list(states.all_states().values())


def rows(name):
    with (HERE / name).open(encoding="utf-8") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "year", "cow"), rows("spellings.csv"))
def test_awkward_spelling_finds_its_state(text, year, cow):
    assert states.resolve(text, int(year)).cow == int(cow)


ERRORS = {
    "ambiguous": states.AmbiguousState,
    "absent": states.NotInSystem,
    "unknown": states.UnknownState,
}


@pytest.mark.parametrize(("text", "year", "error"), rows("refused.csv"))
def test_what_must_not_match_is_refused_with_its_reason(text, year, error):
    with pytest.raises(RapalloError) as caught:
        states.resolve(text, int(year))
    assert caught.type is ERRORS[error]


def test_tables_are_as_long_as_promised():
    assert len(rows("spellings.csv")) >= 120
    assert len(rows("refused.csv")) >= 30


@st.composite
def state_and_year(draw):
    state = draw(st.sampled_from(STATES))
    start, end = draw(st.sampled_from(state.spans))
    return state, draw(st.integers(start.year, end.year if end else states.LAST_YEAR))


@given(state_and_year(), st.sampled_from(["code", "number", "prefix", "gw", "abb"]))
def test_every_code_finds_its_own_state_in_every_year_of_membership(pair, form):
    state, year = pair
    text = {
        "code": state.code,
        "number": str(state.cow),
        "prefix": f"cow:{state.cow}",
        "gw": f"gw:{states.to_gw(state.cow, year)}",
        "abb": f"cow:{state.cow_abb.lower()}",
    }[form]
    if form == "gw" and year == 1990 and state.cow in (260, 678):
        return
    assert states.resolve(text, year) == state


@given(state_and_year())
def test_the_name_of_the_year_finds_the_state_unless_two_bear_it(pair):
    state, year = pair
    try:
        assert states.resolve(states.name(state.cow, year), year) == state
    except states.AmbiguousState:
        pytest.fail(f"{states.name(state.cow, year)} is shown for {state.cow} but refused")


@given(state_and_year(), st.randoms())
def test_case_and_punctuation_do_not_matter(pair, random):
    state, year = pair
    shown = states.name(state.cow, year).replace(" ", "  ").replace("-", " - ")
    mixed = "".join(c.upper() if random.random() < 0.5 else c.lower() for c in shown)
    assert states.resolve(f" {mixed}. ", year) == state


@given(st.text(max_size=12), st.integers(1816, 2025))
def test_any_text_gives_a_state_of_that_year_or_a_user_error(text, year):
    try:
        state = states.resolve(text, year)
    except RapalloError:
        return
    assert state.in_system(year)


def test_without_a_year_the_latest_bearer_is_meant():
    assert states.resolve("Germany").cow == 255
    assert states.resolve("DEU").cow == 255
    assert states.resolve("Vietnam").cow == 816
    assert states.resolve("YEM").cow == 679
    assert states.resolve("CSK").cow == 315
    with pytest.raises(states.AmbiguousState):
        states.resolve("Korea")


def test_divided_germany_is_named_in_both_halves():
    with pytest.raises(states.NotInSystem) as caught:
        states.resolve("Germany", 1960)
    assert "West Germany (GFR)" in str(caught.value)
    assert "East Germany (DDR)" in str(caught.value)


def test_absence_says_when_it_was_a_member_and_who_held_its_place():
    with pytest.raises(states.NotInSystem) as caught:
        states.resolve("Slovenia", 1970)
    assert "1992" in str(caught.value)
    assert "Yugoslavia" in str(caught.value)


def test_misspelling_offers_the_right_name():
    for wrong, right in [("Polnd", "Poland"), ("Soviet Unoin", "Soviet Union"), ("Itly", "Italy")]:
        with pytest.raises(states.UnknownState, match=right):
            states.resolve(wrong, 1950)


def test_year_before_the_system_is_refused():
    with pytest.raises(states.StateError, match="1816"):
        states.resolve("France", 1815)


# abbreviation of the Correlates of War: (its state there, the state of the same ISO code)
CONFLICTS = {
    "AUS": (305, 900),
    "CZE": (315, 316),
    "KOR": (730, 732),
    "MNG": (341, 712),
    "SLV": (349, 92),
    "SWZ": (225, 572),
}


def test_the_abbreviations_that_mean_another_state_in_iso_are_the_known_ones():
    iso = {state.iso3: state.cow for state in STATES if state.iso3}
    found = {
        state.cow_abb: (state.cow, iso[state.cow_abb])
        for state in STATES
        if iso.get(state.cow_abb, state.cow) != state.cow
    }
    assert found == CONFLICTS


@pytest.mark.parametrize("text", sorted(CONFLICTS))
def test_iso_wins_over_the_abbreviation_and_the_prefix_asks_for_it(text):
    of_cow, of_iso = CONFLICTS[text]
    assert states.resolve(text, 2010).cow == of_iso
    assert states.resolve(f"cow:{text}").cow == of_cow


@pytest.mark.parametrize(
    ("cow", "year", "name"),
    [
        (365, 1890, "Russia"),
        (365, 1960, "Soviet Union"),
        (365, 1990, "Soviet Union"),
        (365, 1992, "Russia"),
        (255, 1850, "Prussia"),
        (255, 1900, "Germany"),
        (640, 1900, "Ottoman Empire"),
        (640, 1960, "Turkey"),
        (630, 1900, "Persia"),
        (800, 1900, "Siam"),
        (345, 1900, "Serbia"),
        (345, 1960, "Yugoslavia"),
        (345, 2018, "Serbia"),
        (490, 1980, "Zaire"),
        (775, 1970, "Burma"),
        (325, 1850, "Sardinia"),
        (816, 1960, "North Vietnam"),
        (816, 2000, "Vietnam"),
        (651, 1960, "United Arab Republic"),
    ],
)
def test_name_follows_the_year(cow, year, name):
    assert states.name(cow, year) == name
