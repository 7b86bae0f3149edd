"""The wedge: what it would take for the rival to win one of the two over, and how rare that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.alignment.indicators import DIMENSIONS, INDICATORS, counted, of_dimension
from rapallo.forecast.pairs import FEATURES, Pairs
from rapallo.panel.asof import codes_of
from rapallo.panel.columns import column
from rapallo.panel.figure import Figure

HORIZONS = (5, 10)
BAND = 2.5
"""Pairs within so many points of the index count as equally far apart."""
EXAMPLES = 6
STRENGTH = ("capabilities of the larger", "ratio of capabilities")


@dataclass(frozen=True)
class Step:
    """One thing that would have to change: a figure of the rival's tie, and the partner's."""

    label: str
    now: Figure
    needed: Figure
    points: float


@dataclass(frozen=True)
class Precedent:
    """How often a pair as far apart came as close within a horizon, and the cases."""

    horizon: int
    cases: int
    of: int
    rate: float | None
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Wedge:
    """The rival's way to one of the two, away from the other.

    Parameters
    ----------
    by, target, partner : str
        Codes of the rival, of the state it would win over, and of the one it would leave.
    now, needed : float
        Alignment of rival and target, and of target and partner.
    steps : tuple of Step
        What would close the gap, most points of the index first: the partner's level in each.
    precedents : tuple of Precedent
        History's base rate, by horizon.
    stakes : tuple of Figure
        What the target has with its partner and would put at risk.
    """

    by: str
    target: str
    partner: str
    now: float
    needed: float
    steps: tuple[Step, ...]
    precedents: tuple[Precedent, ...]
    stakes: tuple[Figure, ...]


def wedges(
    pairs: Pairs, alignment: Alignment, first: int, second: int, rival: int
) -> tuple[Wedge, ...]:
    """Return the rival's wedge towards each of the two whose other tie is closer than its own.

    A step replaces one indicator of the rival's tie by its level between target and partner; its
    points are the rise of the index that this alone brings. The precedents are pair-years whose
    index was within `BAND` of the rival's tie now and whose window had ended by the as-of year;
    a case is one whose index came up to the partner's within the window, on as many dimensions.

    References
    ----------
    Crawford (2011), International Security 35(4), 155-189; Izumikawa (2013), Security Studies
    22(3), 498-531.
    """
    year = alignment.view.year
    out = []
    for target, partner in ((second, first), (first, second)):
        now = alignment.at(rival, target, year).get("alignment")
        needed = alignment.at(target, partner, year).get("alignment")
        if now is None or needed is None or needed <= now:
            continue
        by, of, leaving = codes_of((rival, target, partner))
        out.append(
            Wedge(
                by=by,
                target=of,
                partner=leaving,
                now=now,
                needed=needed,
                steps=_steps(alignment, rival, target, partner),
                precedents=_precedents(pairs, year, now, needed),
                stakes=_stakes(alignment, target, partner),
            )
        )
    return tuple(out)


def _steps(alignment: Alignment, rival: int, target: int, partner: int) -> tuple[Step, ...]:
    year = alignment.view.year
    mine = alignment.at(rival, target, year)
    theirs = alignment.at(target, partner, year)
    steps = []
    for indicator in INDICATORS:
        here, there = mine.get(indicator.name), theirs.get(indicator.name)
        if here is None or there is None:
            continue
        points = _index({**mine, indicator.name: there}) - _index(mine)
        if points > 0:
            steps.append(
                Step(
                    label=column(indicator.name).label,
                    now=alignment.figure(indicator, rival, target),
                    needed=alignment.figure(indicator, target, partner),
                    points=round(points, 1),
                )
            )
    return tuple(sorted(steps, key=lambda step: -step.points))


def _index(row: dict[str, float | None]) -> float:
    values = []
    for name in DIMENSIONS:
        places = [p for i in of_dimension(name) if (p := row.get(i.name)) is not None]
        if places:
            used = counted(name, places)
            mean = sum(used) / len(used)
            values.append(100 - mean if name == "hostility" else mean)
    return sum(values) / len(values)


def _precedents(pairs: Pairs, year: int, now: float, needed: float) -> tuple[Precedent, ...]:
    when, index = pairs.year, pairs.alignment
    known = (~np.isnan(pairs.features[: len(DIMENSIONS)])).sum(axis=0)
    start = np.flatnonzero(np.abs(index - now) <= BAND)
    out = []
    for horizon in HORIZONS:
        open_window = start[when[start] <= year - horizon]
        came = _reached(pairs.pair, when, index, known, open_window, horizon, needed)
        cases = open_window[came > 0]
        out.append(
            Precedent(
                horizon=horizon,
                cases=len(cases),
                of=len(open_window),
                rate=round(len(cases) / len(open_window), 4) if len(open_window) else None,
                examples=_examples(pairs, cases, came[came > 0]),
            )
        )
    return tuple(out)


def _reached(
    pair: NDArray[np.int32],
    when: NDArray[np.int16],
    index: NDArray[np.float32],
    known: NDArray[np.int_],
    start: NDArray[np.intp],
    horizon: int,
    needed: float,
) -> NDArray[np.int16]:
    """Return the first year within the window in which the index reaches `needed`, 0 if none.

    A year counts only if as many dimensions are known as at the start: an index that rises because
    more becomes known is no rapprochement.
    """
    came = np.zeros(len(start), dtype=np.int16)
    for ahead in range(1, horizon + 1):
        row = np.minimum(start + ahead, len(pair) - 1)
        inside = (pair[row] == pair[start]) & (when[row] - when[start] <= horizon)
        inside &= known[row] == known[start]
        hit = inside & (row != start) & (index[row] >= needed) & (came == 0)
        came[hit] = when[row[hit]]
    return came


def _examples(pairs: Pairs, cases: NDArray[np.intp], came: NDArray[np.int16]) -> tuple[str, ...]:
    """Return the cases whose weaker state was strongest, one a pair, in words."""
    size, ratio = (pairs.features[FEATURES.index(name)][cases] for name in STRENGTH)
    weaker = np.nan_to_num(size - ratio, nan=-np.inf)
    seen: dict[tuple[int, int], str] = {}
    for position in np.argsort(-weaker, kind="stable"):
        row = int(cases[position])
        first, second = int(pairs.state1[row]), int(pairs.state2[row])
        year = int(pairs.year[row])
        if (first, second) not in seen:
            names = " and ".join(states.name(code, year) for code in (first, second))
            seen[first, second] = f"{names}, {year}-{came[position]}"
        if len(seen) == EXAMPLES:
            break
    return tuple(seen.values())


def _stakes(alignment: Alignment, target: int, partner: int) -> tuple[Figure, ...]:
    view = alignment.view
    figures = (
        view.figure("trade", target, partner),
        view.figure("trade_share", target, partner),
        view.figure("arms_5y", target, partner),
        view.figure("un_agreement", target, partner),
    )
    return tuple(f for f in figures if isinstance(f.value, float) and f.value > 0)
