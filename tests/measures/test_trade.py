from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rapallo.measures.interdependence import (
    asymmetry,
    interdependence,
    salience,
    symmetry,
    weak_link,
)
from rapallo.measures.trade import dependence, openness, total_trade, trade_share


@st.composite
def economies(draw):
    n = draw(st.integers(2, 6))
    flow = st.one_of(st.just(0.0), st.floats(0.01, 1e6))
    exports = draw(hnp.arrays(np.float64, (n, n), elements=flow))
    np.fill_diagonal(exports, 0)
    gdp = draw(hnp.arrays(np.float64, n, elements=st.floats(1, 1e8)))
    return exports, gdp


@given(economies())
def test_dependence_is_share_times_openness(economy):
    exports, gdp = economy
    trade = total_trade(exports)
    product = trade_share(trade) * openness(trade, gdp)[:, None]
    traded = ~np.isnan(product)
    np.testing.assert_allclose(product[traded], dependence(trade, gdp)[traded])
    assert (trade.sum(axis=1)[~traded.any(axis=1)] == 0).all()


@given(economies())
def test_bounds_and_symmetry(economy):
    share = trade_share(total_trade(economy[0]))
    for measure in (salience, symmetry, interdependence):
        matrix = measure(share)
        known = matrix[~np.isnan(matrix)]
        assert ((known >= 0) & (known <= 1)).all()
        np.testing.assert_allclose(matrix, matrix.T)
    np.testing.assert_allclose(asymmetry(share), -asymmetry(share).T)
    link = weak_link(share)
    known = ~np.isnan(link)
    assert (link[known] <= salience(share)[known] + 1e-12).all()


@given(economies())
def test_shares_sum_to_one(economy):
    share = trade_share(total_trade(economy[0]))
    sums = share.sum(axis=1)
    np.testing.assert_allclose(sums[~np.isnan(sums)], 1)


@given(economies(), st.floats(0.001, 1000))
def test_currency_does_not_matter(economy, rate):
    exports, gdp = economy
    trade = total_trade(exports)
    np.testing.assert_allclose(dependence(trade * rate, gdp * rate), dependence(trade, gdp))
    np.testing.assert_allclose(trade_share(trade * rate), trade_share(trade))


def test_two_states_that_trade_only_with_each_other():
    share = trade_share([[0, 8.0], [8.0, 0]])
    assert salience(share)[0, 1] == symmetry(share)[0, 1] == interdependence(share)[0, 1] == 1


def test_a_gap_is_not_zero():
    exports = np.array([[0, 1.0, np.nan], [2.0, 0, 1.0], [3.0, 1.0, 0]])
    trade = total_trade(exports)
    assert np.isnan(trade[0, 2])
    assert np.isnan(trade[2, 0])
    assert np.isnan(dependence(trade, [10, 10, 10])[0, 2])
    assert openness(trade, [10, 10, 10])[0] == pytest.approx(0.3)
    assert openness(trade, [10, 10, 10], totals=[9, 5, 6])[0] == pytest.approx(0.9)
    assert trade_share(trade, totals=[9, 5, 6])[0, 1] == pytest.approx(1 / 3)


def test_unknown_gdp_and_no_trade_are_unknown():
    assert np.isnan(dependence([[0, 1.0], [1.0, 0]], [np.nan, 2])[0]).all()
    assert np.isnan(trade_share(np.zeros((2, 2)))).all()


@pytest.mark.parametrize(
    "call",
    [
        lambda: total_trade([[0, 1.0]]),
        lambda: total_trade([[0, -1.0], [1.0, 0]]),
        lambda: dependence([[0, 1.0], [1.0, 0]], [1.0]),
        lambda: trade_share([[0, 1.0], [1.0, 0]], totals=[1.0]),
        lambda: salience([[0, 1.5], [1.0, 0]]),
    ],
)
def test_what_makes_no_sense_is_refused(call):
    with pytest.raises(ValueError, match=r"square|negative|one number|at most 1"):
        call()
