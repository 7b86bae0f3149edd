"""The brief as a PDF of two to four pages: typeset, with vector charts and page numbers."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from rapallo.brief import charts, charts_nowcast, digest, makeup, nowcast, sentences, words
from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_theme import Spec
from rapallo.brief.words import sentence
from rapallo.ledger.entry import Entry, Pull

TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"
STRONGEST = 6
TERMS = 16
BARS = 7
COLUMNS: tuple[tuple[Pull, str], ...] = (
    ("closer", "What drives them together"),
    ("apart", "What keeps them apart"),
)


def render(assessment: Assessment) -> bytes:
    """Typeset a brief as PDF, with nothing but what Python packages bring.

    The text goes to the typesetter as data, so that none of it is read as markup.

    Parameters
    ----------
    assessment : Assessment
        What to write.

    Returns
    -------
    bytes
        A PDF file.
    """
    import typst

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = _data(assessment) | _drawn(assessment, folder)
        (folder / "data.json").write_text(json.dumps(data), encoding="utf-8")
        shutil.copy(TEMPLATE, folder / "brief.typ")
        made: bytes = typst.compile(
            folder / "brief.typ", root=folder, ignore_system_fonts=True, format="pdf"
        )
    return made


def _drawn(assessment: Assessment, folder: Path) -> dict[str, Any]:
    """Draw the charts as PDF files in a folder, and return their names."""
    specs: dict[str, Spec | None] = {
        "index": charts.index_over_time(assessment),
        "place": charts.place_among_pairs(assessment),
        "dimensions": charts.dimensions_over_time(assessment),
        "ledger": charts.ledger_bars(assessment, strongest=BARS),
        "triangle": charts.triangle_strip(assessment),
        "news": charts_nowcast.news_by_month(assessment, height=90),
    }
    made = {}
    for name, spec in specs.items():
        if spec is not None:
            (folder / f"{name}.pdf").write_bytes(charts.to_pdf(spec))
            made[name] = f"{name}.pdf"
    first = [made[n] for n in ("index", "place", "dimensions", "ledger") if n in made]
    return {"charts": first, "triangle_chart": made.get("triangle"), "news_chart": made.get("news")}


def _data(assessment: Assessment) -> dict[str, Any]:
    found = assessment.makeup
    rival = [f"{sentence(sentences.triangle(assessment))}. Rule: {assessment.triangle.rule}."]
    for wedge in assessment.wedge:
        rival.append(f"{sentence(sentences.wedge(assessment, wedge))}.")
        rival += [f"{sentence(line)}." for line in sentences.wedge_proof(assessment, wedge)]
    return {
        "title": words.title(assessment),
        "as_of": str(assessment.as_of),
        "data_to": digest.data_to(assessment),
        "question": words.QUESTION,
        "shades": list(words.SHADES),
        "verdict": {
            "shade": assessment.verdict.shade,
            "text": assessment.verdict.text,
            "rule": assessment.verdict.rule,
            "flips": list(assessment.verdict.flips),
        },
        "facts": _facts(assessment),
        "columns": [_column(assessment, pull, heading) for pull, heading in COLUMNS],
        "warnings": list(assessment.warnings),
        "outlooks": [
            ". ".join(sentence(t) for t in (sentences.outlook(o), sentences.track(o)) if t) + "."
            for o in assessment.forecast
        ],
        "makeup_heading": makeup.HEADING,
        "makeup_texts": makeup.texts(assessment, found) if found else [],
        "makeup": [list(row) for row in makeup.rows(found)[:TERMS]] if found else [],
        "nowcast_heading": nowcast.HEADING,
        "nowcast": _nowcast(assessment),
        "seen_from": sentences.seen_from(assessment),
        "rival": rival,
        "sources": [
            {
                "name": s.short,
                "data_to": str(s.data_to),
                "citation": s.citation,
                "licence": s.licence,
            }
            for s in assessment.sources
        ],
    }


def _nowcast(assessment: Assessment) -> list[str]:
    """Return what the nowcast rests on, after its answer where the first page does not give it."""
    found = assessment.nowcast
    if found is None:
        return []
    said = [] if nowcast.recent(found) else [f"{sentence(nowcast.answer(found))}."]
    return said + nowcast.proof(found)


def _facts(assessment: Assessment) -> list[tuple[str, str]]:
    facts = [("How close", sentences.index(assessment)), ("Ladder", sentences.ladder(assessment))]
    if assessment.nowcast is not None and nowcast.recent(assessment.nowcast):
        facts.append((nowcast.label(assessment.nowcast), nowcast.answer(assessment.nowcast)))
    likely = sentences.outlook_heading(assessment)
    facts += [(likely, sentences.outlook(o)) for o in digest.headline_outlook(assessment)]
    facts.append((sentences.seen_from(assessment), sentences.triangle(assessment)))
    if assessment.rival_reason:
        facts.append(("Why this rival", assessment.rival_reason))
    return [(name, f"{sentence(text)}.") for name, text in facts]


def _column(assessment: Assessment, pull: Pull, heading: str) -> dict[str, Any]:
    entries = digest.with_pull(assessment, pull)
    return {
        "heading": heading,
        "sign": words.PULL_SIGNS[pull],
        "more": max(len(entries) - STRONGEST, 0),
        "entries": [
            {"title": e.title, "text": e.text, "weight": _weight(e)} for e in entries[:STRONGEST]
        ],
    }


def _weight(entry: Entry) -> str:
    return "" if entry.strength is None else f"{entry.strength:.2f}"
