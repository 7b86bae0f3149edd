"""The brief in a terminal: one screen answers, the proof follows below."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rapallo.brief import nowcast, sentences
from rapallo.brief.assessment import Assessment, Shade
from rapallo.brief.digest import data_to, headline_outlook, with_pull
from rapallo.brief.terminal_page import Page
from rapallo.brief.terminal_proof import proof
from rapallo.brief.words import PULL_SIGNS, QUESTION, SHADES, counted, title
from rapallo.ledger.entry import Entry

STRONGEST = 5
WARNINGS_ON_TOP = 3
SOURCES_ON_TOP = 6

SHADE_STYLES: dict[Shade, str] = {
    "clear no": "bold black on yellow",
    "unlikely": "bold yellow",
    "grey": "bold reverse",
    "in the making": "bold cyan",
    "formed": "bold white on blue",
}


def render(assessment: Assessment, console: Console) -> None:
    """Print a brief: the answer on one screen, and below it everything it rests on.

    Parameters
    ----------
    assessment : Assessment
        What to print.
    console : rich.console.Console
        Where to. Its width is respected from 40 columns up; where it is not a terminal no colour
        is written, and characters its encoding lacks are replaced by near ones.
    """
    page = Page(console)
    _summary(assessment, page)
    proof(assessment, page)


def render_summary(assessment: Assessment, console: Console) -> None:
    """Print the answer alone: one screen of about 40 lines at 100 columns.

    Parameters are those of `render`.
    """
    _summary(assessment, Page(console))


def _summary(assessment: Assessment, page: Page) -> None:
    page.edges(title(assessment), f"as of {assessment.as_of} · {data_to(assessment)}")
    page.rule()
    _verdict(assessment, page)
    page.gap()
    page.item("How close", sentences.index(assessment))
    page.item("", sentences.dimensions(assessment))
    page.item("", sentences.ladder(assessment))
    if assessment.nowcast is not None and nowcast.recent(assessment.nowcast):
        page.item(nowcast.label(assessment.nowcast), nowcast.answer(assessment.nowcast))
    for number, outlook in enumerate(headline_outlook(assessment)):
        page.item(
            "" if number else sentences.outlook_heading(assessment), sentences.outlook(outlook)
        )
        if sentences.track(outlook):
            page.item("", sentences.track(outlook))
    page.gap()
    _columns(assessment, page)
    page.gap()
    page.item(sentences.seen_from(assessment), sentences.triangle(assessment))
    if assessment.rival_reason:
        page.item("", assessment.rival_reason)
    for found in assessment.wedge:
        page.item("", sentences.wedge(assessment, found))
    for number, flip in enumerate(assessment.verdict.flips):
        page.item("" if number else "What would change it", flip)
    for number, warning in enumerate(assessment.warnings[:WARNINGS_ON_TOP]):
        page.item("" if number else "Warnings", warning, "yellow")
    more = len(assessment.warnings) - WARNINGS_ON_TOP
    if more > 0:
        page.item("", f"and {counted(more, 'more warning')} below", "dim")
    page.item("Sources", sentences.sources(assessment, SOURCES_ON_TOP), "dim")


def _verdict(assessment: Assessment, page: Page) -> None:
    verdict = assessment.verdict
    line = Text(f"{QUESTION}  ", style="bold")
    line.append(f" {verdict.shade.upper()} ", SHADE_STYLES[verdict.shade])
    page.print(line)
    scale = Text("  ")
    for number, shade in enumerate(SHADES):
        scale.append(" · " if number else "", "dim")
        here = shade == verdict.shade
        scale.append(f"[{shade}]" if here else shade, "bold" if here else "dim")
    page.print(scale)
    page.print(Padding(verdict.text, (0, 0, 0, 2)))
    page.print(Padding(Text(f"Rule: {verdict.rule}", style="dim"), (0, 0, 0, 2)))


def _columns(assessment: Assessment, page: Page) -> None:
    sides = (
        ("What drives them together", with_pull(assessment, "closer"), "cyan"),
        ("What keeps them apart", with_pull(assessment, "apart"), "yellow"),
    )
    boxes = []
    for heading, entries, style in sides:
        box = Table(box=None, show_header=False, padding=(0, 1, 0, 0), expand=True)
        box.add_column(width=1, style=style)
        box.add_column(ratio=1, overflow="fold")
        box.add_column(width=3, justify="right", style=style)
        box.add_row("", Text(heading, style="bold"), "")
        for entry in entries[:STRONGEST]:
            box.add_row(PULL_SIGNS[entry.pull], _finding(entry), _strength(entry))
        if not entries:
            box.add_row("", Text("nothing in the data", style="dim"), "")
        elif len(entries) > STRONGEST:
            box.add_row("", Text(f"and {len(entries) - STRONGEST} more", style="dim"), "")
        boxes.append(box)
    if page.wide:
        both = Table.grid(expand=True, padding=(0, 2))
        both.add_column(ratio=1)
        both.add_column(ratio=1)
        both.add_row(*boxes)
        page.print(both)
    else:
        for box in boxes:
            page.print(box)


def _finding(entry: Entry) -> Text:
    return Text.assemble((entry.title, "bold"), ": ", entry.text)


def _strength(entry: Entry) -> str:
    if entry.strength is None:
        return ""
    return "1.0" if entry.strength >= 0.995 else f"{entry.strength:.2f}".lstrip("0")
