"""Moves in triangles with neutral ties, which Wu (1996) does not have, agree with his where he has.

Wu (1996), Issues & Studies 32(10), 26-52: the rank of each role, and that a state betters its rank
by friendship with either and by enmity of the two others.
"""

from __future__ import annotations

from itertools import product

import pytest

from rapallo.measures.wu import moves, seats
from rapallo.triangle.kinds import roles_of, type_of
from rapallo.triangle.moves import moves_of, ranks_of

CODES = ("CHN", "RUS", "USA")
EVERY = list(product((1, 0, -1), repeat=3))


@pytest.mark.parametrize("signs", EVERY)
def test_ranks_are_wu_s_with_ties_that_are_not_friendly_as_hostile(signs):
    as_wu = seats([1 if sign > 0 else -1 for sign in signs])
    ranks = ranks_of(dict(zip(CODES, roles_of(signs), strict=True)))
    assert [ranks[code] for code in CODES] == [seat.rank for seat in as_wu]


@pytest.mark.parametrize("signs", EVERY)
def test_a_move_turns_one_tie_and_tells_every_rank_before_and_after(signs):
    found = moves_of(signs, CODES)
    assert [move.tie for move in found] == [("CHN", "RUS"), ("CHN", "USA"), ("RUS", "USA")]
    now = ranks_of(dict(zip(CODES, roles_of(signs), strict=True)))
    for at, move in enumerate(found):
        turned = [sign if k != at else (-1 if sign > 0 else 1) for k, sign in enumerate(signs)]
        assert move.type == type_of((turned[0], turned[1], turned[2]))
        assert move.to == ("+" if turned[at] > 0 else "-")
        assert move.before == now
        assert ranks_of(move.roles) == move.after
        assert set(move.gains) == {c for c in CODES if move.after[c] < move.before[c]}
        assert set(move.loses) == {c for c in CODES if move.after[c] > move.before[c]}


@pytest.mark.parametrize("signs", list(product((1, -1), repeat=3)))
def test_who_would_make_a_move_is_as_in_the_measure(signs):
    wu = {
        (CODES[m.state], tuple(CODES[k] for k in m.tie))
        for m in moves(signs)
        if m.own and m.agreed and m.gains
    }
    ours = {(code, move.tie) for move in moves_of(signs, CODES) for code in move.makers}
    assert ours == wu


def test_nobody_breaks_his_own_friendship_by_himself():
    for signs in EVERY:
        for move in moves_of(signs, CODES):
            assert move.makers == () or move.to == "+"
