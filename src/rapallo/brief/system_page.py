"""The board of a year in a terminal: camps, who wavers, what strains them, balance, groups."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rapallo import states
from rapallo.brief.system_tables import share
from rapallo.brief.terminal_page import Page
from rapallo.brief.words import counted
from rapallo.system.board import Board
from rapallo.system.camps import Camps
from rapallo.system.propensities import rule as camps_rule
from rapallo.system.report import camp_records, leader
from rapallo.triangle.signs import rule as signs_rule

FENCE = 0.25
"""Hold below which a state is said to be on the fence."""

MEMBERS, WAVERERS, TIES, MINIMA = 14, 8, 5, 8


def board(page: Page, made: Board, full: bool) -> None:
    """Print a year: its camps, who wavers and who moved, balance, polarity, groups."""
    camps = made.camps
    page.edges(
        f"The system in {made.year}", f"{counted(len(camps.codes), 'state')} · from own ties"
    )
    page.rule()
    _camps(page, camps, full)
    page.item("How sure", _proof(camps))
    page.item("On the fence", _fence(camps, full))
    page.item(f"Sides since {made.since}", _moved(made, full))
    page.item("Any number", _free(made))
    page.item("Ties that strain", _strain(camps, full))
    page.gap()
    _balance(page, made, full)
    page.item("Polarity", _polarity(made))
    page.gap()
    page.table(
        ("Group", "Members", "Inside", "Outside", "To USA", "To China", "Tilt", "In camps"),
        (
            (
                group.code.replace("_", " ").title() if len(group.code) > 5 else group.code,
                str(group.members),
                _points(group.inside),
                _points(group.outside),
                _points(group.to_usa),
                _points(group.to_china),
                f"{group.tilt:+.0f}" if np.isfinite(group.tilt) else "",
                " v ".join(map(str, group.camps)),
            )
            for group in made.groups
        ),
        right=7,
    )
    if full:
        _everyone(page, made)
        page.heading("Rules")
        page.item("Camps", f"{camps_rule()}.")
        page.item("Signs of ties", f"{signs_rule()}.")
    else:
        page.indented(
            "On the fence: hold, 0 to 1 (firm), and how often the state stays in its camp when the "
            "index's weights are drawn anew. Groups: mean alignment index, 0-100. All: --full",
            style="dim",
        )


def _camps(page: Page, camps: Camps, full: bool) -> None:
    for record in camp_records(camps):
        members = camps.members(record["camp"])
        shown = members if full else members[:MEMBERS]
        text = ", ".join(_names(shown, camps.year))
        if len(members) > len(shown):
            text += f" and {len(members) - len(shown)} more"
        page.item(
            f"Camp of {states.get(int(members[0])).code}",
            f"{counted(record['states'], 'state')}, {record['share_of_capabilities']:.0%} of "
            f"capabilities; {share(record['friendly_inside'])} of its ties' weight inside draws "
            f"together, {share(record['hostile_outside'])} outside draws apart",
            "bold",
        )
        page.item("", text)


def _proof(camps: Camps) -> str:
    text = f"these camps strain {camps.value:.2%} of the weight of all ties; "
    if camps.proven:
        return text + "proven: no others strain less"
    return text + f"proven that none strain less than {camps.bound:.2%} (more time: --time-limit)"


def _fence(camps: Camps, full: bool) -> str:
    near = np.flatnonzero((camps.hold < FENCE) & (camps.camp >= 0))
    near = near[np.argsort(-camps.size[near], kind="stable")]
    shown = near if full else near[:WAVERERS]
    if not len(near):
        return "no state"
    parts = [
        f"{states.name(int(camps.codes[i]), camps.year)} {camps.hold[i]:.2f} "
        f"({camps.certainty[i]:.0%})"
        for i in shown
    ]
    more = f" and {len(near) - len(shown)} more" if len(near) > len(shown) else ""
    return ", ".join(parts) + more


def _moved(made: Board, full: bool) -> str:
    if not made.moved:
        return "no state changed"
    parts = []
    for camp in sorted({one.to for one in made.moved}):
        who = [one.state for one in made.moved if one.to == camp]
        shown = who if full else who[:MEMBERS]
        more = f" and {len(who) - len(shown)} more" if len(who) > len(shown) else ""
        to = f"to {_led(made.camps, camp)}'s" if camp < made.camps.count else "to a new camp"
        parts.append(f"{to}: {', '.join(_names(shown, made.year))}{more}")
    return "; ".join(parts)


def _free(made: Board) -> str:
    free = made.free
    if free.count <= made.camps.count:
        return f"no more camps than these found when their number is open ({_bound(free)})"
    parts = [
        f"{_led(free, k)}'s ({counted(int((free.camp == k).sum()), 'state')}, {free.share(k):.0%})"
        for k in range(free.count)
    ]
    return f"{free.count} camps: {'; '.join(parts)}; they strain {free.value:.1%} ({_bound(free)})"


def _bound(camps: Camps) -> str:
    return "proven" if camps.proven else f"bound {camps.bound:.1%}"


def _strain(camps: Camps, full: bool) -> str:
    shown = camps.strained()[: None if full else TIES]
    return ", ".join(
        f"{_pair(one, other)} {'drawn together but apart' if value > 0 else 'at odds in one camp'}"
        for one, other, value in shown
    )


def _balance(page: Page, made: Board, full: bool) -> None:
    signed = made.balance
    two = signed.two
    proof = "proven least" if two.proven else f"at least {two.bound:.0f}"
    page.item(
        "Balance",
        f"{signed.ties:,} friendly or hostile ties, {signed.hostile:,} hostile; triangles "
        f"{signed.triangles:.1%} balanced; walk index {signed.walk:.2f}; two camps of these signs "
        f"frustrate {two.value:.0f} ties ({proof}), F = {two.normalised:.2f}",
    )
    ties = signed.strained(made.camps.size)
    shown = ties if full else ties[:TIES]
    if ties:
        text = ", ".join(
            f"{_pair(one, other)} {'hostile' if sign < 0 else 'friendly'}"
            for one, other, sign in shown
        )
        more = f" and {len(ties) - len(shown)} more" if len(ties) > len(shown) else ""
        page.item("Frustrated ties", text + more)


def _polarity(made: Board) -> str:
    poles = made.poles
    parts = [
        f"{states.get(code).code} {share:.0%}"
        for code, share in zip(poles.powers, poles.shares, strict=True)
    ]
    return (
        f"{poles.kind or 'unknown'} by CINC among major powers: {', '.join(parts)}; effective "
        f"number {poles.effective:.1f}, concentration {poles.concentration:.2f}"
    )


def _everyone(page: Page, made: Board) -> None:
    camps = made.camps
    page.heading("Every state", "by camp, the largest first")
    order = np.lexsort((-camps.size, camps.camp))
    page.table(
        ("State", "Camp of", "Capabilities", "Hold", "Certainty"),
        (
            (
                states.name(int(camps.codes[i]), camps.year),
                leader(camps, int(camps.camp[i])) or "none",
                f"{camps.size[i]:.2%}",
                f"{camps.hold[i]:.2f}",
                f"{camps.certainty[i]:.0%}",
            )
            for i in order
        ),
        right=3,
    )


def _led(camps: Camps, camp: int) -> str:
    return states.get(int(camps.members(camp)[0])).code


def _names(codes: Iterable[int], year: int) -> list[str]:
    return [states.name(int(code), year) for code in codes]


def _pair(one: int, other: int) -> str:
    return f"{states.get(one).code}-{states.get(other).code}"


def _code(state: int) -> str:
    return states.get(state).code if state >= 0 else "none"


def _points(value: float) -> str:
    return f"{value:.0f}" if np.isfinite(value) else ""
