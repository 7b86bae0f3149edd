"""Moves of positions and roll calls together that leave every vote's probability as it was.

theta -> c theta + d, beta -> beta / c, alpha -> alpha + beta d / c keeps beta theta - alpha, so
only the prior decides. Alternating draws of states and roll calls explore these directions slowly;
here they are drawn outright for random runs of periods. The shift d is normal, the stretch c comes
from a slice sampler. Both are Gibbs draws along the orbit of a group [1]_.

References
----------
.. [1] Liu & Sabatti (2000). Generalised Gibbs sampler and multigrid Monte Carlo for Bayesian
   computation. Biometrika 87(2), 353-369.
"""

from __future__ import annotations

import math

import numpy as np

from .compiled import Array, compiled, normal, stream, uniform


@compiled
def _log_density(s: float, cross: float, square: float, beta_square: float, volume: float) -> float:
    """Log density of the log stretch s, up to a constant."""
    c = math.exp(s)
    return -c * cross - 0.5 * c * c * square - 0.5 * beta_square / (c * c) + volume * s


@compiled
def _slice(
    word: np.uint64, cross: float, square: float, beta_square: float, volume: float
) -> tuple[np.uint64, float]:
    """Draw the log stretch from its density by slice sampling, starting from 0."""
    word, u = uniform(word)
    level = _log_density(0.0, cross, square, beta_square, volume) + math.log(u)
    width = 4.0 / math.sqrt(abs(2.0 * square + 2.0 * beta_square + cross) + 1.0)
    word, u = uniform(word)
    low = -u * width
    high = low + width
    while _log_density(low, cross, square, beta_square, volume) > level:
        low -= width
    while _log_density(high, cross, square, beta_square, volume) > level:
        high += width
    while True:
        word, u = uniform(word)
        s = low + u * (high - low)
        if _log_density(s, cross, square, beta_square, volume) > level:
            return word, s
        if s < 0.0:
            low = s
        else:
            high = s


@compiled
def _shift(
    word: np.uint64,
    first: int,
    last: int,
    cell_period: Array,
    item_period: Array,
    tight: Array,
    theta: Array,
    beta: Array,
    alpha: Array,
    prior: Array,
) -> np.uint64:
    """Draw the shift of a run of periods and apply it."""
    precision, lean = 0.0, 0.0
    for j in range(len(beta)):
        if first <= item_period[j] <= last:
            precision += prior[1] * beta[j] * beta[j]
            lean -= prior[1] * alpha[j] * beta[j]
    for c in range(len(theta)):
        inside = first <= cell_period[c] <= last
        if inside:
            precision += 1.0
            lean -= theta[c]
        if tight[c] > 0.0 and inside != (first <= cell_period[c - 1] <= last):
            step = theta[c] - theta[c - 1]
            precision += tight[c]
            lean -= tight[c] * step if inside else -tight[c] * step
    word, z = normal(word)
    shift = lean / precision + z / math.sqrt(precision)
    for j in range(len(beta)):
        if first <= item_period[j] <= last:
            alpha[j] += beta[j] * shift
    for c in range(len(theta)):
        if first <= cell_period[c] <= last:
            theta[c] += shift
    return word


@compiled
def _stretch(
    word: np.uint64,
    first: int,
    last: int,
    cell_period: Array,
    item_period: Array,
    tight: Array,
    theta: Array,
    beta: Array,
    prior: Array,
) -> np.uint64:
    """Draw the stretch of a run of periods and apply it."""
    cross, square, beta_square, volume = 0.0, 0.0, 0.0, 0.0
    for j in range(len(beta)):
        if first <= item_period[j] <= last:
            beta_square += prior[0] * beta[j] * beta[j]
            volume -= 1.0
    for c in range(len(theta)):
        here = theta[c] if first <= cell_period[c] <= last else 0.0
        if first <= cell_period[c] <= last:
            square += here * here
            volume += 1.0
        if tight[c] > 0.0:
            inner, outer = here, theta[c] - here
            if first <= cell_period[c - 1] <= last:
                inner -= theta[c - 1]
            else:
                outer -= theta[c - 1]
            cross += tight[c] * inner * outer
            square += tight[c] * inner * inner
    word, s = _slice(word, cross, square, beta_square, volume)
    factor = math.exp(s)
    for j in range(len(beta)):
        if first <= item_period[j] <= last:
            beta[j] /= factor
    for c in range(len(theta)):
        if first <= cell_period[c] <= last:
            theta[c] *= factor
    return word


@compiled
def move_runs(
    cell_period: Array,
    item_period: Array,
    tight: Array,
    theta: Array,
    beta: Array,
    alpha: Array,
    prior: Array,
    moves: int,
    n_periods: int,
    seed: int,
    sweep: int,
) -> None:
    """Shift and stretch `moves` random runs of periods in place."""
    word = stream(seed, sweep, 3, 0)
    for _ in range(moves):
        word, u = uniform(word)
        word, v = uniform(word)
        first = int(min(u, v) * n_periods)
        last = int(max(u, v) * n_periods)
        word = _shift(word, first, last, cell_period, item_period, tight, theta, beta, alpha, prior)
        word = _stretch(word, first, last, cell_period, item_period, tight, theta, beta, prior)
