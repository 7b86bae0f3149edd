from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rapallo.measures.threat import common_threat, common_threat_from, threat
from rapallo.measures.threat_factors import (
    aggregate_power,
    hostile_intent,
    offensive_capability,
    proximity,
)

unit = st.floats(0, 1)


@st.composite
def systems(draw):
    n = draw(st.integers(3, 6))
    vectors = [draw(hnp.arrays(np.float64, n, elements=unit)) for _ in range(2)]
    matrices = [draw(hnp.arrays(np.float64, (n, n), elements=unit)) for _ in range(2)]
    return vectors[0], matrices[0], vectors[1], matrices[1]


@given(systems())
def test_threat_is_the_product_of_the_threateners_factors(system):
    power, near, offence, intent = system
    found = threat(*system)
    for i in range(len(power)):
        for j in range(len(power)):
            wanted = power[j] * near[i, j] * offence[j] * intent[i, j] if i != j else 0
            assert found[i, j] == pytest.approx(wanted)


@given(systems(), st.integers(0, 3), st.floats(0, 1))
def test_threat_rises_with_each_factor(system, factor, towards_one):
    raised = list(system)
    raised[factor] = raised[factor] + towards_one * (1 - raised[factor])
    assert (threat(*raised) >= threat(*system) - 1e-12).all()


def test_unknown_factor_makes_threat_unknown_unless_the_known_ones_stand_in():
    near = np.array([[1, 0.5], [0.5, 1]])
    intent = np.array([[0, np.nan], [0.5, 0]])
    found = threat([0.5, 0.5], near, [0.5, 0.5], intent)
    assert np.isnan(found[0, 1])
    stood_in = threat([0.5, 0.5], near, [0.5, 0.5], intent, missing="known factors")
    assert stood_in[0, 1] == pytest.approx(0.5**4)
    assert stood_in[1, 0] == pytest.approx(found[1, 0])


@given(systems())
def test_known_factors_changes_nothing_where_all_are_known(system):
    np.testing.assert_allclose(threat(*system, missing="known factors"), threat(*system))


@given(systems())
def test_common_threat_is_the_best_of_all_third_states(system):
    threats = threat(*system)
    value, third = common_threat(threats)
    n = len(threats)
    for i in range(n):
        for j in range(n):
            if i == j:
                assert np.isnan(value[i, j])
                assert third[i, j] == -1
                continue
            each = {k: min(threats[i, k], threats[j, k]) for k in range(n) if k not in (i, j)}
            assert value[i, j] == pytest.approx(max(each.values()))
            assert each[third[i, j]] == pytest.approx(value[i, j])
    np.testing.assert_array_equal(third, third.T)


def test_common_threat_from_one_state():
    threats = np.array([[0, 0.1, 0.3], [0.1, 0, 0.2], [0.5, 0.6, 0]])
    found = common_threat_from(threats, 2)
    assert found[0, 1] == found[1, 0] == pytest.approx(0.2)
    assert np.isnan(found[2]).all()


def test_of_equal_threats_the_first_is_named():
    threats = np.zeros((4, 4))
    threats[:2, 2:] = 0.5
    assert common_threat(threats)[1][0, 1] == 2


def test_unknown_threats_are_passed_over():
    threats = np.zeros((4, 4))
    threats[:2, 2] = [0.9, np.nan]
    threats[:2, 3] = [0.3, 0.4]
    value, third = common_threat(threats)
    assert (value[0, 1], third[0, 1]) == (pytest.approx(0.3), 3)
    threats[:2, 3] = np.nan
    value, third = common_threat(threats)
    assert np.isnan(value[0, 1])
    assert third[0, 1] == -1


def test_factors_are_scaled_as_said():
    assert aggregate_power([4, 2, np.nan])[:2].tolist() == [1, 0.5]
    assert offensive_capability([8, 4], [1, 4]).tolist() == [0.625, 0.75]
    assert offensive_capability([8, np.nan], [1, 4]).tolist() == [0.625, 1]
    assert proximity([0, 1000, 9000]).tolist() == [1, 0.5, 0.1]
    assert proximity([500], half_at=500).tolist() == [0.5]


def test_intent_needs_one_ground_and_never_vanishes():
    found = hostile_intent([0, 0.6, 0.6, np.nan, np.nan], [0, 0, 1, 1, np.nan])
    assert found[:4].tolist() == pytest.approx([0.05, 0.6, 0.8, 0.5])
    assert np.isnan(found[4])


@pytest.mark.parametrize(
    "call",
    [
        lambda: threat([1.5, 0], np.eye(2), [0, 0], np.eye(2)),
        lambda: threat([1, 0], np.eye(3), [0, 0], np.eye(2)),
        lambda: threat([1, 0], np.eye(2), [0], np.eye(2)),
        lambda: threat([1, 0], np.eye(2), [0, 0], np.eye(2), missing="zero"),
        lambda: common_threat([[0, 1.0]]),
        lambda: common_threat_from(np.eye(2), 2),
        lambda: proximity([-1.0]),
        lambda: proximity([1.0], half_at=0),
        lambda: hostile_intent([0, 2], [0, 1]),
        lambda: hostile_intent([0], [0, 1]),
        lambda: aggregate_power([-1.0]),
        lambda: offensive_capability([1.0], [1.0, 2.0]),
    ],
)
def test_what_makes_no_sense_is_refused(call):
    with pytest.raises(ValueError, match=r"\w"):
        call()
