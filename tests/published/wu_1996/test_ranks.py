"""Roles, ranks and moves in the strategic triangle.

Wu (1996), Issues & Studies 32(10), 26-52, table on p. 30: role, own friendly ties, rank. Types
after Dittmer (1981), World Politics 33(4), 485-516, with three enemies added in 1987.
"""

from __future__ import annotations

from itertools import product

import pytest

from rapallo.measures.wu import moves, seats

TABLE = {
    "pivot": (2, 1),
    "friend": (2, 2),
    "partner": (1, 3),
    "wing": (1, 4),
    "enemy": (0, 5),
    "outcast": (0, 6),
}
EVERY = list(product((1, -1), repeat=3))
ROLES = {
    3: ["friend", "friend", "friend"],
    2: ["pivot", "wing", "wing"],
    1: ["outcast", "partner", "partner"],
    0: ["enemy", "enemy", "enemy"],
}


@pytest.mark.parametrize("signs", EVERY)
def test_roles_and_ranks(signs):
    found = seats(signs)
    assert sorted(seat.role for seat in found) == ROLES[sum(sign > 0 for sign in signs)]
    for seat in found:
        assert (seat.amities, seat.rank) == TABLE[seat.role]


def test_eight_patterns_make_four_types():
    types = [tuple(sorted(seat.role for seat in seats(signs))) for signs in EVERY]
    assert sorted(types.count(kind) for kind in set(types)) == [1, 1, 3, 3]


def test_rank_puts_own_friends_first_and_then_enmity_of_the_others():
    def merit(signs, state):
        own = [signs[k] for k in range(3) if state in ((0, 1), (0, 2), (1, 2))[k]]
        others = signs[{0: 2, 1: 1, 2: 0}[state]]
        return (-sum(sign > 0 for sign in own), others)

    every = [(merit(signs, k), seats(signs)[k].rank) for signs in EVERY for k in range(3)]
    by_merit = sorted(set(every))
    assert [rank for _, rank in by_merit] == [1, 2, 3, 4, 5, 6]


# Moves that a state makes by itself, out of each type: tie to be turned, rank before and after.
def made(signs):
    return {
        (move.state, move.tie): (move.before, move.after)
        for move in moves(signs)
        if move.own and move.agreed and move.gains
    }


def test_three_friends_are_the_only_rest():
    assert made((1, 1, 1)) == {}
    assert all(made(signs) for signs in EVERY if signs != (1, 1, 1))


def test_wings_make_up():
    # First state the pivot; the two wings become friends, and it one of three.
    assert made((1, 1, -1)) == {(1, (1, 2)): (4, 2), (2, (1, 2)): (4, 2)}


def test_outcast_breaks_into_the_marriage():
    # The first and second are partners; either would rather be the pivot.
    assert made((1, -1, -1)) == {
        (0, (0, 2)): (3, 1),
        (1, (1, 2)): (3, 1),
        (2, (0, 2)): (6, 4),
        (2, (1, 2)): (6, 4),
    }


def test_any_two_of_three_enemies_marry():
    found = made((-1, -1, -1))
    assert len(found) == 6
    assert set(found.values()) == {(5, 3)}


def test_everyone_gains_by_the_others_falling_out():
    for signs in EVERY:
        for move in moves(signs):
            if not move.own:
                turned_hostile = sum(move.signs) < sum(signs)
                assert move.gains == turned_hostile
