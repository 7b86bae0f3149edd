"""How ties move from year to year, estimated from the years up to the start and no later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo.scenarios.history import WINDOW, History, same_source
from rapallo.scenarios.parts import DISPUTE, EVENTS, LEVELS, PARTS

Floats = NDArray[np.float64]

LEVEL_TERMS = ("constant", "level", "running mean", "third parties", "regime gap", "hostility")
EVENT_TERMS = (
    "constant", "index", "third parties", "regime gap", "nearness or great power",
    "memory of disputes",
)  # fmt: skip
EDGES = np.array([2.0, 10.0, 25.0, 50.0, 75.0, 90.0, 97.0, 99.0])
"""Percentiles between the bins that surprises are drawn within."""
QUANTILES = 256
"""Points of the distribution of surprises kept for each bin."""
ENOUGH = 20_000
"""Cases, spread evenly over years and pairs, that a bin's quantiles are taken from."""
SCALE = 100.0
PRIOR = 5.0
"""Standard deviation, a priori, of an event's slope: keeps rare events finite."""
KEPT = 10
"""Of pair-years without the event one in as many is kept, and counts for all."""
VOTES = ("un_agreement", "ideal_distance")


@dataclass(frozen=True)
class Dynamics:
    """Estimated motion of ties.

    Parameters
    ----------
    level, level_spread : (levels, terms), (levels, terms, terms)
        Yearly change of a level in points, linear in `LEVEL_TERMS` (percentiles over 100), and the
        covariance of the coefficients, clustered by year.
    surprise : (levels, bins, QUANTILES)
        What the line leaves unexplained, as quantiles, for pairs that stood alike.
    event, event_spread : (events, 2, terms), (events, 2, terms, terms)
        Log-odds that an event begins (0) or goes on (1) next year, linear in `EVENT_TERMS`.
    strength : (QUANTILES,)
        Geometric mean of the two hostility levels in a year of dispute, as quantiles.
    votes_together : float
        Rank correlation of the surprises of agreement in votes and of distance of ideal points.
    cases : dict of str to int
        Pair-years, or events, that each part was learnt from.
    """

    level: Floats
    level_spread: Floats
    surprise: Floats
    event: Floats
    event_spread: Floats
    strength: Floats
    votes_together: float
    cases: dict[str, int]


def learn(history: History) -> Dynamics:
    """Estimate the dynamics from the last `WINDOW` years of a history."""
    fits = [_level(history, k) for k in range(len(LEVELS))]
    events = [[_event(history, k, on) for on in (0, 1)] for k in range(len(EVENTS))]
    cases = {name: fit[3] for name, fit in zip(LEVELS, fits, strict=True)}
    cases |= {name: begins[2] for name, (begins, _) in zip(EVENTS, events, strict=True)}
    return Dynamics(
        level=np.stack([fit[0] for fit in fits]),
        level_spread=np.stack([fit[1] for fit in fits]),
        surprise=np.stack([fit[2] for fit in fits]),
        event=np.array([[fit[0] for fit in two] for two in events]),
        event_spread=np.array([[fit[1] for fit in two] for two in events]),
        strength=_strength(history),
        votes_together=_votes_together(history),
        cases=cases,
    )


def level_terms(
    level: NDArray[np.float32], mean: NDArray[np.float32], history: History, t: int
) -> Floats:
    """Return the terms of a level's change from year t on, shape (pairs, terms)."""
    return np.stack(
        [
            np.ones(len(level)),
            level / SCALE,
            mean / SCALE,
            history.balance[t],
            history.gap[t],
            history.hostility[t] / SCALE,
        ],
        axis=1,
        dtype=np.float64,
    )


def event_terms(history: History, t: int) -> Floats:
    """Return the terms of events of year t + 1, shape (pairs, terms)."""
    return np.stack(
        [
            np.ones(len(history.i)),
            history.index[t] / SCALE,
            history.balance[t],
            history.gap[t],
            history.prone[t],
            history.memory[t] / 5,
        ],
        axis=1,
        dtype=np.float64,
    )


def _inverse(matrix: Floats) -> Floats:
    out: Floats = np.linalg.inv(matrix).astype(np.float64)
    return out


def _steps(history: History, name: str) -> list[int]:
    last = len(history.years) - 1
    return [t for t in range(last - WINDOW, last) if same_source(name, int(history.years[t + 1]))]


