"""Network features on a world of four states, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from rapallo.forecast.network import Network, common_threat, nearness, network_features


def square(*pairs, n=4):
    out = np.zeros((n, n), np.float32)
    for a, b in pairs:
        out[a, b] = out[b, a] = 1
    return out


@pytest.fixture
def found():
    """Pair 0-1 asked about; 2 is like 0 alone and allied with 1; 3 is 1's rival and 0's ally."""
    cosine = np.full((4, 4), np.nan, np.float32)
    cosine[0, 2] = cosine[2, 0] = 1.0
    cosine[1, 3] = cosine[3, 1] = 1.0
    threat = np.zeros((4, 4), np.float32)
    threat[3, 0], threat[3, 1], threat[2, 0] = 0.2, 0.5, 0.9
    net = Network(
        allied=square((1, 2), (0, 3)),
        clubs=square((1, 2)),
        tied=square((1, 2), (0, 3), (0, 2)),
        allied_new=square((1, 2)),
        tied_new=square((1, 2)),
        rivals=square((1, 3)),
        km=np.full((4, 4), 800, np.float32),
        cosine=cosine,
        contiguous=square((0, 2), (1, 2)),
        threat=threat,
    )
    return {k: float(v[0]) for k, v in network_features(net, np.array([0]), np.array([1])).items()}


def test_pull_is_the_share_of_ones_like_that_is_tied_with_the_other(found):
    assert found["pull_more"] == 1  # 0's only like is 2, allied with 1
    assert found["pull_less"] == 1  # 1's only like is 3, allied with 0
    assert (found["club_pull_more"], found["club_pull_less"]) == (1, 0)


def test_counts(found):
    assert (found["fewer_pacts"], found["more_pacts"]) == (1, 1)
    assert (found["fewer_new"], found["more_new"]) == (0, 1)
    assert found["shared_allies"] == 0
    assert found["common_neighbours"] == 1
    assert found["allies_rivals"] == 1


def test_ties_in_common_are_a_cosine(found):
    assert_allclose(found["shared_ties"], 1 / np.sqrt(2))  # of {2, 3} and {2}


def test_a_common_threat_is_the_greatest_of_the_lesser_threats(found):
    assert_allclose(found["common_threat"], 0.2)


def test_common_threat_by_brute_force():
    threat = np.random.default_rng(0).random((7, 7)).astype(np.float32)
    slow = [[max(min(threat[k, i], threat[k, j]) for k in range(7)) for j in range(7)] for i in range(7)]  # fmt: skip  # noqa: E501
    assert_allclose(common_threat(threat), slow)


def test_weights_of_nearness_fall_with_distance_and_sum_to_one():
    km = np.array([[np.nan, 0, 800], [0, np.nan, np.nan], [800, np.nan, np.nan]], np.float32)
    near = nearness(km)
    assert_allclose(near.sum(axis=1), 1)
    assert_allclose(near[0, 2] / near[0, 1], np.exp(-1), rtol=1e-5)
