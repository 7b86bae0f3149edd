"""The frustration index: how few ties stand in the way of perfect camps, exactly and with proof."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree

from rapallo.measures.camp_program import least_in_camps
from rapallo.measures.camp_search import any_number, descend, merge, pieces, tabu
from rapallo.measures.cycle_cover import Covered, least_cover
from rapallo.measures.portfolios import Floats
from rapallo.measures.relaxation import relaxed_bound, relaxed_vectors, rounded
from rapallo.measures.signed import Ints, Ties, in_order, signed_network, ties_of
from rapallo.measures.unbalanced_cycles import ManyCampCycles, TwoCampCycles

_ROUNDINGS = 50


@dataclass(frozen=True)
class Frustration:
    """The frustration index of a network, the camps that reach it, and how sure that is.

    Attributes
    ----------
    value : float
        Weight of the ties frustrated by `camps`: positive ones across, negative ones inside.
    camps : ndarray of intp, shape (actors,)
        Camp of each actor, the largest 0; -1 for an actor without ties. Where the network falls
        into pieces with no tie between them, camps of different pieces carry no relation.
    bound : float
        Proven lower bound: no camps can leave less frustrated.
    proven : bool
        Whether `bound` meets `value`, so that `value` is the index itself.
    frustrated : ndarray of intp, shape (ties, 2)
        The frustrated ties, as pairs of actors.
    normalised : float
        F = 1 - 2 L / m with m the weight of all ties: 1 is perfect balance, 0 the least possible.
    """

    value: float
    camps: Ints = field(repr=False)
    bound: float
    proven: bool
    frustrated: Ints = field(repr=False)
    normalised: float

    @property
    def gap(self) -> float:
        """How much lower than `value` the index could still be; 0 where proven."""
        return self.value - self.bound


def frustration(
    ties: ArrayLike, *, camps: int | None = 2, time_limit: float = 30.0, seed: int = 0
) -> Frustration:
    """Frustration index of a signed network: the least weight of ties that fit no camps.

    L_k = min over partitions into at most k camps of (weight of positive ties across camps +
    weight of negative ties inside them). k = 2 is Harary's line index of balance; more camps or
    any number (None) follow Davis's weak balance, where enemies of enemies may be enemies.

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie; the size is the weight.
    camps : int or None
        Most camps allowed, at least 2; None for any number.
    time_limit : float
        Seconds after which the best camps found are returned with the bound proven so far.
    seed : int
        Of the search for a good start. It can decide which of equally good camps is returned.

    Returns
    -------
    Frustration
        With `proven` true unless time ran out.

    Raises
    ------
    ValueError
        If `ties` is no signed network (not square or symmetric, NaN, no tie), `camps` is below 2
        or `time_limit` not above 0.

    Notes
    -----
    A local search gives camps, an integer program over unbalanced cycles the proof (see
    `cycle_cover`); if time runs out with two camps, a semidefinite relaxation narrows the gap.
    With k of 3 or more, the bound for any number of camps is tried first, and an integer program
    with k camps only if it is not met. Networks with ties between nearly all pairs, or signed by
    chance, are hard and may end in a gap; those of world politics are near balance and quick.

    Examples
    --------
    Two friends who disagree about a third state:

    >>> found = frustration([[0, 1, 1], [1, 0, -1], [1, -1, 0]])
    >>> found.value, found.proven
    (1.0, True)

    Three enemies are frustrated in two camps, not in three:

    >>> enemies = [[0, -1, -1], [-1, 0, -1], [-1, -1, 0]]
    >>> frustration(enemies).value, frustration(enemies, camps=3).value
    (1.0, 0.0)

    References
    ----------
    Harary (1959), Behavioral Science 4(4), 316-323; Davis (1967), Human Relations 20(2), 181-187;
    Aref and Wilson (2018), Journal of Complex Networks 6(4), 566-595.
    """
    network = signed_network(ties)
    if camps is not None and camps < 2:
        raise ValueError(f"camps must be at least 2, not {camps}")
    if not time_limit > 0:
        raise ValueError(f"time_limit must be above 0 seconds, not {time_limit}")
    now = time.monotonic()
    deadline = now + time_limit
    tied = np.flatnonzero(network.any(axis=1))
    inner = network[np.ix_(tied, tied)]
    listed = ties_of(inner)
    if camps == 2:
        found = _two_camps(inner, listed, (now + 0.95 * time_limit, deadline), seed)
    else:
        found = _many_camps(inner, listed, camps, deadline, seed)
    placed = np.full(len(network), -1, dtype=np.intp)
    placed[tied] = found.camps
    return _result(network, in_order(placed), found.bound)


def frustrated_weight(ties: Ties, camps: Ints) -> float:
    """Return the weight of ties that camps leave frustrated."""
    same = camps[ties.first] == camps[ties.second]
    return float(np.abs(ties.weight[same == (ties.weight < 0)]).sum())


def _result(network: Floats, camps: Ints, bound: float) -> Frustration:
    ties = ties_of(network)
    out = (camps[ties.first] == camps[ties.second]) == (ties.weight < 0)
    size = np.abs(ties.weight)
    value, all_of_them = float(size[out].sum()), float(size.sum())
    proven = value - bound <= 1e-9 * all_of_them
    return Frustration(
        value=value,
        camps=camps,
        bound=value if proven else bound,
        proven=bool(proven),
        frustrated=np.column_stack([ties.first[out], ties.second[out]]),
        normalised=1 - 2 * value / all_of_them,
    )


def _two_camps(network: Floats, ties: Ties, deadlines: tuple[float, float], seed: int) -> Covered:
    """Search and prove until the first deadline; if that fails, try the relaxation's bound."""
    actors = len(network)
    random = np.random.default_rng(seed)

    def improve(frustration: Floats) -> tuple[float, Ints]:
        camps = descend(network, _sides(ties, actors, frustration), 2)
        return frustrated_weight(ties, camps), camps

    _, first = improve(np.zeros(len(ties.weight)))
    camps = tabu(network, first, 2, idle=10 * actors, random=random)
    start = Covered(frustrated_weight(ties, camps), camps, 0.0)
    cycles = TwoCampCycles(ties, actors)
    size = np.abs(ties.weight)
    best = least_cover(size, cycles, start, improve, deadline=deadlines[0])
    if best.value - best.bound <= 1e-9 * float(size.sum()):
        return best
    vectors = relaxed_vectors(network, deadline=deadlines[1], seed=seed)
    bound = relaxed_bound(network, vectors)
    if np.array_equal(size, np.round(size)):
        bound = float(np.ceil(bound - 1e-6))
    best = best._replace(bound=min(best.value, max(best.bound, bound)))
    for _ in range(_ROUNDINGS):
        camps = descend(network, rounded(vectors, random), 2)
        value = frustrated_weight(ties, camps)
        if value < best.value:
            best = best._replace(value=value, camps=camps)
    return best


