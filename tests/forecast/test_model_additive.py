"""The additive model: exact sums, shapes that mean something, draws that resample treaties."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from rapallo.forecast.additive import fit


@pytest.fixture(scope="module")
def cases():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(6000, 3)).astype(np.float32)
    x[::5, 2] = np.nan
    odds = -3 + 1.2 * x[:, 0] + np.where(np.isnan(x[:, 2]), 1.5, 0)
    happened = rng.random(6000) < 1 / (1 + np.exp(-odds))
    return x, happened, np.arange(6000) // 20


def fitted(cases, **more):
    x, happened, cluster = cases
    return fit(x, happened, np.ones(len(x)), cluster, signs=(0, 0, 0), penalty=5.0, **more)


def test_parts_and_baseline_sum_to_the_log_odds(cases):
    shapes = fitted(cases)
    assert_allclose(
        shapes.log_odds(cases[0]),
        shapes.baseline + shapes.contributions(cases[0]).sum(axis=1),
        rtol=0,
        atol=1e-12,
    )


def test_it_finds_the_cause_the_missing_and_leaves_the_idle_feature_flat(cases):
    shapes = fitted(cases)
    parts = shapes.contributions(cases[0])
    low, high = (parts[np.abs(cases[0][:, 0] - at) < 0.05, 0].mean() for at in (-1, 1))
    assert 1.6 < high - low < 3.0  # the truth is 2.4; the ridge flattens it a little
    assert np.ptp(parts[:, 1]) < 1.0
    missing = np.isnan(cases[0][:, 2])
    assert parts[missing, 2].mean() - parts[~missing, 2].mean() > 0.9


def test_fitted_probabilities_have_the_mean_of_the_cases(cases):
    shapes = fitted(cases)
    assert_allclose(
        (1 / (1 + np.exp(-shapes.log_odds(cases[0])))).mean(), cases[1].mean(), rtol=0.01
    )


def test_a_sign_keeps_a_shape_from_turning(cases):
    x, happened, cluster = cases
    shapes = fit(x, happened, np.ones(len(x)), cluster, signs=(-1, 0, 0), draws=0)
    begin, end = shapes.start[0], shapes.start[1] - 1
    assert (np.diff(shapes.values[begin:end]) <= 1e-9).all()


def test_beyond_the_knots_a_shape_is_constant(cases):
    shapes = fitted(cases)
    far = np.array([[50, 0, 0], [500, 0, 0]], np.float32)
    assert shapes.log_odds(far)[0] == shapes.log_odds(far)[1]


def test_cases_that_come_together_make_the_draws_wider(cases):
    x, happened = cases[0][:3000], cases[1][:3000]
    apart = fitted((x, happened, np.arange(len(x))))
    ten = np.repeat(np.arange(len(x)), 10)
    bursts, naive = (
        fit(
            x[ten], happened[ten], np.full(len(ten), 0.1), cluster,
            signs=(0, 0, 0), penalty=5.0,
        )
        for cluster in (ten, np.arange(len(ten)))
    )  # fmt: skip
    spread = [float(np.sqrt((s.draws[:, -1] ** 2).mean())) for s in (apart, bursts, naive)]
    assert_allclose(spread[1], spread[0], rtol=0.6)
    assert spread[2] < 0.6 * spread[1]
