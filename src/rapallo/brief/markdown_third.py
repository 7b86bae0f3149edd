"""The third state in a Markdown brief: wedge, moves, dilemmas, ties and periods."""

from __future__ import annotations

from collections.abc import Iterator

from rapallo.brief import seats, sentences
from rapallo.brief.assessment import Assessment
from rapallo.brief.digest import spans
from rapallo.brief.markdown_table import FIGURE_COLUMNS, escaped, figure_row, table
from rapallo.brief.units import UNKNOWN, number
from rapallo.brief.words import TIE_SIGNS, TIE_WORDS, pair_name, sentence, triangle_name


def third(assessment: Assessment) -> Iterator[str]:
    """Yield the lines of the part on the third state."""
    found = assessment.triangle
    yield f"## {escaped(sentences.seen_from(assessment))}"
    yield ""
    yield f"{sentence(sentences.triangle(assessment))}. Rule: {escaped(found.rule)}."
    yield ""
    for wedge in assessment.wedge:
        yield f"- {escaped(sentence(sentences.wedge(assessment, wedge)))}"
        for line in sentences.wedge_proof(assessment, wedge):
            yield f"  - {escaped(sentence(line))}"
    if assessment.wedge:
        yield ""
    yield from table(
        ("Tie", "Sign", "Net, −1 to 1", "Why"),
        (
            (
                pair_name(assessment, t.pair),
                f"{TIE_SIGNS[t.sign]} {TIE_WORDS[t.sign]}",
                number(t.net, ""),
                t.why,
            )
            for t in found.ties
        ),
    )
    yield from table(
        ("Years", "Triangle", "Roles"),
        (
            (sentences.years(r), triangle_name(r.type), sentences.roles(assessment, r.roles))
            for r in spans(found)
        ),
    )
    yield from _moves(assessment)
    yield from _dilemmas(assessment)
    yield "### The whole board"
    yield ""
    yield f"{escaped(sentences.camps(assessment))}."
    yield ""


def _moves(assessment: Assessment) -> Iterator[str]:
    found, names = assessment.triangle, assessment.names
    yield f"### {seats.HEADING}"
    yield ""
    said = sentence(seats.moves(found, assessment.rival, names))
    yield f"{escaped(seats.ranks(found, names))}. {escaped(said)}."
    yield ""
    yield from table(seats.COLUMNS, seats.rows(found, names))
    for coalition in found.coalitions:
        yield f"- {escaped(seats.coalition(coalition, names))}."
    yield f"- Rule: {escaped(seats.rule())}."
    yield ""


def _dilemmas(assessment: Assessment) -> Iterator[str]:
    yield "### Dilemmas of threat and alliance"
    yield ""
    yield f"{sentences.DILEMMAS}."
    yield ""
    yield from table(
        ("Dilemma", "Level", "Finding", "What follows", "Rule", "Reference"),
        (
            (
                d.title,
                UNKNOWN if d.level is None else f"{d.level:.2f}",
                *(d.text, d.follows, d.rule, d.reference),
            )
            for d in assessment.dilemmas
        ),
    )
    yield from table(
        ("Dilemma", *FIGURE_COLUMNS),
        ((d.title, *figure_row(assessment, f)) for d in assessment.dilemmas for f in d.figures),
    )
