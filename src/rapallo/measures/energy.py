"""Energy of a landscape: how badly actors on given sides stand to each other."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ints, camps_array, signed_network


def energy(sizes: ArrayLike, propensities: ArrayLike, sides: ArrayLike) -> float:
    """Energy of a configuration: how badly all actors together stand to each other.

    E(X) = sum_i s_i F_i(X) = sum over ordered pairs i != j of s_i s_j p_ij d_ij(X), with d_ij = 0
    on the same side and 1 otherwise. Lower is better.

    Parameters
    ----------
    sizes : array_like, shape (actors,)
        Size s_i of each actor, above 0, such as its share of capabilities.
    propensities : array_like, shape (actors, actors)
        Propensity p_ij of two actors to work together, symmetric; negative where they conflict.
    sides : array_like of int, shape (actors,)
        Side of each actor; two for the theory, but any number is understood.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If sizes are not all above 0, propensities are not symmetric, not known, have a number on
        the diagonal or are all 0, or shapes do not fit.

    Examples
    --------
    >>> energy([2, 1, 1], [[0, 1, -1], [1, 0, -1], [-1, -1, 0]], [0, 0, 1])
    -6.0

    References
    ----------
    Axelrod and Bennett (1993), British Journal of Political Science 23(2), 211-233, eqs. 2-3.
    """
    size, propensity = checked(sizes, propensities)
    return float(size @ _frustrations(size, propensity, _sides(sides, len(size))))


def frustrations(sizes: ArrayLike, propensities: ArrayLike, sides: ArrayLike) -> Floats:
    """Frustration of each actor: F_i(X) = sum over j != i of s_j p_ij d_ij(X). Lower is better.

    Parameters
    ----------
    sizes, propensities, sides : array_like
        As in `energy`.

    Returns
    -------
    ndarray of float64, shape (actors,)

    Raises
    ------
    ValueError
        As `energy`.

    Examples
    --------
    >>> frustrations([2, 1, 1], [[0, 1, -1], [1, 0, -1], [-1, -1, 0]], [0, 0, 1])
    array([-1., -1., -3.])

    References
    ----------
    Axelrod and Bennett (1993), British Journal of Political Science 23(2), 211-233, eq. 1.
    """
    size, propensity = checked(sizes, propensities)
    return _frustrations(size, propensity, _sides(sides, len(size)))


def gains(sizes: ArrayLike, propensities: ArrayLike, sides: ArrayLike) -> Floats:
    """By how much the energy falls if one actor alone changes sides, for each actor.

    E(X) - E(Y) = 2 s_k (F_k(X) - F_k(Y)), Y being X with k on the other side: what lowers the
    energy is what lowers the mover's own frustration, so that moves cannot go round in circles.

    Parameters
    ----------
    sizes, propensities : array_like
        As in `energy`.
    sides : array_like of int, shape (actors,)
        Side of each actor, 0 or 1.

    Returns
    -------
    ndarray of float64, shape (actors,)
        Above 0 for an actor that would move; the nearer below 0, the nearer to the fence.

    Raises
    ------
    ValueError
        As `energy`, and if a side is neither 0 nor 1.

    Examples
    --------
    >>> gains([2, 1, 1], [[0, 1, -1], [1, 0, -1], [-1, -1, 0]], [0, 0, 1])
    array([-8., -6., -6.])

    References
    ----------
    Axelrod and Bennett (1993), British Journal of Political Science 23(2), 211-233, footnote 2.
    """
    size, propensity = checked(sizes, propensities)
    side = _sides(sides, len(size))
    if side.max() > 1:
        raise ValueError("a move to the other side needs two sides, 0 and 1")
    apart = side[:, None] != side[None, :]
    return 2 * size * ((propensity * np.where(apart, 1.0, -1.0)) @ size)


def checked(sizes: ArrayLike, propensities: ArrayLike) -> tuple[Floats, Floats]:
    """Check sizes and propensities, and return them as arrays."""
    propensity = signed_network(propensities, what="propensities")
    size = np.asarray(sizes, dtype=np.float64)
    if size.shape != (len(propensity),):
        raise ValueError(
            f"sizes have one number for each of {len(propensity)} actors, not shape {size.shape}"
        )
    if not (np.isfinite(size) & (size > 0)).all():
        i = int(np.flatnonzero(~(np.isfinite(size) & (size > 0)))[0])
        raise ValueError(f"sizes have to be known and above 0: that of actor {i} is {size[i]:g}")
    return size, propensity


def _sides(sides: ArrayLike, actors: int) -> Ints:
    side = camps_array(sides, actors)
    if (side < 0).any():
        raise ValueError("every actor is on a side, 0 or 1; -1 is none")
    return side


def _frustrations(size: Floats, propensity: Floats, side: Ints) -> Floats:
    frustration: Floats = (propensity * (side[:, None] != side[None, :])) @ size
    return frustration


def energies(weight: Floats, sides: NDArray[np.signedinteger[Any]]) -> Floats:
    """Energy of many configurations (rows of 0 and 1) from the matrix of s_i s_j p_ij."""
    sign = 1.0 - 2.0 * sides
    energy: Floats = (weight.sum() - ((sign @ weight) * sign).sum(axis=1)) / 2
    return energy
