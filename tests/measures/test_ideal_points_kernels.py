"""Compiled parts of the ideal points: derivatives, random numbers, and what the draws target."""

from __future__ import annotations

import numba
import numpy as np
import pytest
from scipy import integrate, stats

from rapallo.measures.ideal_points.compiled import exp, log, normal, stream, uniform
from rapallo.measures.ideal_points.draws import draw_items, draw_states
from rapallo.measures.ideal_points.likelihood import cell_sums, item_sums
from rapallo.measures.ideal_points.moves import move_runs

PRIOR = np.array([1.5**-2, 10.0**-2, 2.0, 2.0])


@pytest.fixture(autouse=True)
def one_thread():
    """Problems this small only wait for a second thread."""
    threads = numba.get_num_threads()
    numba.set_num_threads(1)
    yield
    numba.set_num_threads(threads)


def logistic(x):
    return 1.0 / (1.0 + np.exp(-x))


def log_probability(vote, u, half):
    yes, no = logistic(u - half), logistic(-u - half)
    return np.log(np.choose(np.asarray(vote) - 1, [yes, 1.0 - yes - no, no]))


def test_exp_and_log_agree_with_the_library():
    x = np.linspace(-290, 290, 2001)
    assert np.allclose([exp(v) for v in x], np.exp(x), rtol=1e-11)
    y = np.exp(x)
    assert np.allclose([log(v) for v in y], x, rtol=1e-11, atol=1e-12)


def test_random_numbers_have_their_distributions():
    words = [np.uint64(stream(1, 2, 3, unit)) for unit in range(4000)]
    assert len(set(words)) == 4000
    assert stats.kstest([uniform(w)[1] for w in words], "uniform").pvalue > 0.001
    assert stats.kstest([normal(w)[1] for w in words], "norm").pvalue > 0.001


def test_sums_over_a_cell_are_likelihood_and_derivatives():
    beta, alpha, half = np.array([1.2, -0.7, 2.0]), np.array([0.3, 1.0, -0.5]), np.ones(3) * 0.8
    vote = np.array([1, 2, 3], dtype=np.int8)
    item = np.arange(3, dtype=np.int32)

    def sums(theta):
        return cell_sums(theta, 0, 3, item, vote, beta, alpha, np.exp(half))

    def exact(theta):
        return np.sum(log_probability(vote, beta * theta - alpha, half))

    value, gradient, information = sums(0.4)
    assert value - sums(-1.0)[0] == pytest.approx(exact(0.4) - exact(-1.0))
    e = 1e-4
    assert gradient == pytest.approx((exact(0.4 + e) - exact(0.4 - e)) / (2 * e), rel=1e-6)
    bend = (exact(0.4 + e) - 2 * exact(0.4) + exact(0.4 - e)) / e**2
    assert information == pytest.approx(-bend, rel=1e-4)


def test_sums_over_a_roll_call_are_likelihood_and_derivatives():
    rng = np.random.default_rng(1)
    theta, vote = rng.normal(size=30), rng.integers(1, 4, 30).astype(np.int8)
    cell = np.arange(30, dtype=np.int32)
    abstentions = float(np.sum(vote == 2))

    def exact(p):
        return np.sum(log_probability(vote, p[0] * theta - p[1], np.exp(p[2])))

    at = np.array([0.9, -0.4, -0.2])
    sums = item_sums(0, 30, cell, vote, theta, *at, abstentions)
    assert sums[0] == pytest.approx(exact(at))
    e = 1e-4
    unit = e * np.eye(3)
    gradient = [(exact(at + d) - exact(at - d)) / (2 * e) for d in unit]
    assert np.allclose(sums[1:4], gradient, rtol=1e-6)
    bend = np.array(
        [
            [
                (exact(at + a + b) - exact(at + a - b) - exact(at - a + b) + exact(at - a - b))
                for b in unit
            ]
            for a in unit
        ]
    ) / (4 * e**2)
    # The information in log h leaves out the first-derivative term.
    bend[2, 2] -= gradient[2]
    bb, ba, aa, bg, ag, gg = sums[4:]
    assert np.allclose(-bend, [[bb, ba, bg], [ba, aa, ag], [bg, ag, gg]], rtol=1e-4, atol=1e-4)


def test_state_draws_have_the_posterior_of_a_single_position():
    beta, alpha, half = np.array([1.5, -1.0, 2.5]), np.array([0.2, 0.5, 2.0]), np.array([0.4] * 3)
    vote, item = np.array([1, 3, 1], dtype=np.int8), np.arange(3, dtype=np.int32)
    theta = np.zeros(1)
    drawn = np.empty(6000)
    for sweep in range(len(drawn)):
        draw_states(
            np.array([0, 1]), np.array([0, 3]), item, vote, np.zeros(1), theta,
            beta, alpha, np.exp(half), 12, 1, sweep,
        )  # fmt: skip
        drawn[sweep] = theta[0]

    def density(t):
        return np.exp(np.sum(log_probability(vote, beta * t - alpha, half)) - t * t / 2)

    total = integrate.quad(density, -9, 9)[0]
    mean = integrate.quad(lambda t: t * density(t), -9, 9)[0] / total
    square = integrate.quad(lambda t: t * t * density(t), -9, 9)[0] / total
    assert np.mean(drawn) == pytest.approx(mean, abs=0.04)
    assert np.std(drawn) == pytest.approx(np.sqrt(square - mean**2), rel=0.05)


