"""The least weight of ties that meets every unbalanced cycle: an integer program with a proof.

minimise sum_e w_e f_e   over f_e in {0, 1}   subject to   sum_{e in C} f_e >= 1   for each
unbalanced cycle C

The cycles are too many to list, so those that a solution misses are added until none is missed:
first with f_e anywhere in [0, 1], a linear program whose value bounds the least weight from
below, then, if the bound does not meet a known solution, with whole f_e. Every bound used is a
proof: of the linear program the one its dual variables give, rounded to the safe side; of the
integer program the solver's own.

References
----------
.. [1] Aref, S. and Wilson, M. C. (2018). Measuring partial balance in signed networks. Journal of
   Complex Networks 6(4), 566-595.
.. [2] Groetschel, M. and Pulleyblank, W. R. (1981). Weakly bipartite graphs and the max-cut
   problem. Operations Research Letters 1(1), 23-27.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ints
from rapallo.measures.unbalanced_cycles import Cycle

_ROUNDS = 1000


class Cycles(Protocol):
    """A kind of unbalanced cycles of one network."""

    triangles: NDArray[np.int32]

    def short(self, frustration: Floats) -> list[Cycle]:
        """Return cycles whose frustration sums to less than 1."""
        ...


class Covered(NamedTuple):
    """Best camps found, their frustrated weight, and a proven lower bound of it."""

    value: float
    camps: Ints
    bound: float


Improve = Callable[[Floats], tuple[float, Ints]]
"""From a share of frustration per tie to camps, and the weight that they leave frustrated."""


def least_cover(
    weight: Floats, cycles: Cycles, start: Covered, improve: Improve, *, deadline: float
) -> Covered:
    """Close the gap between the camps known and the bound, until they meet or time is over.

    Parameters
    ----------
    weight : ndarray, shape (ties,)
        What it costs to leave each tie frustrated, above 0.
    cycles : Cycles
        The unbalanced cycles.
    start : Covered
        Camps known to be good, and a bound known to hold (0 if none better).
    improve : callable
        Makes camps out of a solution of the program.
    deadline : float
        When to stop, on the clock of `time.monotonic`.
    """
    # Whole weights add up to whole numbers, so a better solution is better by at least 1.
    step = 1.0 if np.array_equal(weight, np.round(weight)) else 0.0
    program = _Program(weight, cycles, step)
    best = start
    for whole in (False, True):
        for _ in range(_ROUNDS):
            left = deadline - time.monotonic()
            if _met(best, weight, step) or left <= 0:
                return best
            solved = program.solve(best, whole=whole, seconds=left)
            value, camps = improve(solved.frustration)
            if value < best.value:
                best = best._replace(value=value, camps=camps)
            best = best._replace(bound=min(best.value, max(best.bound, solved.bound)))
            if not program.add_missed(solved.frustration) and not whole:
                break
    return best


def _met(found: Covered, weight: Floats, step: float) -> bool:
    slack = 1e-9 * float(weight.sum())
    return found.value - found.bound <= slack or (step > 0 and found.value - found.bound < 1e-9)


class _Solved(NamedTuple):
    frustration: Floats
    bound: float


class _Program:
    """The program with the cycles added so far."""

    def __init__(self, weight: Floats, cycles: Cycles, step: float) -> None:
        self.weight = weight
        self.cycles = cycles
        self.step = step
        self.rows: dict[Cycle, None] = {}
        self.possible = np.ones(len(weight), dtype=bool)
        self.at_once = max(500, len(weight) // 2)
        self.add_missed(np.zeros(len(weight)))

    def add_missed(self, frustration: Floats) -> int:
        """Add cycles that a solution misses, triangles first; return how many."""
        found: list[Cycle] = []
        if len(self.cycles.triangles):
            total = frustration[self.cycles.triangles].sum(axis=1)
            missed = np.flatnonzero(total < 1 - 1e-4)
            missed = missed[np.argsort(total[missed], kind="stable")][: self.at_once]
            found = [tuple(sorted(row)) for row in self.cycles.triangles[missed].tolist()]
        if len(found) < self.at_once // 20:
            found += self.cycles.short(frustration)
        before = len(self.rows)
        self.rows.update(dict.fromkeys(found))
        return len(self.rows) - before

    def solve(self, best: Covered, *, whole: bool, seconds: float) -> _Solved:
        """Solve the program as it stands, in whole numbers or in shares."""
        matrix = self._matrix()
        if whole:
            return self._whole(matrix, best, seconds)
        return self._shares(matrix, best, seconds)

    def _matrix(self) -> csr_array:
        lengths = [len(row) for row in self.rows]
        columns = np.fromiter((tie for row in self.rows for tie in row), dtype=np.int32)
        pointer = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        ones = np.ones(len(columns))
        return csr_array((ones, columns, pointer), shape=(len(lengths), len(self.weight)))

    def _shares(self, matrix: csr_array, best: Covered, seconds: float) -> _Solved:
        if not self.rows:
            return _Solved(np.zeros(len(self.weight)), 0.0)
        found = linprog(
            self.weight,
            A_ub=-matrix,
            b_ub=-np.ones(matrix.shape[0]),
            bounds=(0, None),
            method="highs",
            options={"time_limit": seconds},
        )
        if found.status != 0:
            return _Solved(np.zeros(len(self.weight)), best.bound)
        dual = np.maximum(-found.ineqlin.marginals, 0)
        spare = self.weight - matrix.T @ dual
        # No f above 1 is needed, so what the dual overspends on a tie is lost once at most.
        bound = float(dual.sum() + np.minimum(spare, 0).sum())
        # A tie whose frustration alone lifts the bound to the best known is none in a better one.
        self.possible &= bound + np.maximum(spare, 0) <= best.value - self.step + 1e-7
        return _Solved(np.clip(found.x, 0, 1), self._up(bound))

    def _whole(self, matrix: csr_array, best: Covered, seconds: float) -> _Solved:
        cover = LinearConstraint(matrix, lb=1)
        better = LinearConstraint(self.weight[None, :], ub=best.value - self.step)
        found = milp(
            self.weight,
            constraints=[cover, better],
            integrality=np.ones(len(self.weight)),
            bounds=Bounds(0, self.possible.astype(float)),
            options={"time_limit": seconds, "mip_rel_gap": 0},
        )
        if found.status == 2:  # Nothing better than the best known exists.
            return _Solved(np.zeros(len(self.weight)), best.value)
        bound = found.mip_dual_bound
        bound = best.bound if bound is None or not np.isfinite(bound) else self._up(float(bound))
        held = np.zeros(len(self.weight)) if found.x is None else np.round(found.x)
        return _Solved(held, bound)

    def _up(self, bound: float) -> float:
        return float(np.ceil(bound - 1e-6)) if self.step else bound
