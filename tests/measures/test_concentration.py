from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo.measures.concentration import concentration, movement
from rapallo.measures.polarity import effective_number, polarity, top_share
from rapallo.measures.transition import power_transition

groups = st.lists(st.floats(0.01, 1e3), min_size=2, max_size=9)


@given(st.integers(2, 12), st.floats(0.1, 100))
def test_equal_powers_are_not_concentrated(n, size):
    assert concentration([size] * n) == pytest.approx(0, abs=1e-7)
    assert effective_number([size] * n) == pytest.approx(n)


@given(st.integers(2, 12))
def test_all_in_one_hand_is_full_concentration(n):
    one = [1.0] + [0.0] * (n - 1)
    assert concentration(one) == pytest.approx(1)
    assert effective_number(one) == pytest.approx(1)


def test_two_equal_of_three():
    assert concentration([0.5, 0.5, 0]) == pytest.approx(0.5)


@given(groups, st.floats(0.01, 100), st.randoms())
def test_unit_and_order_do_not_matter(values, unit, random):
    other = [unit * value for value in values]
    random.shuffle(other)
    assert concentration(other) == pytest.approx(concentration(values), abs=1e-6)
    assert 0 <= concentration(values) <= 1
    assert effective_number(values) * (1 + 1e-12) >= 1
    assert effective_number(values) <= len(values) * (1 + 1e-12)


@given(groups)
def test_concentration_and_effective_number_are_one_ranking(values):
    n = len(values)
    by_number = math.sqrt(max(0, (1 / effective_number(values) - 1 / n) / (1 - 1 / n)))
    assert concentration(values) == pytest.approx(by_number, abs=1e-6)


@pytest.mark.parametrize("values", [[1.0, math.nan], [1.0], [0.0, 0.0]])
def test_unknown_concentration(values):
    assert math.isnan(concentration(values))


def test_movement_by_hand():
    # .1 moves from the first to the second; the most that can move is 1 - .2.
    assert movement([0.5, 0.3, 0.2], [0.4, 0.4, 0.2]) == pytest.approx(0.1 / 0.8)
    # The smallest share is the one after.
    assert movement([0.5, 0.3, 0.2], [0.6, 0.3, 0.1]) == pytest.approx(0.1 / 0.9)


@given(groups, st.data())
def test_movement_is_bounded_and_zero_without_change(before, data):
    after = data.draw(st.lists(st.floats(0.01, 1e3), min_size=len(before), max_size=len(before)))
    assert 0 <= movement(before, after) <= 1 + 1e-9
    assert movement(before, [3 * value for value in before]) == pytest.approx(0, abs=1e-9)


def test_everything_changing_hands_is_movement_one():
    assert movement([0, 0, 1], [1, 0, 0]) == pytest.approx(1)


def test_entry_and_exit_are_no_movement():
    assert movement([2, 1, math.nan], [2, 1, 6]) == pytest.approx(0)
    assert math.isnan(movement([2, math.nan], [2, 1]))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([0.55, 0.3, 0.15], "unipolar"),
        ([0.47, 0.24, 0.2, 0.09], "near unipolar"),
        ([0.47, 0.26, 0.2, 0.07], "bipolar"),
        ([0.4, 0.3, 0.3], "bipolar"),
        ([0.3, 0.24, 0.24, 0.22], "multipolar"),
        ([0.44, 0.2, 0.2, 0.16], "multipolar"),
        ([0.04] * 25, "none"),
        ([1.0, math.nan], None),
    ],
)
def test_polarity_by_thresholds(values, kind):
    assert polarity(values) == kind


def test_top_share():
    assert top_share([4, 3, 2, 1]) == pytest.approx(0.7)
    assert top_share([4, 3, 2, 1], powers=1) == pytest.approx(0.4)
    assert math.isnan(top_share([4, math.nan]))
    with pytest.raises(ValueError, match="at least 1"):
        top_share([1.0], powers=0)


def test_overtaking_is_seen_once_and_from_one_side():
    found = power_transition([[70, 100], [90, 100], [110, 100], [120, 100], [130, 100]])
    assert np.flatnonzero(found.crossing[:, 0, 1]).tolist() == [2]
    assert not found.crossing[:, 1, 0].any()
    assert np.flatnonzero(found.approaching[:, 0, 1]).tolist() == [1]
    assert np.flatnonzero(found.parity[:, 0, 1]).tolist() == [1, 2, 3]
    assert np.array_equal(found.parity, found.parity.transpose(0, 2, 1))


def test_a_challenger_that_falls_back_does_not_approach():
    found = power_transition([[95, 100], [85, 100]])
    assert not found.approaching.any()


def test_unknown_power_gives_no_flag_and_an_unknown_ratio():
    found = power_transition([[70, 100], [math.nan, 100], [110, 100]])
    assert np.isnan(found.ratio[1, 0, 1])
    assert not found.crossing[:, 0, 1].any()


@pytest.mark.parametrize("measure", [concentration, effective_number, top_share, polarity])
def test_negative_capabilities_are_refused(measure):
    with pytest.raises(ValueError, match="not negative"):
        measure([-1.0, 2.0])
