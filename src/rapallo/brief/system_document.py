"""The board of a year, or the system year by year, as a page of HTML or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rapallo import states
from rapallo.brief import system_sentences as said
from rapallo.brief.charts import to_svg
from rapallo.brief.charts_camps import camps_map
from rapallo.brief.charts_network import SHOWN, network_picture
from rapallo.brief.charts_system import system_over_time
from rapallo.brief.markdown_table import escaped, table
from rapallo.brief.page import filled
from rapallo.brief.words import counted, sentence
from rapallo.system.board import Board
from rapallo.system.series import YearOfSystem

SERIES_HEADINGS = (
    "Year", "Camps led by", "States", "Ties", "Hostile", "Triangles", "Walk", "F", "Stronger",
    "Strain", "Powers",
)  # fmt: skip
SERIES_NOTE = (
    "Triangles, Walk, F: balance of the signed ties (a question mark: not proven). Stronger: its "
    "camp's share of capabilities. Strain: weight of ties the camps go against. Powers: their "
    "effective number."
)


def markdown(made: Board) -> str:
    """Return a year as Markdown: what the terminal prints in full."""
    lines = [f"# The system in {made.year}", ""]
    for name, strength, members in said.camp_lines(made.camps, full=True):
        lines += [f"## {name}", "", f"{escaped(strength)}.", "", escaped(members), ""]
    lines += ["## What holds it together", ""]
    facts = said.camp_facts(made, full=True) + said.balance_facts(made, full=True)
    lines += [f"- **{label}**: {escaped(text)}" for label, text in facts]
    lines.append("")
    if made.groups:
        lines += ["## Groups", "", *table(said.group_headings(made), said.group_rows(made))]
    lines += ["## Every state", "", *table(said.STATE_HEADINGS, said.state_rows(made))]
    lines += [f"- **{label}**: {escaped(text)}" for label, text in said.rules()]
    return "\n".join([*lines, "", escaped(said.NOTE), ""])


def html(made: Board) -> str:
    """Return a year as a page that needs nothing else: map, network, and every state."""
    return _page(
        title=f"The system in {made.year}",
        kicker=f"Rapallo · {counted(len(made.camps.codes), 'state')} · camps from their own ties",
        camps=said.camp_lines(made.camps, full=False),
        charts=(
            (
                to_svg(camps_map(made.camps)),
                "A camp is a pattern of ties, not a treaty: a state may stand in one without "
                "having joined anything.",
            ),
            (
                to_svg(network_picture(made.camps, made.balance.network)),
                f"The {SHOWN} strongest states, the nearer the more they are aligned beyond what "
                "is usual for the two.",
            ),
        ),
        facts=said.camp_facts(made, full=False) + said.balance_facts(made, full=False),
        tables=(
            ("Groups", said.group_headings(made), said.group_rows(made), 1),
            ("Every state", said.STATE_HEADINGS, said.state_rows(made), 2),
        ),
        rules=[*said.rules(), ("Words", said.NOTE)],
        year=made.year,
    )


def series_html(years: Sequence[YearOfSystem]) -> str:
    """Return the system year by year as a page: its chart and a row a year."""
    first, last = years[0].year, years[-1].year
    return _page(
        title=f"The system, {first}–{last}",
        kicker="Rapallo · each year from what was known in it",
        camps=[],
        charts=((to_svg(system_over_time(years)), SERIES_NOTE),),
        facts=[],
        tables=(("Every year", SERIES_HEADINGS, series_rows(years), 2),),
        rules=said.rules(),
        year=last,
    )


def series_rows(years: Iterable[YearOfSystem]) -> list[tuple[str, ...]]:
    """Return a row a year under `SERIES_HEADINGS`."""
    return [
        (
            str(year.year),
            f"{states.get(year.first).code} v "
            f"{states.get(year.second).code if year.second >= 0 else 'none'}",
            str(year.states),
            str(year.ties),
            str(year.hostile),
            said.share(year.triangles),
            f"{year.walk:.2f}",
            f"{year.balance:.2f}" + ("" if year.proven else "?"),
            f"{year.first_share:.0%}",
            f"{year.strain:.0%}",
            f"{year.effective:.1f}",
        )
        for year in years
    ]


def _page(**parts: Any) -> str:
    parts["facts"] = [(label, sentence(text)) for label, text in parts["facts"]]
    return filled(
        "system.html",
        **parts,
    )
