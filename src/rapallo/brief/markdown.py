"""The brief in Markdown, with tables that GitHub and word processors read."""

from __future__ import annotations

from collections.abc import Iterator

from rapallo.brief import makeup, nowcast, sentences
from rapallo.brief.assessment import Assessment
from rapallo.brief.digest import Extremes, data_to, extremes, source_name, with_pull
from rapallo.brief.markdown_table import FIGURE_COLUMNS, escaped, figure_row, table
from rapallo.brief.markdown_third import third
from rapallo.brief.units import (
    UNKNOWN,
    number,
    score,
    span,
    unit_name,
)
from rapallo.brief.words import (
    DIMENSIONS,
    PULL_SIGNS,
    PULL_WORDS,
    QUESTION,
    pair_name,
    sentence,
    title,
)
from rapallo.forecast.result import Makeup
from rapallo.ledger.entry import Entry, Pull

__all__ = ["escaped", "render", "table"]

PULLS: tuple[Pull, ...] = ("closer", "apart", "neither", "silent")
_SERIES_COLUMNS = (
    *("Figure", "States", "Unit and basis", "Earliest", "Peak", "Lowest since", "Previous"),
    *("Latest", "Source"),
)


def render(assessment: Assessment) -> str:
    """Write a brief as Markdown: the answer first, then every figure with its source.

    Parameters
    ----------
    assessment : Assessment
        What to write.

    Returns
    -------
    str
        Markdown with pipe tables. Text from the data is escaped, so that none of it is markup.
    """
    parts = (
        _answer(assessment),
        _close(assessment),
        _ledger(assessment),
        third(assessment),
        _figures(assessment),
        _history(assessment),
        _foot(assessment),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _answer(assessment: Assessment) -> Iterator[str]:
    verdict = assessment.verdict
    yield f"# {escaped(title(assessment))}"
    yield ""
    yield f"As of {assessment.as_of}; {data_to(assessment)}."
    yield ""
    yield f"**{QUESTION} {verdict.shade.upper()}.** {escaped(verdict.text)}"
    yield ""
    yield f"- Rule that fired: {escaped(verdict.rule)}"
    for flip in verdict.flips:
        yield f"- What would flip it: {escaped(flip)}"
    for warning in assessment.warnings:
        yield f"- **Warning:** {escaped(warning)}"
    yield ""
    facts = [("How close", sentences.index(assessment)), ("Ladder", sentences.ladder(assessment))]
    if assessment.nowcast is not None and nowcast.recent(assessment.nowcast):
        facts.append((nowcast.label(assessment.nowcast), nowcast.answer(assessment.nowcast)))
    facts += [
        (sentences.outlook_heading(assessment), sentences.outlook(o)) for o in assessment.forecast
    ]
    facts.append((sentences.seen_from(assessment), sentences.triangle(assessment)))
    yield from table(("", "Answer"), ((name, sentence(text)) for name, text in facts))
    if assessment.rival_reason:
        yield escaped(assessment.rival_reason)
        yield ""


def _close(assessment: Assessment) -> Iterator[str]:
    yield "## How close"
    yield ""
    yield from table(
        ("Dimension", "Value, 0 to 100", "Interval"),
        (
            (DIMENSIONS[d.name], score(d.value), span(d.low, d.high) or "–")
            for d in assessment.dimensions
        ),
    )
    indicators = [f for d in assessment.dimensions for f in d.indicators]
    yield from table(FIGURE_COLUMNS, (figure_row(assessment, figure) for figure in indicators))
    yield from _nowcast(assessment)
    yield "### Ladder"
    yield ""
    yield sentence(escaped(sentences.ladder(assessment))) + "."
    yield ""
    yield from table(
        ("Rung", "Stage", "Met?", "Evidence"),
        (
            (f"{r.number} {r.name}", r.stage, r.status, r.evidence)
            for r in assessment.ladder.evidence
        ),
    )
    figures = [f for rung in assessment.ladder.evidence for f in rung.figures]
    if figures:
        yield from table(FIGURE_COLUMNS, (figure_row(assessment, figure) for figure in figures))


def _nowcast(assessment: Assessment) -> Iterator[str]:
    found = assessment.nowcast
    if found is None:
        if nowcast.silence(assessment):
            yield f"{nowcast.silence(assessment)}."
            yield ""
        return
    yield f"### {nowcast.HEADING}"
    yield ""
    yield " ".join([f"{sentence(escaped(nowcast.answer(found)))}.", *nowcast.proof(found)])
    yield ""
    if nowcast.rows(found):
        yield from table(nowcast.COLUMNS, nowcast.rows(found))


def _ledger(assessment: Assessment) -> Iterator[str]:
    yield "## What drives them together, what keeps them apart"
    yield ""
    yield sentence(sentences.balance(assessment)) + "."
    yield ""
    for pull in PULLS:
        entries = with_pull(assessment, pull)
        if not entries:
            continue
        yield f"### {sentence(PULL_WORDS[pull])}"
        yield ""
        yield from table(
            ("", "Consideration", "Finding", "Strength", "Log-odds"),
            (_finding(entry) for entry in entries),
        )
    evidence = [(entry, figure) for entry in assessment.ledger for figure in entry.evidence]
    yield "### Evidence"
    yield ""
    yield from table(
        ("Consideration", *FIGURE_COLUMNS),
        ((entry.title, *figure_row(assessment, figure)) for entry, figure in evidence),
    )
    yield "### Mechanisms and rules"
    yield ""
    yield from table(
        ("Consideration", "Why it should matter", "Rule", "Reference"),
        ((e.title, e.mechanism, e.rule, e.reference) for e in assessment.ledger),
    )


def _finding(entry: Entry) -> tuple[str, ...]:
    strength = UNKNOWN if entry.strength is None else f"{entry.strength:.2f}"
    weight = UNKNOWN if entry.log_odds is None else makeup.signed(entry.log_odds)
    return (PULL_SIGNS[entry.pull], entry.title, entry.text, strength, weight)


def _figures(assessment: Assessment) -> Iterator[str]:
    yield "## Figures"
    yield ""
    rows = []
    for series in assessment.figures:
        found = extremes(series)
        about = ", ".join(p for p in (unit_name(series.unit), series.basis) if p)
        head = (series.label, pair_name(assessment, series.states), about)
        points = [UNKNOWN, *["–"] * 4] if found is None else _points(found)
        rows.append((*head, *points, source_name(assessment, series.source)))
    yield from table(_SERIES_COLUMNS, rows)


def _points(found: Extremes) -> list[str]:
    series = found.series
    return [
        "–"
        if point is None
        else f"{number(point[1], series.unit, f'{series.column} {series.label}')} ({point[0]})"
        for point in (found.first, found.peak, found.low, found.previous, found.latest)
    ]


def _history(assessment: Assessment) -> Iterator[str]:
    yield f"## {sentences.outlook_heading(assessment)} and analogues"
    yield ""
    for outlook in assessment.forecast:
        yield f"- {sentence(sentences.outlook(outlook))}. Comparable: {escaped(outlook.basis)}."
        if sentences.track(outlook):
            yield f"  {escaped(sentence(sentences.track(outlook)))}."
    yield ""
    if assessment.makeup is not None:
        yield from _makeup(assessment, assessment.makeup)
    yield from table(
        ("Pair", "Year", "Similarity", "What followed"),
        (
            (" and ".join(a.names), str(a.year), f"{a.similarity:.2f}", a.what_followed)
            for a in assessment.analogues
        ),
    )


def _makeup(assessment: Assessment, found: Makeup) -> Iterator[str]:
    yield f"### {makeup.HEADING}"
    yield ""
    for text in makeup.texts(assessment, found):
        yield f"{escaped(text)}."
        yield ""
    yield from table(makeup.COLUMNS, makeup.rows(found))


def _foot(assessment: Assessment) -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield from table(
        ("Source", "Data to", "Licence", "Citation"),
        (
            (
                f"{s.short}: {s.title}, version {s.version}",
                str(s.data_to),
                s.licence,
                f"{s.citation} {s.url}".strip(),
            )
            for s in assessment.sources
        ),
    )
