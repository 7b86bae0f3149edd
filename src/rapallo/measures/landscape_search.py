"""Walk over every configuration of a landscape: compiled, in the order of a Gray code.

Imported only from inside `landscape`, so that importing `rapallo.measures` does not import numba.

Actor 0 stays on side 0, since a configuration and its mirror image are one; bit k - 1 of a
configuration's number is the side of actor k. Neighbours in a Gray code differ by one actor, so
that each actor's field, sum_j w_kj x_j with x_j = 1 or -1, is brought up to date by one addition.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rapallo.measures.ideal_points.compiled import compiled, parallel, prange
from rapallo.measures.portfolios import Floats

STRICT = 255
"""Mark of a configuration from which every move leads up."""

WEAK = 254
"""Mark of a configuration from which no move leads down, but some lead nowhere."""


@parallel
def steepest_moves(
    weight: Floats, least: Floats, block: int
) -> NDArray[np.uint8]:  # pragma: no cover - compiled
    """For each configuration the actor whose move lowers energy most, or a mark of a minimum.

    `least` is what a move of each actor has to change to count as changing the energy at all.
    """
    actors = len(weight)
    alike = least.max()
    moves = np.empty(1 << (actors - 1), dtype=np.uint8)
    blocks = 1 << (actors - 1 - block)
    for each in prange(blocks):
        side = np.ones(actors)
        for k in range(1, actors):
            if k - 1 >= block and (np.int64(each) >> (k - 1 - block)) & 1:
                side[k] = -1.0
        field = np.zeros(actors)
        for k in range(actors):
            for j in range(actors):
                field[k] += weight[k, j] * side[j]
        number = np.int64(each) << block
        for step in range(1 << block):
            if step:
                flip = 0
                while not (step >> flip) & 1:
                    flip += 1
                number ^= np.int64(1) << flip
                by = -2.0 * side[flip + 1]
                side[flip + 1] = -side[flip + 1]
                for k in range(actors):
                    field[k] += by * weight[flip + 1, k]
            lowest = down = up = np.inf
            for k in range(actors):
                rise = side[k] * field[k]
                lowest = min(lowest, rise)
                down = min(down, rise + least[k])
                up = min(up, rise - least[k])
            if up > 0:
                moves[number] = STRICT
            elif down >= 0:
                moves[number] = WEAK
            else:
                k = 0
                while not (side[k] * field[k] <= lowest + alike and side[k] * field[k] < -least[k]):
                    k += 1
                moves[number] = k
    return moves


@compiled
def minima_of(moves: NDArray[np.uint8]) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Return the numbers of all minima, rising."""
    count = 0
    for number in range(len(moves)):
        count += moves[number] >= WEAK
    found = np.empty(count, dtype=np.int64)
    count = 0
    for number in range(len(moves)):
        if moves[number] >= WEAK:
            found[count] = number
            count += 1
    return found


@compiled
def basin_sizes(
    moves: NDArray[np.uint8], minima: NDArray[np.int64], actors: int
) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Return how many configurations lead to each minimum, itself included."""
    end = np.full(len(moves), -1, dtype=np.int32)
    size = np.ones(len(minima), dtype=np.int64)
    for place in range(len(minima)):
        end[minima[place]] = place
    mirror = len(moves) - 1
    path = np.empty(1 << 16, dtype=np.int64)
    for start in range(len(moves)):
        at = start
        length = 0
        while end[at] < 0:
            if length < len(path):
                path[length] = at
                length += 1
            # Actor 0 stays where it is; that it moves is that all others do.
            move = moves[at]
            at = at ^ mirror if move == 0 else at ^ (1 << (move - 1))
        place = end[at]
        for step in range(length):
            end[path[step]] = place
        size[place] += start != minima[place]
    return size
