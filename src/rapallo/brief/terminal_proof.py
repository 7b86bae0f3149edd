"""The proof below the one screen: every figure, rung, entry, series and source."""

from __future__ import annotations

from rich.text import Text

from rapallo.brief import makeup, nowcast, seats, sentences
from rapallo.brief.assessment import Assessment
from rapallo.brief.digest import Extremes, Point, extremes, grouped, source_name, spans, with_pull
from rapallo.brief.terminal_page import Page
from rapallo.brief.units import (
    UNKNOWN,
    is_known,
    number,
    place,
    reading,
    score,
    span,
    unit_name,
    when,
)
from rapallo.brief.words import (
    DIMENSION_NOTES,
    DIMENSIONS,
    PULL_SIGNS,
    PULL_WORDS,
    RUNG_SIGNS,
    TIE_SIGNS,
    TIE_WORDS,
    pair_name,
    sentence,
    triangle_name,
)
from rapallo.forecast.result import Makeup
from rapallo.ledger.entry import Entry, Pull
from rapallo.panel.figure import Figure, Series

PULLS: tuple[Pull, ...] = ("closer", "apart", "neither", "silent")


def proof(assessment: Assessment, page: Page) -> None:
    """Print all parts of the proof in order."""
    _dimensions(assessment, page)
    _nowcast(assessment, page)
    _ladder(assessment, page)
    _ledger(assessment, page)
    _triangle(assessment, page)
    _figures(assessment, page)
    _precedents(assessment, page)
    _foot(assessment, page)


def _dimensions(assessment: Assessment, page: Page) -> None:
    page.heading("Dimensions", "0 to 100: percentile among all pairs of the year")
    for dimension in assessment.dimensions:
        interval = span(dimension.low, dimension.high)
        line = Text.assemble(
            (f"{DIMENSIONS[dimension.name]} {score(dimension.value)}", "bold"),
            f" ({interval})" if interval else "",
            (f"  {DIMENSION_NOTES[dimension.name]}", "dim"),
        )
        page.print(line)
        _show_figures(assessment, page, dimension.indicators)


def _nowcast(assessment: Assessment, page: Page) -> None:
    found = assessment.nowcast
    if found is None:
        if nowcast.silence(assessment):
            page.gap()
            page.print(Text(f"{nowcast.silence(assessment)}", style="dim"))
        return
    page.heading(nowcast.HEADING, f"{sentence(nowcast.answer(found))}.")
    for line in nowcast.proof(found):
        page.print(line)
    if nowcast.rows(found):
        page.table(nowcast.COLUMNS, nowcast.rows(found), right=2)


def _ladder(assessment: Assessment, page: Page) -> None:
    page.heading("Ladder", sentence(sentences.ladder(assessment)))
    for rung in assessment.ladder.evidence:
        sign = RUNG_SIGNS[rung.status]
        page.print(
            Text.assemble(
                f"{sign} {rung.number} ", (rung.name, "bold"), f" ({rung.stage}): {rung.status}"
            )
        )
        page.indented(rung.evidence, by=4)
        _show_figures(assessment, page, rung.figures, by=4)


def _ledger(assessment: Assessment, page: Page) -> None:
    page.heading("Ledger", sentences.balance(assessment))
    for pull in PULLS:
        entries = with_pull(assessment, pull)
        if entries:
            page.gap()
            page.print(Text(f"{PULL_WORDS[pull].capitalize()} ({len(entries)})", style="underline"))
        for entry in entries:
            _entry(assessment, page, entry)


def _entry(assessment: Assessment, page: Page, entry: Entry) -> None:
    strength = "" if entry.strength is None else f"  strength {entry.strength:.2f}"
    if entry.log_odds is not None:
        strength += f"  log-odds {makeup.signed(entry.log_odds)}"
    page.print(
        Text.assemble(f"{PULL_SIGNS[entry.pull]} ", (entry.title, "bold"), (strength, "dim"))
    )
    page.indented(entry.text)
    page.indented(f"Why: {entry.mechanism}", style="dim")
    page.indented(f"Rule: {entry.rule}", style="dim")
    _show_figures(assessment, page, entry.evidence, by=4)
    page.indented(entry.reference, by=4, style="dim")


def _triangle(assessment: Assessment, page: Page) -> None:
    found = assessment.triangle
    page.heading(sentences.seen_from(assessment), sentence(sentences.triangle(assessment)))
    page.print(f"Roles: {sentences.roles(assessment, found.roles)}")
    page.print(f"Rule: {found.rule}")
    for tie in found.ties:
        sign, word = TIE_SIGNS[tie.sign], TIE_WORDS[tie.sign]
        page.indented(f"{sign} {sentences.tie(assessment, tie)}, {word}: {tie.why}")
    for wedge in assessment.wedge:
        page.print(f"Wedge: {sentences.wedge(assessment, wedge)}")
        for line in sentences.wedge_proof(assessment, wedge):
            page.indented(sentence(line))
    runs = spans(found)
    if runs:
        page.gap()
        page.table(
            ("years", "triangle", "roles"),
            (
                (sentences.years(r), triangle_name(r.type), sentences.roles(assessment, r.roles))
                for r in runs
            ),
        )
    _moves(assessment, page)
    _dilemmas(assessment, page)
    page.heading("The whole board")
    page.print(f"{sentences.camps(assessment)}.")


