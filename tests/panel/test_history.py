"""What history left in the panel: the Sino-Soviet split, a dead pact, a border war."""

import pytest

from rapallo.panel.asof import AsOf

USA, RUS, CHN = 2, 365, 710


@pytest.fixture(scope="module")
def view(shipped):
    return AsOf(shipped, 2025, (USA, RUS, CHN))


def test_the_pact_of_1950_is_in_force_through_the_border_war_of_1969(view):
    assert view.value("defence", RUS, CHN, at=1969) == 1
    assert view.value("dispute", RUS, CHN, at=1969) == 1
    assert max(view.value("dispute_level", *way, at=1969) for way in ((RUS, CHN), (CHN, RUS))) >= 4
    assert view.value("defence", RUS, CHN, at=1981) == 0


def test_the_memory_of_disputes_halves_in_five_years_without_one(view):
    years, memory = view.known("dispute_memory", RUS, CHN)
    known = dict(zip(years.tolist(), memory.to_list(), strict=True))
    years, disputes = view.known("dispute", RUS, CHN)
    disputed = set(years[disputes.to_numpy() > 0].tolist())
    quiet = [y for y in known if not disputed & set(range(y + 1, y + 6)) and y + 5 in known]
    assert len(quiet) > 20
    assert known[1969] > 3
    for year in quiet:
        assert known[year + 5] == pytest.approx(known[year] / 2, rel=0.02, abs=0.06)


def test_the_united_states_threaten_the_soviet_union_more_than_cuba_ever_could(shipped):
    cold_war = AsOf(shipped, 1962, (USA, 40, RUS))
    assert cold_war.value("threat", USA, 40) > cold_war.value("threat", 40, USA)
    assert cold_war.value("threat", USA, RUS) > cold_war.value("threat", 40, RUS)


def test_the_three_powers_have_no_land_border_but_russia_and_china(view):
    assert view.value("contiguity", RUS, CHN) == 1
    assert view.value("contiguity", USA, CHN) == 0
    assert view.value("contiguity", USA, RUS) == 2
