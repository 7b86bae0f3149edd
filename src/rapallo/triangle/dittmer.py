"""The strategic triangle after Dittmer: its type and each state's role, year by year."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from rapallo.alignment.index import Alignment
from rapallo.panel.asof import AsOf, codes_of
from rapallo.triangle.result import Triangle, TriangleYear
from rapallo.triangle.signs import Thresholds, rule
from rapallo.triangle.ties import Ties

TYPES = ("menage a trois", "romantic triangle", "stable marriage", "unit veto", "unformed")
Signs = tuple[int, int, int]


def type_of(signs: Signs) -> str:
    """Return the type of a triangle from its three signs (1, 0, -1).

    Three friendly ties are a menage a trois, two a romantic triangle, one a stable marriage;
    three hostile ones a unit veto. With no friendly tie and not all hostile it is unformed, a
    case that Dittmer leaves out.

    Examples
    --------
    >>> type_of((1, -1, 1)), type_of((1, 0, -1)), type_of((-1, -1, -1))
    ('romantic triangle', 'stable marriage', 'unit veto')

    References
    ----------
    Dittmer (1981), World Politics 33(4), 485-516; Dittmer (1987) for the unit veto.
    """
    friendly = sum(sign > 0 for sign in signs)
    if friendly:
        return ("stable marriage", "romantic triangle", "menage a trois")[friendly - 1]
    return "unit veto" if all(sign < 0 for sign in signs) else "unformed"


def roles_of(signs: Signs) -> tuple[str, str, str]:
    """Return the role of each of three states A, B, C from the signs of AB, AC, BC.

    Examples
    --------
    >>> roles_of((1, -1, -1))
    ('partner', 'partner', 'outcast')
    >>> roles_of((1, 1, -1))
    ('pivot', 'wing', 'wing')
    """
    own = ((signs[0], signs[1]), (signs[0], signs[2]), (signs[1], signs[2]))
    friends = [sum(sign > 0 for sign in pair) for pair in own]
    kind = type_of(signs)
    if kind == "romantic triangle":
        names = {2: "pivot", 1: "wing"}
    elif kind == "stable marriage":
        names = {1: "partner", 0: "outcast"}
    else:
        names = {2: "friend", 0: "enemy" if kind == "unit veto" else "bystander"}
    return names[friends[0]], names[friends[1]], names[friends[2]]


def triangle(view: AsOf, alignment: Alignment, a: int, b: int, c: int) -> Triangle:
    """Return the triangle of three states as of the view's year, and every year before it.

    Type and roles are those at the middle of the thresholds; the probability of a type is its
    share over the draws of thresholds, the same draws for all three ties.
    """
    who = (a, b, c)
    limits = Thresholds.drawn()
    ties = [Ties(view, alignment, x, y, limits) for x, y in combinations(who, 2)]
    codes = codes_of(who)
    pairs = list(combinations(codes, 2))
    years = np.intersect1d(np.intersect1d(ties[0].years, ties[1].years), ties[2].years)
    timeline = [_year(int(year), ties, pairs, codes) for year in years]
    now = timeline[-1]
    first, second, third = (
        tie.tie(now.year, pair, explained=True) for tie, pair in zip(ties, pairs, strict=True)
    )
    return Triangle(
        now.type, now.probabilities, now.roles, (first, second, third), rule(), tuple(timeline)
    )


def _year(
    year: int, ties: list[Ties], pairs: list[tuple[str, str]], codes: tuple[str, ...]
) -> TriangleYear:
    drawn = [tie.at(year) for tie in ties]
    middle: Signs = (int(drawn[0][0]), int(drawn[1][0]), int(drawn[2][0]))
    first, second, third = (tie.tie(year, pair) for tie, pair in zip(ties, pairs, strict=True))
    return TriangleYear(
        year=year,
        type=type_of(middle),
        ties=(first, second, third),
        roles=dict(zip(codes, roles_of(middle), strict=True)),
        probabilities=_probabilities(drawn),
    )


SIGNS = (-1, 0, 1)
PATTERNS: tuple[Signs, ...] = tuple((ab, ac, bc) for ab, ac, bc in product(SIGNS, SIGNS, SIGNS))


def _probabilities(drawn: list[NDArray[np.int8]]) -> dict[str, float]:
    place = (drawn[0] + 1) * 9 + (drawn[1] + 1) * 3 + (drawn[2] + 1)
    counts = np.bincount(place, minlength=len(PATTERNS))
    kinds = dict.fromkeys(TYPES, 0)
    for pattern, count in zip(PATTERNS, counts.tolist(), strict=True):
        kinds[type_of(pattern)] += count
    return {kind: round(count / len(place), 2) for kind, count in kinds.items()}
