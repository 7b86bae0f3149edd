from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import foldnorm

from rapallo.measures.regime import ONE_SD, regime_distance

scores = st.lists(st.tuples(st.floats(0, 1), st.floats(0.005, 0.2)), min_size=2, max_size=5)


@given(scores, st.sampled_from([0.5, 0.9, 0.99]))
def test_interval_and_expectation_are_the_folded_normals(pairs, level):
    score, deviation = (np.array(part) for part in zip(*pairs, strict=True))
    found = regime_distance(score, score - deviation, score + deviation, level=level)
    spread = np.hypot(deviation[0], deviation[1])
    folded = foldnorm(abs(score[0] - score[1]) / spread, scale=spread)
    assert found.expected[0, 1] == pytest.approx(folded.mean(), abs=1e-8)
    assert found.low[0, 1] == pytest.approx(folded.ppf((1 - level) / 2), abs=1e-8)
    assert found.high[0, 1] == pytest.approx(folded.ppf((1 + level) / 2), abs=1e-8)


@given(scores)
def test_order_and_symmetry(pairs):
    score, deviation = (np.array(part) for part in zip(*pairs, strict=True))
    found = regime_distance(score, score - deviation, score + deviation)
    for part in (found.point, found.expected, found.low, found.high):
        np.testing.assert_allclose(part, part.T, atol=1e-9)
        assert not np.diag(part).any()
    assert (found.low <= found.high + 1e-9).all()
    assert (found.expected >= found.point - 1e-9).all()


def test_interval_covers_simulated_distances():
    random = np.random.default_rng(1922)
    score, deviation = np.array([0.3, 0.36]), np.array([0.04, 0.05])
    drawn = random.normal(score, deviation, size=(40_000, 2))
    distance = np.abs(drawn[:, 0] - drawn[:, 1])
    found = regime_distance(score, score - deviation, score + deviation)
    inside = (distance >= found.low[0, 1]) & (distance <= found.high[0, 1])
    assert inside.mean() == pytest.approx(0.9, abs=0.01)
    assert distance.mean() == pytest.approx(found.expected[0, 1], abs=0.002)


def test_sure_scores_have_their_plain_distance():
    found = regime_distance([0.2, 0.9], [0.2, 0.9], [0.2, 0.9])
    for part in (found.point, found.expected, found.low, found.high):
        assert part[0, 1] == pytest.approx(0.7)


def test_unknown_bounds_leave_only_the_point():
    found = regime_distance([0.2, 0.9], [0.1, np.nan], [0.3, np.nan])
    assert found.point[0, 1] == pytest.approx(0.7)
    assert np.isnan([found.expected[0, 1], found.low[0, 1], found.high[0, 1]]).all()


def test_wider_enclosure_means_surer_scores():
    bounds = ([0.2, 0.9], [0.1, 0.8], [0.3, 1.0])
    one, two = regime_distance(*bounds, encloses=ONE_SD), regime_distance(*bounds, encloses=0.95)
    assert two.high[0, 1] - two.low[0, 1] < one.high[0, 1] - one.low[0, 1]


@pytest.mark.parametrize(
    ("bounds", "options"),
    [
        (([0.2, 0.9], [0.3, 0.8], [0.4, 1.0]), {}),
        (([0.2, 0.9], [0.1, 0.8], [0.3]), {}),
        (([0.2], [0.1], [0.3]), {"level": 1.0}),
        (([0.2], [0.1], [0.3]), {"encloses": 0.0}),
    ],
)
def test_what_makes_no_sense_is_refused(bounds, options):
    with pytest.raises(ValueError, match=r"\w"):
        regime_distance(*bounds, **options)
