"""Camps of a signed network that hold more ties than chance would: signed modularity."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.camp_search import any_number, kept
from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ints, camps_array, in_order, signed_network


def modularity(ties: ArrayLike, camps: ArrayLike, *, resolution: float = 1.0) -> float:
    """Signed modularity of camps: ties kept, beyond what actors' numbers of ties would give.

    Q = sum_{i != j, c_i = c_j} B_ij / (2 w+ + 2 w-), with B_ij = w_ij - resolution
    (w+_i w+_j / 2 w+ - w-_i w-_j / 2 w-); w+ and w- are the sums of positive and negative ties.

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie.
    camps : array_like of int, shape (actors,)
        Camp of each actor; -1 for an actor in none.
    resolution : float
        Above 1 favours smaller camps, below 1 larger ones.

    Returns
    -------
    float
        Below 1; 0 where camps keep what chance would. Here, as an actor has no tie with itself,
        its own term is left out, which moves every value of a network by the same amount.

    Raises
    ------
    ValueError
        If `ties` is no signed network, `camps` do not fit, or `resolution` is not above 0.

    Examples
    --------
    >>> ties = [[0, 1, -1, -1], [1, 0, -1, -1], [-1, -1, 0, 1], [-1, -1, 1, 0]]
    >>> modularity(ties, [0, 0, 1, 1]) > modularity(ties, [0, 0, 0, 0])
    True

    References
    ----------
    Gomez, Jensen and Arenas (2009), Physical Review E 80, 016114.
    """
    network = signed_network(ties)
    held = camps_array(camps, len(network))
    apart = np.where(held < 0, held.max() + 1 + np.arange(len(held)), held)
    return kept(_beyond_chance(network, resolution), apart) * 2 / float(np.abs(network).sum())


def modularity_camps(
    ties: ArrayLike, *, resolution: float = 1.0, most: int | None = None, seed: int = 0
) -> Ints:
    """Find camps of high signed modularity, their number left open.

    Camps are merged greedily from single actors; then actors move one at a time, past local
    optima by tabu search, and camps merge again, until neither gains (as the Louvain method does,
    but for the tabu search).

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie.
    resolution : float
        As in `modularity`.
    most : int, optional
        Most camps allowed, at least 1; by default any number.
    seed : int
        Of the search; equal seeds give equal camps.

    Returns
    -------
    ndarray of intp, shape (actors,)
        Camp of each actor, the largest 0; -1 for an actor without ties.

    Raises
    ------
    ValueError
        If `ties` is no signed network, or an option is out of range.

    Notes
    -----
    A local optimum, not proven. Where proof is asked for, or camps are to answer for every tie
    alike, take `frustration(ties, camps=k).camps`. Modularity finds camps that positive ties
    bind more than the actors' activity would; frustration may leave two friendly but unlinked
    groups in one.

    Examples
    --------
    >>> ties = [[0, 1, -1, -1], [1, 0, -1, -1], [-1, -1, 0, 1], [-1, -1, 1, 0]]
    >>> modularity_camps(ties)
    array([0, 0, 1, 1])

    References
    ----------
    Gomez, Jensen and Arenas (2009), Physical Review E 80, 016114; Traag and Bruggeman (2009),
    Physical Review E 80, 036115.
    """
    network = signed_network(ties)
    if most is not None and most < 1:
        raise ValueError(f"most must be at least 1, not {most}")
    tied = np.flatnonzero(network.any(axis=1))
    gain = _beyond_chance(network, resolution)[np.ix_(tied, tied)]
    random = np.random.default_rng(seed)
    found = any_number(gain, idle=5 * len(tied), random=random, most=most or len(tied))
    camps = np.full(len(network), -1, dtype=np.intp)
    camps[tied] = found
    return in_order(camps)


def _beyond_chance(network: Floats, resolution: float) -> Floats:
    if not (resolution > 0 and np.isfinite(resolution)):
        raise ValueError(f"resolution must be above 0, not {resolution}")
    chance = np.zeros_like(network)
    for sign in (1.0, -1.0):
        part = np.maximum(sign * network, 0)
        degree = part.sum(axis=1)
        if degree.any():
            chance += sign * np.outer(degree, degree) / degree.sum()
    beyond: Floats = network - resolution * chance
    np.fill_diagonal(beyond, 0.0)
    return beyond
