from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rapallo.measures.capabilities import cinc, series_break_years, shares

amounts = st.one_of(st.just(0.0), st.floats(0.001, 1e6))
components = hnp.arrays(np.float64, st.tuples(st.integers(1, 8), st.just(6)), elements=amounts)


@given(components)
def test_complete_components_sum_to_the_world(x):
    index = cinc(x)
    if (x.sum(axis=0) > 0).any():
        assert index.sum() == pytest.approx(1)
    else:
        assert np.isnan(index).all()


@given(components, st.integers(0, 5), st.floats(0.001, 1000))
def test_a_components_unit_does_not_matter(x, component, unit):
    other = x.copy()
    other[:, component] *= unit
    np.testing.assert_allclose(cinc(other), cinc(x), rtol=1e-9, atol=1e-12)


def test_missing_component_is_neither_zero_nor_counted():
    whole = np.array([[6.0, 1.0], [4.0, 3.0]])
    gap = np.array([[6.0, np.nan], [4.0, 3.0]])
    assert cinc(whole).tolist() == pytest.approx([0.425, 0.575])
    assert cinc(gap).tolist() == pytest.approx([0.6, 0.7])


def test_component_that_nobody_has_is_left_out():
    assert cinc([[1.0, 0.0], [3.0, 0.0]]).tolist() == [0.25, 0.75]


def test_state_without_any_component_is_unknown():
    assert np.isnan(cinc([[np.nan, np.nan], [1.0, 2.0]])).tolist() == [True, False]


@pytest.mark.parametrize("bad", [[1.0, 2.0], [[-1.0, 2.0]]])
def test_components_that_make_no_sense_are_refused(bad):
    with pytest.raises(ValueError, match="component"):
        cinc(bad)


def test_shares_of_a_group():
    found = shares([2.0, 1.0, 5.0], [True, True, False])
    assert found[:2].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert np.isnan(found[2])


def test_no_share_is_known_where_a_member_is_unknown():
    assert np.isnan(shares([2.0, np.nan])).all()
    assert shares([2.0, np.nan], [True, False])[0] == 1


def slow_stock(years=10, states=20):
    return 1000 * np.outer(1.02 ** np.arange(years), np.arange(1, states + 1))


def test_a_break_is_a_jump_in_many_states_at_once():
    stock = slow_stock()
    stock[6:, ::2] /= 2
    assert np.flatnonzero(series_break_years(stock)).tolist() == [6]


def test_one_states_jump_is_no_break():
    stock = slow_stock()
    stock[6:, 3] *= 10
    assert not series_break_years(stock).any()


def test_too_few_states_are_not_judged():
    stock = slow_stock(states=4)
    stock[6:] /= 2
    assert not series_break_years(stock).any()
    assert series_break_years(stock, least=4)[6]


def test_gaps_are_no_jumps():
    stock = slow_stock()
    stock[5, ::2] = np.nan
    assert not series_break_years(stock).any()
