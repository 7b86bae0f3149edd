"""Every consideration is declared in full, and weighs any case by its rule."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.ledger.case import Case
from rapallo.ledger.consideration import LEAST, Consideration, pull_of
from rapallo.ledger.considerations import CONSIDERATIONS
from rapallo.ledger.entry import Entry
from rapallo.ledger.ledger import ledger
from rapallo.ledger.threats import Threats
from rapallo.panel.asof import AsOf
from rapallo.sources.registry import SOURCES
from rapallo.warehouse.store import Warehouse

USA, RUS, CHN = 2, 365, 710
SOURCE_IDS = {source.id for source in SOURCES}


@cache
def weighed(first: int, second: int, rival: int, year: int) -> dict[str, Entry]:
    with Warehouse.open() as warehouse:
        view = AsOf(warehouse, year, (first, second, rival))
        threats = Threats(view, (first, second))
        case = Case(view, Alignment(view), threats, first, second, rival)
        return {entry.id: entry for entry in ledger(case)}


def test_there_are_at_least_24_and_each_has_its_own_id() -> None:
    ids = [c.id for c in CONSIDERATIONS]
    assert len(ids) >= 24
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("declared", CONSIDERATIONS, ids=lambda c: c.id)
def test_each_is_declared_in_full(declared: Consideration) -> None:
    for text in (declared.title, declared.mechanism, declared.rule, declared.reference):
        assert len(text) > 5
    assert declared.claims
    assert all(claim[0] == "A" and claim[1:].isdigit() for claim in declared.claims)


def test_most_speak_for_china_and_russia_as_of_2018() -> None:
    entries = weighed(CHN, RUS, USA, 2018)
    speaking = [e for e in entries.values() if e.pull != "silent"]
    assert len(speaking) >= 18
    assert {e.pull for e in speaking} >= {"closer", "apart"}


@pytest.mark.parametrize(
    ("id", "pull"),
    [
        ("common_rival", "closer"),
        ("rival_sanctions", "closer"),
        ("joint_vetoes", "closer"),
        ("regime_against_rival", "closer"),
        ("rise_contained", "closer"),
        ("decline_of_great_power", "closer"),
        ("better_customer", "apart"),
        ("power_shift", "apart"),
        ("demography", "apart"),
        ("growth_gap", "apart"),
        ("past_disputes", "apart"),
        ("contested_neighbours", "apart"),
        ("arms_trend", "apart"),
    ],
)
def test_the_drivers_and_obstacles_of_2018_point_where_the_data_say(id: str, pull: str) -> None:
    assert weighed(CHN, RUS, USA, 2018)[id].pull == pull


def test_the_border_war_and_the_pact_both_show_in_1970() -> None:
    entries = weighed(RUS, CHN, USA, 1970)
    assert entries["treaty_ties"].pull == "closer"
    assert entries["past_disputes"].pull == "apart"
    assert "1969" in entries["past_disputes"].text
    assert entries["own_rivalry"].strength == 1.0
    assert entries["own_rivalry"].pull == "apart"


def test_an_ally_of_the_rival_is_bound() -> None:
    assert weighed(200, 365, 2, 2018)["bound_to_rival"].pull == "apart"
    assert weighed(710, 365, 2, 2018)["bound_to_rival"].pull == "neither"


@pytest.mark.parametrize("year", [1890, 1955, 1985, 2018])
def test_the_order_of_the_pair_does_not_matter(year: int) -> None:
    one, two = weighed(RUS, CHN, USA, year), weighed(CHN, RUS, USA, year)
    assert {i: (e.pull, e.strength) for i, e in one.items()} == {
        i: (e.pull, e.strength) for i, e in two.items()
    }


def sample_of_cases(count: int) -> list[tuple[int, int, int, int]]:
    draw = np.random.default_rng(1907)
    cases = []
    for year in draw.integers(1816, 2026, count):
        members = states.in_year(int(year))
        a, b, r = draw.choice(members, 3, replace=False)
        cases.append((int(a), int(b), int(r), int(year)))
    return cases


@pytest.mark.parametrize("case", sample_of_cases(30), ids=str)
def test_any_case_is_weighed_and_every_entry_is_sound(case: tuple[int, int, int, int]) -> None:
    for entry in weighed(*case).values():
        assert entry.text
        if entry.pull == "silent":
            assert entry.strength is None
        else:
            assert entry.strength is not None
            assert 0 <= entry.strength <= 1
            if entry.pull == "neither":
                assert entry.strength <= LEAST
            else:
                assert entry.strength >= LEAST
        for figure in entry.evidence:
            assert figure.value is not None or figure.reason
            assert figure.source in SOURCE_IDS | {"rapallo"}
            if figure.year is not None:
                assert figure.year <= case[3]
                assert figure.age == case[3] - figure.year


def test_scores_near_zero_point_neither_way() -> None:
    assert pull_of(None) == "silent"
    assert pull_of(0.05) == pull_of(-0.05) == "neither"
    assert pull_of(0.5) == "closer"
    assert pull_of(-0.5) == "apart"


def test_the_rival_of_china_and_russia_is_the_united_states() -> None:
    with Warehouse.open() as warehouse:
        for year in (2018, 2025):
            threats = Threats(AsOf(warehouse, year, (CHN, RUS)), (CHN, RUS))
            worst = threats.most_common(CHN, RUS)
            assert worst is not None
            assert worst.state == USA
