"""Reading camps: how each holds together, who sits on the fence, who changed sides."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linear_sum_assignment

from rapallo.measures.camp_search import standing
from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ints, camps_array, signed_network


@dataclass(frozen=True)
class Cohesion:
    """How each camp holds together, arrays of one figure a camp.

    Attributes
    ----------
    members : ndarray of int, shape (camps,)
    inside : ndarray of float, shape (camps,)
        Share of the weight of ties between members that is positive. NaN without such ties.
    linked : ndarray of float, shape (camps,)
        Share of pairs of members that have a tie. NaN for a camp of one.
    outside : ndarray of float, shape (camps,)
        Share of the weight of ties with other camps that is negative. NaN without such ties.
    """

    members: Ints
    inside: Floats
    linked: Floats
    outside: Floats


def cohesion(ties: ArrayLike, camps: ArrayLike) -> Cohesion:
    """Cohesion of each camp: friends inside, enemies outside.

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie.
    camps : array_like of int, shape (actors,)
        Camp of each actor; -1 for an actor in none, whose ties are not counted.

    Returns
    -------
    Cohesion

    Raises
    ------
    ValueError
        If `ties` is no signed network, or `camps` do not fit or are all -1.

    Examples
    --------
    >>> found = cohesion([[0, 2, -1], [2, 0, 1], [-1, 1, 0]], [0, 0, 1])
    >>> found.inside, found.outside
    (array([ 1., nan]), array([0.5, 0.5]))

    References
    ----------
    Aref, Dinh, Rezapour and Diesner (2020), Scientific Reports 10, 15228 (cohesiveness and
    divisiveness).
    """
    network = signed_network(ties)
    held = _some_camp(camps, len(network))
    inside = np.eye(int(held.max()) + 1)[held] * (held >= 0)[:, None]
    friendly = inside.T @ np.maximum(network, 0) @ inside
    hostile = inside.T @ np.maximum(-network, 0) @ inside
    count = inside.T @ (network != 0) @ inside
    members = inside.sum(axis=0)
    own, foe = friendly.diagonal(), hostile.diagonal()
    friend_out, foe_out = friendly.sum(axis=1) - own, hostile.sum(axis=1) - foe
    with np.errstate(invalid="ignore", divide="ignore"):
        return Cohesion(
            members=members.astype(np.intp),
            inside=own / (own + foe),
            linked=count.diagonal() / (members * (members - 1)),
            outside=foe_out / (friend_out + foe_out),
        )


@dataclass(frozen=True)
class Fence:
    """What it would cost each actor to stand in its best other camp.

    Attributes
    ----------
    cost : ndarray of float, shape (actors,)
        How much more weight of ties would be frustrated. Near 0: the actor sits on the fence;
        below 0: it would fit better there. NaN for an actor in no camp or without another camp.
    camp : ndarray of intp, shape (actors,)
        That other camp; -1 where there is none.
    """

    cost: Floats = field(repr=False)
    camp: Ints = field(repr=False)


def fence(ties: ArrayLike, camps: ArrayLike) -> Fence:
    """How near each actor is to changing sides: the cost of its move to its best other camp.

    cost_i = (sum of i's ties inside its camp) - max over other camps c of (sum of i's ties
    with c), which is by how much its move would raise the weight of frustrated ties.

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie.
    camps : array_like of int, shape (actors,)
        Camp of each actor; -1 for an actor in none.

    Returns
    -------
    Fence

    Raises
    ------
    ValueError
        If `ties` is no signed network, or `camps` do not fit or are all -1.

    Notes
    -----
    In the unit of the ties, so that a state with few of them is always near the fence. Divide by
    `abs(ties).sum(axis=1)` for a share.

    Examples
    --------
    >>> fence([[0, 2, -1], [2, 0, 1], [-1, 1, 0]], [0, 0, 1]).cost
    array([3., 1., 0.])
    """
    network = signed_network(ties)
    held = _some_camp(camps, len(network))
    k = int(held.max()) + 1
    placed = np.flatnonzero(held >= 0)
    sums = standing(network[np.ix_(placed, placed)], held[placed], k)
    each = np.arange(len(placed))
    own = sums[each, held[placed]].copy()
    sums[each, held[placed]] = -np.inf
    # A number without members is no camp to move to.
    sums[:, np.bincount(held[placed], minlength=k) == 0] = -np.inf
    cost = np.full(len(network), np.nan)
    camp = np.full(len(network), -1, dtype=np.intp)
    best = sums.max(axis=1)
    open_to = np.isfinite(best)
    cost[placed[open_to]] = (own - best)[open_to]
    camp[placed[open_to]] = sums.argmax(axis=1)[open_to]
    return Fence(cost, camp)


def _some_camp(camps: ArrayLike, actors: int) -> Ints:
    held = camps_array(camps, actors)
    if not (held >= 0).any():
        raise ValueError("no actor is in a camp: all are -1")
    return held


@dataclass(frozen=True)
class Changes:
    """Who changed sides between two partitions.

    Attributes
    ----------
    camps : ndarray of intp, shape (actors,)
        The later camps under the earlier ones' numbers; a camp without a counterpart has a number
        above all of them.
    changed : ndarray of bool, shape (actors,)
        Whether an actor that has a camp in both is in another one than before.
    """

    camps: Ints
    changed: NDArray[np.bool_]


def changed_sides(before: ArrayLike, after: ArrayLike, weight: ArrayLike | None = None) -> Changes:
    """Match later camps to earlier ones, and tell who is no longer where it was.

    Numbers of camps carry no meaning over time, so later ones are matched one to one to earlier
    ones such that most actors (or most weight) stay: an assignment problem.

    Parameters
    ----------
    before, after : array_like of int, shape (actors,)
        Camp of each actor at two times; -1 for an actor in none, or not there.
    weight : array_like, shape (actors,), optional
        How much each actor counts in matching, such as its capabilities; by default 1.

    Returns
    -------
    Changes

    Raises
    ------
    ValueError
        If shapes do not fit, camps are no whole numbers from -1, or a weight is negative or NaN.

    Notes
    -----
    When one camp splits in equal halves, which half is said to have changed is arbitrary, though
    the same each time.

    Examples
    --------
    >>> changed_sides([0, 0, 0, 1, 1], [1, 1, 0, 0, 0]).changed
    array([False, False,  True, False, False])

    References
    ----------
    Kuhn (1955), Naval Research Logistics Quarterly 2(1-2), 83-97.
    """
    earlier = camps_array(before, np.size(before))
    later = camps_array(after, len(earlier))
    size = np.ones(len(earlier)) if weight is None else np.asarray(weight, dtype=np.float64)
    if size.shape != earlier.shape or not (np.isfinite(size) & (size >= 0)).all():
        raise ValueError("weight has one number for each actor, known and not negative")
    both = (earlier >= 0) & (later >= 0)
    old, new = int(earlier.max(initial=-1)) + 1, int(later.max(initial=-1)) + 1
    shared = np.zeros((new, old))
    np.add.at(shared, (later[both], earlier[both]), size[both])
    row, column = linear_sum_assignment(shared, maximize=True)
    real = shared[row, column] > 0
    name = np.full(new + 1, -1, dtype=np.intp)  # The last is for -1, in no camp.
    name[row[real]] = column[real]
    alone = np.setdiff1d(later[later >= 0], row[real])
    name[alone] = old + np.arange(len(alone))
    matched = name[later]
    return Changes(camps=matched, changed=both & (matched != earlier))
