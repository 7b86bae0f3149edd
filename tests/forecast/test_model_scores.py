"""Scores: against worked cases and another implementation."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import chi2
from sklearn.metrics import average_precision_score, roc_auc_score

from rapallo.forecast.scores import (
    auc,
    average_precision,
    brier,
    clusters,
    log_score,
    ranking,
    rate_interval,
    skill,
)


@pytest.fixture
def drawn():
    rng = np.random.default_rng(1)
    p = np.round(rng.beta(0.3, 6, 3000), 2)  # many ties
    return rng.random(3000) < p, p


def test_auc_and_average_precision_agree_with_scikit_learn(drawn):
    y, p = drawn
    assert_allclose(auc(y, p), roc_auc_score(y, p))
    assert_allclose(average_precision(y, p), average_precision_score(y, p))


def test_the_point_of_ranking_lies_inside_its_interval(drawn):
    y, p = drawn
    for figure in ranking(y, p, np.arange(len(y)) // 10):
        assert figure.low < figure.value < figure.high


def test_a_constant_forecast_ranks_nothing(drawn):
    y, _ = drawn
    area, precision = ranking(y, np.full(len(y), 0.1), np.arange(len(y)))
    assert (area.value, area.low, area.high) == (0.5, 0.5, 0.5)
    assert_allclose((precision.low, precision.high), (1, 1))


def test_the_true_chances_have_skill_over_their_mean(drawn):
    y, p = drawn
    reference = np.full(len(y), y.mean())
    cluster = np.arange(len(y))
    for score in (brier, log_score):
        assert skill(score(y, p), score(y, reference), cluster).low > 0
        assert skill(score(y, reference), score(y, reference), cluster).value == 0


def test_a_certain_forecast_that_fails_is_clipped_not_infinite():
    assert np.isfinite(log_score(np.array([True]), np.array([0.0]))).all()


def test_an_interval_of_single_events_is_the_exact_poisson_interval():
    """Garwood's interval for 7 events: half of chi-square quantiles with 14 and 16 degrees."""
    low, high = rate_interval(np.ones(7), 100, 1.0)
    assert_allclose((low, high), (chi2.ppf(0.05, 14) / 200, chi2.ppf(0.95, 16) / 200))


def test_the_same_rate_from_fewer_larger_treaties_is_less_certain():
    many, few = rate_interval(np.ones(40), 1000, 1.0), rate_interval(np.full(2, 20.0), 1000, 1.0)
    assert few[0] < many[0] < 0.04 < many[1] < few[1]


def test_a_treaty_is_one_cluster_and_quiet_years_go_in_blocks():
    got = clusters(np.array([3, 3, -1, -1, -1]), np.array([1990, 1992, 1990, 1991, 1996]), 5)
    assert got[0] == got[1]
    assert got[2] == got[3] != got[4]
    assert len(set(got.tolist())) == 3