def _moves(assessment: Assessment, page: Page) -> None:
    found, names = assessment.triangle, assessment.names
    page.heading(seats.HEADING, seats.ranks(found, names))
    page.print(sentence(seats.moves(found, assessment.rival, names)))
    page.table(seats.COLUMNS, seats.rows(found, names))
    for coalition in found.coalitions:
        page.indented(seats.coalition(coalition, names))
    page.indented(f"Rule: {seats.rule()}", style="dim")


def _dilemmas(assessment: Assessment, page: Page) -> None:
    page.heading("Dilemmas", sentences.DILEMMAS)
    for found in assessment.dilemmas:
        level = "" if found.level is None else f"  {found.level:.2f}"
        page.print(Text.assemble((found.title, "bold"), (level, "dim")))
        page.indented(found.text)
        page.indented(f"So: {found.follows}")
        page.indented(f"Rule: {found.rule}", style="dim")
        _show_figures(assessment, page, found.figures, by=4)
        page.indented(found.reference, by=4, style="dim")


def _figures(assessment: Assessment, page: Page) -> None:
    page.heading("Figures")
    if not assessment.figures:
        page.print("No series is known for these states.")
    for group in grouped(assessment.figures):
        head = group[0]
        unit = unit_name(head.unit)
        about = "; ".join(p for p in (unit, head.basis, source_name(assessment, head.source)) if p)
        page.print(Text.assemble((head.label, "bold"), (f"  {about}", "dim")))
        found = [(series, extremes(series)) for series in group]
        for series, points in found:
            if points is None:
                page.indented(f"{pair_name(assessment, series.states)}: {UNKNOWN}")
        known = [points for _, points in found if points is not None]
        if known and page.width >= 100:
            page.table(
                ("", "earliest", "peak", "lowest since", "previous", "latest"),
                (_row(assessment, points) for points in known),
                right=5,
            )
        else:
            for points in known:
                _stacked(assessment, page, points)


def _row(assessment: Assessment, points: Extremes) -> tuple[str, ...]:
    series = points.series
    wanted = (points.first, points.peak, points.low, points.previous, points.latest)
    return (pair_name(assessment, series.states), *(point(series, p) or "-" for p in wanted))


def _stacked(assessment: Assessment, page: Page, points: Extremes) -> None:
    series = points.series
    parts = [
        f"{word} {point(series, found)}"
        for word, found in (
            ("latest", points.latest),
            ("previous", points.previous),
            ("peak", points.peak),
            ("lowest since", points.low),
            ("earliest", points.first),
        )
        if found is not None
    ]
    page.indented(f"{pair_name(assessment, series.states)}: {', '.join(parts)}")


def point(series: Series, found: Point | None) -> str:
    """Write a point of a series: ``"986 (2017)"``; nothing for none."""
    if found is None:
        return ""
    return f"{number(found[1], series.unit, f'{series.column} {series.label}')} ({found[0]})"


def _precedents(assessment: Assessment, page: Page) -> None:
    page.heading(sentences.outlook_heading(assessment))
    for outlook in assessment.forecast:
        page.print(sentence(sentences.outlook(outlook)))
        if sentences.track(outlook):
            page.indented(sentence(sentences.track(outlook)))
        page.indented(f"Comparable: {outlook.basis}", style="dim")
    if assessment.makeup is not None:
        _makeup(assessment, assessment.makeup, page)
    page.heading("Analogues", "Pairs in history that resembled this one, and what followed")
    if not assessment.analogues:
        page.print("None found.")
    for found in assessment.analogues:
        names = " and ".join(found.names)
        page.print(
            Text.assemble(
                (f"{names}, {found.year}", "bold"), f"  similarity {found.similarity:.2f}"
            )
        )
        page.indented(found.what_followed)


def _makeup(assessment: Assessment, found: Makeup, page: Page) -> None:
    page.heading(makeup.HEADING)
    for text in makeup.texts(assessment, found):
        page.print(f"{text}.")
    page.table(makeup.COLUMNS[:4], (row[:4] for row in makeup.rows(found)))


def _foot(assessment: Assessment, page: Page) -> None:
    if assessment.warnings:
        page.heading("Warnings")
        for warning in assessment.warnings:
            page.print(Text(f"! {warning}", style="yellow"))
    page.heading("Sources")
    for source in assessment.sources:
        page.print(Text(f"{source.short}: {source.title}", style="bold"))
        page.indented(f"version {source.version}, to {source.data_to}; licence: {source.licence}")
        page.indented(" ".join(p for p in (source.citation, source.url) if p), style="dim")


def _show_figures(
    assessment: Assessment, page: Page, figures: tuple[Figure, ...], by: int = 2
) -> None:
    for figure in figures:
        value = reading(figure)
        known = is_known(figure.value)
        details = [
            when(figure),
            f"{place(figure)} percentile" if place(figure) else "",
            source_name(assessment, figure.source) if known else "",
        ]
        page.indented(
            Text.assemble(
                f"{figure.label}, {pair_name(assessment, figure.states)}: ",
                (value, "" if known else "yellow"),
                (f"  ({'; '.join(d for d in details if d)})" if any(details) else "", "dim"),
            ),
            by=by,
        )
