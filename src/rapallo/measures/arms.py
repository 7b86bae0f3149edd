"""Arms dependence: who supplies a state's arms, and who buys a supplier's."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats


def arms_dependence(transfers: ArrayLike, *, window: int = 10) -> Floats:
    """Share of each supplier in each recipient's arms imports over a window of years.

    A_jk,t = sum of transfers from j to k in years t-window+1 to t, over the sum from all
    suppliers to k in these years.

    Parameters
    ----------
    transfers : array_like, shape (years, suppliers, recipients)
        Volume of transfers in consecutive years, such as SIPRI trend-indicator values; 0 where
        there was none, NaN where unknown.
    window : int
        Number of years, ending with the year itself. Deliveries are lumpy: one year says little.

    Returns
    -------
    ndarray of float64, shape (years, suppliers, recipients)
        In [0, 1], summing to 1 over the suppliers. NaN in the first window - 1 years, where a
        transfer to the recipient in the window is unknown, and where it imported nothing: a state
        without imports depends on nobody, which is not a share of 0.

    Raises
    ------
    ValueError
        If `transfers` has not three axes, holds a negative number, or `window` is below 1.

    Examples
    --------
    >>> flows = [[[3.0], [1.0]], [[0.0], [4.0]]]
    >>> arms_dependence(flows, window=2)[1, :, 0]
    array([0.375, 0.625])
    """
    return _shares_over(transfers, window, axis=1)


def arms_market(transfers: ArrayLike, *, window: int = 10) -> Floats:
    """Share of each recipient in each supplier's arms exports over a window of years.

    Parameters
    ----------
    transfers : array_like, shape (years, suppliers, recipients)
        Volume of transfers in consecutive years; 0 where there was none, NaN where unknown.
    window : int
        Number of years, ending with the year itself.

    Returns
    -------
    ndarray of float64, shape (years, suppliers, recipients)
        In [0, 1], summing to 1 over the recipients. NaN in the first window - 1 years, where a
        transfer from the supplier in the window is unknown, and where it exported nothing.

    Raises
    ------
    ValueError
        If `transfers` has not three axes, holds a negative number, or `window` is below 1.

    Examples
    --------
    >>> arms_market([[[3.0, 1.0], [0.0, 0.0]]], window=1)[0]
    array([[0.75, 0.25],
           [ nan,  nan]])
    """
    return _shares_over(transfers, window, axis=2)


def _shares_over(transfers: ArrayLike, window: int, axis: int) -> Floats:
    flow = np.asarray(transfers, dtype=np.float64)
    if flow.ndim != 3:
        raise ValueError(f"transfers have three axes, year, supplier, recipient, not {flow.ndim}")
    if (flow < 0).any():
        raise ValueError("a transfer is not negative; mark missing as NaN")
    if window < 1:
        raise ValueError(f"window must be at least one year, not {window}")
    result = np.full(flow.shape, np.nan)
    if window > len(flow):
        return result
    summed = sliding_window_view(flow, window, axis=0).sum(axis=-1)
    total = summed.sum(axis=axis, keepdims=True)
    result[window - 1 :] = summed / np.where(total > 0, total, np.nan)
    return result
