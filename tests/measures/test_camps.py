from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rapallo.measures.camp_search import any_number, kept, merge
from rapallo.measures.camps import changed_sides, cohesion, fence
from rapallo.measures.frustration import frustrated_weight, frustration
from rapallo.measures.modularity import modularity, modularity_camps
from rapallo.measures.signed import ties_of

numbers = st.lists(st.integers(-1, 3), min_size=1, max_size=12)


@st.composite
def networks(draw):
    actors = draw(st.integers(2, 8))
    upper = np.triu(draw(arrays(float, (actors, actors), elements=st.integers(-2, 2))), 1)
    if not upper.any():
        upper[0, 1] = 1.0
    return upper + upper.T


def blocs(sizes, seed=0, density=0.5):
    random = np.random.default_rng(seed)
    camp = np.repeat(np.arange(len(sizes)), sizes)
    sign = np.where(camp[:, None] == camp[None, :], 1.0, -1.0)
    upper = np.triu(sign * (random.random(sign.shape) < density), 1)
    return upper + upper.T, camp


@given(networks(), st.data())
def test_cost_of_a_move_is_the_frustration_that_it_adds(network, data):
    camps = np.array(data.draw(st.lists(st.integers(0, 2), min_size=len(network), max_size=8)))
    camps = camps[: len(network)]
    ties = ties_of(network)
    now = frustrated_weight(ties, camps)
    found = fence(network, camps)
    for actor in range(len(network)):
        others = sorted(set(camps.tolist()) - {camps[actor]})
        if not others:
            assert np.isnan(found.cost[actor])
            assert found.camp[actor] == -1
            continue
        costs = []
        for other in others:
            moved = camps.copy()
            moved[actor] = other
            costs.append(frustrated_weight(ties, moved) - now)
        assert found.cost[actor] == pytest.approx(min(costs))
        assert costs[others.index(found.camp[actor])] == pytest.approx(min(costs))


@settings(max_examples=25, deadline=None)
@given(networks())
def test_nobody_gains_by_leaving_the_best_camps(network):
    found = frustration(network)
    if found.camps.max() > 0:
        cost = fence(network, found.camps).cost
        assert (cost[~np.isnan(cost)] >= -1e-9).all()


def test_cohesion_by_hand():
    # Camp 0: ties +2 and -1 of three pairs; to camp 1: +1 and -3. The last is in no camp.
    ties = np.zeros((5, 5))
    for i, j, tie in ((0, 1, 2), (1, 2, -1), (0, 3, 1), (2, 3, -3), (3, 4, -9)):
        ties[i, j] = ties[j, i] = tie
    found = cohesion(ties, [0, 0, 0, 1, -1])
    assert found.members.tolist() == [3, 1]
    np.testing.assert_allclose(found.inside, [2 / 3, np.nan])
    np.testing.assert_allclose(found.linked, [2 / 3, np.nan])
    np.testing.assert_allclose(found.outside, [3 / 4, 3 / 4])


@given(numbers, st.permutations(range(4)))
def test_other_numbers_for_the_same_camps_are_no_change(camps, names):
    before = np.array(camps)
    after = np.where(before >= 0, np.array(names)[before], -1)
    found = changed_sides(before, after)
    assert not found.changed.any()
    assert (found.camps == before).all()


@given(st.lists(st.tuples(st.integers(-1, 2), st.integers(-1, 2)), min_size=1, max_size=10))
def test_as_many_stay_as_can(pairs):
    before, after = np.array(pairs).T
    both = (before >= 0) & (after >= 0)
    stayed = max(
        (np.array(names)[after[both]] == before[both]).sum() for names in permutations(range(3))
    )
    found = changed_sides(before, after)
    assert (both & ~found.changed).sum() == stayed
    assert not found.changed[~both].any()


def test_weight_decides_which_camp_is_the_same():
    before, after = [0, 0, 0, 0], [0, 1, 1, 1]
    assert changed_sides(before, after).changed.tolist() == [True, False, False, False]
    heavy = changed_sides(before, after, weight=[9, 1, 1, 1])
    assert heavy.changed.tolist() == [False, True, True, True]
    # The camp that broke away has a number that no earlier one had.
    assert heavy.camps.tolist() == [0, 1, 1, 1]


@pytest.mark.parametrize("sizes", [(9, 9), (12, 7, 5), (6, 6, 6, 6)])
def test_blocs_are_found_again(sizes):
    network, camp = blocs(sizes)
    found = modularity_camps(network)
    assert not changed_sides(camp, found).changed.any()
    assert len(set(found)) == len(sizes)


@settings(max_examples=40, deadline=None)
@given(networks())
def test_signed_modularity_by_its_formula(network):
    positive, negative = np.maximum(network, 0), np.maximum(-network, 0)
    camps = np.arange(len(network)) % 2
    total = 0.0
    for i, j in product(range(len(network)), repeat=2):
        if i != j and camps[i] == camps[j]:
            total += network[i, j]
            if positive.any():
                total -= positive[i].sum() * positive[j].sum() / positive.sum()
            if negative.any():
                total += negative[i].sum() * negative[j].sum() / negative.sum()
    assert modularity(network, camps) == pytest.approx(total / np.abs(network).sum())


@settings(max_examples=25, deadline=None)
@given(networks(), st.integers(1, 3))
def test_search_keeps_to_the_number_of_camps_and_is_stable(network, most):
    found = modularity_camps(network, most=most)
    assert found.max() < most
    assert ((found < 0) == ~network.any(axis=1)).all()
    assert (found == modularity_camps(network, most=most)).all()


@settings(max_examples=25, deadline=None)
@given(networks())
def test_merging_and_moving_never_lose(network):
    actors = len(network)
    merged = merge(network, np.arange(actors))
    random = np.random.default_rng(0)
    found = any_number(network, idle=5 * actors, random=random, most=actors)
    assert 0 <= kept(network, merged) <= kept(network, found) + 1e-9
    every = (np.array(camps) for camps in product(range(min(actors, 4)), repeat=actors - 1))
    best = max(kept(network, np.append(0, camps)) for camps in every) if actors <= 6 else np.inf
    assert kept(network, found) <= best + 1e-9 or found.max() >= 4


@pytest.mark.parametrize("camps", [[0, 1], [0.5, 1, 1], [-2, 0, 0], [[0], [0], [0]]])
def test_what_are_no_camps(camps):
    with pytest.raises(ValueError, match="camps"):
        fence([[0, 1, 1], [1, 0, 1], [1, 1, 0]], camps)


def test_nobody_in_a_camp():
    with pytest.raises(ValueError, match="no actor"):
        cohesion([[0, 1], [1, 0]], [-1, -1])


@pytest.mark.parametrize("option", [{"resolution": 0.0}, {"resolution": np.inf}, {"most": 0}])
def test_options_out_of_range(option):
    with pytest.raises(ValueError, match=next(iter(option))):
        modularity_camps([[0, 1], [1, 0]], **option)


@pytest.mark.parametrize("weight", [[1.0], [1.0, -1.0], [1.0, np.nan]])
def test_weights_out_of_range(weight):
    with pytest.raises(ValueError, match="weight"):
        changed_sides([0, 1], [0, 1], weight)
