"""What a pair's trade means to both: weak link, asymmetry, and Barbieri's interdependence."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats
from rapallo.measures.trade import square


def weak_link(dependence: ArrayLike) -> Floats:
    """Dependence of the less dependent of each pair, min(D_ij, D_ji).

    Parameters
    ----------
    dependence : array_like, shape (states, states)
        D_ij, or shares H_ij; NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states, states)
        Symmetric; NaN where either is unknown.

    Raises
    ------
    ValueError
        If `dependence` is not square or holds a negative number.

    Examples
    --------
    >>> weak_link([[0.0, 0.5], [0.1, 0.0]])
    array([[0. , 0.1],
           [0.1, 0. ]])

    References
    ----------
    Dixon (1994), American Political Science Review 88(1), 14-32, for the weak-link assumption.
    """
    one = square(dependence, "dependence")
    return np.minimum(one, one.T)


def asymmetry(dependence: ArrayLike) -> Floats:
    """How much more i depends on j than j on i, D_ij - D_ji.

    Parameters
    ----------
    dependence : array_like, shape (states, states)
        D_ij, or shares H_ij; NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states, states)
        Antisymmetric; in [-1, 1] for shares. NaN where either is unknown.

    Raises
    ------
    ValueError
        If `dependence` is not square or holds a negative number.

    Examples
    --------
    >>> asymmetry([[0.0, 0.5], [0.1, 0.0]])
    array([[ 0. ,  0.4],
           [-0.4,  0. ]])
    """
    one = square(dependence, "dependence")
    return one - one.T


def salience(share: ArrayLike) -> Floats:
    """How much a pair's trade matters to both, sqrt(H_ij H_ji), after Barbieri.

    Parameters
    ----------
    share : array_like, shape (states, states)
        H_ij, see `trade_share`; NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states, states)
        In [0, 1], symmetric; NaN where either share is unknown.

    Raises
    ------
    ValueError
        If `share` is not square or holds a number outside [0, 1].

    Examples
    --------
    >>> salience([[0.0, 0.25], [1.0, 0.0]])
    array([[0. , 0.5],
           [0.5, 0. ]])

    References
    ----------
    Barbieri (1996), Journal of Peace Research 33(1), 29-49.
    """
    one = _share(share)
    return np.sqrt(one * one.T)


def symmetry(share: ArrayLike) -> Floats:
    """How evenly a pair's trade matters to both, 1 - |H_ij - H_ji|, after Barbieri.

    Parameters
    ----------
    share : array_like, shape (states, states)
        H_ij, see `trade_share`; NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states, states)
        In [0, 1], symmetric: 1 where the pair's trade weighs the same for both, also where they
        do not trade at all. NaN where either share is unknown.

    Raises
    ------
    ValueError
        If `share` is not square or holds a number outside [0, 1].

    Examples
    --------
    >>> symmetry([[0.0, 0.25], [1.0, 0.0]])
    array([[1.  , 0.25],
           [0.25, 1.  ]])

    References
    ----------
    Barbieri (1996), Journal of Peace Research 33(1), 29-49.
    """
    one = _share(share)
    return 1 - np.abs(one - one.T)


def interdependence(share: ArrayLike) -> Floats:
    """Salience times symmetry, after Barbieri.

    Parameters
    ----------
    share : array_like, shape (states, states)
        H_ij, see `trade_share`; NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states, states)
        In [0, 1], symmetric; NaN where either share is unknown.

    Raises
    ------
    ValueError
        If `share` is not square or holds a number outside [0, 1].

    Examples
    --------
    >>> interdependence([[0.0, 0.25], [1.0, 0.0]])
    array([[0.   , 0.125],
           [0.125, 0.   ]])

    References
    ----------
    Barbieri (1996), Journal of Peace Research 33(1), 29-49.
    """
    return salience(share) * symmetry(share)


def _share(matrix: ArrayLike) -> Floats:
    array = square(matrix, "share")
    if (array > 1).any():
        raise ValueError("share is at most 1")
    return array
