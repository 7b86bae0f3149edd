"""Whole-system measures against their definitions, their bounds and their known limits."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import kendalltau

from rapallo.measures.concordance import tau_b
from rapallo.measures.history import similarities, similarity_history
from rapallo.measures.pairs import pair
from rapallo.measures.similarity import chance_corrected_s, kappa, pi, s_score

LEVELS = (0, 1, 2, 3)
DISTANCES = ("nominal", "absolute", "squared")
distances = st.sampled_from(DISTANCES)
sizes = st.tuples(st.integers(2, 6), st.integers(1, 12))
portfolios = hnp.arrays(np.int8, sizes, elements=st.integers(0, 3))
gappy = hnp.arrays(np.int8, sizes, elements=st.integers(-1, 3))
weights = st.lists(st.floats(0.01, 10), min_size=12, max_size=12)


def apart(a, b, distance):
    if distance == "nominal":
        return float(a != b)
    return (abs(a - b) / 3) ** (1 if distance == "absolute" else 2)


def by_definition(first, second, distance, weight):
    """Observed and both expected distances of one pair, target by target."""
    both = [k for k in range(len(first)) if first[k] >= 0 and second[k] >= 0]
    total = sum(weight[k] for k in both)
    if not total:
        return None
    observed = sum(weight[k] * apart(int(first[k]), int(second[k]), distance) for k in both)
    own = other = 0.0
    for k in both:
        for m in both:
            each = weight[k] * weight[m]
            own += each * apart(int(first[k]), int(second[m]), distance)
            pooled = [(first[k], first[m]), (first[k], second[m])]
            pooled += [(second[k], first[m]), (second[k], second[m])]
            other += each * sum(apart(int(a), int(b), distance) for a, b in pooled) / 4
    return observed / total, own / total**2, other / total**2


@given(gappy, distances, weights)
def test_all_measures_follow_their_definition(x, distance, weight):
    weight = np.array(weight[: x.shape[1]])
    options = {"levels": LEVELS, "distance": distance, "weights": weight}
    found = [measure(x, **options) for measure in (s_score, kappa, pi, chance_corrected_s)]
    for i, j in combinations(range(len(x)), 2):
        known = by_definition(x[i], x[j], distance, weight)
        values = [matrix[i, j] for matrix in found]
        if known is None:
            assert np.isnan(values).all()
            continue
        observed, own, pooled = known
        wanted = [
            1 - 2 * observed,
            1 - observed / own if own else np.nan,
            1 - observed / pooled if pooled else np.nan,
            2 * (own - observed),
        ]
        np.testing.assert_allclose(values, wanted, rtol=1e-6, atol=1e-9)


@given(gappy)
def test_tau_b_is_kendalls(x):
    found = tau_b(x, levels=LEVELS)
    for i, j in combinations(range(len(x)), 2):
        both = (x[i] >= 0) & (x[j] >= 0)
        varied = len(set(x[i][both])) > 1 and len(set(x[j][both])) > 1
        wanted = kendalltau(x[i][both], x[j][both]).statistic if varied else np.nan
        np.testing.assert_allclose(found[i, j], wanted, atol=1e-9)


@given(gappy, distances)
def test_bounds_and_symmetry(x, distance):
    options = {"levels": LEVELS, "distance": distance}
    most = 1.5 if distance == "nominal" else 1
    bounds = [(s_score, -1, 1), (kappa, -np.inf, 1), (pi, -1, 1), (chance_corrected_s, -1, most)]
    for measure, low, high in bounds:
        matrix = measure(x, **options)
        known = matrix[~np.isnan(matrix)]
        assert ((known >= low - 1e-9) & (known <= high + 1e-9)).all()
        np.testing.assert_allclose(matrix, matrix.T, atol=1e-9)
    tau = tau_b(x, levels=LEVELS)
    assert (np.abs(tau[~np.isnan(tau)]) <= 1 + 1e-9).all()
    np.testing.assert_allclose(tau, tau.T, atol=1e-9)


@given(gappy, distances, st.randoms(use_true_random=False))
def test_names_of_actors_and_order_of_targets_do_not_matter(x, distance, random):
    actors, targets = list(range(x.shape[0])), list(range(x.shape[1]))
    random.shuffle(actors)
    random.shuffle(targets)
    moved = x[np.ix_(actors, targets)]
    for measure in (s_score, kappa, pi, chance_corrected_s):
        before = measure(x, levels=LEVELS, distance=distance)
        after = measure(moved, levels=LEVELS, distance=distance)
        np.testing.assert_allclose(after, before[np.ix_(actors, actors)], atol=1e-12)
    before, after = tau_b(x, levels=LEVELS), tau_b(moved, levels=LEVELS)
    np.testing.assert_allclose(after, before[np.ix_(actors, actors)], atol=1e-12)


@given(portfolios, distances)
def test_turning_the_scale_round_changes_nothing(x, distance):
    for measure in (s_score, kappa, pi, chance_corrected_s):
        there = measure(x, levels=LEVELS, distance=distance)
        back = measure(3 - x, levels=LEVELS, distance=distance)
        np.testing.assert_allclose(there, back, atol=1e-9)


@given(portfolios, distances)
def test_equal_portfolios_score_one(x, distance):
    twins = np.vstack([x, x[:1]])
    assert s_score(twins, levels=LEVELS, distance=distance)[0, -1] == 1
    varied = len(set(x[0])) > 1
    for measure in (kappa, pi):
        found = measure(twins, levels=LEVELS, distance=distance)[0, -1]
        assert found == pytest.approx(1) if varied else np.isnan(found)


@given(portfolios, distances)
def test_pi_never_exceeds_kappa(x, distance):
    options = {"levels": LEVELS, "distance": distance}
    beyond = kappa(x, **options) - pi(x, **options)
    assert (beyond[~np.isnan(beyond)] >= -1e-9).all()


@given(hnp.arrays(np.int8, 8, elements=st.integers(0, 3)), distances, st.randoms())
def test_pi_is_kappa_where_marginals_are_equal(portfolio, distance, random):
    other = list(portfolio)
    random.shuffle(other)
    options = {"levels": LEVELS, "distance": distance}
    np.testing.assert_allclose(
        pair(kappa, portfolio, np.array(other), **options),
        pair(pi, portfolio, np.array(other), **options),
        atol=1e-9,
    )


@given(portfolios, distances, st.integers(2, 5))
def test_a_weight_is_so_many_equal_targets(x, distance, times):
    weight = np.ones(x.shape[1])
    weight[0] = times
    repeated = np.hstack([x, np.repeat(x[:, :1], times - 1, axis=1)])
    for measure in (s_score, kappa, pi, chance_corrected_s):
        np.testing.assert_allclose(
            measure(x, levels=LEVELS, distance=distance, weights=weight),
            measure(repeated, levels=LEVELS, distance=distance),
            atol=1e-9,
        )


@given(portfolios, distances, st.floats(0.001, 1000))
def test_only_relative_weights_count(x, distance, factor):
    weight = np.arange(1.0, x.shape[1] + 1)
    for measure in (s_score, kappa, pi, chance_corrected_s):
        np.testing.assert_allclose(
            measure(x, levels=LEVELS, distance=distance, weights=weight),
            measure(x, levels=LEVELS, distance=distance, weights=weight * factor),
            atol=1e-9,
        )


def test_on_two_levels_all_distances_are_one():
    x = np.array([[1, 1, 0, 0, 1], [1, 0, 0, 1, 1], [0, 0, 0, 1, 1]])
    for measure in (s_score, kappa, pi):
        first, second, third = (measure(x, levels=(0, 1), distance=d) for d in DISTANCES)
        np.testing.assert_allclose(first, second)
        np.testing.assert_allclose(first, third)


def test_opposite_ends_give_minus_one():
    x = np.array([[0, 3, 0, 3], [3, 0, 3, 0]])
    for measure in (s_score, kappa, pi):
        for distance in DISTANCES:
            assert measure(x, levels=LEVELS, distance=distance)[0, 1] == pytest.approx(-1)


def test_independent_portfolios_are_at_chance():
    x = np.array([[0, 0, 3, 3], [0, 3, 0, 3]])
    for distance in DISTANCES:
        options = {"levels": LEVELS, "distance": distance}
        for measure in (kappa, pi, chance_corrected_s):
            assert pair(measure, *x, **options) == pytest.approx(0, abs=1e-12)
    assert pair(tau_b, *x, levels=LEVELS) == pytest.approx(0)


def test_rare_ties_raise_s_but_not_kappa():
    # Two states of 100 with five partners each, none shared.
    first, second = np.zeros(100, int), np.zeros(100, int)
    first[:5] = second[5:10] = 1
    assert pair(s_score, first, second, levels=(0, 1)) == pytest.approx(0.8)
    assert pair(kappa, first, second, levels=(0, 1), distance="nominal") < 0


def test_no_shared_target_is_unknown():
    x = np.array([[1, -1], [-1, 1]])
    for measure in (s_score, kappa, pi):
        assert np.isnan(measure(x, levels=(0, 1), distance="nominal")[0, 1])


@given(gappy, distances, distances)
def test_history_gives_what_each_measure_gives(x, kappa_distance, pi_distance):
    options = {"levels": LEVELS, "kappa_distance": kappa_distance, "pi_distance": pi_distance}
    one = similarities(x, **options)
    np.testing.assert_array_equal(one.s, s_score(x, levels=LEVELS))
    np.testing.assert_array_equal(one.kappa, kappa(x, levels=LEVELS, distance=kappa_distance))
    np.testing.assert_array_equal(one.pi, pi(x, levels=LEVELS, distance=pi_distance))
    np.testing.assert_array_equal(one.tau_b, tau_b(x, levels=LEVELS))
    np.testing.assert_array_equal(one.chance_corrected_s, chance_corrected_s(x, levels=LEVELS))
    years = similarity_history([x, x[:, ::-1]], **options)
    np.testing.assert_array_equal(years[0].pi, one.pi)
    np.testing.assert_allclose(years[1].pi, one.pi)


def test_weighted_similarities_have_no_tau():
    found = similarities(
        [[0, 1], [1, 1]],
        levels=(0, 1),
        kappa_distance="nominal",
        pi_distance="nominal",
        weights=[1, 3],
    )
    assert found.tau_b is None
    assert found.shared[0, 1] == 4
    assert found.s[0, 1] == pytest.approx(0.5)


def test_unknown_distance_is_refused():
    with pytest.raises(ValueError, match="nominal"):
        kappa([[0, 1], [1, 1]], levels=(0, 1), distance="cubic")  # type: ignore[arg-type]


def test_a_pair_lists_the_same_targets():
    with pytest.raises(ValueError, match="same targets"):
        pair(s_score, [0, 1], [0, 1, 1], levels=(0, 1))
