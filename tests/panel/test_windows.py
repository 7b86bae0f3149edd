"""Trailing sums look back only, and know nothing before they have all their years."""

import numpy as np
import pytest

from rapallo.panel.columns.threat import carried
from rapallo.panel.windows import trailing_sum


def test_the_sum_of_each_window_is_over_the_year_and_those_before():
    values = np.arange(1, 8, dtype=np.float32)
    assert trailing_sum(values, 3)[2:].tolist() == [6, 9, 12, 15, 18]
    assert np.isnan(trailing_sum(values, 3)[:2]).all()


@pytest.mark.parametrize("window", [1, 2, 5])
def test_later_values_change_no_earlier_sum(window):
    values = np.arange(20, dtype=np.float32).reshape(10, 2)
    changed = values.copy()
    changed[6:] = 99
    before = trailing_sum(values, window)[:6]
    assert np.array_equal(before, trailing_sum(changed, window)[:6], equal_nan=True)


def test_an_unknown_year_makes_every_window_with_it_unknown():
    values = np.ones(8, dtype=np.float32)
    values[3] = np.nan
    assert np.flatnonzero(np.isnan(trailing_sum(values, 3))).tolist() == [0, 1, 3, 4, 5]


def test_carrying_fills_forward_only_and_not_for_longer_than_told():
    cube = np.full((8, 1, 1), np.nan, np.float32)
    cube[2] = 5
    filled = carried(cube, 3)[:, 0, 0]
    assert filled[2:6].tolist() == [5, 5, 5, 5]
    assert np.isnan(filled[[0, 1, 6, 7]]).all()
    assert np.isnan(cube[3]).all(), "the cube given is left as it was"


def test_a_carried_value_gives_way_to_a_known_one():
    cube = np.full((5, 1, 1), np.nan, np.float32)
    cube[0], cube[2] = 5, 0
    assert carried(cube, 9)[:, 0, 0].tolist() == [5, 5, 0, 0, 0]
