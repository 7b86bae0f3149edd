"""Threats to a state: their order, ties, and neighbours as last known."""

import pytest

from rapallo.ledger.threats import Threats
from rapallo.panel.asof import AsOf

USA, CUB, FRN, GMY, RUS, CHN, MON, KZK = 2, 40, 220, 255, 365, 710, 712, 705


def threats(warehouse, year, *to):
    return Threats(AsOf(warehouse, year, to), to)


@pytest.mark.parametrize("year", [1850, 1914, 1962, 2018])
def test_places_follow_the_size_of_the_threat(shipped, year):
    found = threats(shipped, year, FRN, RUS)
    faced = found.to(FRN)
    assert list(faced.values()) == sorted(faced.values(), reverse=True)
    assert FRN not in faced
    places = [found.rank(by, FRN)[0] for by in faced]
    assert places == sorted(places)
    assert all(1 <= place <= len(faced) for place in places)


def test_states_that_threaten_not_at_all_share_the_last_place(shipped):
    found = threats(shipped, 2018, CHN, RUS)
    none = [by for by, threat in found.to(CHN).items() if threat == 0]
    assert len(none) > 10
    assert {found.rank(by, CHN) for by in none} == {(len(found.to(CHN)),) * 2}


def test_germany_was_the_common_threat_of_france_and_russia(shipped):
    worst = threats(shipped, 1913, FRN, RUS).most_common(FRN, RUS)
    assert worst.state == GMY
    assert min(worst.to_first, worst.to_second) > 0


@pytest.mark.parametrize(("year", "last"), [(1962, 1962), (2018, 2018), (2025, 2022)])
def test_the_year_is_the_last_known_and_never_later(shipped, year, last):
    assert threats(shipped, year, USA, CUB).year == last


@pytest.mark.parametrize("year", [1995, 2016, 2025])
def test_neighbours_stay_neighbours_after_the_data_on_borders_end(shipped, year):
    found = threats(shipped, year, CHN, RUS)
    both = set(found.neighbours(CHN, 1)) & set(found.neighbours(RUS, 1))
    assert {MON, KZK} <= both
    assert RUS in found.neighbours(CHN, 1)
    assert USA not in found.neighbours(CHN, 1)
    assert set(found.neighbours(RUS, 1)) < set(found.neighbours(RUS, 5))


def test_neighbours_are_those_of_the_time(shipped):
    assert KZK not in threats(shipped, 1980, RUS, CHN).neighbours(RUS, 1)
