from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rapallo.measures.energy import energy, frustrations, gains
from rapallo.measures.landscape import MOST_ACTORS, best_sides, landscape


@st.composite
def landscapes(draw, most=7):
    actors = draw(st.integers(2, most))
    propensity = np.triu(draw(arrays(float, (actors, actors), elements=st.integers(-3, 3))), 1)
    if not propensity.any():
        propensity[0, 1] = -1.0
    sizes = draw(arrays(float, actors, elements=st.sampled_from([0.5, 1.0, 2.0, 3.0, 7.0])))
    return sizes, propensity + propensity.T


def configurations(actors):
    return [np.array([0, *rest]) for rest in product((0, 1), repeat=actors - 1)]


def by_listing(sizes, propensity):
    """Minima and basins of steepest descent, one configuration at a time."""
    basins = {}
    for start in configurations(len(sizes)):
        side = start
        while (gain := gains(sizes, propensity, side)).max() > 1e-6:
            side = side.copy()
            side[int(np.flatnonzero(gain > gain.max() - 1e-6)[0])] ^= 1
            side ^= side[0]
        basins[tuple(side)] = basins.get(tuple(side), 0) + 1
    return basins


@settings(max_examples=60, deadline=None)
@given(landscapes())
def test_minima_and_basins_by_listing(given_landscape):
    sizes, propensity = given_landscape
    found = landscape(sizes, propensity)
    listed = by_listing(sizes, propensity)
    assert {tuple(side): n for side, n in zip(found.sides, found.basin, strict=True)} == listed
    assert found.basin.sum() == found.configurations == 2 ** (len(sizes) - 1)
    assert (np.diff(found.energy) >= -1e-6).all()
    for side, level, strict in zip(found.sides, found.energy, found.strict, strict=True):
        assert energy(sizes, propensity, side) == pytest.approx(level)
        gain = gains(sizes, propensity, side)
        assert gain.max() <= 1e-6
        assert strict == (gain.max() < -1e-6)


@settings(max_examples=30, deadline=None)
@given(landscapes(), st.data())
def test_energy_is_sizes_times_frustrations_and_counts_pairs_twice(given_landscape, data):
    sizes, propensity = given_landscape
    side = np.array(data.draw(st.lists(st.integers(0, 1), min_size=7, max_size=7)))[: len(sizes)]
    total = 0.0
    for i, j in product(range(len(sizes)), repeat=2):
        total += sizes[i] * sizes[j] * propensity[i, j] * (side[i] != side[j])
    assert energy(sizes, propensity, side) == pytest.approx(total)
    assert sizes @ frustrations(sizes, propensity, side) == pytest.approx(total)
    assert energy(sizes, propensity, 0 * side) == 0


@settings(max_examples=30, deadline=None)
@given(landscapes(), st.data())
def test_a_move_lowers_energy_with_the_movers_own_frustration(given_landscape, data):
    sizes, propensity = given_landscape
    side = np.array(data.draw(st.lists(st.integers(0, 1), min_size=7, max_size=7)))[: len(sizes)]
    before = frustrations(sizes, propensity, side)
    for mover, gain in enumerate(gains(sizes, propensity, side)):
        moved = side.copy()
        moved[mover] ^= 1
        fall = energy(sizes, propensity, side) - energy(sizes, propensity, moved)
        own = before[mover] - frustrations(sizes, propensity, moved)[mover]
        assert gain == pytest.approx(fall)
        assert gain == pytest.approx(2 * sizes[mover] * own)


@settings(max_examples=30, deadline=None)
@given(landscapes(), st.data())
def test_moves_that_gain_never_come_back(given_landscape, data):
    sizes, propensity = given_landscape
    side = np.zeros(len(sizes), dtype=int)
    seen = set()
    while (gain := gains(sizes, propensity, side)).max() > 1e-6:
        assert tuple(side) not in seen
        seen.add(tuple(side))
        side = side.copy()
        side[data.draw(st.sampled_from(np.flatnonzero(gain > 1e-6).tolist()))] ^= 1


@settings(max_examples=30, deadline=None)
@given(arrays(float, st.integers(2, 9), elements=st.floats(0.1, 20)))
def test_where_all_are_enemies_power_is_balanced(sizes):
    enemies = np.eye(len(sizes)) - 1
    found = landscape(sizes, enemies)
    apart = [abs(sizes @ (1 - 2 * side)) for side in configurations(len(sizes))]
    assert abs(sizes @ (1.0 - 2 * found.sides[0])) == pytest.approx(min(apart), abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(landscapes(most=9))
def test_best_sides_are_the_lowest_minimum(given_landscape):
    sizes, propensity = given_landscape
    found = best_sides(sizes, propensity)
    assert found.proven
    assert found.energy == pytest.approx(landscape(sizes, propensity).energy[0])
    assert found.energy == pytest.approx(energy(sizes, propensity, found.sides))
    assert found.sides[0] == 0


def test_bound_of_many_actors_is_honest():
    random = np.random.default_rng(3)
    upper = np.triu(random.normal(size=(60, 60)), 1)
    found = best_sides(random.lognormal(size=60), upper + upper.T, time_limit=0.3)
    assert found.bound <= found.energy < 0
    assert found.proven == (found.bound == found.energy)


def test_long_descents_and_blocks_of_the_code_agree_with_a_plain_walk():
    # 15 actors need more than one block of the Gray code.
    random = np.random.default_rng(4)
    upper = np.triu(random.normal(size=(15, 15)), 1)
    sizes, propensity = random.lognormal(size=15), upper + upper.T
    found = landscape(sizes, propensity)
    for start in random.integers(2**14, size=50):
        side = np.concatenate([[0], start >> np.arange(14) & 1])
        while (gain := gains(sizes, propensity, side)).max() > 1e-6:
            side[gain.argmax()] ^= 1
        assert (side ^ side[0]).tolist() in found.sides.tolist()
    assert best_sides(sizes, propensity).energy == pytest.approx(found.energy[0])


PAIR = [[0, -1], [-1, 0]]


@pytest.mark.parametrize(
    ("sizes", "propensity", "message"),
    [
        ([1, 1], [[0, 1], [-1, 0]], "propensities are not symmetric"),
        ([1, 1], [[0, np.nan], [np.nan, 0]], "propensities have to be finite"),
        ([1, 1], [[0, 0], [0, 0]], "no tie"),
        ([1, 1], [[0, 1]], "square"),
        ([1, 1], [[2, 1], [1, 0]], "itself"),
        ([1, 0], PAIR, "above 0: that of actor 1 is 0"),
        ([1, -1], PAIR, "above 0"),
        ([1, np.nan], PAIR, "known"),
        ([1, 1, 1], PAIR, "one number for each of 2"),
    ],
)
@pytest.mark.parametrize("measure", [landscape, best_sides, lambda s, p: energy(s, p, [0, 1])])
def test_what_is_no_landscape(measure, sizes, propensity, message):
    with pytest.raises(ValueError, match=message):
        measure(sizes, propensity)


def test_too_many_actors_for_all_configurations():
    many = MOST_ACTORS + 1
    with pytest.raises(ValueError, match="best_sides"):
        landscape(np.ones(many), np.eye(many) - 1)


@pytest.mark.parametrize("sides", [[0, 2], [0, -1], [0], [0.0, 1.0]])
def test_what_are_no_two_sides(sides):
    with pytest.raises(ValueError, match=r"side|camps"):
        gains([1, 1], PAIR, sides)
