"""The wedge: what it would take for the rival to win one of the two over, and how rare that is."""

from __future__ import annotations

from dataclasses import dataclass

from rapallo.alignment.index import Alignment
from rapallo.alignment.indicators import DIMENSIONS, INDICATORS, counted, of_dimension
from rapallo.forecast.pairs import Pairs
from rapallo.panel.asof import codes_of
from rapallo.panel.columns import column
from rapallo.panel.figure import Figure
from rapallo.triangle.around import Around
from rapallo.triangle.precedents import EXAMPLES, Precedent, precedents


@dataclass(frozen=True)
class Step:
    """One thing that would have to change: a figure of the rival's tie, and the partner's."""

    label: str
    now: Figure
    needed: Figure
    points: float


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
    together : float
        The index of rival and target with all steps made.
    precedents : tuple of Precedent
        History's base rate, by horizon.
    stakes : tuple of Figure
        What the target has with its partner and would put at risk.
    losses : tuple of Figure
        What the partner has with the target.
    price : tuple of Figure
        What the rival now holds against the target, or the target against it, and would lift.
    torn : tuple of str
        Names of the rival's friends that are at odds with the target, the strongest first: at
        whose cost it would be.
    """

    by: str
    target: str
    partner: str
    now: float
    needed: float
    steps: tuple[Step, ...]
    together: float
    precedents: tuple[Precedent, ...]
    stakes: tuple[Figure, ...]
    losses: tuple[Figure, ...]
    price: tuple[Figure, ...]
    torn: tuple[str, ...]


def wedges(
    pairs: Pairs,
    alignment: Alignment,
    around: Around,
    first: int,
    second: int,
    rival: int,
    *,
    examples: int | None = EXAMPLES,
) -> tuple[Wedge, ...]:
    """Return the rival's wedge towards each of the two whose other tie is closer than its own.

    A step replaces one indicator of the rival's tie by its level between target and partner; its
    points are the rise of the index that this alone brings. Steps do not add up, since hostility
    counts by its two highest grounds: lifting one of three changes little. The precedents are
    pair-years whose index was as low as that of the rival's tie now, on as many dimensions, and
    whose window had ended by the as-of year; a case is one that came up to the partner's level.
    `examples` of them are told, all where it is None.

    References
    ----------
    Crawford (2011), International Security 35(4), 155-189; Izumikawa (2013), Security Studies
    22(3), 498-531.
    """
    year = alignment.view.year
    out = []
    for target, partner in ((second, first), (first, second)):
        mine = alignment.at(rival, target, year)
        now, needed = mine.get("alignment"), alignment.at(target, partner, year).get("alignment")
        if now is None or needed is None or needed <= now:
            continue
        by, of, leaving = codes_of((rival, target, partner))
        steps, together = _steps(alignment, rival, target, partner)
        known = sum(mine.get(name) is not None for name in DIMENSIONS)
        out.append(
            Wedge(
                by=by,
                target=of,
                partner=leaving,
                now=now,
                needed=needed,
                steps=steps,
                together=together,
                precedents=precedents(
                    pairs, year, now, needed, dimensions=known, examples=examples
                ),
                stakes=_held(alignment, target, partner, both=("trade", "arms_5y", "un_agreement")),
                losses=_held(alignment, partner, target),
                price=_price(alignment, rival, target),
                torn=around.names(around.between(rival, target)),
            )
        )
    return tuple(out)


def _steps(
    alignment: Alignment, rival: int, target: int, partner: int
) -> tuple[tuple[Step, ...], float]:
    year = alignment.view.year
    mine = alignment.at(rival, target, year)
    theirs = alignment.at(target, partner, year)
    steps, changed = [], dict(mine)
    for indicator in INDICATORS:
        here, there = mine.get(indicator.name), theirs.get(indicator.name)
        now = alignment.figure(indicator, rival, target)
        needed = alignment.figure(indicator, target, partner)
        if here is None or there is None or now.value is None or needed.value is None:
            continue
        points = _index({**mine, indicator.name: there}) - _index(mine)
        closer = there < here if indicator.dimension == "hostility" else there > here
        if closer:
            changed[indicator.name] = there
        if points > 0:
            steps.append(
                Step(
                    label=column(indicator.name).label,
                    now=now,
                    needed=needed,
                    points=round(points, 1),
                )
            )
    ordered = tuple(sorted(steps, key=lambda step: -step.points))
    return ordered, round(_index(changed), 1)


def _index(row: dict[str, float | None]) -> float:
    values = []
    for name in DIMENSIONS:
        places = [p for i in of_dimension(name) if (p := row.get(i.name)) is not None]
        if places:
            used = counted(name, places)
            mean = sum(used) / len(used)
            values.append(100 - mean if name == "hostility" else mean)
    return sum(values) / len(values)


def _held(
    alignment: Alignment, of: int, other: int, both: tuple[str, ...] = ()
) -> tuple[Figure, ...]:
    """Return what one state has with another that is above 0, its share of trade with it first."""
    view = alignment.view
    figures = (view.figure("trade_share", of, other), *(view.figure(c, of, other) for c in both))
    return tuple(f for f in figures if isinstance(f.value, float) and f.value > 0)


def _price(alignment: Alignment, rival: int, target: int) -> tuple[Figure, ...]:
    view = alignment.view
    figures = (
        view.figure("sanctions", rival, target),
        view.figure("sanctions", target, rival),
        view.figure("rivalry", rival, target),
    )
    return tuple(f for f in figures if isinstance(f.value, float) and f.value > 0)