def _level(history: History, k: int) -> tuple[Floats, Floats, Floats, int]:
    rows, change, year, stood = [], [], [], []
    for t in _steps(history, LEVELS[k]):
        now, after = history.places[t, :, k], history.places[t + 1, :, k]
        terms = level_terms(now, history.means[t, :, k], history, t)
        known = ~np.isnan(terms).any(axis=1) & ~np.isnan(after)
        rows.append(terms[known])
        change.append((after - now)[known].astype(np.float64))
        stood.append(now[known])
        year.append(np.full(int(known.sum()), t))
    count = sum(map(len, rows))
    size = len(LEVEL_TERMS)
    if count < 10 * size:
        still = np.zeros((len(EDGES) + 1, QUANTILES))
        return np.zeros(size), np.zeros((size, size)), still, count
    x, y = np.concatenate(rows), np.concatenate(change)
    inverse: Floats = _inverse(x.T @ x + 1e-6 * np.eye(size))
    beta: Floats = inverse @ (x.T @ y)
    left = y - x @ beta
    spread = _clustered(inverse, x * left[:, None], np.concatenate(year))
    return beta, spread, _by_bin(np.concatenate(stood), left), count


def _by_bin(stood: NDArray[np.float32], left: Floats) -> Floats:
    """Return quantiles of the surprises of pairs that stood in the same bin.

    A bin with too few cases takes them from all.
    """
    at = (np.arange(QUANTILES) + 0.5) / QUANTILES
    bins = np.searchsorted(EDGES, stood, side="right")
    out = np.zeros((len(EDGES) + 1, QUANTILES))
    for b in range(len(out)):
        mine = left[bins == b]
        mine = left if len(mine) < QUANTILES else mine
        out[b] = np.quantile(mine[:: max(len(mine) // ENOUGH, 1)], at)
    return out


def _event(history: History, k: int, on: int) -> tuple[Floats, Floats, int]:
    rows, came, year, weight = [], [], [], []
    for t in _steps(history, EVENTS[k]):
        terms = event_terms(history, t)
        after = history.on[t + 1, :, k]
        known = (history.on[t, :, k] == on) & ~np.isnan(after) & ~np.isnan(terms).any(axis=1)
        thin = known & ((after == 1) | (on == 1) | (np.arange(len(after)) % KEPT == t % KEPT))
        rows.append(terms[thin])
        came.append(after[thin].astype(np.float64))
        year.append(np.full(int(thin.sum()), t))
        weight.append(np.where((after[thin] == 1) | (on == 1), 1.0, KEPT))
    x, y = np.concatenate(rows), np.concatenate(came)
    w, cluster = np.concatenate(weight), np.concatenate(year)
    belief = np.diag([1e-4] + [PRIOR**-2] * (len(EVENT_TERMS) - 1))
    beta = np.zeros(len(EVENT_TERMS))
    rate = np.clip((w @ y + 0.5) / (w.sum() + 1), 1e-6, 1 - 1e-6)
    beta[0] = np.log(rate / (1 - rate))
    for _ in range(25):
        p = 1 / (1 + np.exp(-(x @ beta)))
        slope = x.T @ (w * (y - p)) - belief @ beta
        inverse = _inverse((x * (w * p * (1 - p))[:, None]).T @ x + belief)
        step = np.clip(inverse @ slope, -2, 2)
        beta = beta + step
        if np.abs(step).max() < 1e-6:
            break
    p = 1 / (1 + np.exp(-(x @ beta)))
    spread = _clustered(inverse, x * (w * (y - p))[:, None], cluster)
    return beta, spread, int(y.sum())


def _clustered(inverse: Floats, scores: Floats, cluster: NDArray[np.int_]) -> Floats:
    """Return the covariance of estimates whose errors go together within a cluster (sandwich).

    Cases of a cluster stand together.
    """
    sums = np.add.reduceat(scores, np.flatnonzero(np.diff(cluster, prepend=-1)))
    out: Floats = inverse @ (sums.T @ sums) @ inverse
    return out


def _strength(history: History) -> Floats:
    """Return quantiles of the memory that a dispute leaves in its own year."""
    steps = _steps(history, EVENTS[DISPUTE])
    left = [history.memory[t + 1][history.on[t + 1, :, DISPUTE] == 1] for t in steps]
    found = np.concatenate(left) if left else np.array([])
    at = (np.arange(QUANTILES) + 0.5) / QUANTILES
    return np.quantile(found, at) if len(found) else np.full(QUANTILES, 1.0)


def _votes_together(history: History) -> float:
    """Return the rank correlation of the changes of the two, from every fifth pair."""
    from scipy.stats import spearmanr

    votes, ideal = (
        np.diff(history.places[-WINDOW:, ::5, PARTS.index(name)], axis=0).ravel() for name in VOTES
    )
    known = ~np.isnan(votes) & ~np.isnan(ideal)
    if known.sum() < QUANTILES:
        return 0.0
    return float(np.clip(spearmanr(votes[known], ideal[known])[0], 0, 1))
