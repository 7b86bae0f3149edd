from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rapallo.measures.frustration import frustrated_weight, frustration
from rapallo.measures.landscape import landscape
from rapallo.measures.relaxation import relaxed_bound, relaxed_vectors, rounded
from rapallo.measures.signed import in_order, ties_of

WEIGHTS = st.sampled_from([-2.5, -1.0, -0.5, 0.0, 0.0, 0.3, 1.0, 2.0])


@st.composite
def networks(draw, most=7, weights=WEIGHTS):
    actors = draw(st.integers(2, most))
    upper = np.triu(draw(arrays(float, (actors, actors), elements=weights)), 1)
    if not upper.any():
        upper[0, 1] = 1.0
    return upper + upper.T


signs = st.sampled_from([-1.0, 0.0, 1.0])


def least_by_listing(network, k):
    ties = ties_of(network)
    camps = product(range(k), repeat=len(network) - 1)
    return min(frustrated_weight(ties, np.array([0, *rest])) for rest in camps)


def planted(actors, camps, doubt, seed):
    """A network of camps in which a share of ties has the wrong sign."""
    random = np.random.default_rng(seed)
    camp = random.integers(camps, size=actors)
    sign = np.where(camp[:, None] == camp[None, :], 1.0, -1.0)
    sign[random.random((actors, actors)) < doubt] *= -1
    upper = np.triu(sign * (random.random((actors, actors)) < 0.3), 1)
    return upper + upper.T


@settings(max_examples=40, deadline=None)
@given(networks())
def test_two_camps_are_the_best_of_all(network):
    found = frustration(network)
    assert found.proven
    assert found.value == pytest.approx(least_by_listing(network, 2))


@settings(max_examples=25, deadline=None)
@given(networks(most=6), st.sampled_from([3, 4, None]))
def test_more_camps_are_the_best_of_all(network, camps):
    found = frustration(network, camps=camps)
    assert found.proven
    assert found.camps.max() < (camps or len(network))
    assert found.value == pytest.approx(least_by_listing(network, camps or len(network)))


@settings(max_examples=25, deadline=None)
@given(networks(most=10))
def test_result_is_of_one_piece(network):
    found = frustration(network)
    ties = ties_of(network)
    assert frustrated_weight(ties, found.camps) == pytest.approx(found.value)
    first, second = found.frustrated.T
    assert np.abs(network[first, second]).sum() == pytest.approx(found.value)
    assert found.normalised == pytest.approx(1 - 2 * found.value / np.abs(ties.weight).sum())
    assert 0 <= found.bound <= found.value + 1e-9
    assert found.gap == pytest.approx(0, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(networks(most=10), st.data())
def test_switching_and_renaming_change_nothing(network, data):
    actors = len(network)
    value = frustration(network).value
    flip = np.array(data.draw(st.lists(st.sampled_from([-1, 1]), min_size=actors, max_size=actors)))
    order = np.array(data.draw(st.permutations(range(actors))))
    assert frustration(network * np.outer(flip, flip)).value == pytest.approx(value)
    assert frustration(network[np.ix_(order, order)]).value == pytest.approx(value)


@settings(max_examples=25, deadline=None)
@given(networks(most=10, weights=signs))
def test_at_most_half_of_ties_are_frustrated(network):
    assert 0 <= frustration(network).normalised <= 1


@settings(max_examples=15, deadline=None)
@given(networks(most=9))
def test_more_camps_never_frustrate_more(network):
    values = [frustration(network, camps=k).value for k in (2, 3, None)]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("camps", [2, 3])
def test_perfect_camps_are_found_again(camps):
    network = planted(60, camps, 0.0, seed=camps)
    found = frustration(network, camps=camps)
    assert found.value == 0
    assert found.proven


@pytest.mark.parametrize("seed", range(3))
def test_integer_program_closes_what_the_linear_one_leaves(seed):
    # With signs by chance the linear program's bound falls short, so both programs are needed.
    random = np.random.default_rng(seed)
    upper = np.triu(random.choice([-1.0, 1.0], size=(13, 13)), 1)
    network = upper + upper.T
    found = frustration(network)
    assert found.proven
    assert found.value == least_by_listing(network, 2)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(8, 16), st.floats(0.2, 1), st.floats(0.1, 0.9))
def test_index_agrees_with_a_look_at_every_configuration(seed, actors, density, hostile):
    # With equal sizes, energy is twice (frustrated less negative) ties: see `best_sides`.
    random = np.random.default_rng(seed)
    sign = np.where(random.random((actors, actors)) < hostile, -1.0, 1.0)
    upper = np.triu(sign * (random.random((actors, actors)) < density), 1)
    upper[0, 1] = 1.0
    network = upper + upper.T
    lowest = landscape(np.ones(actors), network).energy[0]
    found = frustration(network)
    assert found.proven
    assert found.value == lowest / 2 + (upper < 0).sum()


def test_actors_without_ties_are_in_no_camp():
    found = frustration([[0, 0, -1], [0, 0, 0], [-1, 0, 0]])
    assert found.camps.tolist() == [0, -1, 1]


def test_equal_seeds_give_equal_camps():
    network = planted(40, 2, 0.2, seed=1)
    first, second = frustration(network, seed=5), frustration(network, seed=5)
    assert (first.camps == second.camps).all()


def test_time_limit_leaves_an_honest_gap():
    random = np.random.default_rng(0)
    upper = np.triu(random.choice([-1.0, 1.0], size=(70, 70)), 1)
    found = frustration(upper + upper.T, time_limit=0.5)
    assert not found.proven
    assert 0 < found.bound < found.value
    assert found.gap == found.value - found.bound


@settings(max_examples=40, deadline=None)
@given(networks(), st.integers(0, 5))
def test_relaxed_bound_holds_for_any_vectors(network, seed):
    network = network[np.ix_(network.any(axis=1), network.any(axis=1))]
    least = least_by_listing(network, 2)
    random = np.random.default_rng(seed)
    some = random.normal(size=(len(network), 3))
    good = relaxed_vectors(network, deadline=np.inf, seed=seed)
    for vectors in (some / np.linalg.norm(some, axis=1, keepdims=True), good):
        assert relaxed_bound(network, vectors) <= least + 1e-9
    assert frustrated_weight(ties_of(network), rounded(good, random)) >= least - 1e-9


def test_camps_are_numbered_by_size():
    assert in_order(np.array([5, 2, 2, -1, 9])).tolist() == [1, 0, 0, -1, 2]


@pytest.mark.parametrize(
    ("ties", "message"),
    [
        ([[0, 1], [2, 0]], "not symmetric: \\[0, 1\\] is 1 and \\[1, 0\\] is 2"),
        ([[0, np.nan], [np.nan, 0]], "finite"),
        ([[1, 1], [1, 0]], "tie with itself"),
        ([[0, 1, 1], [1, 0, 1]], "square"),
        ([0, 1], "square"),
        ([[0, 0], [0, 0]], "no tie"),
    ],
)
def test_what_is_no_signed_network(ties, message):
    with pytest.raises(ValueError, match=message):
        frustration(ties)


@pytest.mark.parametrize("option", [{"camps": 1}, {"time_limit": 0}, {"time_limit": np.nan}])
def test_options_out_of_range(option):
    with pytest.raises(ValueError, match=next(iter(option))):
        frustration([[0, 1], [1, 0]], **option)
