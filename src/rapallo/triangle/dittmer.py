"""The strategic triangle of three states, year by year, with moves and coalitions."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from rapallo.alignment.index import Alignment
from rapallo.errors import RapalloError
from rapallo.panel.asof import AsOf, codes_of
from rapallo.triangle.coalitions import TOLERANCE, coalitions
from rapallo.triangle.kinds import TYPES, Signs, roles_of, type_of
from rapallo.triangle.moves import moves_of, ranks_of
from rapallo.triangle.result import Triangle, TriangleYear
from rapallo.triangle.signs import Thresholds, rule
from rapallo.triangle.ties import Ties


def triangle(
    view: AsOf, alignment: Alignment, a: int, b: int, c: int, *, tolerance: float = TOLERANCE
) -> Triangle:
    """Return the triangle of three states as of the view's year, and every year before it.

    Type and roles are those at the middle of the thresholds; the probability of a type is its
    share over the draws of thresholds, the same draws for all three ties.

    Parameters
    ----------
    view : AsOf
        Where to read and as of when.
    alignment : Alignment
        Of the same view, for the places of trade.
    a, b, c : int
        Correlates of War codes.
    tolerance : float
        Share of the larger power within which two powers count as equal, see `coalitions`.

    Raises
    ------
    RapalloError
        If there is no year in which all three were members of the system.

    References
    ----------
    Dittmer (1981), World Politics 33(4), 485-516; Wu (1996), Issues & Studies 32(10), 26-52;
    Caplow (1956), American Sociological Review 21(4), 489-493.
    """
    who = (a, b, c)
    limits = Thresholds.drawn()
    ties = [Ties(view, alignment, x, y, limits) for x, y in combinations(who, 2)]
    codes = codes_of(who)
    pairs = list(combinations(codes, 2))
    years = np.intersect1d(np.intersect1d(ties[0].years, ties[1].years), ties[2].years)
    if not len(years):
        names = ", ".join(codes)
        raise RapalloError(f"{names} were never states together up to {view.year}")
    timeline = [_year(int(year), ties, pairs, codes) for year in years]
    now = timeline[-1]
    first, second, third = (
        tie.tie(now.year, pair, explained=True) for tie, pair in zip(ties, pairs, strict=True)
    )
    signs = _middle(ties, now.year)
    return Triangle(
        type=now.type,
        probabilities=now.probabilities,
        roles=now.roles,
        ties=(first, second, third),
        rule=rule(),
        timeline=tuple(timeline),
        ranks=ranks_of(now.roles),
        moves=moves_of(signs, codes),
        coalitions=coalitions(view, who, tolerance),
    )


def _middle(ties: list[Ties], year: int) -> Signs:
    ab, ac, bc = (int(tie.at(year)[0]) for tie in ties)
    return ab, ac, bc


def _year(
    year: int, ties: list[Ties], pairs: list[tuple[str, str]], codes: tuple[str, ...]
) -> TriangleYear:
    drawn = [tie.at(year) for tie in ties]
    middle = _middle(ties, year)
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
