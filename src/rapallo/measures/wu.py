"""Ranks of the seats in a strategic triangle, and the moves open to each state, after Wu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Signs = tuple[int, int, int]

PAIRS = ((0, 1), (0, 2), (1, 2))
"""The ties of a triangle in order: first and second state, first and third, second and third."""

RANKS = {"pivot": 1, "friend": 2, "partner": 3, "wing": 4, "enemy": 5, "outcast": 6}
"""Rank of each role, 1 the best: own friendly ties first, then enmity of the two others."""


@dataclass(frozen=True)
class Seat:
    """A state's seat in the triangle.

    Attributes
    ----------
    role : str
        pivot, friend, partner, wing, enemy or outcast.
    amities : int
        Number of its friendly ties.
    rank : int
        1 (pivot) to 6 (outcast).
    """

    role: str
    amities: int
    rank: int


@dataclass(frozen=True)
class Move:
    """One tie of the triangle turned over, as one of the states sees it.

    Attributes
    ----------
    state : int
        Whose ranks are given: 0, 1 or 2.
    tie : tuple of int
        The two states whose tie turns.
    own : bool
        Whether the state is one of them, so that it can make the move; otherwise it can only
        hope, or drive a wedge.
    signs : tuple of int
        The triangle afterwards.
    before, after : int
        The state's rank.
    agreed : bool
        Whether the move can be made: a tie turns hostile at one's will, friendly only if neither
        of the two loses rank.
    """

    state: int
    tie: tuple[int, int]
    own: bool
    signs: Signs
    before: int
    after: int
    agreed: bool

    @property
    def gains(self) -> bool:
        """Whether the state's rank gets better."""
        return self.after < self.before


def seats(signs: Sequence[int]) -> tuple[Seat, Seat, Seat]:
    """Return the role and rank of each of three states.

    +++ makes three friends; ++- a pivot between two wings; +-- two partners and an outcast; ---
    three enemies. Ranks: pivot, friend, partner, wing, enemy, outcast.

    Parameters
    ----------
    signs : sequence of int, length 3
        Tie of first and second state, first and third, second and third: positive or negative.

    Returns
    -------
    tuple of three Seat

    Raises
    ------
    ValueError
        If there are not three signs, or one is 0 or unknown: Wu knows friendly and hostile only.

    Examples
    --------
    >>> [(seat.role, seat.rank) for seat in seats((1, 1, -1))]
    [('pivot', 1), ('wing', 4), ('wing', 4)]

    References
    ----------
    Wu (1996), Issues & Studies 32(10), 26-52; roles after Dittmer (1981), World Politics 33(4),
    485-516.
    """
    known = _signs(signs)
    friendly = sum(sign > 0 for sign in known)
    found = []
    for state in range(3):
        amities = sum(known[k] > 0 for k in range(3) if state in PAIRS[k])
        role = {
            3: {2: "friend"},
            2: {2: "pivot", 1: "wing"},
            1: {1: "partner", 0: "outcast"},
            0: {0: "enemy"},
        }[friendly][amities]
        found.append(Seat(role, amities, RANKS[role]))
    return found[0], found[1], found[2]


def moves(signs: Sequence[int]) -> tuple[Move, ...]:
    """Return every turn of one tie, as each of the three states sees it: nine in all.

    Parameters
    ----------
    signs : sequence of int, length 3
        As in `seats`.

    Returns
    -------
    tuple of nine Move
        By state, then by tie. Those with `own`, `agreed` and `gains` are the moves that the
        state would make; those that gain without being its own are what it would have others do.

    Raises
    ------
    ValueError
        As `seats`.

    Notes
    -----
    By Wu's ranks friendship with either always gains and hostility always loses, so every
    triangle but three friends has a move, and three friends each would have the two others fall
    out. That the moves are made in the same order in history is not claimed.

    Examples
    --------
    An outcast gains by a friendly tie with either partner, and by the partners' falling out:

    >>> [(move.tie, move.own, move.gains) for move in moves((-1, -1, 1)) if move.state == 0]
    [((0, 1), True, True), ((0, 2), True, True), ((1, 2), False, True)]

    References
    ----------
    Wu (1996), Issues & Studies 32(10), 26-52.
    """
    known = _signs(signs)
    now = seats(known)
    found = []
    for state in range(3):
        for k, tie in enumerate(PAIRS):
            turned = tuple(-sign if k == at else sign for at, sign in enumerate(known))
            then = seats(turned)
            agreed = known[k] > 0 or all(then[who].rank <= now[who].rank for who in tie)
            found.append(
                Move(
                    state=state,
                    tie=tie,
                    own=state in tie,
                    signs=(turned[0], turned[1], turned[2]),
                    before=now[state].rank,
                    after=then[state].rank,
                    agreed=agreed,
                )
            )
    return tuple(found)


def _signs(signs: Sequence[int]) -> Signs:
    if len(signs) != 3 or not all(sign > 0 or sign < 0 for sign in signs):
        raise ValueError(f"a triangle has three signs, each positive or negative, not {signs}")
    first, second, third = (int(np.sign(sign)) for sign in signs)
    return first, second, third
