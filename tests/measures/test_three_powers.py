from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo.measures.caplow import coalition_type
from rapallo.measures.wu import moves, seats

powers = st.lists(st.floats(0.01, 100), min_size=3, max_size=3)


@given(powers, st.floats(0.01, 0.3), st.floats(0.01, 100))
def test_unit_does_not_matter_and_order_only_for_names(power, tolerance, unit):
    found = coalition_type(power, tolerance=tolerance)
    scaled = coalition_type([unit * each for each in power], tolerance=tolerance)
    turned = coalition_type(power[::-1], tolerance=tolerance)
    assert scaled.kind == turned.kind == found.kind
    assert power[found.order[0]] >= power[found.order[1]] >= power[found.order[2]]


@given(powers)
def test_without_tolerance_winning_pairs_outweigh_the_third(power):
    found = coalition_type(power, tolerance=0)
    pairs = [(i, j) for i, j in ((0, 1), (0, 2), (1, 2)) if power[i] + power[j] > power[3 - i - j]]
    assert list(found.winning) == pairs


@given(powers)
def test_theory_expects_nothing_where_one_outweighs_both(power):
    alone = max(power) > (sum(power) - max(power)) * (1 + 1e-9)
    found = coalition_type(power, tolerance=0)
    assert (found.likely == ()) == (found.kind in (4, 6))
    if alone:
        assert found.kind in (4, 6)
    elif found.kind in (1, 2, 3, 5):
        assert set(found.likely) <= set(found.winning)


def test_equality_of_a_chain_holds_for_the_closer_two():
    # 100 and 96 are equal within 5 percent, 96 and 92 too, 100 and 92 are not.
    assert coalition_type([100, 96, 92.2]).kind == 2
    assert coalition_type([100, 97, 93]).kind == 3
    assert coalition_type([100, 98, 96]).kind == 1


@pytest.mark.parametrize("power", [[1, 2], [1, 2, 0], [1, 2, np.nan], [1, 2, -3], [[1, 2, 3]]])
def test_what_are_no_three_powers(power):
    with pytest.raises(ValueError, match="powers"):
        coalition_type(power)


@pytest.mark.parametrize("tolerance", [-0.1, 1.0, np.nan])
def test_tolerance_out_of_range(tolerance):
    with pytest.raises(ValueError, match="tolerance"):
        coalition_type([1, 1, 1], tolerance=tolerance)


@pytest.mark.parametrize("signs", list(product((1, -1), repeat=3)))
def test_moves_are_turns_of_one_tie(signs):
    found = moves(signs)
    assert len(found) == 9
    for move in found:
        assert sum(a != b for a, b in zip(signs, move.signs, strict=True)) == 1
        assert move.before == seats(signs)[move.state].rank
        assert move.after == seats(move.signs)[move.state].rank
        assert move.own == (move.state in move.tie)


@pytest.mark.parametrize("signs", [(1, 1), (1, 0, 1), (1, np.nan, 1), (1, 1, 1, 1)])
def test_what_are_no_three_signs(signs):
    with pytest.raises(ValueError, match="three signs"):
        seats(signs)
