"""How much a state's trade with another matters to it: dependence, share and openness.

All functions take matrices over the same states in the same order, for one year, and work on
trade and GDP in one unit and one series.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats


def total_trade(exports: ArrayLike) -> Floats:
    """Trade of each pair in both directions, T_ij = X_ij + X_ji.

    Parameters
    ----------
    exports : array_like, shape (states, states)
        X_ij, the flow from i to j; NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states, states)
        Symmetric; NaN where either flow is unknown. The diagonal is 0.

    Raises
    ------
    ValueError
        If `exports` is not square or holds a negative number.

    Examples
    --------
    >>> total_trade([[0.0, 3.0], [5.0, 0.0]])
    array([[0., 8.],
           [8., 0.]])
    """
    flow = square(exports, "exports")
    both = flow + flow.T
    np.fill_diagonal(both, 0.0)
    return both


def openness(trade: ArrayLike, gdp: ArrayLike, *, totals: ArrayLike | None = None) -> Floats:
    """Trade openness of each state, O_i = (trade of i with all) / GDP_i.

    Parameters
    ----------
    trade : array_like, shape (states, states)
        T_ij, see `total_trade`; NaN where unknown.
    gdp : array_like, shape (states,)
        GDP in the unit of trade; NaN where unknown.
    totals : array_like, shape (states,), optional
        Trade of each state with the world. By default the sum over the known partners, which
        falls short where a large partner is unknown.

    Returns
    -------
    ndarray of float64, shape (states,)
        At least 0; can exceed 1. NaN where GDP is unknown or 0 or no partner is known.

    Raises
    ------
    ValueError
        If shapes do not fit or a value is negative.

    Examples
    --------
    >>> openness([[0.0, 8.0], [8.0, 0.0]], [16.0, 80.0])
    array([0.5, 0.1])
    """
    flow = square(trade, "trade")
    return _world(flow, totals) / _positive(gdp, len(flow), "gdp")


def dependence(trade: ArrayLike, gdp: ArrayLike) -> Floats:
    """Trade dependence of i on j, D_ij = T_ij / GDP_i, after Oneal and Russett.

    Parameters
    ----------
    trade : array_like, shape (states, states)
        T_ij, see `total_trade`; NaN where unknown.
    gdp : array_like, shape (states,)
        GDP in the unit of trade; NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states, states)
        At least 0, not symmetric: row i depends on column j. NaN where unknown or GDP is 0.

    Raises
    ------
    ValueError
        If shapes do not fit or a value is negative.

    Examples
    --------
    >>> dependence([[0.0, 8.0], [8.0, 0.0]], [16.0, 80.0])
    array([[0. , 0.5],
           [0.1, 0. ]])

    References
    ----------
    Oneal and Russett (1997), International Studies Quarterly 41(2), 267-293; Gartzke and Li
    (2003), Journal of Peace Research 40(5), 553-571, for dependence = share times openness.
    """
    flow = square(trade, "trade")
    return flow / _positive(gdp, len(flow), "gdp")[:, None]


def trade_share(trade: ArrayLike, *, totals: ArrayLike | None = None) -> Floats:
    """Share of j in all trade of i, H_ij = T_ij / sum_k T_ik, after Barbieri.

    Parameters
    ----------
    trade : array_like, shape (states, states)
        T_ij, see `total_trade`; NaN where unknown.
    totals : array_like, shape (states,), optional
        Trade of each state with the world. By default the sum over the known partners: with an
        unknown large partner all other shares come out too high.

    Returns
    -------
    ndarray of float64, shape (states, states)
        In [0, 1], not symmetric. NaN where unknown or where i trades with none.

    Raises
    ------
    ValueError
        If shapes do not fit or a value is negative.

    Examples
    --------
    >>> trade_share([[0.0, 3.0, 1.0], [3.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    array([[0.  , 0.75, 0.25],
           [1.  , 0.  , 0.  ],
           [1.  , 0.  , 0.  ]])

    References
    ----------
    Barbieri (1996), Journal of Peace Research 33(1), 29-49.
    """
    flow = square(trade, "trade")
    world = _world(flow, totals)
    return flow / np.where(world > 0, world, np.nan)[:, None]


def square(matrix: ArrayLike, name: str) -> Floats:
    """Matrix of states by states, checked: square, nothing negative."""
    array = np.asarray(matrix, dtype=np.float64)
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise ValueError(f"{name} must be a square matrix of states, not {array.shape}")
    if (array < 0).any():
        raise ValueError(f"{name} is not negative; mark missing as NaN")
    return array


def _world(flow: Floats, totals: ArrayLike | None) -> Floats:
    if totals is not None:
        world = np.asarray(totals, dtype=np.float64)
        if world.shape != (len(flow),):
            raise ValueError(f"totals must give one number for each of {len(flow)} states")
        return world
    partners = flow.copy()
    np.fill_diagonal(partners, np.nan)
    known = ~np.isnan(partners)
    summed = np.where(known, partners, 0.0).sum(axis=1)
    return np.where(known.any(axis=1), summed, np.nan)


def _positive(values: ArrayLike, states: int, name: str) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    if array.shape != (states,):
        raise ValueError(f"{name} must give one number for each of {states} states")
    if (array < 0).any():
        raise ValueError(f"{name} is not negative; mark missing as NaN")
    return np.where(array > 0, array, np.nan)
