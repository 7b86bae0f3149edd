"""How often in history a pair as far apart as two states came as close as asked, and which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo import states
from rapallo.alignment.indicators import DIMENSIONS
from rapallo.forecast.pairs import FEATURES, Pairs

HORIZONS = (5, 10)
BAND = 2.5
"""Pairs within so many points of the index count as equally far apart."""
EXAMPLES = 6
STRONG = 0.01
"""Share of the world's capabilities that both states of a strong pair have at least."""
STRENGTH = ("capabilities of the larger", "ratio of capabilities")


@dataclass(frozen=True)
class Precedent:
    """How often a pair as far apart came as close within a horizon, and the cases.

    Parameters
    ----------
    horizon : int
        Years within which the level had to be reached.
    cases, of : int
        Pair-years that reached it, and all that were as far apart. Years of one pair that follow
        on each other overlap, so there is far less history here than pair-years.
    rate : float or None
        The one over the other; None without any.
    pairs, of_pairs : int
        Different pairs among the cases, and among all.
    examples : tuple of str
        Cases among the strongest states, one a pair, each from its last year as far apart.
    strong_cases, strong_of, strong_pairs : int
        Cases, all, and different pairs among the cases, of pairs of which both states had at
        least `STRONG` of the world's capabilities when they were as far apart.
    """

    horizon: int
    cases: int
    of: int
    rate: float | None
    pairs: int
    of_pairs: int
    examples: tuple[str, ...]
    strong_cases: int = 0
    strong_of: int = 0
    strong_pairs: int = 0


def precedents(
    pairs: Pairs,
    year: int,
    now: float,
    needed: float,
    *,
    dimensions: int = len(DIMENSIONS),
    horizons: tuple[int, ...] = HORIZONS,
    examples: int | None = EXAMPLES,
) -> tuple[Precedent, ...]:
    """Return how often the index came from about one level up to another, by horizon.

    Parameters
    ----------
    pairs : Pairs
        Pair-years up to the as-of year.
    year : int
        The as-of year: a window counts only if it had ended by then.
    now, needed : float
        Level of the index from which (within `BAND`), and to which it must come.
    dimensions : int
        Number of known dimensions behind the index, at the start and when it gets there: an index
        that rises because more becomes known is no rapprochement.
    horizons : tuple of int
        Years within which the level must be reached.
    examples : int or None
        How many cases are told; None for all, one a pair.
    """
    when, index = pairs.year, pairs.alignment
    known = (~np.isnan(pairs.features[: len(DIMENSIONS)])).sum(axis=0)
    start = np.flatnonzero((np.abs(index - now) <= BAND) & (known == dimensions))
    out = []
    for horizon in horizons:
        ended = start[when[start] <= year - horizon]
        came = reached(pairs.pair, when, index, known, ended, horizon, needed)
        cases = ended[came > 0]
        strong = cases[weaker(pairs, cases) >= STRONG]
        out.append(
            Precedent(
                horizon=horizon,
                cases=len(cases),
                of=len(ended),
                rate=round(len(cases) / len(ended), 4) if len(ended) else None,
                pairs=len(np.unique(pairs.pair[cases])),
                of_pairs=len(np.unique(pairs.pair[ended])),
                examples=_examples(pairs, cases, came[came > 0], examples),
                strong_cases=len(strong),
                strong_of=int((weaker(pairs, ended) >= STRONG).sum()),
                strong_pairs=len(np.unique(pairs.pair[strong])),
            )
        )
    return tuple(out)


def reached(
    pair: NDArray[np.int32],
    when: NDArray[np.int16],
    index: NDArray[np.float32],
    known: NDArray[np.int_],
    start: NDArray[np.intp],
    horizon: int,
    needed: float,
) -> NDArray[np.int16]:
    """Return the first year within the window in which the index reaches `needed`, 0 if none.

    A year counts only if as many dimensions are known as at the start.
    """
    came = np.zeros(len(start), dtype=np.int16)
    for ahead in range(1, horizon + 1):
        row = np.minimum(start + ahead, len(pair) - 1)
        inside = (pair[row] == pair[start]) & (when[row] - when[start] <= horizon)
        inside &= known[row] == known[start]
        hit = inside & (row != start) & (index[row] >= needed) & (came == 0)
        came[hit] = when[row[hit]]
    return came


def weaker(pairs: Pairs, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the share of the world's capabilities of each pair's weaker state; NaN if unknown.

    Read back from the features, which hold logarithms of the larger share and of the ratio.
    """
    size, ratio = (pairs.features[FEATURES.index(name)][rows].astype(float) for name in STRENGTH)
    share: NDArray[np.float64] = 10 ** (4 * (size - 1)) / 2 ** (10 * ratio)
    return share


def _examples(
    pairs: Pairs, cases: NDArray[np.intp], came: NDArray[np.int16], most: int | None
) -> tuple[str, ...]:
    """Return the cases whose weaker state was strongest, one a pair, in words."""
    share = np.nan_to_num(weaker(pairs, cases), nan=-np.inf)
    last = {int(pairs.pair[row]): at for at, row in enumerate(cases)}
    order = sorted(last.values(), key=lambda at: (-share[at], at))
    return tuple(_told(pairs, int(cases[at]), int(came[at])) for at in order[:most])


def _told(pairs: Pairs, row: int, came: int) -> str:
    year = int(pairs.year[row])
    names = (states.name(int(code[row]), year) for code in (pairs.state1, pairs.state2))
    return f"{' and '.join(names)}, {year}-{came}"
