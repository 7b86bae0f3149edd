from __future__ import annotations

from itertools import combinations, permutations
from math import e, isnan, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rapallo.measures.balance import (
    clusters,
    triad_balanced,
    triad_counts,
    triangle_index,
    two_camps,
    walk_index,
)
from rapallo.measures.balance_directed import directed_balance
from rapallo.measures.balance_expected import expected_index
from rapallo.measures.frustration import frustration

BALANCED = [[0, 1, -1], [1, 0, -1], [-1, -1, 0]]
UNBALANCED = [[0, 1, 1], [1, 0, -1], [1, -1, 0]]
ENEMIES = [[0, -1, -1], [-1, 0, -1], [-1, -1, 0]]


@st.composite
def networks(draw, symmetric=True):
    actors = draw(st.integers(2, 8))
    matrix = draw(arrays(float, (actors, actors), elements=st.integers(-2, 2)))
    matrix[0, 1] = matrix[0, 1] or 1.0
    if symmetric:
        matrix = np.triu(matrix, 1) + np.triu(matrix, 1).T
    np.fill_diagonal(matrix, 0)
    return matrix


@given(networks())
def test_triads_by_listing(network):
    found = [0, 0, 0, 0]
    size = balanced = 0.0
    for i, j, k in combinations(range(len(network)), 3):
        ties = np.array([network[i, j], network[i, k], network[j, k]])
        if ties.all():
            found[int((ties < 0).sum())] += 1
            size += np.cbrt(np.abs(ties.prod()))
            balanced += np.cbrt(np.abs(ties.prod())) * triad_balanced(*ties)
    assert triad_counts(network).tolist() == found
    if sum(found):
        every = sum(found)
        assert triangle_index(network) == pytest.approx((found[0] + found[2]) / every)
        assert triangle_index(network, weak=True) == pytest.approx(1 - found[1] / every)
        assert triangle_index(network, weighted=True) == pytest.approx(balanced / size)
    else:
        assert isnan(triangle_index(network))


def test_walk_index_of_one_triangle():
    # |A| has the eigenvalues 2, -1, -1; an unbalanced triangle is -|A| after switching.
    assert walk_index(UNBALANCED) == pytest.approx((e**-2 + 2 * e) / (e**2 + 2 / e))
    assert walk_index(BALANCED) == pytest.approx(1)


def test_walk_index_stays_finite_in_a_large_network():
    friends = np.ones((720, 720)) - np.eye(720)  # exp of its largest eigenvalue is infinite
    assert walk_index(friends) == pytest.approx(1)
    enemies = -friends
    assert 0 <= walk_index(enemies) < 1e-6


@given(networks())
def test_tests_of_balance_agree_with_the_frustration_index(network):
    strict, weak = two_camps(network), clusters(network)
    assert (strict is not None) == (frustration(network).value == 0)
    assert (weak is not None) == (frustration(network, camps=None).value == 0)
    # Whoever has no tie is in no camp; all others have friends inside and enemies outside.
    for camps in (strict, weak):
        if camps is not None:
            same = camps[:, None] == camps[None, :]
            assert not ((network > 0) & ~same).any()
            assert not ((network < 0) & same).any()
            assert ((camps < 0) == ~network.any(axis=1)).all()
    if strict is not None:
        assert weak is not None
        assert walk_index(network) == pytest.approx(1)


@settings(deadline=None)
@given(networks(symmetric=False))
def test_directed_triples_by_listing(network):
    transitive, cyclic = [], []
    for i, j, k in permutations(range(len(network)), 3):
        if network[i, j] and network[j, k]:
            if network[i, k]:
                transitive.append(network[i, j] * network[j, k] * network[i, k] > 0)
            if network[k, i] and i < min(j, k):
                cyclic.append(network[i, j] * network[j, k] * network[k, i] > 0)
    found = directed_balance(network)
    assert (found.transitive_triples, found.cyclic_triples) == (len(transitive), len(cyclic))
    for share, triples in (
        (found.transitive, transitive),
        (found.cyclic, cyclic),
        (found.all, transitive + cyclic),
    ):
        expected = np.mean(triples) if triples else nan
        assert share == pytest.approx(expected, nan_ok=True)


