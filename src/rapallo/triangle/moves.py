"""Ranks of the three states, and what turning one tie would make of them, after Wu."""

from __future__ import annotations

from rapallo.measures import wu
from rapallo.triangle.kinds import Signs, roles_of, type_of
from rapallo.triangle.result import Move

RANKS = {**wu.RANKS, "bystander": wu.RANKS["enemy"]}
"""Wu's rank of each role; a bystander has no friend among two who are none, as an enemy has."""

RULE = (
    "Ranks after Wu: pivot 1, friend 2, partner 3, wing 4, enemy 5, outcast 6 (own friendly ties "
    "first, then enmity of the two others). Wu knows friendly and hostile only: a tie that is not "
    "friendly counts as hostile for ranks. A tie breaks at the will of one, and becomes friendly "
    "if neither of the two loses rank"
)


def ranks_of(roles: dict[str, str]) -> dict[str, int]:
    """Return the rank of each state from its role.

    Examples
    --------
    >>> ranks_of({"CHN": "partner", "RUS": "partner", "USA": "outcast"})
    {'CHN': 3, 'RUS': 3, 'USA': 6}
    """
    return {code: RANKS[role] for code, role in roles.items()}


def moves_of(signs: Signs, codes: tuple[str, ...]) -> tuple[Move, ...]:
    """Return what becomes of a triangle if one of its ties turns: three moves, by tie.

    Parameters
    ----------
    signs : tuple of int
        1, 0 or -1 for the ties of first and second, first and third, second and third.
    codes : tuple of str
        Codes of the three states.

    Returns
    -------
    tuple of three Move
        A friendly tie breaks and is then hostile; any other becomes friendly.

    Examples
    --------
    >>> first = moves_of((1, -1, -1), ("CHN", "RUS", "USA"))[1]
    >>> first.tie, first.to, first.type, first.makers
    (('CHN', 'USA'), '+', 'romantic triangle', ('CHN', 'USA'))
    >>> first.loses
    ('RUS',)

    References
    ----------
    Wu (1996), Issues & Studies 32(10), 26-52.
    """
    found = wu.moves([1 if sign > 0 else -1 for sign in signs])
    out = []
    for at, tie in enumerate(wu.PAIRS):
        seen = {codes[move.state]: move for move in found if move.tie == tie}
        turned = [sign if k != at else (-1 if sign > 0 else 1) for k, sign in enumerate(signs)]
        after: Signs = (turned[0], turned[1], turned[2])
        out.append(
            Move(
                tie=(codes[tie[0]], codes[tie[1]]),
                to="+" if after[at] > 0 else "-",
                type=type_of(after),
                roles=dict(zip(codes, roles_of(after), strict=True)),
                before={code: move.before for code, move in seen.items()},
                after={code: move.after for code, move in seen.items()},
                open=any(move.agreed for move in seen.values()),
                gains=tuple(code for code, move in seen.items() if move.gains),
                loses=tuple(code for code, move in seen.items() if move.after > move.before),
            )
        )
    return tuple(out)
