"""Landscape theory: which two camps a set of states falls into, and where else it could settle."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rapallo.measures.energy import checked, energies
from rapallo.measures.frustration import frustration
from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ints

MOST_ACTORS = 25
"""Actors up to which every configuration is looked at; each more doubles time and memory."""


@dataclass(frozen=True)
class Landscape:
    """All places where a landscape's moves end, the lowest first.

    Attributes
    ----------
    sides : ndarray of int8, shape (minima, actors)
        Side of each actor; the first actor is on side 0.
    energy : ndarray of float64, shape (minima,)
    basin : ndarray of int64, shape (minima,)
        How many configurations steepest descent leads there, itself included; they sum to
        `configurations`.
    strict : ndarray of bool, shape (minima,)
        Whether every single move raises the energy. Otherwise some leave it as it is, and
        neighbours of equal energy are listed as minima of their own.
    configurations : int
        2^(actors - 1), a configuration and its mirror image being one.
    """

    sides: NDArray[np.int8] = field(repr=False)
    energy: Floats
    basin: NDArray[np.int64]
    strict: NDArray[np.bool_] = field(repr=False)
    configurations: int


def landscape(sizes: ArrayLike, propensities: ArrayLike) -> Landscape:
    """Every local minimum of a landscape of up to 25 actors and its basin, by looking at all.

    A configuration is a (weak) local minimum if no single actor's move lowers the energy. Basins
    are those of steepest descent: of all moves the one that lowers energy most, and among equal
    ones that of the first actor. A move that changes the energy by less than 1e-10 of what a move
    of that actor could change counts as leaving it as it is.

    Parameters
    ----------
    sizes : array_like, shape (actors,)
        Size of each actor, above 0.
    propensities : array_like, shape (actors, actors)
        Propensity of two actors to work together, symmetric; negative where they conflict.

    Returns
    -------
    Landscape

    Raises
    ------
    ValueError
        As `energy`, and if there are more than 25 actors: see `best_sides`.

    Notes
    -----
    Sizes rounded to few digits make equal energies, and so more weak minima. An actor without any
    propensity doubles every minimum, as it can stand on either side: leave it out.

    Examples
    --------
    Three equal enemies: the balance of power is two against one, whichever.

    >>> found = landscape([1, 1, 1], [[0, -1, -1], [-1, 0, -1], [-1, -1, 0]])
    >>> found.energy, found.basin
    (array([-4., -4., -4.]), array([1, 1, 2]))

    References
    ----------
    Axelrod and Bennett (1993), British Journal of Political Science 23(2), 211-233.
    """
    size, propensity = checked(sizes, propensities)
    actors = len(size)
    if actors > MOST_ACTORS:
        raise ValueError(
            f"all configurations are looked at for up to {MOST_ACTORS} actors, not {actors}; "
            "best_sides finds the lowest with a proven bound"
        )
    from rapallo.measures.landscape_search import STRICT, basin_sizes, minima_of, steepest_moves

    weight = size[:, None] * propensity * size[None, :]
    least = 1e-10 * np.abs(weight).sum(axis=1)
    moves = steepest_moves(weight, least, min(12, actors - 1))
    number = minima_of(moves)
    basin = basin_sizes(moves, number, actors)
    sides = np.zeros((len(number), actors), dtype=np.int8)
    sides[:, 1:] = (number[:, None] >> np.arange(actors - 1)) & 1
    level = energies(weight, sides)
    order = np.lexsort((number, np.round(level / least.max())))
    return Landscape(
        sides=sides[order],
        energy=level[order],
        basin=basin[order],
        strict=moves[number[order]] == STRICT,
        configurations=len(moves),
    )


@dataclass(frozen=True)
class BestSides:
    """The lowest configuration found, and how much lower there could be one.

    Attributes
    ----------
    sides : ndarray of intp, shape (actors,)
        0 or 1, the first actor on side 0.
    energy, bound : float
        Its energy, and a proven bound below which there is none.
    proven : bool
        Whether they meet.
    """

    sides: Ints = field(repr=False)
    energy: float
    bound: float
    proven: bool


def best_sides(
    sizes: ArrayLike, propensities: ArrayLike, *, time_limit: float = 30.0, seed: int = 0
) -> BestSides:
    """Lowest configuration of a landscape of any number of actors, with a proven bound.

    The lowest energy is twice the least frustrated weight of the network s_i s_j p_ij, less
    twice the weight of its negative ties, so the frustration index's proof serves here too.

    Parameters
    ----------
    sizes, propensities : array_like
        As in `energy`.
    time_limit : float
        Seconds after which the best found is returned with the bound proven so far.
    seed : int
        Of the search for a good start.

    Returns
    -------
    BestSides

    Raises
    ------
    ValueError
        As `energy`.

    Notes
    -----
    Up to 25 actors `landscape` is as sure and tells all minima. An actor without propensities is
    put on side 0.

    Examples
    --------
    >>> found = best_sides([2, 1, 1], [[0, 1, -1], [1, 0, -1], [-1, -1, 0]])
    >>> found.sides, found.energy, found.proven
    (array([0, 0, 1]), -6.0, True)

    References
    ----------
    Axelrod and Bennett (1993), British Journal of Political Science 23(2), 211-233.
    """
    size, propensity = checked(sizes, propensities)
    weight = size[:, None] * propensity * size[None, :]
    found = frustration(weight, time_limit=time_limit, seed=seed)
    sides = np.maximum(found.camps, 0)
    sides = sides ^ sides[0]
    level = float(energies(weight, sides[None, :])[0])
    return BestSides(sides, level, level - 2 * found.gap, found.proven)
