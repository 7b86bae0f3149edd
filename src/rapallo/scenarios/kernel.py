"""One year of all draws and pairs, compiled."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rapallo.scenarios.chance import address, compiled, uniform
from rapallo.scenarios.history import PACE
from rapallo.scenarios.parts import (
    DEFENCE,
    DIMENSION,
    DISPUTE,
    EVENTS,
    HOSTILITY,
    LEVELS,
    RIVALRY,
    WAR,
)

Array = NDArray[Any]

L, E = len(LEVELS), len(EVENTS)
VOTES, IDEAL = LEVELS.index("un_agreement"), LEVELS.index("ideal_distance")
KEEP = 0.5 ** (1 / 5)
"""Share of a memory of disputes that remains after a year: half is lost in five."""
FORGOTTEN = 0.1
SHARED, STRENGTH = 50, 51
"""Places of further random numbers at an address, beside one a part."""
MEMORY_STEP = 10
"""Entries of the tables of memory for each unit of it."""


@compiled
def _chance(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))


@compiled
def _bounded(x: float, low: float, high: float) -> float:
    return min(max(x, low), high)


@compiled
def _measure(
    p: int, d: int, place: Array, over: Array, on: Array, memory: float, flag_place: Array,
    memory_place: Array, total: Array, count: Array, index: Array, hostility: Array,
) -> None:  # fmt: skip
    """Write index and hostility of a pair from what is shown of it."""
    total[:] = 0.0
    count[:] = 0.0
    worst, second = -1.0, -1.0
    for k in range(L + E):
        if k < L:
            value = _bounded(place[k] + over[p, k], 0.0, 100.0)
        elif k - L == DISPUTE:
            value = memory_place[p, int(_bounded(memory, 0.0, 5.0) * MEMORY_STEP + 0.5)]
        else:
            value = flag_place[p, k - L, on[k - L]]
        if np.isnan(value):
            continue
        if DIMENSION[k] == HOSTILITY:
            if value > worst:
                worst, second = value, worst
            elif value > second:
                second = value
        else:
            total[DIMENSION[k]] += value
            count[DIMENSION[k]] += 1
    out, known = 0.0, 0
    for k in range(4):
        if count[k] > 0:
            out += total[k] / count[k]
            known += 1
    hostile = np.nan
    if worst >= 0:
        hostile = (worst + second) / 2 if second >= 0 else worst
        out += 100.0 - hostile
        known += 1
    hostility[d, p] = hostile
    index[d, p] = out / known if known else np.nan


@compiled
def measure(
    place: Array, over: Array, on: Array, memory: Array, flag_place: Array, memory_place: Array,
    index: Array, hostility: Array,
) -> None:  # fmt: skip
    """Write index and hostility (draws, pairs) as they are shown."""
    total, count = np.zeros(4), np.zeros(4)
    for d in range(place.shape[0]):
        for p in range(place.shape[1]):
            _measure(
                p, d, place[d, p], over, on[d, p], memory[d, p], flag_place, memory_place, total,
                count, index, hostility,
            )  # fmt: skip


@compiled
def pact_chance(
    place: Array, over: Array, on: Array, memory: Array, base: Array, shape_place: Array,
    shape_flag: Array, shape_memory: Array, scale: tuple[float, ...], out: Array,
) -> None:  # fmt: skip
    """Write the forecast model's probability of a pact (draws, pairs), NaN where one is in force.

    `base` (draws, pairs) holds the log-odds of all that is not followed along the path.
    """
    shift, slope, tail, centre, bend, surprise, rate = scale
    for d in range(place.shape[0]):
        for p in range(place.shape[1]):
            if on[d, p, DEFENCE] == 1:
                out[d, p] = np.nan
                continue
            odds = base[d, p]
            for k in range(L):
                value = place[d, p, k] + over[p, k]
                if not np.isnan(value):
                    odds += shape_place[k, int(_bounded(value, 0.0, 100.0) * 2 + 0.5)]
            odds += shape_memory[int(_bounded(memory[d, p], 0.0, 5.0) * MEMORY_STEP + 0.5)]
            odds += shape_flag[RIVALRY, on[d, p, RIVALRY]] + shape_flag[WAR, on[d, p, WAR]]
            line = centre + shift + slope * (odds - centre) + tail * min(odds - bend, 0.0)
            out[d, p] = (1 - surprise) * _chance(line) + surprise * rate


@compiled
def step(
    place: Array, mean: Array, on: Array, memory: Array, recent: Array, since_dispute: Array,
    since_restraint: Array, index: Array, hostility: Array, balance: Array, chance: Array,
    gap: Array, prone: Array, known: Array, over: Array, forced: Array, odds: Array, clash: Array,
    level: Array, event: Array, surprise: Array, edges: Array, strength: Array, together: float,
    pair_id: Array, seed: int, first: int, year: int,
) -> None:  # fmt: skip
    """Move every draw and pair on by one year, in place.

    Parameters
    ----------
    place, mean : (draws, pairs, levels)
        Levels and their running means.
    on : (draws, pairs, events), int8
    memory, index, hostility, balance, chance : (draws, pairs)
        `chance` is that of a pact within the year.
    recent : (draws, pairs, 5)
        Strength of disputes in the last five years.
    gap, prone, known : (pairs,), (pairs,), (pairs, events)
    over, forced, odds, clash : (pairs, levels), (pairs, events), (pairs, events, 2), (pairs,)
        What a scenario adds to levels as shown, fixes (-1: nothing), multiplies, and the least
        strength of a dispute.
    level, event : (draws, levels, terms), (draws, events, 2, terms)
        Coefficients of each draw.
    """
    quantiles = surprise.shape[2]
    slot = year % 5
    for d in range(place.shape[0]):
        for p in range(place.shape[1]):
            if np.isnan(index[d, p]):
                continue
            at = address(seed, first + d, year, pair_id[p])
            b, g, h = balance[d, p], gap[p], hostility[d, p] / 100.0
            shared = 0
            if uniform(at, SHARED) < together:
                shared = 1
            for k in range(L):
                x = place[d, p, k]
                if np.isnan(x):
                    continue
                u = uniform(at, VOTES if k == IDEAL and shared else k)
                c = level[d, k]
                box = 0
                while box < len(edges) and x >= edges[box]:
                    box += 1
                at_u = u * quantiles - 0.5
                low = int(_bounded(at_u, 0.0, quantiles - 2.0))
                way = _bounded(at_u - low, 0.0, 1.0)
                jump = surprise[k, box, low] * (1 - way) + surprise[k, box, low + 1] * way
                m = mean[d, p, k]
                moved = (
                    x + c[0] + c[1] * x / 100.0 + c[2] * m / 100.0 + c[3] * b + c[4] * g + c[5] * h
                    + jump
                )  # fmt: skip
                moved = _bounded(moved, 0.1, 99.99)
                place[d, p, k] = moved
                mean[d, p, k] = m + PACE * (moved - m)
            ix = index[d, p] / 100.0
            old = memory[d, p] / 5.0
            for e in range(E):
                if not known[p, e]:
                    continue
                was = on[d, p, e]
                if e == DEFENCE and was == 0:
                    chances = chance[d, p]
                    if odds[p, e, 0] != 1.0:
                        chances = chances * odds[p, e, 0] / (1 - chances + chances * odds[p, e, 0])
                else:
                    c = event[d, e, was]
                    chances = _chance(
                        c[0] + c[1] * ix + c[2] * b + c[3] * g + c[4] * prone[p] + c[5] * old
                        + math.log(odds[p, e, was])
                    )  # fmt: skip
                now = 1 if uniform(at, L + e) < chances else 0
                if forced[p, e] >= 0:
                    now = forced[p, e]
                on[d, p, e] = now
                if e == DEFENCE and now == 1 and was == 0:
                    since_restraint[d, p] = -1.0
            kept = memory[d, p] * KEEP
            recent[d, p, slot] = 0.0
            since_restraint[d, p] += 1.0
            since_dispute[d, p] += 1.0
            if on[d, p, DISPUTE] == 1:
                u = uniform(at, STRENGTH) * quantiles - 0.5
                low = int(_bounded(u, 0.0, quantiles - 1.0))
                struck = max(strength[low], clash[p])
                kept = max(kept, struck)
                recent[d, p, slot] = struck
                since_dispute[d, p] = 0.0
            memory[d, p] = kept if kept >= FORGOTTEN else 0.0