def _sides(ties: Ties, actors: int, frustration: Floats) -> Ints:
    """Sides that leave unfrustrated the ties of a spanning forest of least frustration."""
    # Stored zeros would be taken for no tie, so every length is above 0.
    length = csr_array((frustration + 1.0, (ties.first, ties.second)), shape=(actors, actors))
    tree = minimum_spanning_tree(length).tocoo()
    sign = np.zeros((actors, actors))
    sign[ties.first, ties.second] = sign[ties.second, ties.first] = np.sign(ties.weight)
    sides = np.full(actors, -1, dtype=np.intp)
    linked = csr_array((np.ones(len(tree.row)), (tree.row, tree.col)), shape=(actors, actors))
    for actor in range(actors):
        if sides[actor] >= 0:
            continue
        order, before = breadth_first_order(linked, actor, directed=False)
        sides[actor] = 0
        for one in order[1:]:
            sides[one] = sides[before[one]] ^ (sign[one, before[one]] < 0)
    return sides


def _many_camps(
    network: Floats, ties: Ties, most: int | None, deadline: float, seed: int
) -> Covered:
    actors = len(network)
    random = np.random.default_rng(seed)
    positive = ties.weight > 0

    def improve(frustration: Floats) -> tuple[float, Ints]:
        near = positive & (frustration < 0.5)
        camps = merge(network, pieces(ties.first[near], ties.second[near], actors))
        k = int(camps.max()) + 2
        camps = merge(network, descend(network, camps, k))
        return frustrated_weight(ties, camps), camps

    camps = any_number(network, idle=10 * actors, random=random, most=actors)
    start = Covered(frustrated_weight(ties, camps), camps, 0.0)
    cycles = ManyCampCycles(ties, actors)
    free = least_cover(np.abs(ties.weight), cycles, start, improve, deadline=deadline)
    if most is None or free.camps.max() < most:
        return free
    camps = any_number(network, idle=10 * actors, random=random, most=most)
    start = Covered(frustrated_weight(ties, camps), camps, free.bound)
    return least_in_camps(network, ties, most, start, cycles, deadline=deadline)
