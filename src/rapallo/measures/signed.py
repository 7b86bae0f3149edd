"""Signed networks as arrays: what one has to be, and its ties as lists.

A signed network is a symmetric matrix of ties: positive for cooperation, negative for hostility,
0 for no tie, with 0 on the diagonal. The size of a number is the tie's weight; +1 and -1 where
only signs are known.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rapallo.measures.portfolios import Floats

Ints = NDArray[np.intp]


class Ties(NamedTuple):
    """The ties of a signed network, each once: its two actors (first < second) and its weight."""

    first: Ints
    second: Ints
    weight: Floats


def signed_network(ties: ArrayLike, *, what: str = "ties") -> Floats:
    """Check that an array is a signed network, and return it as float64.

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Tie of each pair: positive, negative or 0.
    what : str
        What the array is called in errors.

    Returns
    -------
    ndarray of float64, shape (actors, actors)

    Raises
    ------
    ValueError
        If the array is not square, not finite (NaN included), not symmetric, has a number on its
        diagonal, or holds no tie at all.

    Examples
    --------
    >>> signed_network([[0, 1], [1, 0]])
    array([[0., 1.],
           [1., 0.]])
    >>> signed_network([[0, 1], [-1, 0]])
    Traceback (most recent call last):
        ...
    ValueError: ties are not symmetric: [0, 1] is 1 and [1, 0] is -1
    """
    network = square(ties, what=what)
    uneven = ~np.isclose(network, network.T, rtol=1e-9, atol=0.0)
    if uneven.any():
        i, j = np.argwhere(uneven)[0]
        raise ValueError(
            f"{what} are not symmetric: [{i}, {j}] is {network[i, j]:g} "
            f"and [{j}, {i}] is {network[j, i]:g}"
        )
    return (network + network.T) / 2


def square(ties: ArrayLike, *, what: str = "ties") -> Floats:
    """Check a matrix of ties that may be directed, and return it as float64.

    Raises
    ------
    ValueError
        As `signed_network`, but for symmetry.
    """
    network = np.asarray(ties, dtype=np.float64)
    if network.ndim != 2 or network.shape[0] != network.shape[1]:
        raise ValueError(f"{what} are a square matrix of all actors, not of shape {network.shape}")
    if not np.isfinite(network).all():
        i, j = np.argwhere(~np.isfinite(network))[0]
        raise ValueError(
            f"{what} have to be finite: [{i}, {j}] is {network[i, j]:g}; set an unknown tie to 0 "
            "if it may count as none, or leave the actor out"
        )
    if network.diagonal().any():
        i = int(np.flatnonzero(network.diagonal())[0])
        raise ValueError(f"no actor has a tie with itself: [{i}, {i}] is {network[i, i]:g}, not 0")
    if not network.any():
        raise ValueError(f"{what} hold no tie: every pair is 0")
    return network


def ties_of(network: Floats) -> Ties:
    """List the ties of a network checked by `signed_network`, in order of their actors.

    Examples
    --------
    >>> ties_of(np.array([[0.0, 1.0], [1.0, 0.0]]))
    Ties(first=array([0]), second=array([1]), weight=array([1.]))
    """
    first, second = np.nonzero(np.triu(network, 1))
    return Ties(first, second, network[first, second])


def camps_array(camps: ArrayLike, actors: int) -> Ints:
    """Check camps given per actor: whole numbers from 0, -1 for an actor in no camp.

    Raises
    ------
    ValueError
        If there is not one whole number of at least -1 for each of the actors.
    """
    given = np.asarray(camps)
    if given.shape != (actors,):
        raise ValueError(f"camps have one number for each of {actors} actors, not {given.shape}")
    if given.dtype.kind not in "iub":
        raise ValueError(f"camps are whole numbers, not {given.dtype}")
    if (given < -1).any():
        raise ValueError("camps are numbered from 0, with -1 for an actor in none")
    return given.astype(np.intp)


def in_order(camps: Ints) -> Ints:
    """Return camps numbered by size, the largest 0, of equal ones by first actor; -1 stays.

    Examples
    --------
    >>> in_order(np.array([7, 3, -1, 3]))
    array([ 1,  0, -1,  0])
    """
    names, first, size = np.unique(camps[camps >= 0], return_index=True, return_counts=True)
    rank = np.empty(len(names), dtype=np.intp)
    rank[np.lexsort((first, -size))] = np.arange(len(names))
    ordered = np.full(len(camps), -1, dtype=np.intp)
    ordered[camps >= 0] = rank[np.searchsorted(names, camps[camps >= 0])]
    return ordered