def test_roll_call_draws_have_their_posterior():
    rng = np.random.default_rng(2)
    theta, vote = rng.normal(size=12), np.array([1, 1, 2, 3, 1, 3, 2, 1, 1, 3, 2, 1], dtype=np.int8)
    cell = np.arange(12, dtype=np.int32)
    beta, alpha, gamma = np.zeros(1), np.zeros(1), np.zeros(1)
    drawn = np.empty((20000, 3))
    for sweep in range(len(drawn)):
        draw_items(
            np.array([0, 12]), cell, vote, np.array([3.0]), theta, beta, alpha, gamma, PRIOR,
            3, sweep,
        )  # fmt: skip
        drawn[sweep] = beta[0], alpha[0], gamma[0]
    axes = [np.linspace(-5, 5, 61), np.linspace(-5, 5, 61), np.linspace(-5, 2, 61)]
    b, a, g = np.meshgrid(*axes, indexing="ij")
    value = -0.5 * (PRIOR[0] * b**2 + PRIOR[1] * a**2) + PRIOR[2] * g - PRIOR[3] * np.exp(g)
    for t, y in zip(theta, vote, strict=True):
        value += log_probability(np.full(b.shape, y), b * t - a, np.exp(g))
    weight = np.exp(value - value.max())
    weight /= weight.sum()
    for k, axis in enumerate((b, a, g)):
        mean = np.sum(weight * axis)
        deviation = np.sqrt(np.sum(weight * (axis - mean) ** 2))
        assert np.mean(drawn[:, k]) == pytest.approx(mean, abs=0.1 * deviation)
        assert np.std(drawn[:, k]) == pytest.approx(deviation, rel=0.1)


def test_without_votes_all_draws_together_return_the_prior():
    """Joint moves that forgot a Jacobian, or blocks that missed a neighbour, would shift it."""
    states, periods, tight = 3, 4, np.array([0.0, 4.0, 4.0, 2.0] * 3)
    cells, items = states * periods, 5
    cell_period = np.tile(np.arange(periods), states)
    item_period = np.array([0, 1, 1, 2, 3])
    none = np.zeros(0, dtype=np.int32)
    theta, beta, alpha, gamma = np.zeros(cells), np.ones(items), np.zeros(items), np.zeros(items)
    drawn, slopes, thresholds = (np.empty((8000, n)) for n in (cells, items, items))
    for sweep in range(len(drawn)):
        draw_items(
            np.zeros(items + 1, dtype=np.int64), none, none, np.zeros(items), theta, beta, alpha,
            gamma, PRIOR, 4, sweep,
        )  # fmt: skip
        draw_states(
            np.arange(0, cells + 1, periods), np.zeros(cells + 1, dtype=np.int64), none, none,
            tight, theta, beta, alpha, np.exp(np.exp(gamma)), 3, 4, sweep,
        )  # fmt: skip
        move_runs(cell_period, item_period, tight, theta, beta, alpha, PRIOR, 3, periods, 4, sweep)
        drawn[sweep], slopes[sweep], thresholds[sweep] = theta, beta, alpha
    precision = np.eye(periods)
    for k, w in zip(range(1, periods), tight[1:periods], strict=True):
        precision[[k, k - 1], [k, k - 1]] += w
        precision[[k, k - 1], [k - 1, k]] -= w
    expected = np.linalg.inv(precision)
    found = np.mean([np.cov(part.T) for part in np.split(drawn, states, axis=1)], axis=0)
    assert np.allclose(found, expected, atol=0.05 * expected.max())
    assert np.allclose(drawn.mean(axis=0), 0, atol=0.08)
    assert np.allclose(slopes.std(axis=0), 1.5, rtol=0.1)
    assert np.allclose(thresholds.std(axis=0), 10.0, rtol=0.1)


def test_moves_leave_every_probability_as_it_was():
    rng = np.random.default_rng(6)
    cell_period = np.tile(np.arange(4), 5)
    theta, beta, alpha = rng.normal(size=20), rng.normal(size=8), rng.normal(size=8)
    item_period = np.repeat(np.arange(4), 2)
    tight = np.tile([0.0, 9.0, 9.0, 9.0], 5)

    def predictors():
        same = cell_period[:, None] == item_period
        return (theta[:, None] * beta - alpha)[same]

    before, old = predictors(), theta.copy()
    move_runs(cell_period, item_period, tight, theta, beta, alpha, PRIOR, 10, 4, 1, 1)
    assert np.allclose(predictors(), before)
    assert not np.allclose(theta, old)
