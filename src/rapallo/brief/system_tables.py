"""Years of the system, settlements and scores of camps in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rapallo import states
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
    page.table(
        ("Year", "Camps led by", "States", "Ties", "Hostile", "Triangles", "Walk", "F", "Stronger",
         "Strain", "Powers"),
        (
            (
                str(year.year),
                f"{states.get(year.first).code} v {_code(year.second)}",
                str(year.states),
                str(year.ties),
                str(year.hostile),
                share(year.triangles),
                f"{year.walk:.2f}",
                f"{year.balance:.2f}" + ("" if year.proven else "?"),
                f"{year.first_share:.0%}",
                f"{year.strain:.0%}",
                f"{year.effective:.1f}",
            )
            for year in shown
        ),
        right=9,
    )  # fmt: skip
    page.indented(
        "Triangles, Walk, F: balance of the signed ties. Stronger: its camp's share of "
        "capabilities; Strain: weight of ties the camps go against. Powers: effective number. "
        "Every year: --full, -f csv",
        style="dim",
    )


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
    page.edges("Two camps against history", "share placed right, of states and of capabilities")
    page.rule()
    page.table(
        ("Reference", "Ties of", "Way", "Judged", "Right", "All in one", "By size", "All in one"),
        (
            (
                one.reference.name,
                str(one.reference.year),
                one.way,
                str(one.judged),
                f"{one.right:.0%}",
                f"{one.together:.0%}",
                f"{one.right_size:.0%}",
                f"{one.together_size:.0%}",
            )
            for one in found
        ),
        right=5,
    )
    page.gap()
    for one in found:
        if full or one.way == "relative":
            name = one.reference.name if not full else f"{one.reference.name}, {one.way}"
            page.item("Misplaced" if one is found[0] else "", f"{name}: {_wrong(one)}")
    if full:
        page.heading("References")
        for reference in dict.fromkeys(one.reference for one in found):
            shared = f" Not independent of: {reference.shared}." if reference.shared else ""
            page.item(reference.name, f"{reference.source}.{shared}")


def _wrong(score: Score) -> str:
    return ", ".join(score.wrong) or "none"


def _code(state: int) -> str:
    return states.get(state).code if state >= 0 else "none"


def share(value: float | None) -> str:
    """Write a share as a percentage, a dash for none."""
    return "-" if value is None or np.isnan(value) else f"{value:.0%}"
