"""Local search for camps: move one actor at a time to where its ties are best kept.

What is kept is the sum of ties inside camps. For a signed network that is as much as to say that
the weight of frustrated ties is least: positive ones across plus negative ones inside are all
positive ones less the sum of all inside.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ints

_LEAST = 1e-9
"""Gain of a move, as a share of the largest sum of an actor's ties, below which it is none."""


def kept(network: Floats, camps: Ints) -> float:
    """Return the sum of ties inside camps, each tie once."""
    same = camps[:, None] == camps[None, :]
    return float(network[same].sum() / 2)


def standing(network: Floats, camps: Ints, k: int) -> Floats:
    """Return each actor's sum of ties with each of k camps, shape (actors, k)."""
    return network @ np.eye(k)[camps]


def descend(network: Floats, camps: Ints, k: int) -> Ints:
    """Make the best single move again and again until none gains.

    Among equal moves that of the first actor is made, and to the first camp.
    """
    return _moves(network, camps, k, idle=0, random=None)


def tabu(network: Floats, camps: Ints, k: int, *, idle: int, random: np.random.Generator) -> Ints:
    """Search on past local optima: the best move is made even if it loses, and not undone soon.

    Stops after `idle` moves without a better partition, and returns the best one seen.

    References
    ----------
    Glover (1989), ORSA Journal on Computing 1(3), 190-206.
    """
    return _moves(network, camps, k, idle=idle, random=random)


def _moves(
    network: Floats, camps: Ints, k: int, *, idle: int, random: np.random.Generator | None
) -> Ints:
    now = camps.copy()
    best = camps.copy()
    actors = len(now)
    each = np.arange(actors)
    sums = standing(network, now, k)
    least = _LEAST * max(float(np.abs(network).sum(axis=1).max()), np.finfo(float).tiny)
    gained = most = 0.0
    waited = 0
    free_at = np.zeros(actors)
    held = max(3, actors // 8)
    for time in range(10**9):
        gain = sums - sums[each, now][:, None]
        gain[each, now] = -np.inf
        if random is not None:
            # A move that beats all seen before is made even by an actor that has just moved.
            gain[(free_at > time)[:, None] & (gain <= most - gained + least)] = -np.inf
        place = int(gain.argmax())
        actor, camp = divmod(place, k)
        step = gain[actor, camp]
        if step <= least and (random is None or not np.isfinite(step)):
            break
        sums[:, now[actor]] -= network[:, actor]
        sums[:, camp] += network[:, actor]
        now[actor] = camp
        gained += step
        if random is not None:
            free_at[actor] = time + 1 + held + random.integers(held)
        waited += 1
        if gained > most + least:
            most, waited = gained, 0
            best = now.copy()
        if random is not None and waited > idle:
            break
    return best


def merge(network: Floats, camps: Ints) -> Ints:
    """Join the two camps whose joining gains most, again and again, until none gains.

    From each actor in a camp of its own this gives the greedy start of agglomerative methods.
    """
    names, now = np.unique(camps, return_inverse=True)
    k = len(names)
    between = np.eye(k)[now].T @ network @ np.eye(k)[now]
    np.fill_diagonal(between, -np.inf)
    least = _LEAST * max(float(np.abs(network).sum(axis=1).max()), np.finfo(float).tiny)
    while k > 1:
        a, b = sorted(divmod(int(between.argmax()), len(names)))
        if between[a, b] <= least:
            break
        between[a] += between[b]
        between[:, a] += between[:, b]
        between[a, a] = between[b] = between[:, b] = -np.inf
        now[now == b] = a
        k -= 1
    return np.unique(now, return_inverse=True)[1].astype(np.intp)


def any_number(network: Floats, *, idle: int, random: np.random.Generator, most: int) -> Ints:
    """Search for camps of any number up to `most`: greedy merging, then moves and merging in turn.

    Moves may open a camp of an actor's own while fewer than `most` camps are held.
    """
    camps = merge(network, np.arange(len(network)))
    while True:
        while camps.max() >= most:
            camps = _join_cheapest(network, camps)
        k = min(most, int(camps.max()) + 2)
        moved = merge(network, tabu(network, camps, k, idle=idle, random=random))
        if kept(network, moved) <= kept(network, camps) + _LEAST * np.abs(network).sum():
            return camps
        camps = moved


def _join_cheapest(network: Floats, camps: Ints) -> Ints:
    k = int(camps.max()) + 1
    between = np.eye(k)[camps].T @ network @ np.eye(k)[camps]
    np.fill_diagonal(between, -np.inf)
    a, b = sorted(divmod(int(between.argmax()), k))
    joined = np.where(camps == b, a, camps)
    return np.unique(joined, return_inverse=True)[1].astype(np.intp)


def pieces(first: Ints, second: Ints, actors: int) -> Ints:
    """Return the number of each actor's connected piece, given pairs that are linked."""
    graph = csr_array((np.ones(len(first)), (first, second)), shape=(actors, actors))
    piece: Ints = connected_components(graph, directed=False)[1].astype(np.intp)
    return piece
