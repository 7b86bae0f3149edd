"""The board of a year in words: lines and tables that the terminal, Markdown and HTML share."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rapallo import states
from rapallo.brief.words import counted
from rapallo.system.board import Board
from rapallo.system.camps import Camps
from rapallo.system.propensities import rule as camps_rule
from rapallo.system.report import camp_records, leader
from rapallo.triangle.signs import rule as signs_rule

FENCE = 0.25
"""Hold below which a state is said to be on the fence."""

MEMBERS, WAVERERS, TIES = 14, 8, 5

STATE_HEADINGS = ("State", "Camp of", "Capabilities", "Hold", "Certainty")
NOTE = (
    "On the fence: hold, 0 to 1 (firm), and how often the state stays in its camp when the index's "
    "weights are drawn anew. Groups: mean alignment index, 0-100; tilt above 0 is to the USA."
)

Line = tuple[str, str]


def camp_lines(camps: Camps, full: bool) -> list[tuple[str, str, str]]:
    """Return for each camp its name, its strength and cohesion, and its members."""
    lines = []
    for record in camp_records(camps):
        members = camps.members(record["camp"])
        shown = members if full else members[:MEMBERS]
        strength = (
            f"{counted(record['states'], 'state')}, {record['share_of_capabilities']:.0%} of "
            f"capabilities; {share(record['friendly_inside'])} of the weight of ties inside draws "
            f"together, {share(record['hostile_outside'])} of those outside draws apart"
        )
        lines.append(
            (f"Camp of {_led(camps, record['camp'])}", strength, _listed(_names(shown, camps.year),
             len(members)))
        )  # fmt: skip
    return lines


def camp_facts(made: Board, full: bool) -> list[Line]:
    """Return what is told of the camps: how sure, who wavers, who moved, what strains them."""
    return [
        ("How sure", _proof(made.camps)),
        ("On the fence", _fence(made.camps, full)),
        (f"Sides since {made.since}", _moved(made, full)),
        ("Any number", _free(made)),
        ("Ties that strain", _strain(made.camps, full)),
    ]


def balance_facts(made: Board, full: bool) -> list[Line]:
    """Return what is told of the signed ties, and of polarity."""
    signed = made.balance
    two = signed.two
    likely = signed.expected
    drawn = f" ({likely.low:.1%} to {likely.high:.1%} over the thresholds)" if likely else ""
    proof = "proven least" if two.proven else f"at least {two.bound:.0f}"
    alone = "one camp of all does as well; " if two.value >= signed.hostile else ""
    facts = [
        (
            "Balance",
            f"{signed.ties:,} friendly or hostile ties, {signed.hostile:,} hostile; triangles "
            f"{signed.triangles:.1%} balanced{drawn}; walk index {signed.walk:.2f}; two camps of "
            f"these signs frustrate {counted(int(two.value), 'tie')} ({proof}; {alone}any number "
            f"of camps {signed.any.value:.0f}), F = {two.normalised:.2f}",
        )
    ]
    ties = signed.strained(made.camps.size)
    if ties:
        shown = [
            f"{_pair(one, other)} {'hostile' if sign < 0 else 'friendly'}"
            for one, other, sign in (ties if full else ties[:TIES])
        ]
        facts.append(("Frustrated ties", _listed(shown, len(ties))))
    return [*facts, ("Polarity", _polarity(made))]


def rules() -> list[Line]:
    """Return by which rules camps and signs are made."""
    return [("Camps", f"{camps_rule()}."), ("Signs of ties", f"{signs_rule()}.")]


def group_headings(made: Board) -> tuple[str, ...]:
    """Return the headings of the table of groups; the last one names the camps."""
    camps = " v ".join(_led(made.camps, camp) for camp in range(made.camps.count))
    return ("Group", "Members", "Inside", "Outside", "To USA", "To China", "Tilt", camps)


def group_rows(made: Board) -> list[tuple[str, ...]]:
    """Return a row a named group."""
    return [
        (
            group.code.replace("_", " ").title() if len(group.code) > 5 else group.code,
            str(group.members),
            *(_points(x) for x in (group.inside, group.outside, group.to_usa, group.to_china)),
            f"{group.tilt:+.0f}" if np.isfinite(group.tilt) else "",
            " v ".join(map(str, group.camps)),
        )
        for group in made.groups
    ]


def state_rows(made: Board) -> list[tuple[str, ...]]:
    """Return a row a state, by camp, the largest first."""
    camps = made.camps
    order = np.lexsort((-camps.size, camps.camp))
    return [
        (
            states.name(int(camps.codes[i]), camps.year),
            leader(camps, int(camps.camp[i])) or "none",
            f"{camps.size[i]:.2%}",
            f"{camps.hold[i]:.2f}",
            f"{camps.certainty[i]:.0%}",
        )
        for i in order
    ]


def share(value: float | None) -> str:
    """Write a share as a percentage, a dash for none."""
    return "-" if value is None or np.isnan(value) else f"{value:.0%}"


def _proof(camps: Camps) -> str:
    text = f"these camps strain {camps.value:.2%} of the weight of all ties; "
    if camps.proven:
        return text + "proven: no others strain less"
    return text + f"proven that none strain less than {camps.bound:.2%} (more time: --time-limit)"


def _fence(camps: Camps, full: bool) -> str:
    near = np.flatnonzero((camps.hold < FENCE) & (camps.camp >= 0))
    near = near[np.argsort(-camps.size[near], kind="stable")]
    if not len(near):
        return "no state"
    parts = [
        f"{states.name(int(camps.codes[i]), camps.year)} {camps.hold[i]:.2f} "
        f"({camps.certainty[i]:.0%})"
        for i in (near if full else near[:WAVERERS])
    ]
    return _listed(parts, len(near))


def _moved(made: Board, full: bool) -> str:
    if not made.moved:
        return "no state changed"
    parts = []
    for camp in sorted({one.to for one in made.moved}):
        who = [one.state for one in made.moved if one.to == camp]
        to = f"to {_led(made.camps, camp)}'s" if camp < made.camps.count else "to a new camp"
        shown = _names(who if full else who[:MEMBERS], made.year)
        parts.append(f"{to}: {_listed(shown, len(who))}")
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
    every = camps.strained()
    shown = [
        f"{_pair(one, other)} {'drawn together but apart' if value > 0 else 'at odds in one camp'}"
        for one, other, value in every[: 40 if full else TIES]
    ]
    return _listed(shown, len(every)) if every else "none"


def _polarity(made: Board) -> str:
    poles = made.poles
    parts = [
        f"{states.get(code).code} {value:.0%}"
        for code, value in zip(poles.powers, poles.shares, strict=True)
    ]
    return (
        f"{poles.kind or 'unknown'} by CINC among major powers: {', '.join(parts)}; effective "
        f"number {poles.effective:.1f}, concentration {poles.concentration:.2f}"
    )


def _led(camps: Camps, camp: int) -> str:
    return states.get(int(camps.members(camp)[0])).code


def _names(codes: Iterable[int], year: int) -> list[str]:
    return [states.name(int(code), year) for code in codes]


def _listed(shown: list[str], count: int) -> str:
    more = f" and {count - len(shown):,} more" if count > len(shown) else ""
    return ", ".join(shown) + more


def _pair(one: int, other: int) -> str:
    return f"{states.get(one).code}-{states.get(other).code}"


def _points(value: float) -> str:
    return f"{value:.0f}" if np.isfinite(value) else ""
