"""The four factors of threat after Walt, each scaled to [0, 1].

The scalings are stated choices; any other to [0, 1] will do as well.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats


def aggregate_power(capabilities: ArrayLike) -> Floats:
    """Aggregate power of each state, as a share of the strongest state's.

    Parameters
    ----------
    capabilities : array_like, shape (states,)
        CINC or another size, in any unit; NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states,)
        In [0, 1], 1 for the strongest; NaN where unknown, or where all known have nothing.

    Raises
    ------
    ValueError
        If there is more than one axis or a value is negative.

    Examples
    --------
    >>> aggregate_power([0.2, 0.1, 0.05])
    array([1.  , 0.5 , 0.25])
    """
    size = np.asarray(capabilities, dtype=np.float64)
    if size.ndim != 1:
        raise ValueError(f"capabilities have one axis, states, not {size.ndim}")
    return _of_largest(size)


def offensive_capability(expenditure: ArrayLike, personnel: ArrayLike) -> Floats:
    """Offensive capability of each state: its military, apart from its economy and people.

    Mean of the state's military expenditure and personnel, each as a share of the largest.

    Parameters
    ----------
    expenditure, personnel : array_like, shape (states,)
        Military expenditure and personnel of a year; NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states,)
        In [0, 1]. Where one of the two is unknown, the other alone; NaN where both are.

    Raises
    ------
    ValueError
        If shapes differ, there is more than one axis, or a value is negative.

    Notes
    -----
    It stands for what a state could throw at another, not for whether its arms are offensive,
    which no dataset of this kind tells.

    Examples
    --------
    >>> offensive_capability([600.0, 300.0], [1000.0, float("nan")])
    array([1. , 0.5])
    """
    money, people = (np.asarray(part, dtype=np.float64) for part in (expenditure, personnel))
    if money.ndim != 1 or money.shape != people.shape:
        raise ValueError("expenditure and personnel must give one number each for each state")
    parts = np.stack([_of_largest(money), _of_largest(people)])
    known = ~np.isnan(parts)
    count = known.sum(axis=0)
    total = np.where(known, parts, 0.0).sum(axis=0)
    result: Floats = total / np.where(count > 0, count, np.nan)
    return result


def proximity(distance: ArrayLike, *, half_at: float = 1000.0) -> Floats:
    """Proximity of two states, 1 / (1 + d / half_at), from the distance d between them.

    Parameters
    ----------
    distance : array_like, shape (states, states)
        Distance in km, between the nearest points or the capitals; 0 for neighbours. NaN where
        unknown.
    half_at : float
        Distance at which proximity is 1/2, in km.

    Returns
    -------
    ndarray of float64, of the shape of `distance`
        In (0, 1]; NaN where unknown.

    Raises
    ------
    ValueError
        If a distance is negative or `half_at` is not above 0.

    Examples
    --------
    >>> proximity([[0.0, 1000.0], [1000.0, 0.0]])
    array([[1. , 0.5],
           [0.5, 1. ]])

    References
    ----------
    Boulding (1962), Conflict and Defense, for the loss of strength with distance.
    """
    apart = np.asarray(distance, dtype=np.float64)
    if (apart < 0).any():
        raise ValueError("a distance is not negative; mark missing as NaN")
    if not half_at > 0:
        raise ValueError(f"half_at must be above 0 km, not {half_at}")
    result: Floats = 1 / (1 + apart / half_at)
    return result


def hostile_intent(
    hostility: ArrayLike,
    rivalry: ArrayLike,
    *,
    rival: float = 0.5,
    least: float = 0.05,
) -> Floats:
    """Perceived aggressive intent, from remembered disputes and rivalry.

    I = max(least, 1 - (1 - h)(1 - rival R)): either ground is enough, both add up, and no state
    is ever trusted wholly, so that a factor of 0 never hides the strength of a neighbour.

    Parameters
    ----------
    hostility : array_like, shape (states, states)
        Remembered hostility h of the column towards the row, in [0, 1]: such as highest hostility
        level over 5, through `rapallo.measures.activity.remembered`. NaN where unknown.
    rivalry : array_like, shape (states, states)
        Whether the two are rivals, 1 or 0; NaN where unknown.
    rival : float
        Intent ascribed to a rival without disputes, in [0, 1].
    least : float
        Intent ascribed to any state, in [0, 1].

    Returns
    -------
    ndarray of float64, shape (states, states)
        In [least, 1]. Where one ground is unknown, the other alone; NaN where both are.

    Raises
    ------
    ValueError
        If shapes differ or a value lies outside [0, 1].

    Examples
    --------
    >>> hostile_intent([[0.0, 0.8], [0.0, 0.0]], [[0.0, 1.0], [1.0, 0.0]])
    array([[0.05, 0.9 ],
           [0.5 , 0.05]])
    """
    remembered, rivals = unit(hostility, "hostility"), unit(rivalry, "rivalry")
    if remembered.shape != rivals.shape:
        raise ValueError("hostility and rivalry must have the same shape")
    unit([rival, least], "rival and least")
    unknown = np.isnan(remembered) & np.isnan(rivals)
    neither = (1 - np.nan_to_num(remembered)) * (1 - rival * np.nan_to_num(rivals))
    result: Floats = np.where(unknown, np.nan, np.maximum(least, 1 - neither))
    return result


def _of_largest(size: Floats) -> Floats:
    if (size < 0).any():
        raise ValueError("a capability is not negative; mark missing as NaN")
    largest = np.nanmax(size) if (~np.isnan(size)).any() else 0.0
    return size / (largest if largest > 0 else np.nan)


def unit(values: ArrayLike, name: str) -> Floats:
    """Numbers, checked to lie in [0, 1]; NaN passes."""
    array = np.asarray(values, dtype=np.float64)
    if ((array < 0) | (array > 1)).any():
        raise ValueError(f"{name} must lie in [0, 1]")
    return array
