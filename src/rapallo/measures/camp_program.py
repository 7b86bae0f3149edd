"""The least frustrated weight with at most k camps, as an integer program over actors and camps."""

from __future__ import annotations

import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from rapallo.measures.camp_search import descend
from rapallo.measures.cycle_cover import Covered
from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ties
from rapallo.measures.unbalanced_cycles import ManyCampCycles


def least_in_camps(
    network: Floats,
    ties: Ties,
    k: int,
    start: Covered,
    cycles: ManyCampCycles,
    *,
    deadline: float,
) -> Covered:
    """Close the gap for at most k camps, as far as time allows.

    minimise sum_e w_e f_e with x_ic = 1 if actor i is in camp c, one camp each; for a negative
    tie f >= x_ic + x_jc - 1, for a positive one f >= x_ic - x_jc, for every camp; and for every
    triangle with one negative tie f_1 + f_2 + f_3 >= 1. Since camps have no names, actor i may
    only be in the first i + 1 of them.
    """
    left = deadline - time.monotonic()
    slack = 1e-9 * float(np.abs(ties.weight).sum())
    if start.value - start.bound <= slack or left <= 0:
        return start
    actors, count = len(network), len(ties.weight)
    # The most tied first, so that the names of camps are settled where it matters most.
    order = np.argsort(-np.abs(network).sum(axis=1), kind="stable")
    place = np.empty(actors, dtype=np.intp)
    place[order] = np.arange(actors)
    columns = actors * k + count
    once = csr_array(np.hstack([np.kron(np.eye(actors), np.ones(k)), np.zeros((actors, count))]))
    apart = vstack([_camp_rows(ties, place, c, k, columns) for c in range(k)])
    below = np.tile(np.where(ties.weight < 0, -1.0, 0.0), k)
    rows = [LinearConstraint(once, 1, 1), LinearConstraint(apart, lb=below)]
    if len(cycles.triangles):
        three = np.repeat(np.arange(len(cycles.triangles)), 3)
        at = (three, actors * k + cycles.triangles.ravel())
        shape = (len(cycles.triangles), columns)
        rows.append(LinearConstraint(csr_array((np.ones(len(three)), at), shape=shape), lb=1))
    whole = np.concatenate([np.ones(actors * k), np.zeros(count)])
    upper = np.ones(columns)
    upper[: actors * k] = (np.arange(k) <= np.arange(actors)[:, None]).ravel()
    found = milp(
        np.concatenate([np.zeros(actors * k), np.abs(ties.weight)]),
        constraints=rows,
        integrality=whole,
        bounds=Bounds(0, upper),
        options={"time_limit": left, "mip_rel_gap": 0},
    )
    best = start
    if found.x is not None:
        held = found.x[: actors * k].reshape(actors, k)[place].argmax(axis=1)
        camps = descend(network, held.astype(np.intp), k)
        same = camps[ties.first] == camps[ties.second]
        value = float(np.abs(ties.weight[same == (ties.weight < 0)]).sum())
        if value < best.value:
            best = best._replace(value=value, camps=camps)
    if found.mip_dual_bound is not None and np.isfinite(found.mip_dual_bound):
        bound = float(found.mip_dual_bound)
        if np.array_equal(ties.weight, np.round(ties.weight)):
            bound = float(np.ceil(bound - 1e-6))
        best = best._replace(bound=min(best.value, max(best.bound, bound)))
    return best


def _camp_rows(ties: Ties, place: np.ndarray, camp: int, k: int, columns: int) -> csr_array:
    """Rows f >= x_i - x_j (positive) or f - x_i - x_j >= -1 (negative) for one camp."""
    count = len(ties.weight)
    row = np.arange(count)
    first, second = place[ties.first] * k + camp, place[ties.second] * k + camp
    sign = np.where(ties.weight < 0, -1.0, 1.0)
    value = np.concatenate([np.ones(count), -np.ones(count), sign])
    at = (np.tile(row, 3), np.concatenate([columns - count + row, first, second]))
    return csr_array((value, at), shape=(count, columns))
