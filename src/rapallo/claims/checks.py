"""Checks of columns: what a figure, a trend, a break, an order or a rank says of a claim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import pstdev

from rapallo.claims.figures import Book, codes
from rapallo.claims.load import INDEX
from rapallo.claims.schema import (
    BreakCheck,
    Direction,
    FigureCheck,
    OrderCheck,
    RankCheck,
    TrendCheck,
)
from rapallo.panel.columns import COLUMNS
from rapallo.panel.figure import Figure

ColumnCheck = FigureCheck | TrendCheck | BreakCheck | OrderCheck | RankCheck

LEVEL = 0.001
"""Relative change up to which a figure is level."""
SIDES = 3
"""Years before and after a break that are compared."""
UNUSUAL = 2.0
"""Standard deviations of the yearly change from which a change is a break."""
MEMORY = 20
"""Years before a break from which its usual yearly change is taken."""


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
        return _figure(check, book, column)
    if isinstance(check, TrendCheck):
        return _trend(check, book, column)
    if isinstance(check, BreakCheck):
        return _break(check, book, column)
    if isinstance(check, OrderCheck):
        return _order(check, book, column)
    return _rank(check, book, column)


def moved(check: ColumnCheck, book: Book, column: str) -> ColumnCheck | None:
    """Return the same check of the latest year with figures; None where it has no later year."""
    if isinstance(check, BreakCheck) or (isinstance(check, FigureCheck) and check.years):
        return None
    year = check.to if isinstance(check, TrendCheck) else check.year
    groups = check.of if isinstance(check, OrderCheck) else [check.of]
    if isinstance(check, FigureCheck | TrendCheck) and check.over:
        groups = [*groups, check.over]
    known = [set(book.years(column, codes(list(g), year or 0))) for g in groups]
    latest = max(set.intersection(*known), default=0)
    if year is None or latest <= year:
        return None
    if isinstance(check, TrendCheck):
        start = check.from_ + latest - check.to
        return check.model_copy(update={"from_": start, "to": latest})
    return check.model_copy(update={"year": latest})


def _figure(check: FigureCheck, book: Book, column: str) -> Finding:
    if check.years is not None:
        return _sum(check, book, column)
    year = check.year or 0
    who = codes(check.of, year)
    one = book.figure(column, who, year)
    value = one.value
    if not isinstance(value, float):
        return Finding(None, one.reason or "no data", (one,))
    if check.scale == "percentile":
        place = book.percentile(column, who, year)
        if place is None:
            return Finding(None, "no percentile", (one,))
        one = replace(one, percentile=place)
        said = f"{_said(one)}, in the {place:.0f}th percentile of {one.year}"
        return Finding(_compare(place, check), said, (one,), one.year)
    if check.over is None:
        return Finding(_compare(value, check), _said(one), (one,), one.year)
    other = book.figure(column, codes(check.over, year), year)
    if not isinstance(other.value, float) or other.value == 0:
        return Finding(None, other.reason or "no data", (one, other))
    ratio = value / other.value
    text = f"{_said(one)} to {_said(other)}: {_short(ratio)} to 1"
    return Finding(_compare(ratio, check), text, (one, other), one.year)


def _sum(check: FigureCheck, book: Book, column: str) -> Finding:
    first, last = check.years or (0, 0)
    figures = [book.figure(column, codes(check.of, y), y) for y in range(first, last + 1)]
    values = [f.value for f in figures if isinstance(f.value, float)]
    if not values:
        return Finding(None, figures[0].reason or "no data", tuple(figures[:1]))
    shown = tuple(f for f in figures if f.value)
    text = f"{_short(sum(values))} {figures[-1].label.lower()} in {first}-{last}"
    return Finding(_compare(sum(values), check), text, shown or tuple(figures[-1:]), last)


def _compare(value: float, check: FigureCheck) -> bool:
    if check.is_ == "above":
        return value > check.value
    if check.is_ == "below":
        return value < check.value
    if check.is_ == "equal":
        return value == check.value
    return abs(value - check.value) <= check.tolerance * abs(check.value)


def _trend(check: TrendCheck, book: Book, column: str) -> Finding:
    points: list[tuple[int, float]] = []
    ends: list[Figure] = []
    for year in range(check.from_, check.to + 1):
        one = book.figure(column, codes(check.of, year), year)
        value = one.value if one.year == year else None
        if check.over is not None and isinstance(value, float):
            other = book.figure(column, codes(check.over, year), year)
            value = value / other.value if isinstance(other.value, float) and other.value else None
        if isinstance(value, float):
            points.append((year, value))
        if year in (check.from_, check.to):
            ends.append(one)
    if len(points) < 2 or (points[0][0], points[-1][0]) != (check.from_, check.to):
        lacking = next((f.reason for f in ends if f.reason), None)
        return Finding(
            None, lacking or f"no figures of both {check.from_} and {check.to}", (*ends,)
        )
    over = f" to {' and '.join(check.over)}" if check.over else ""
    text = f"{ends[0].label} of {' and '.join(ends[0].states)}{over}: " + ", ".join(
        f"{_short(value)} ({year})" for year, value in _telling(points)
    )
    return Finding(_moves([v for _, v in points], check.is_), text, tuple(ends), check.to)


def _telling(points: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return the ends of a series, and its highest and lowest points between."""
    kept = {points[0], points[-1], max(points, key=lambda p: p[1]), min(points, key=lambda p: p[1])}
    return sorted(kept)


