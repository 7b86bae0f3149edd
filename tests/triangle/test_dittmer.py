"""Types and roles of the strategic triangle, and Dittmer's own triangle."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from rapallo.alignment.index import Alignment
from rapallo.measures.signed_ties import tie_signs
from rapallo.panel.asof import AsOf
from rapallo.triangle.dittmer import triangle
from rapallo.triangle.kinds import TYPES, roles_of, type_of
from rapallo.triangle.result import Triangle
from rapallo.triangle.signs import Thresholds
from rapallo.warehouse.store import Warehouse

USA, RUS, CHN = 2, 365, 710
PATTERNS = list(product((1, 0, -1), repeat=3))


@pytest.fixture(scope="module")
def great_power_triangle() -> Triangle:
    with Warehouse.open() as warehouse:
        view = AsOf(warehouse, 2018, (USA, RUS, CHN))
        return triangle(view, Alignment(view), USA, RUS, CHN)


@pytest.mark.parametrize("signs", PATTERNS)
def test_the_type_counts_friendly_ties(signs: tuple[int, int, int]) -> None:
    friendly = signs.count(1)
    expected = {3: "menage a trois", 2: "romantic triangle", 1: "stable marriage"}
    if friendly:
        assert type_of(signs) == expected[friendly]
    else:
        assert type_of(signs) == ("unit veto" if signs == (-1, -1, -1) else "unformed")


@pytest.mark.parametrize("signs", PATTERNS)
def test_roles_follow_each_state_s_own_friends(signs: tuple[int, int, int]) -> None:
    ab, ac, bc = signs
    friends = [sum(s > 0 for s in own) for own in ((ab, ac), (ab, bc), (ac, bc))]
    rank = {
        "pivot": 2,
        "friend": 2,
        "wing": 1,
        "partner": 1,
        "outcast": 0,
        "enemy": 0,
        "bystander": 0,
    }
    assert [rank[role] for role in roles_of(signs)] == friends


def test_exchanging_states_exchanges_their_roles() -> None:
    def sign(signs: tuple[int, int, int], x: int, y: int) -> int:
        return signs[{(0, 1): 0, (0, 2): 1, (1, 2): 2}[min(x, y), max(x, y)]]

    for signs in PATTERNS:
        roles = roles_of(signs)
        for order in permutations(range(3)):
            a, b, c = order
            turned = (sign(signs, a, b), sign(signs, a, c), sign(signs, b, c))
            assert roles_of(turned) == tuple(roles[i] for i in order)


def years(found: Triangle, first: int, last: int) -> list[tuple[str, dict[str, str]]]:
    return [(y.type, y.roles) for y in found.timeline if first <= y.year <= last]


def test_a_sino_soviet_marriage_in_the_1950s(great_power_triangle: Triangle) -> None:
    for kind, roles in years(great_power_triangle, 1950, 1959):
        assert kind == "stable marriage"
        assert roles == {"USA": "outcast", "RUS": "partner", "CHN": "partner"}


def test_no_friends_in_the_late_1960s(great_power_triangle: Triangle) -> None:
    assert {kind for kind, _ in years(great_power_triangle, 1965, 1970)} == {"unit veto"}


def test_the_united_states_as_pivot_in_the_1970s(great_power_triangle: Triangle) -> None:
    decade = years(great_power_triangle, 1975, 1978)
    assert all(kind == "romantic triangle" and roles["USA"] == "pivot" for kind, roles in decade)


def test_the_united_states_outside_a_marriage_in_2018(great_power_triangle: Triangle) -> None:
    assert great_power_triangle.type == "stable marriage"
    assert great_power_triangle.roles["USA"] == "outcast"
    assert all(tie.why for tie in great_power_triangle.ties)


def test_probabilities_are_shares_of_the_draws(great_power_triangle: Triangle) -> None:
    for year in great_power_triangle.timeline:
        assert set(year.probabilities) == set(TYPES)
        assert sum(year.probabilities.values()) == pytest.approx(1, abs=0.03)


def test_an_earlier_year_does_not_depend_on_the_as_of_year(great_power_triangle: Triangle) -> None:
    with Warehouse.open() as warehouse:
        view = AsOf(warehouse, 1972, (USA, RUS, CHN))
        then = triangle(view, Alignment(view), USA, RUS, CHN)
    later = {y.year: y for y in great_power_triangle.timeline}
    assert all(later[y.year] == y for y in then.timeline)


GROUNDS = {
    "war": 0.0, "intensity": 0.0, "rivalry": 0.0, "bound": 0.0, "since_restraint": np.inf,
    "since_dispute": np.inf, "trade": 0.0, "hostile_from": 0.25, "softened_below": 10,
    "friendly_from": 75,
}  # fmt: skip


@pytest.mark.parametrize(
    ("grounds", "sign"),
    [
        ({}, 0),
        ({"trade": 80}, 1),
        ({"bound": 1}, 1),
        ({"war": 1, "bound": 1, "trade": 99}, -1),
        ({"intensity": 0.3, "since_dispute": 1, "trade": 99}, -1),
        ({"intensity": 0.3, "since_dispute": 3, "since_restraint": 1, "bound": 1}, 1),
        ({"rivalry": 1, "trade": 99}, -1),
        ({"rivalry": 1, "since_restraint": 5, "trade": 99}, 1),
        ({"rivalry": 1, "since_restraint": 12, "bound": 1}, -1),
        ({"war": np.nan, "intensity": np.nan, "rivalry": np.nan, "trade": np.nan}, 0),
    ],
)
def test_the_rule_of_signs(grounds: dict[str, float], sign: int) -> None:
    assert int(tie_signs(**(GROUNDS | grounds))) == sign


def test_draws_are_the_same_each_time_and_start_with_the_middle() -> None:
    one, two = Thresholds.drawn(), Thresholds.drawn()
    assert np.array_equal(one.intensity, two.intensity)
    assert one.intensity[0] == pytest.approx(0.25)
    assert one.memory[0] == pytest.approx(10)
    assert one.trade[0] == pytest.approx(75)
