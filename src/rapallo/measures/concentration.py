"""How concentrated capabilities are in a group of states, and how that changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats


def concentration(values: ArrayLike) -> float:
    """Singer, Bremer and Stuckey's concentration CON of a group of states.

    CON = sqrt[(sum s_i^2 - 1/n) / (1 - 1/n)], with s_i the share of state i among the n states of
    the group, usually the major powers.

    Parameters
    ----------
    values : array_like, shape (states,)
        Capabilities of the states of the group, as shares or in any unit: they are divided by
        their sum.

    Returns
    -------
    float
        In [0, 1]: 0 where all have the same share, 1 where one has all. NaN where a value is
        unknown (NaN), where there are fewer than two states, and where all have nothing.

    Raises
    ------
    ValueError
        If `values` has more than one axis or holds a negative number.

    Examples
    --------
    >>> round(concentration([0.5, 0.5, 0.0]), 4)
    0.5

    References
    ----------
    Singer, Bremer and Stuckey (1972), in Russett (ed.), Peace, War, and Numbers, 19-48; Ray and
    Singer (1973), Sociological Methods & Research 1(4), 403-437.
    """
    amount = _amounts(values)
    n = len(amount)
    total = amount.sum()
    if n < 2 or not total > 0:
        return float("nan")
    spread = ((amount / total) ** 2).sum() - 1 / n
    return float(np.sqrt(max(spread, 0.0) / (1 - 1 / n)))


def movement(before: ArrayLike, after: ArrayLike) -> float:
    """Share of a group's capabilities that moved between states, Singer, Bremer and Stuckey's MOVE.

    MOVE = sum_i |s_i,t - s_i,t-1| / [2 (1 - s_min,t)], with s_min,t the smallest share after.
    The divisor is the most that can move, so that the measure ends at 1.

    Parameters
    ----------
    before, after : array_like, shape (states,)
        Capabilities of the same states, in the same order, at two times; NaN for a state that is
        no member of the group at that time.

    Returns
    -------
    float
        In [0, 1]: 0 where shares stay. States that belong to the group at one of the two times
        only are left out of both, so that entry and exit are no movement. NaN where fewer than
        two states are left or all of them have nothing.

    Raises
    ------
    ValueError
        If shapes differ or a value is negative.

    Notes
    -----
    Singer, Bremer and Stuckey divide by the years between the two times; divide the result if
    they are not one year apart. Change in concentration is `concentration(after)` less
    `concentration(before)`.

    Examples
    --------
    >>> round(movement([0.5, 0.3, 0.2], [0.4, 0.4, 0.2]), 4)
    0.125

    References
    ----------
    Singer, Bremer and Stuckey (1972), in Russett (ed.), Peace, War, and Numbers, 19-48.
    """
    first, second = _amounts(before), _amounts(after)
    if first.shape != second.shape:
        raise ValueError("before and after must list the same states")
    both = ~np.isnan(first) & ~np.isnan(second)
    first, second = first[both], second[both]
    if len(first) < 2 or not first.sum() > 0 or not second.sum() > 0:
        return float("nan")
    first, second = first / first.sum(), second / second.sum()
    return float(np.abs(second - first).sum() / (2 * (1 - second.min())))


def _amounts(values: ArrayLike) -> Floats:
    amount = np.asarray(values, dtype=np.float64)
    if amount.ndim != 1:
        raise ValueError(f"values have one axis, states, not {amount.ndim}")
    if (amount < 0).any():
        raise ValueError("capabilities are not negative; mark missing as NaN")
    return amount