def _moves(values: list[float], way: Direction) -> bool:
    change = (values[-1] - values[0]) / max(abs(values[0]), 1e-12)
    steps = [b - a for a, b in pairwise(values)]
    if way == "rises":
        return change > LEVEL
    if way == "falls":
        return change < -LEVEL
    if way == "rises steadily":
        return all(step >= 0 for step in steps) and change > LEVEL
    if way == "falls steadily":
        return all(step <= 0 for step in steps) and change < -LEVEL
    return change >= -LEVEL


def _break(check: BreakCheck, book: Book, column: str) -> Finding:
    known = {}
    for year in range(check.at - MEMORY, check.at + SIDES):
        one = book.figure(column, codes(check.of, check.at), year)
        if isinstance(one.value, float) and one.year == year:
            known[year] = one
    before = [f for y, f in known.items() if check.at - SIDES <= y < check.at]
    after = [f for y, f in known.items() if y >= check.at]
    steps = [
        float(known[y].value or 0) - float(known[y - 1].value or 0)
        for y in known
        if y - 1 in known and y < check.at
    ]
    if not before or not after or len(steps) < SIDES:
        last = book.figure(column, codes(check.of, check.at), check.at)
        return Finding(None, last.reason or f"too few figures around {check.at}", (last,))
    change = _mean(after) - _mean(before)
    usual = pstdev(steps)
    sign = 1 if check.is_ == "rises" else -1
    text = (
        f"{before[0].label} of {' and '.join(before[0].states)}: {_short(_mean(before))} in the "
        f"{len(before)} years before {check.at}, {_short(_mean(after))} in the {len(after)} from "
        f"it on; usual change in a year {_short(usual)}"
    )
    figures = (before[-1], after[0])
    return Finding(sign * change > UNUSUAL * usual, text, figures, after[-1].year)


def _mean(figures: list[Figure]) -> float:
    return sum(float(f.value or 0) for f in figures) / len(figures)


def _order(check: OrderCheck, book: Book, column: str) -> Finding:
    figures = [book.figure(column, codes(who, check.year), check.year) for who in check.of]
    lacking = [f for f in figures if not isinstance(f.value, float)]
    if lacking:
        return Finding(None, lacking[0].reason or "no data", tuple(figures))
    sign = closer(column) if check.by == "closest" else 1
    values = [sign * float(f.value or 0) for f in figures]
    holds = all(a > b for a, b in pairwise(values))
    text = f"{figures[0].label}: " + ", ".join(
        f"{'-'.join(f.states)} {_short(float(f.value or 0))}"
        for _, f in sorted(zip(values, figures, strict=True), key=lambda p: -p[0])
    )
    return Finding(holds, f"{text} ({figures[0].year})", tuple(figures), figures[0].year)


def closer(column: str) -> int:
    """Return 1 where more of a column means closer, -1 where it means farther apart."""
    if column in INDEX:
        return -1 if column == "hostility" else 1
    return COLUMNS[column].closer or 1


def _rank(check: RankCheck, book: Book, column: str) -> Finding:
    who = codes(check.of, check.year)
    one = book.figure(column, who, check.year)
    if not isinstance(one.value, float) or one.year is None:
        return Finding(None, one.reason or "no data", (one,))
    place = book.rank(column, who[0], one.year)
    if place is None:
        return Finding(None, "no rank", (one,))
    text = f"{_said(one)}: {place[0]} of {place[1]} states"
    return Finding(place[0] <= check.at_most, text, (one,), one.year)


def _said(figure: Figure) -> str:
    value = _short(figure.value) if isinstance(figure.value, float) else "no data"
    unit = "" if figure.unit in ("0/1", "0-1", "0-100") else f" {figure.unit}"
    return f"{figure.label} of {' and '.join(figure.states)} {value}{unit} ({figure.year})"


def _short(value: float) -> str:
    """Write a number with four significant digits, in thousands, millions, ... where large."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.4g} {name}"
    return f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"
