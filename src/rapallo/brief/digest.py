"""What each rendering of a brief picks out of an Assessment; nothing new is computed here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapallo.alignment.result import Dimension
from rapallo.brief.assessment import Assessment
from rapallo.brief.units import is_known
from rapallo.brief.words import DIMENSIONS
from rapallo.forecast.result import Outlook
from rapallo.ledger.entry import Entry, Pull
from rapallo.panel.figure import Figure, Series
from rapallo.sources.registry import SOURCES
from rapallo.triangle.result import Triangle, TriangleYear

Point = tuple[int, float]
HEADLINE_HORIZON = 5


@dataclass(frozen=True)
class Extremes:
    """The points of a series that a table shows: where it came from, its peak, and where it is.

    `low` is the lowest point after the peak; it and `previous` are None where there is none.
    """

    series: Series
    first: Point
    peak: Point
    low: Point | None
    previous: Point | None
    latest: Point


@dataclass(frozen=True)
class Span:
    """Consecutive years in which a triangle kept its type and roles."""

    first: int
    last: int
    type: str
    roles: dict[str, str]


def with_pull(assessment: Assessment, pull: Pull) -> tuple[Entry, ...]:
    """Return the ledger's entries of one pull, the strongest first."""
    chosen = [entry for entry in assessment.ledger if entry.pull == pull]
    return tuple(sorted(chosen, key=lambda e: (-(e.strength or 0.0), e.title)))


def extremes(series: Series) -> Extremes | None:
    """Return a series' telling points, or None where it has none.

    Examples
    --------
    >>> arms = Series("arms", "Arms", ("RUS", "CHN"), "TIV", "sipri", "deliveries",
    ...               ((2004, 2872.0), (2005, 3077.0), (2012, 598.0), (2016, 691.0), (2017, 986.0)))
    >>> found = extremes(arms)
    >>> found.peak, found.low, found.previous, found.latest
    ((2005, 3077.0), (2012, 598.0), (2016, 691.0), (2017, 986.0))
    """
    points = [point for point in series.points if is_known(point[1])]
    if not points:
        return None
    peak = max(points, key=lambda point: point[1])
    after = [point for point in points if point[0] > peak[0]]
    return Extremes(
        series=series,
        first=points[0],
        peak=peak,
        low=min(after, key=lambda point: point[1]) if after else None,
        previous=points[-2] if len(points) > 1 else None,
        latest=points[-1],
    )


def grouped(figures: tuple[Series, ...]) -> list[tuple[Series, ...]]:
    """Return the series in groups that share label, unit, basis and source, in their order."""
    groups: dict[tuple[str, str, str, str], list[Series]] = {}
    for series in figures:
        key = (series.label, series.unit, series.basis, series.source)
        groups.setdefault(key, []).append(series)
    return [tuple(group) for group in groups.values()]


def spans(triangle: Triangle) -> list[Span]:
    """Return the triangle's history as runs of years with one type and one set of roles."""
    found: list[Span] = []
    for year in triangle.timeline:
        last = found[-1] if found else None
        if last is not None and _continues(last, year):
            found[-1] = Span(last.first, year.year, last.type, last.roles)
        else:
            found.append(Span(year.year, year.year, year.type, year.roles))
    return found


def all_figures(assessment: Assessment) -> Iterator[Figure]:
    """Yield every figure of the dimensions, the ladder and the ledger."""
    for dimension in assessment.dimensions:
        yield from dimension.indicators
    for rung in assessment.ladder.evidence:
        yield from rung.figures
    for entry in assessment.ledger:
        yield from entry.evidence


def latest_year(dimension: Dimension) -> int | None:
    """Return the latest year of a dimension's known indicators."""
    years = [f.year for f in dimension.indicators if f.year is not None and is_known(f.value)]
    return max(years, default=None)


def data_to(assessment: Assessment) -> str:
    """Say to which year the data go, and which dimensions lag behind or have none.

    Returns
    -------
    str
        For example ``"data to 2018 (economy 2017)"``.
    """
    years = {
        f.year for f in all_figures(assessment) if f.year is not None and is_known(f.value)
    } | {series.points[-1][0] for series in assessment.figures if series.points}
    if not years:
        return "no data"
    newest = max(years)
    lags = []
    for dimension in assessment.dimensions:
        year = latest_year(dimension)
        word = DIMENSIONS[dimension.name].lower()
        if year is None:
            lags.append(f"{word}: none")
        elif year < newest:
            lags.append(f"{word} {year}")
    return f"data to {newest}" + (f" ({', '.join(lags)})" if lags else "")


def source_name(assessment: Assessment, source_id: str) -> str:
    """Return a source's short name, or its id where there is no such source."""
    named = {s.id: s.short for s in SOURCES} | {s.id: s.short for s in assessment.sources}
    return named.get(source_id, source_id)


def headline_outlook(assessment: Assessment) -> tuple[Outlook, ...]:
    """Return the outlook of the horizon that a brief's first screen gives, if there is one."""
    at = [o for o in assessment.forecast if o.horizon == HEADLINE_HORIZON]
    return tuple(at or assessment.forecast[:1])


def _continues(span: Span, year: TriangleYear) -> bool:
    return span.last + 1 == year.year and (span.type, span.roles) == (year.type, year.roles)
