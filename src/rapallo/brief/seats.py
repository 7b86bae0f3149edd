"""What the three states of a triangle are worth to each other, in words: ranks, moves, coalitions.

Worded once for the brief in all its forms and for `rapallo triangle`.
"""

from __future__ import annotations

from collections.abc import Mapping

from rapallo.brief.units import number, percent, unit_name
from rapallo.brief.words import article, sentence, the, triangle_name
from rapallo.triangle.moves import RULE
from rapallo.triangle.result import Coalitions, Move, Triangle

HEADING = "Moves open to each"
COLUMNS = ("If this tie", "the triangle is", "Ranks", "Who would make it", "Who would lose")
OUTWEIGHING = (4, 6)
"""Caplow's types in which one state outweighs the two others."""

Names = Mapping[str, str]


def ranks(found: Triangle, names: Names) -> str:
    """Say each state's rank: ``"China 3, Russia 3, United States 6 (1 best, 6 worst)"``."""
    listed = ", ".join(f"{names.get(code, code)} {rank}" for code, rank in found.ranks.items())
    return f"Ranks: {listed} (1 best, 6 worst)"


def rows(found: Triangle, names: Names) -> list[tuple[str, ...]]:
    """Return a row for each tie that could turn, under `COLUMNS`."""
    return [_row(move, names) for move in found.moves]


def _row(move: Move, names: Names) -> tuple[str, ...]:
    turn = "turns friendly" if move.to == "+" else "breaks"
    pivot = [code for code, role in move.roles.items() if role in ("pivot", "outcast")]
    about = f", {names.get(pivot[0], pivot[0])} {move.roles[pivot[0]]}" if pivot else ""
    changes = ", ".join(
        f"{code} {move.before[code]} → {move.after[code]}"
        if move.before[code] != move.after[code]
        else f"{code} {move.after[code]}"
        for code in move.before
    )
    makers = _listed(move.makers, names) or "neither"
    wishers = tuple(code for code in move.gains if code not in move.tie)
    if wishers:
        makers += f"; {_listed(wishers, names)} would gain"
    return (
        f"{_pair(move.tie, names)} {turn}",
        f"{triangle_name(move.type)}{about}",
        changes,
        makers,
        _listed(move.loses, names) or "none",
    )


def moves(found: Triangle, rival: str, names: Names) -> str:
    """Say in one sentence what the rival can do itself and what it would have the others do."""
    who = the(names.get(rival, rival))
    own = [move for move in found.moves if rival in move.makers]
    hoped = [move for move in found.moves if rival not in move.tie and rival in move.gains]
    parts = [
        f"a friendly tie with {the(names.get(_other(move, rival), ''))} would make it "
        f"{_as(move, rival)}"
        for move in own
    ]
    parts += [
        f"the falling out of {' and '.join(the(names.get(c, c)) for c in move.tie)} would make it "
        f"{_as(move, rival)}"
        for move in hoped
    ]
    here = f"{who} ranks {found.ranks[rival]} of 6"
    return f"{here}: {'; '.join(parts)}" if parts else f"{here}, and no turn of one tie betters it"


def _as(move: Move, code: str) -> str:
    role = move.roles[code]
    kind = "the" if role in ("pivot", "outcast") else article(role).split()[0]
    return f"{kind} {role} (rank {move.after[code]})"


def rule() -> str:
    """Return the rule of ranks and moves."""
    return RULE


def coalition(found: Coalitions, names: Names) -> str:
    """Say Caplow's type by one measure, and which coalitions it favours.

    Returns
    -------
    str
        For example ``"By GDP: USA 27.4 trn, CHN 17.8 trn, RUS 2.02 trn current USD (2023); USA >
        CHN > RUS, USA > CHN + RUS (Caplow's type 6, equal within 5%): United States outweighs the
        two others together, so that no coalition is to be expected"``.
    """
    first = found.powers[0]
    label = first.label[:1].lower() + first.label[1:] if first.label[1:2].islower() else first.label
    if found.kind is None:
        return f"By {label}: {found.pattern}"
    ordered = sorted(found.powers, key=lambda f: -_value(f.value))
    sizes = ", ".join(f"{f.states[0]} {number(f.value, f.unit, f.column)}" for f in ordered)
    years = "/".join(str(year) for year in sorted({f.year for f in ordered if f.year}))
    sizes += f" {unit_name(first.unit)} ({years})"
    if found.likely:
        what = " or ".join(_pair(pair, names, " with ") for pair in found.likely)
        expected = "any two may combine" if len(found.likely) == 3 else f"to be expected: {what}"
    else:
        strongest = ordered[0].states[0]
        expected = (
            f"{names.get(strongest, strongest)} outweighs the two others together, so that no "
            "coalition is to be expected"
        )
    return (
        f"By {label}: {sizes}; {found.pattern} (Caplow's type {found.kind}, equal within "
        f"{percent(found.tolerance)}): {expected}"
    )


def _value(value: float | str | None) -> float:
    return value if isinstance(value, float) else 0.0


def _other(move: Move, code: str) -> str:
    return move.tie[0] if move.tie[1] == code else move.tie[1]


def _pair(pair: tuple[str, str], names: Names, joint: str = "–") -> str:
    return joint.join(names.get(code, code) for code in pair)


def _listed(codes: tuple[str, ...], names: Names) -> str:
    return sentence(" and ".join(names.get(code, code) for code in codes))
