"""Checks of columns: what a figure, a trend, a break, an order or a rank says of a claim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean, pstdev

from rapallo.claims.figures import Book, codes
from rapallo.claims.schema import (
    BreakCheck,
    ColumnCheck,
    Direction,
    FigureCheck,
    OrderCheck,
    RankCheck,
    TrendCheck,
    groups_of,
    years_of,
)
from rapallo.claims.sense import closer
from rapallo.claims.wording import amount, said, short, unlike, whose
from rapallo.panel.asof import SNAPSHOT_LACKS
from rapallo.panel.figure import Figure

LEVEL = 0.001
"""Relative change up to which a figure is level."""
SIDES = 3
"""Years before and after a break that are compared."""
UNUSUAL = 2.0
"""Standard deviations of the yearly change from which a change is a break."""
MEMORY = 20
"""Years before a break from which its usual yearly change is taken."""
HISTORY = 5
"""A check of a year so long before the text, or longer, is of history and not asked again."""


@dataclass(frozen=True)
class Finding:
    """What one check found: whether what is claimed holds (None: cannot be said), and by what."""

    holds: bool | None
    text: str
    figures: tuple[Figure, ...] = ()
    year: int | None = None


def found(check: ColumnCheck, book: Book, column: str) -> Finding:
    """Return what a check finds in a column."""
    if isinstance(check, FigureCheck):
        return _sum(check, book, column) if check.years else _figure(check, book, column)
    if isinstance(check, TrendCheck):
        return _trend(check, book, column)
    if isinstance(check, BreakCheck):
        return _break(check, book, column)
    if isinstance(check, OrderCheck):
        return _order(check, book, column)
    return _rank(check, book, column)


def moved(
    check: ColumnCheck, book: Book, written: int, due: int | None = None
) -> ColumnCheck | None:
    """Return the same check of the latest year with figures; None where it has no later year.

    With `due` it is of the latest year up to that, and a trend keeps its first year: so a
    prediction is followed. A break, a sum of years, and what is history to the text are of their
    own time only.
    """
    year = years_of(check)[1]
    if isinstance(check, BreakCheck) or (isinstance(check, FigureCheck) and check.years):
        return None
    known = [set(book.years(check.column, codes(g, year))) for g in groups_of(check)]
    both = set.intersection(*known)
    latest = max((y for y in both if due is None or y <= due), default=0)
    if latest <= year or year < written - HISTORY:
        return None
    if isinstance(check, TrendCheck):
        first = check.from_ if due is not None else check.from_ + latest - year
        return check.model_copy(update={"from_": first, "to": latest})
    return check.model_copy(update={"year": latest})


def _figure(check: FigureCheck, book: Book, column: str) -> Finding:
    year = check.year or 0
    who = codes(check.of, year)
    one = book.figure(column, who, year)
    if not isinstance(one.value, float):
        return Finding(None, one.reason or "no data", (one,))
    if check.scale == "percentile":
        if not book.whole(column):
            return Finding(None, f"{said(one)}; its place is {SNAPSHOT_LACKS}", (one,))
        place = book.percentile(column, who, year)
        if place is None:
            return Finding(None, "no percentile", (one,))
        placed = replace(one, percentile=place)
        among = "states" if len(who) == 1 else "pairs"
        text = f"{said(one)}, above {place:.0f} % of {among}{_asked(place, check, '%')}"
        return Finding(_compare(place, check), text, (placed,), one.year)
    if check.over is None:
        text = f"{said(one)}{_asked(one.value, check, one.unit)}"
        return Finding(_compare(one.value, check), text, (one,), one.year)
    other = book.figure(column, codes(check.over, year), year)
    if not isinstance(other.value, float) or other.value == 0:
        return Finding(None, other.reason or f"{said(other)}, by which to divide", (one, other))
    ratio = one.value / other.value
    text = f"{said(one)}, {short(ratio)} times that of {whose(other)}{_asked(ratio, check, '')}"
    return Finding(_compare(ratio, check), text + unlike((one, other)), (one, other), one.year)


def _sum(check: FigureCheck, book: Book, column: str) -> Finding:
    first, last = years_of(check)
    figures = [book.figure(column, codes(check.of, y), y) for y in range(first, last + 1)]
    lacking = next((f for f in figures if not isinstance(f.value, float)), None)
    if lacking is not None:
        return Finding(None, lacking.reason or "no data", tuple(figures))
    total = sum(_value(f) for f in figures)
    text = f"{figures[0].label} of {whose(figures[0])}: {short(total)} in {first}-{last}"
    text += _asked(total, check, "") + unlike(figures)
    return Finding(_compare(total, check), text, tuple(figures), last)


def _asked(value: float, check: FigureCheck, unit: str) -> str:
    """Say what is asked of a figure, and how far off that is."""
    if unit == "0/1":
        return ""
    percent = unit if unit == "%" else ""
    text = f"; asked: {check.is_} {short(check.value)}{percent and ' %'}"
    if check.is_ != "about" or not check.value:
        return text
    off = value / check.value - 1
    return f"{text} (the figure is {abs(off):.1%} {'higher' if off > 0 else 'lower'})"


def _compare(value: float, check: FigureCheck) -> bool:
    if check.is_ == "above":
        return value > check.value
    if check.is_ == "below":
        return value < check.value
    if check.is_ == "equal":
        return value == check.value
    return abs(value - check.value) <= check.tolerance * abs(check.value)


def _trend(check: TrendCheck, book: Book, column: str) -> Finding:
    points: dict[int, float] = {}
    used: list[Figure] = []
    lacking = ""
    for year in range(check.from_, check.to + 1):
        one, *rest = (book.figure(column, codes(g, year), year) for g in groups_of(check))
        figures = [one, *rest]
        if all(isinstance(f.value, float) and f.year == year for f in figures) and (
            not rest or _value(rest[0])
        ):
            points[year] = _value(one) / (_value(rest[0]) if rest else 1)
            used += figures
        elif year in (check.from_, check.to):
            lacking = lacking or next((f.reason for f in figures if f.reason), None) or ""
            lacking = lacking or f"no figure of {year}"
    if lacking:
        return Finding(None, lacking, tuple(used[:2]))
    ends = tuple(f for f in used if f.year in (check.from_, check.to))
    over = f" over that of {whose(ends[1])}" if check.over else ""
    unit = "" if check.over else ends[0].unit
    text = f"{ends[0].label} of {whose(ends[0])}{over}: " + ", ".join(
        f"{amount(value, unit)} ({year})" for year, value in _telling(points)
    )
    gaps = check.to - check.from_ + 1 - len(points)
    if gaps:
        text += f"; no figure of {gaps} of the years between"
    return Finding(
        _moves(list(points.values()), check.is_, closer(column)),
        text + unlike(used),
        ends,
        check.to,
    )


def _telling(points: dict[int, float]) -> list[tuple[int, float]]:
    """Return the ends of a series, and its highest and lowest points between."""
    series = list(points.items())
    high, low = max(series, key=lambda p: p[1]), min(series, key=lambda p: p[1])
    return sorted({series[0], series[-1], high, low})


def _moves(values: list[float], way: Direction, nearer: int = 1) -> bool:
    change = (values[-1] - values[0]) / max(abs(values[0]), 1e-12)
    steps = [b - a for a, b in pairwise(values)]
    if way == "rises steadily":
        return all(step >= 0 for step in steps) and change > LEVEL
    if way == "falls steadily":
        return all(step <= 0 for step in steps) and change < -LEVEL
    if way == "does not fall":
        return change >= -LEVEL
    return _sign(way, nearer) * change > LEVEL


def _sign(way: str, nearer: int) -> int:
    """Return 1 where a turn is upward in a column of which more means nearer (1) or not (-1)."""
    return {"rises": 1, "falls": -1, "closer": nearer, "farther": -nearer}[way]


def _break(check: BreakCheck, book: Book, column: str) -> Finding:
    who = codes(check.of, check.at)
    known = {}
    for year in range(check.at - MEMORY, min(check.at + SIDES, book.as_of + 1)):
        one = book.figure(column, who, year)
        if isinstance(one.value, float) and one.year == year:
            known[year] = one
    if check.at in known:  # a change of source is no break
        origin = known[check.at].source
        known = {year: one for year, one in known.items() if one.source == origin}
    before = [f for y, f in known.items() if check.at - SIDES <= y < check.at]
    after = [f for y, f in known.items() if y >= check.at]
    steps = [
        _value(known[y]) - _value(known[y - 1]) for y in known if y - 1 in known and y < check.at
    ]
    if not before or not after or len(steps) < SIDES:
        last = book.figure(column, who, check.at)
        return Finding(None, last.reason or f"too few figures around {check.at}", (last,))
    then, now = (fmean(_value(f) for f in side) for side in (before, after))
    usual = pstdev(steps)
    text = (
        f"{before[0].label} of {whose(before[0])}: {short(then)} in the {len(before)} years before "
        f"{check.at}, {short(now)} in the {len(after)} from it on; a break is a change over "
        f"{short(UNUSUAL * usual)}, twice the usual one from year to year"
    )
    holds = _sign(check.is_, closer(column)) * (now - then) > UNUSUAL * usual
    return Finding(holds, text, (*before, *after), after[-1].year)


def _value(figure: Figure) -> float:
    assert isinstance(figure.value, float)
    return figure.value


def _order(check: OrderCheck, book: Book, column: str) -> Finding:
    figures = [book.figure(column, codes(who, check.year), check.year) for who in check.of]
    lacking = [f for f in figures if not isinstance(f.value, float)]
    if lacking:
        return Finding(None, lacking[0].reason or "no data", tuple(figures))
    sign = closer(column) if check.by == "closest" else 1
    values = [sign * _value(f) for f in figures]
    ranked = sorted(figures, key=lambda f: -sign * _value(f))
    text = f"{figures[0].label}, {check.by} first: " + ", ".join(
        f"{'-'.join(f.states)} {amount(_value(f), f.unit)}" for f in ranked
    )
    return Finding(
        all(a > b for a, b in pairwise(values)),
        f"{text} ({figures[0].year}){unlike(figures)}",
        tuple(figures),
        figures[0].year,
    )


def _rank(check: RankCheck, book: Book, column: str) -> Finding:
    who = codes(check.of, check.year)
    one = book.figure(column, who, check.year)
    if not isinstance(one.value, float) or one.year is None:
        return Finding(None, one.reason or "no data", (one,))
    if not book.whole(column):
        return Finding(None, f"{said(one)}; its place is {SNAPSHOT_LACKS}", (one,))
    place = book.rank(column, who[0], one.year)
    if place is None:
        return Finding(None, "no rank", (one,))
    text = f"{said(one)}, number {place[0]} of {place[1]} states"
    return Finding(place[0] <= check.at_most, text, (one,), one.year)
