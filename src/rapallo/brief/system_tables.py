"""Years of the system, settlements and scores of camps in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rapallo.brief.system_document import SERIES_HEADINGS, SERIES_NOTE, series_rows
from rapallo.brief.terminal_page import Page
from rapallo.brief.words import counted
from rapallo.system.scoring import Score
from rapallo.system.series import YearOfSystem
from rapallo.system.settling import Settling

MINIMA = 8


def series(page: Page, years: Sequence[YearOfSystem], full: bool) -> None:
    """Print a series, every fifth year or every one."""
    first, last = years[0].year, years[-1].year
    page.edges(f"The system, {first}-{last}", "each year from what was known in it")
    page.rule()
    shown = [
        year
        for year in years
        if full or len(years) <= 30 or year.year % 5 == 0 or year.year in (first, last)
    ]
    page.table(SERIES_HEADINGS, series_rows(shown), right=9)
    page.indented(f"{SERIES_NOTE} Every year: --full, -f csv", style="dim")


def landscape(page: Page, found: Settling, full: bool) -> None:
    """Print where actors settle."""
    actors = len(found.actors.names)
    if found.configurations is not None:
        said = counted(len(found.minima), "resting place")
        how = f"all {found.configurations:,} configurations"
    else:
        said = "lowest found"
        how = "proven lowest" if found.proven else f"none below {found.bound:,.6g}"
    page.edges(f"Landscape of {counted(actors, 'actor')}: {said}", how)
    page.rule()
    shown = found.minima if full else found.minima[:MINIMA]
    for number, minimum in enumerate(shown, 1):
        basin = ""
        if minimum.basin is not None and found.configurations:
            basin = f", basin {minimum.basin:,} ({minimum.basin / found.configurations:.0%})"
        weak = "" if minimum.strict in (True, None) else ", weak"
        head = f"energy {minimum.energy:,.6g}{basin}{weak}; nearest the fence {minimum.nearest}"
        page.item(f"{number}.", head, "bold")
        page.item("", "  v  ".join(", ".join(side) or "nobody" for side in minimum.sides))
    if len(found.minima) > len(shown):
        page.item("", f"and {len(found.minima) - len(shown)} more: --full", "dim")
    if found.indifferent:
        page.item("On either side", f"{', '.join(found.indifferent)}: no propensities, left out")
    page.indented("Energy: lower is better; all on one side have 0.", style="dim")


def scores(page: Page, found: Sequence[Score], full: bool) -> None:
    """Print how camps fare against who stood where."""
    references = list(dict.fromkeys(one.reference for one in found))
    ways = list(dict.fromkeys(one.way for one in found))
    at = {(one.reference, one.way): one for one in found}
    page.edges("Two camps against history", "placed right: % of states / % of capabilities")
    page.rule()
    page.table(
        ("Reference", "Judged", "Together", *(way.capitalize() for way in ways)),
        (
            (
                reference.name,
                str(at[reference, ways[0]].judged),
                _both(at[reference, ways[0]].together, at[reference, ways[0]].together_size),
                *(_both(at[reference, way].right, at[reference, way].right_size) for way in ways),
            )
            for reference in references
        ),
        right=len(ways) + 2,
    )
    page.gap()
    for way in ways if full else ways[:1]:
        for number, reference in enumerate(references):
            name = f"Misplaced, {way}" if number == 0 else ""
            page.item(name, f"{reference.name}: {_wrong(at[reference, way])}")
    page.gap()
    page.indented(
        "Together: what one camp of all would score. Relative: the camps as they are made; the "
        "other ways are an index without its security dimension (where pacts are), all states of "
        "one size, the absolute index less its median, and the signed ties.",
        style="dim",
    )
    if full:
        page.heading("References")
        for reference in references:
            shared = f" Not independent of: {reference.shared}." if reference.shared else ""
            page.item(reference.name, f"{reference.source}.{shared}")


def _both(states: float, capabilities: float) -> str:
    return f"{100 * states:.0f}/{100 * capabilities:.0f}"


def _wrong(score: Score) -> str:
    return ", ".join(score.wrong) or "none"
