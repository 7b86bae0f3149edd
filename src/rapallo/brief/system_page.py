"""The board of a year in a terminal: camps, who wavers, what strains them, balance, groups."""

from __future__ import annotations

from rapallo.brief import system_sentences as said
from rapallo.brief.terminal_page import Page
from rapallo.brief.words import counted
from rapallo.system.board import Board


def board(page: Page, made: Board, full: bool) -> None:
    """Print a year: its camps, who wavers and who moved, balance, polarity, groups."""
    page.edges(
        f"The system in {made.year}",
        f"{counted(len(made.camps.codes), 'state')} · camps from states' own ties",
    )
    page.rule()
    for name, strength, members in said.camp_lines(made.camps, full):
        page.item(name, strength, "bold")
        page.item("", members)
    for label, text in said.camp_facts(made, full):
        page.item(label, text)
    page.gap()
    for label, text in said.balance_facts(made, full):
        page.item(label, text)
    if made.groups:
        page.gap()
        page.table(said.group_headings(made), said.group_rows(made), right=7)
    if full:
        page.heading("Every state", "by camp, the largest first")
        page.table(said.STATE_HEADINGS, said.state_rows(made), right=3)
        page.heading("Rules")
        for label, text in said.rules():
            page.item(label, text)
        page.indented(said.NOTE, style="dim")
    else:
        page.gap()
        page.indented(f"{said.NOTE} All of it, and the rules: --full", style="dim")
