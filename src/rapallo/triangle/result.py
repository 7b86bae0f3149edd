"""The strategic triangle: its type, roles, ranks, moves, coalitions and history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapallo.panel.figure import Figure

Sign = Literal["+", "0", "-"]


@dataclass(frozen=True)
class Tie:
    """A signed tie between two states in a year: net of cooperation and hostility, -1 to 1."""

    pair: tuple[str, str]
    net: float | None
    sign: Sign
    positive: float
    why: str


@dataclass(frozen=True)
class TriangleYear:
    """Type and roles of a triangle in one year."""

    year: int
    type: str
    ties: tuple[Tie, Tie, Tie]
    roles: dict[str, str]
    probabilities: dict[str, float]


@dataclass(frozen=True)
class Move:
    """One tie of a triangle turned over, and what that would make of the three.

    Parameters
    ----------
    tie : tuple of str
        The two states whose tie turns.
    to : {"+", "-"}
        What it turns into: a friendly tie breaks, any other becomes friendly.
    type : str
        Type of the triangle afterwards.
    roles : dict of str to str
        Role of each state afterwards.
    before, after : dict of str to int
        Rank of each state, 1 (pivot) to 6 (outcast).
    open : bool
        Whether it can be made: a tie breaks at the will of one, and becomes friendly only if
        neither of the two loses rank.
    gains, loses : tuple of str
        States whose rank gets better, and worse.
    """

    tie: tuple[str, str]
    to: Sign
    type: str
    roles: dict[str, str]
    before: dict[str, int]
    after: dict[str, int]
    open: bool
    gains: tuple[str, ...]
    loses: tuple[str, ...]

    @property
    def makers(self) -> tuple[str, ...]:
        """States of the tie that would make the move, since it is open and they gain by it."""
        return tuple(code for code in self.tie if self.open and code in self.gains)


@dataclass(frozen=True)
class Coalitions:
    """Which coalitions of the three their powers favour, after Caplow.

    Parameters
    ----------
    powers : tuple of Figure
        One column's figure of each state, in the triangle's order.
    tolerance : float
        Two powers are equal if they differ by no more than this share of the larger.
    kind : int or None
        Caplow's type, 1 to 8; None where a power is unknown.
    pattern : str
        The powers in order, as ``"CHN > USA > RUS, CHN > USA + RUS"``, or why there is none.
    likely, winning : tuple of pairs of str
        Coalitions that the theory expects, and those that outweigh the third.
    """

    powers: tuple[Figure, Figure, Figure]
    tolerance: float
    kind: int | None
    pattern: str
    likely: tuple[tuple[str, str], ...]
    winning: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Triangle:
    """The strategic triangle after Dittmer, as of a year and year by year before it.

    `type` is one of "menage a trois", "romantic triangle", "stable marriage", "unit veto" and
    "unformed"; `roles` maps state codes to friend, pivot, wing, partner, outcast, enemy or
    bystander, and `ranks` to Wu's ranks. `moves` has the turn of each tie, `coalitions` one
    reading of the three powers by capabilities and one by GDP.
    """

    type: str
    probabilities: dict[str, float]
    roles: dict[str, str]
    ties: tuple[Tie, Tie, Tie]
    rule: str
    timeline: tuple[TriangleYear, ...]
    ranks: dict[str, int]
    moves: tuple[Move, ...]
    coalitions: tuple[Coalitions, ...]
