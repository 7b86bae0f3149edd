"""Threat after Walt, from four factors on [0, 1], and the threat that two states share.

In every matrix the row is the state threatened and the column the state that threatens. See
`threat_factors` for the factors.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rapallo.measures.portfolios import Floats
from rapallo.measures.threat_factors import unit

FACTORS = 4


def threat(
    power: ArrayLike,
    proximity: ArrayLike,
    offence: ArrayLike,
    intent: ArrayLike,
    *,
    missing: Literal["unknown", "known factors"] = "unknown",
) -> Floats:
    """Threat of each state to each, T_ij = power_j x proximity_ij x offence_j x intent_ij.

    Parameters
    ----------
    power, offence : array_like, shape (states,)
        Aggregate power and offensive capability of the state that threatens, in [0, 1].
    proximity, intent : array_like, shape (states, states)
        Nearness of the two, and intent of the column towards the row, in [0, 1].
    missing : {"unknown", "known factors"}
        Where a factor is NaN the threat is NaN (default); or it is the geometric mean of the
        known factors to the power of four, as if the unknown one were of their size.

    Returns
    -------
    ndarray of float64, shape (states, states)
        In [0, 1]: how much the row is threatened by the column. 0 on the diagonal.

    Raises
    ------
    ValueError
        If shapes do not fit, a value lies outside [0, 1], or `missing` is unknown.

    Notes
    -----
    Walt names the four sources of threat and gives no formula; the product follows his argument
    that none of them threatens alone. Compare threats within a year, not their absolute size.

    Examples
    --------
    >>> threat([1.0, 0.5], [[1.0, 0.8], [0.8, 1.0]], [1.0, 0.5], [[0.0, 1.0], [0.5, 0.0]])
    array([[0. , 0.2],
           [0.4, 0. ]])

    References
    ----------
    Walt (1985), International Security 9(4), 3-43; Walt (1987), The Origins of Alliances.
    """
    size, reach = unit(power, "power"), unit(offence, "offence")
    near, meant = unit(proximity, "proximity"), unit(intent, "intent")
    states = len(size)
    if size.shape != (states,) or reach.shape != (states,):
        raise ValueError("power and offence must give one number for each state")
    if near.shape != (states, states) or meant.shape != (states, states):
        raise ValueError(f"proximity and intent must be matrices of {states} by {states} states")
    if missing not in ("unknown", "known factors"):
        raise ValueError(f'missing must be "unknown" or "known factors", not {missing!r}')
    factors = np.stack(np.broadcast_arrays(size[None, :], near, reach[None, :], meant))
    result: Floats = factors.prod(axis=0)
    if missing == "known factors":
        known = (~np.isnan(factors)).sum(axis=0)
        product = np.where(np.isnan(factors), 1.0, factors).prod(axis=0)
        result = np.where(known > 0, product ** (FACTORS / np.maximum(known, 1)), np.nan)
    np.fill_diagonal(result, 0.0)
    return result


def common_threat_from(threats: ArrayLike, third: int) -> Floats:
    """Threat that one third state poses to both states of each pair.

    C_ij(k) = min(T_ik, T_jk).

    Parameters
    ----------
    threats : array_like, shape (states, states)
        T_ij, see `threat`.
    third : int
        Index k of the third state.

    Returns
    -------
    ndarray of float64, shape (states, states)
        In [0, 1], symmetric. NaN where a threat is unknown, on the diagonal, and for pairs that
        include the third state.

    Raises
    ------
    ValueError
        If `threats` is not square or `third` is no state of it.

    Examples
    --------
    >>> common_threat_from([[0, 0.1, 0.3], [0.1, 0, 0.2], [0, 0, 0]], 2)[0, 1]
    np.float64(0.2)
    """
    matrix = _threats(threats)
    if not 0 <= third < len(matrix):
        raise ValueError(f"third must be one of the {len(matrix)} states, not {third}")
    return _from(matrix, third)


def common_threat(threats: ArrayLike) -> tuple[Floats, NDArray[np.intp]]:
    """Find the greatest common threat of each pair, and who poses it.

    C_ij = max over k of min(T_ik, T_jk), k neither i nor j.

    Parameters
    ----------
    threats : array_like, shape (states, states)
        T_ij, see `threat`.

    Returns
    -------
    value : ndarray of float64, shape (states, states)
        In [0, 1], symmetric. Third states with an unknown threat to either are passed over; NaN
        where none is left, and on the diagonal.
    third : ndarray of int, shape (states, states)
        Index of the third state that threatens both most, the first of equals; -1 where `value`
        is NaN.

    Raises
    ------
    ValueError
        If `threats` is not square.

    Examples
    --------
    >>> value, third = common_threat([[0, 0.1, 0.3], [0.1, 0, 0.2], [0, 0, 0]])
    >>> float(value[0, 1]), int(third[0, 1])
    (0.2, 2)
    """
    matrix = _threats(threats)
    value = np.full(matrix.shape, np.nan)
    third = np.full(matrix.shape, -1, dtype=np.intp)
    for k in range(len(matrix)):
        shared = _from(matrix, k)
        more = ~np.isnan(shared) & (np.isnan(value) | (shared > value))
        value[more] = shared[more]
        third[more] = k
    return value, third


def _from(matrix: Floats, third: int) -> Floats:
    shared: Floats = np.minimum.outer(matrix[:, third], matrix[:, third])
    np.fill_diagonal(shared, np.nan)
    shared[third, :] = np.nan
    shared[:, third] = np.nan
    return shared


def _threats(threats: ArrayLike) -> Floats:
    matrix = np.asarray(threats, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"threats must be a square matrix of states, not {matrix.shape}")
    return matrix
