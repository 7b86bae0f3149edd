"""Cycles of a signed network that leave a tie frustrated, whatever the camps.

With two camps every cycle with an odd number of negative ties holds a frustrated tie. With any
number of camps every cycle with exactly one negative tie does. Both kinds are found here: first
the triangles, then, against a given share of frustration per tie, the shortest of any length.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ints, Ties

Cycle = tuple[int, ...]
"""The ties of a cycle, by their place in the list of ties, rising."""

_SHORT = 1e-6
"""Length added to every tie, so that of equal cycles the one of fewest ties is found."""


def triangles(ties: Ties, actors: int) -> NDArray[np.int32]:
    """Return the ties of every triangle, shape (triangles, 3), by place in the list."""
    place = np.full((actors, actors), -1, dtype=np.int32)
    place[ties.first, ties.second] = np.arange(len(ties.first), dtype=np.int32)
    linked = place >= 0
    found = [np.empty((0, 3), dtype=np.int32)]
    for i in range(actors):
        others = np.flatnonzero(linked[i])
        j, k = np.nonzero(linked[np.ix_(others, others)])
        j, k = others[j], others[k]
        found.append(np.column_stack([place[i, j], place[i, k], place[j, k]]))
    return np.concatenate(found)


class TwoCampCycles:
    """Cycles with an odd number of negative ties: none of them can be free of frustration.

    A walk that changes level at each negative tie and comes back to its actor on the other level
    has passed such a cycle, so the shortest are found by Dijkstra's method on two levels.
    """

    def __init__(self, ties: Ties, actors: int) -> None:
        self.ties = ties
        self.actors = actors
        negative = ties.weight < 0
        every = triangles(ties, actors)
        self.triangles = every[negative[every].sum(axis=1) % 2 == 1]
        other = np.where(negative, actors, 0)
        # Each tie joins its actors on both levels: straight if positive, crossed if negative.
        low = [ties.first, ties.second + other]
        high = [ties.first + actors, (ties.second + actors + other) % (2 * actors)]
        ends = np.concatenate([low, high], axis=1)
        self._graph = _Graph(ends[0], ends[1], np.tile(np.arange(len(negative)), 2), 2 * actors)

    def short(self, frustration: Floats) -> list[Cycle]:
        """Return unbalanced cycles whose frustration sums to less than 1, one at most an actor."""
        start = np.arange(self.actors)
        return self._graph.shorter_than_one(frustration, start, start + self.actors, 0.0)


class ManyCampCycles:
    """Cycles with exactly one negative tie: friends of friends are enemies.

    The shortest through a negative tie is the shortest way of positive ties between its actors.
    """

    def __init__(self, ties: Ties, actors: int) -> None:
        self.ties = ties
        self.actors = actors
        negative = ties.weight < 0
        every = triangles(ties, actors)
        self.triangles = every[negative[every].sum(axis=1) == 1]
        positive = np.flatnonzero(~negative)
        self._negative = np.flatnonzero(negative)
        self._graph = _Graph(ties.first[positive], ties.second[positive], positive, actors)

    def short(self, frustration: Floats) -> list[Cycle]:
        """Return such cycles whose frustration sums to less than 1, one at most a negative tie."""
        own = self._negative
        start, end = self.ties.first[own], self.ties.second[own]
        return self._graph.shorter_than_one(frustration, start, end, frustration[own], own)


class _Graph:
    """A weighted graph in which shortest ways are sought again and again with other lengths."""

    def __init__(self, first: Ints, second: Ints, tie: Ints, nodes: int) -> None:
        row = np.concatenate([first, second])
        column = np.concatenate([second, first])
        order = np.lexsort((column, row))
        self._tie = np.concatenate([tie, tie])[order]
        self._column = column[order]
        self._pointer = np.searchsorted(row[order], np.arange(nodes + 1))
        self._nodes = nodes
        self._name = {
            (int(a), int(b)): int(t) for a, b, t in zip(row, column, [*tie, *tie], strict=True)
        }

    def shorter_than_one(
        self,
        length: Floats,
        start: Ints,
        end: Ints,
        extra: Floats | float,
        closing: Ints | None = None,
    ) -> list[Cycle]:
        """Ties of the shortest way from each start to its end, where with `extra` it is below 1."""
        steps = np.maximum(length, 0)[self._tie] + _SHORT
        graph = csr_array((steps, self._column, self._pointer), shape=(self._nodes,) * 2)
        sources, which = np.unique(start, return_inverse=True)
        # A way longer than 1 cannot be of use, so the search stops there.
        far, before = dijkstra(
            graph, indices=sources, return_predecessors=True, limit=1.0 + self._nodes * _SHORT
        )
        close = np.flatnonzero(far[which, end] + extra < 1 - 1e-4)
        cycles: dict[Cycle, None] = {}
        for each in close[np.argsort((far[which, end] + extra)[close], kind="stable")]:
            tie = () if closing is None else (int(closing[each]),)
            cycles[self._way(before[which[each]], int(end[each]), tie)] = None
        return list(cycles)

    def _way(self, before: Ints, at: int, closing: Iterable[int]) -> Cycle:
        # A tie walked twice leads to the cycle and back; only those walked once lie on it.
        once = set(closing)
        while before[at] >= 0:
            previous = int(before[at])
            once ^= {self._name[previous, at]}
            at = previous
        return tuple(sorted(once))
