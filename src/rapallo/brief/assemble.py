"""Putting an Assessment together from what the rooms answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass, replace

import polars as pl

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.alignment.indicators import DIMENSIONS
from rapallo.alignment.ladder import ladder
from rapallo.brief import nowcast
from rapallo.brief.assessment import Assessment, PairYear, SourceNote
from rapallo.brief.board_search import STRONGEST, board
from rapallo.brief.curated import Curated
from rapallo.brief.warnings import warnings_about
from rapallo.errors import RapalloError
from rapallo.forecast.analogues import analogues
from rapallo.forecast.outlook import known_features, outlooks
from rapallo.forecast.pairs import Pairs
from rapallo.forecast.verdict import verdict
from rapallo.forecast.weighed import weighed
from rapallo.ledger.case import Case
from rapallo.ledger.ledger import ledger
from rapallo.ledger.say import ordinal, the
from rapallo.ledger.threats import Threats
from rapallo.panel.asof import AsOf
from rapallo.panel.figure import Figure, Series
from rapallo.panel.years import FIRST, LAST
from rapallo.record.standing import Standing
from rapallo.sources.registry import SOURCES
from rapallo.triangle.around import Around
from rapallo.triangle.dilemmas import dilemmas
from rapallo.triangle.dittmer import triangle
from rapallo.triangle.wedge import wedges
from rapallo.warehouse.store import Warehouse

STATE_SERIES = ("gdp", "population", "cinc", "military_spending", "polyarchy")
PAIR_SERIES = ("trade", "un_agreement", "ideal_distance", "igos")
ONE_WAY_SERIES = ("arms", "trade_share")
GENERATION = 25


@dataclass(frozen=True)
class Question:
    """Who is asked about, as codes of states in the system in the as-of year.

    `given` is the year where one was given, None where the question is about now.
    """

    first: int
    second: int
    rival: int | None
    as_of: int
    given: int | None = None


def question(first: str, second: str, rival: str | None, as_of: int | None) -> Question:
    """Return the question that a user's words ask.

    Raises
    ------
    RapalloError
        If a state is unknown or was none in that year, two of them are the same, or the year is
        outside the state system's.
    """
    year = LAST if as_of is None else as_of
    if not FIRST <= year <= LAST:
        raise RapalloError(
            f"{year} is outside the years that can be asked about, {FIRST} to {LAST}"
        )
    codes = [states.resolve(text, year).cow for text in (first, second)]
    third = states.resolve(rival, year).cow if rival is not None else None
    if codes[0] == codes[1]:
        raise RapalloError(
            f"{first!r} and {second!r} are the same state in {year} "
            f"({states.name(codes[0], year)}); a pair needs two"
        )
    if third in codes:
        raise RapalloError(
            f"the rival must be a third state; {rival!r} is {states.name(third or 0, year)}, "
            "one of the pair"
        )
    return Question(codes[0], codes[1], third, year, as_of)


def assess(
    first: str,
    second: str,
    rival: str | None = None,
    as_of: int | None = None,
    *,
    warehouse: Warehouse | None = None,
) -> Assessment:
    """Assess whether an alliance between two states is in the making, seen from a third.

    Parameters
    ----------
    first, second : str
        The two states: ISO3, COW code or name.
    rival : str, optional
        The state from which they are seen; by default the one that threatens both most.
    as_of : int, optional
        Year, 1816-2025, after which nothing is used; by default the last.
    warehouse : Warehouse, optional
        Where to read; by default the one that `Warehouse.open` finds.

    Returns
    -------
    Assessment

    Raises
    ------
    RapalloError
        As `question`; also where no rival is given and no threat is known.

    Examples
    --------
    >>> a = assess("CHN", "RUS", rival="USA", as_of=2018)
    >>> a.verdict.shade, a.triangle.roles["USA"]
    ('grey', 'outcast')
    """
    asked = question(first, second, rival, as_of)
    if warehouse is None:
        with Warehouse.open() as opened:
            return _assess(asked, opened)
    return _assess(asked, warehouse)


def _assess(asked: Question, warehouse: Warehouse) -> Assessment:
    a, b, year = asked.first, asked.second, asked.as_of
    aside = ThreadPoolExecutor(1)
    features = aside.submit(known_features, warehouse, year)
    every_pair = aside.submit(Pairs.until, warehouse, year)
    news = aside.submit(nowcast.read, a, b)
    system = AsOf(warehouse, year, (a, b))
    threats = Threats(system, (a, b))
    rival, reason = _rival(asked, threats)
    who = (a, b, rival)
    view = AsOf(warehouse, year, who)
    around = Around(view, STRONGEST)
    pictured = aside.submit(board, around)
    aside.shutdown(wait=False)
    alignment = Alignment(view)
    case = Case(view, alignment, threats, a, b, rival)
    dyads = ((a, b), (a, rival), (b, rival))
    codes = {code: states.get(code).code for code in who}
    index, dimensions = alignment.index(a, b), alignment.dimensions(a, b)
    record = Standing(a, b, year)
    rungs = ladder(view, a, b, record)
    seen = triangle(view, alignment, a, b, rival)
    considered, feared = ledger(case), dilemmas(case, around)
    figures = _figures(view, who, dyads)
    pairs = every_pair.result()
    likely, makeup = outlooks(features.result(), pairs, a, b, year)
    pact = [view.value("defence", *way) for way in ((a, b), (b, a))]
    curated = Curated(record, None if None in pact else any(pact), rungs, warehouse)
    in_force = curated.in_force
    five = next((o for o in likely if o.horizon == 5), None)
    answer = {
        "verdict": curated.mark(verdict(in_force, index, dimensions, rungs, five)),
        "index": index,
        "dimensions": dimensions,
        "ladder": rungs,
        "ledger": weighed(considered, makeup, view, a, b),
        "forecast": likely,
        "makeup": makeup,
        "triangle": seen,
        "wedge": wedges(pairs, alignment, around, a, b, rival),
        "dilemmas": feared,
        "board": pictured.result(),
        "analogues": analogues(pairs, a, b, year),
        "figures": figures,
    }
    found = _walk({**answer, "triangle": seen.coalitions})
    moved = nowcast.made(news.result(), a, b, dimensions, asked.given)
    return Assessment(
        pair=(codes[a], codes[b]),
        rival=codes[rival],
        as_of=year,
        names={
            states.get(code).code: states.name(code, year) for code in who + _others(found, who)
        },
        rival_reason=reason,
        history=tuple(_history(alignment, dyads, codes)),
        distribution=alignment.distribution(),
        sources=_sources(found) + curated.sources() + nowcast.sources(moved),
        warnings=curated.warnings() + warnings_about(view, dyads, dimensions, in_force),
        nowcast=moved,
        **answer,  # type: ignore[arg-type]
    )


def _rival(asked: Question, threats: Threats) -> tuple[int, str | None]:
    if asked.rival is not None:
        return asked.rival, None
    found = threats.most_common(asked.first, asked.second)
    if found is None:
        raise RapalloError(
            f"no state is known to threaten both in {asked.as_of}; name one with --rival"
        )
    places = [threats.rank(found.state, state) for state in (asked.first, asked.second)]
    said = " and ".join(
        f"the {ordinal(place[0])} of {place[1]} threats to {the(states.name(state, asked.as_of))}"
        for place, state in zip(places, (asked.first, asked.second), strict=True)
        if place is not None
    )
    name = the(states.name(found.state, asked.as_of))
    return found.state, (
        f"No rival was named: {name} threatens both most, as {said} in {found.year} "
        "(capabilities and military strength x nearness x intent)"
    )


def _figures(
    view: AsOf, who: tuple[int, ...], dyads: tuple[tuple[int, int], ...]
) -> tuple[Series, ...]:
    series = [s for name in STATE_SERIES for code in who for s in view.series(name, code)]
    for name in PAIR_SERIES:
        series += [s for a, b in dyads for s in view.series(name, a, b)]
    for name in ONE_WAY_SERIES:
        for a, b in dyads:
            series += [*view.series(name, a, b), *view.series(name, b, a)]
    recent = (
        replace(s, points=tuple(p for p in s.points if p[0] >= view.year - GENERATION))
        for s in series
    )
    return tuple(s for s in recent if any(value for _, value in s.points))


def _history(
    alignment: Alignment, dyads: tuple[tuple[int, int], ...], codes: dict[int, str]
) -> list[PairYear]:
    return [
        PairYear(
            (codes[a], codes[b]),
            row["year"],
            row["alignment"],
            **{name: row[name] for name in DIMENSIONS},
        )
        for a, b in dyads
        for row in alignment.history(a, b).cast({pl.Float32: pl.Float64}).iter_rows(named=True)
    ]


def _sources(found: list[Figure | Series]) -> tuple[SourceNote, ...]:
    latest: dict[str, int] = {}
    for one in found:
        year = one.year if isinstance(one, Figure) else one.points[-1][0] if one.points else None
        if year is not None:
            latest[one.source] = max(latest.get(one.source, 0), year)
    return tuple(
        SourceNote(s.id, s.short, s.title, s.version, s.licence, latest[s.id], s.citation, s.url)
        for s in SOURCES
        if s.id in latest
    )


def _others(found: list[Figure | Series], who: tuple[int, ...]) -> tuple[int, ...]:
    """Return the states beside the three that figures are about."""
    by_code = {state.code: cow for cow, state in states.all_states().items()}
    named = {code for f in found if isinstance(f, Figure) for code in f.states}
    return tuple(sorted({by_code[code] for code in named} - set(who)))


def _walk(item: object) -> list[Figure | Series]:
    if isinstance(item, (Figure, Series)):
        return [item]
    if is_dataclass(item):
        return [found for f in fields(item) for found in _walk(getattr(item, f.name))]
    if isinstance(item, dict):
        return [found for value in item.values() for found in _walk(value)]
    if isinstance(item, tuple):
        return [found for value in item for found in _walk(value)]
    return []
