"""The triangle of the United States, the Soviet Union and China against Dittmer's own periods.

Dittmer (1981), World Politics 33(4), 485-516: 1949-60, 1960-69, 1970-78 and 1978-81, here as the
literature gives them; the unit veto of the sixties is his type of 1987. The rule of signs was
written with these years in view: that it agrees is no independent test, that it does not is a
finding. The pivot of the seventies comes five years late, since the rule sees no friendship in the
opening of 1971-72 until trade carries it, and no thaw between the two great powers before 1975.
"""

from __future__ import annotations

import pytest

from rapallo.alignment.index import Alignment
from rapallo.panel.asof import AsOf
from rapallo.triangle.dittmer import triangle
from rapallo.triangle.periods import PERIODS, against_dittmer
from rapallo.triangle.result import Triangle

USA, RUS, CHN, FRA = 2, 365, 710, 220


def made(warehouse, year, *who) -> Triangle:
    view = AsOf(warehouse, year, who)
    return triangle(view, Alignment(view), *who)


@pytest.fixture(scope="module")
def great_powers(shipped) -> Triangle:
    return made(shipped, 2025, USA, RUS, CHN)


def test_the_periods_follow_each_other_without_a_gap():
    assert [(p.first, p.last) for p in PERIODS] == [
        (1949, 1959),
        (1960, 1969),
        (1970, 1977),
        (1978, 1981),
    ]
    assert all(set(p.roles) == {"USA", "RUS", "CHN"} for p in PERIODS)


def test_how_many_years_agree(great_powers):
    judged = against_dittmer(great_powers)
    assert [year.year for year in judged] == list(range(1949, 1982))
    apart = [year.year for year in judged if not year.agrees]
    assert apart == [1949, 1970, 1971, 1972, 1973, 1974, 1978]
    assert sum(year.agrees for year in judged) == 26


def test_the_pivot_comes_five_years_late(great_powers):
    pivots = [y.year for y in great_powers.timeline if y.roles["USA"] == "pivot"]
    seventies = [year for year in pivots if 1960 <= year <= 1990]
    assert seventies[0] - 1970 == 5
    assert seventies[-1] == 1978


def test_the_order_of_states_does_not_matter(shipped, great_powers):
    other = made(shipped, 1991, CHN, USA, RUS)
    before = [y for y in against_dittmer(great_powers) if y.year <= 1991]
    assert against_dittmer(other) == tuple(before)


def test_other_triangles_are_not_his(shipped):
    assert against_dittmer(made(shipped, 1981, USA, RUS, FRA)) == ()


def test_since_the_end_of_the_cold_war(great_powers):
    """Friends at first, China and Russia partners and the United States outside since 2013."""
    since = {y.year: (y.type, y.roles["USA"]) for y in great_powers.timeline if y.year >= 1991}
    assert {since[year] for year in range(1991, 1996)} == {("menage a trois", "friend")}
    assert {since[year] for year in range(2013, 2026)} == {("stable marriage", "outcast")}
    assert "pivot" not in {role for _, role in since.values()}