@given(networks())
def test_directed_balance_of_mutual_ties_is_the_triangle_index(network):
    assert directed_balance(network).all == pytest.approx(triangle_index(network), nan_ok=True)


def test_sure_signs_leave_no_interval():
    sure = np.array(BALANCED)
    found = expected_index(sure > 0, sure < 0, draws=5)
    assert (found.mean, found.low, found.high, found.undefined) == (1.0, 1.0, 1.0, 0.0)


def test_expected_share_of_one_doubtful_triangle():
    # Three ties, each friendly with probability q: balanced with q^3 + 3 q (1 - q)^2.
    q = 0.7
    positive = q * (np.ones((3, 3)) - np.eye(3))
    negative = (1 - q) * (np.ones((3, 3)) - np.eye(3))
    found = expected_index(positive, negative, draws=4000)
    assert found.mean == pytest.approx(q**3 + 3 * q * (1 - q) ** 2, abs=0.03)
    again = expected_index(positive, negative, draws=4000)
    assert found == again
    assert found != expected_index(positive, negative, draws=4000, seed=1)


def test_draws_without_a_triangle_are_counted_apart():
    half = 0.5 * (np.ones((3, 3)) - np.eye(3))
    found = expected_index(half, 0 * half, draws=4000)
    assert found.undefined == pytest.approx(7 / 8, abs=0.03)
    assert found.mean == 1
    never = expected_index([[0, 1], [1, 0]], [[0, 0], [0, 0]], draws=3)
    assert never.undefined == 1
    assert isnan(never.mean)


def test_weight_of_uncertain_ties_reaches_the_index():
    sure = np.array(UNBALANCED)
    found = expected_index(
        sure > 0,
        sure < 0,
        weight=[[0, 3, 1], [3, 0, 1], [1, 1, 0]],
        index=lambda x: x.max(),
        draws=2,
    )
    assert found.mean == 3


@pytest.mark.parametrize(
    ("positive", "negative", "message"),
    [
        ([[0, 0.7], [0.7, 0]], [[0, 0.7], [0.7, 0]], "sum to 1.4"),
        ([[0, 2], [2, 0]], [[0, 0], [0, 0]], "probabilities"),
        ([[0, nan], [nan, 0]], [[0, 0], [0, 0]], "probabilities"),
        ([[0, 1], [0, 0]], [[0, 0], [0, 0]], "symmetric"),
        ([[0, 0], [0, 0]], [[0, 0], [0, 0]], "no pair"),
        ([[0, 1], [1, 0]], [[0]], "shape"),
    ],
)
def test_what_are_no_probabilities_of_signs(positive, negative, message):
    with pytest.raises(ValueError, match=message):
        expected_index(positive, negative)


@pytest.mark.parametrize("measure", [triangle_index, walk_index, two_camps, clusters, triad_counts])
@pytest.mark.parametrize("ties", [[[0, 1], [-1, 0]], [[0, nan], [nan, 0]], [[0, 0], [0, 0]]])
def test_what_is_no_signed_network(measure, ties):
    with pytest.raises(ValueError, match=r"symmetric|finite|no tie"):
        measure(ties)


@pytest.mark.parametrize("tie", [0, nan])
def test_triad_with_a_tie_missing(tie):
    with pytest.raises(ValueError, match="three ties"):
        triad_balanced(1, 1, tie)


def test_three_enemies_are_no_two_camps_but_three():
    assert two_camps(ENEMIES) is None
    assert clusters(ENEMIES).tolist() == [0, 1, 2]
    assert clusters(UNBALANCED) is None
