"""The prior on trajectories in the form the kernels use, and affine moves that keep the likelihood.

Positions follow a random walk, theta_it ~ N(theta_i,t-g, g sd_walk^2) over a gap of g periods. The
scale has no meaning of its own: only beta * theta enters the likelihood, so positions are held to
mean 0 and standard deviation 1 over all cells. `ridge` is the Lagrange multiplier of that
constraint: it enters as a factor exp(-ridge theta^2 / 2) for each cell.

Walk and ridge together are a Markov chain, written as theta_c ~ N(carry_c theta_previous,
1 / tight_c), with carry 0 where a state enters.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled, normal, stream, uniform

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@compiled
def chain(
    gap: Integers, spread: Floats, ridge: float, carry: Floats, tight: Floats
) -> None:
    """Fill `carry` and `tight` from the variance of the step into each cell and the ridge."""
    ahead = 0.0
    for c in range(len(gap) - 1, -1, -1):
        level = ridge + ahead
        if gap[c] == 0:
            carry[c] = 0.0
            tight[c] = level
            ahead = 0.0
        else:
            walk = 1.0 / spread[c]
            carry[c] = walk / (walk + level)
            tight[c] = walk + level
            ahead = walk * level / (walk + level)


@compiled
def _log_scale_density(
    s: float, cross: float, square: float, beta_square: float, volume: float
) -> float:
    c = math.exp(s)
    return -c * cross - 0.5 * c * c * square - 0.5 * beta_square / (c * c) + volume * s


@compiled
def rescale_segments(
    cell_period: Integers,
    item_period: Integers,
    carry: Floats,
    tight: Floats,
    theta: Floats,
    beta: Floats,
    alpha: Floats,
    prior: Floats,
    moves: int,
    n_periods: int,
    seed: int,
    sweep: int,
) -> None:
    """Move and stretch the positions of random runs of periods together with their roll calls.

    theta -> c theta + d, beta -> beta / c, alpha -> alpha + beta d leaves every vote's probability
    as it was, so only the prior decides. The shift is drawn from its normal conditional, the
    stretch by a slice sampler; both are Gibbs draws along a group orbit (Liu & Sabatti 2000,
    Biometrika 87), which the alternation of states and roll calls explores slowly.
    """
    word = stream(seed, sweep, 3, 0)
    n = len(theta)
    for _ in range(moves):
        word, u = uniform(word)
        word, v = uniform(word)
        first = int(min(u, v) * n_periods)
        last = int(max(u, v) * n_periods)
        precision, lean = 0.0, 0.0
        for j in range(len(beta)):
            if first <= item_period[j] <= last:
                precision += prior[1] * beta[j] * beta[j]
                lean -= prior[1] * alpha[j] * beta[j]
        for c in range(n):
            weight = 1.0 if first <= cell_period[c] <= last else 0.0
            residual = theta[c]
            if carry[c] > 0.0:
                before = 1.0 if first <= cell_period[c - 1] <= last else 0.0
                weight -= carry[c] * before
                residual -= carry[c] * theta[c - 1]
            precision += tight[c] * weight * weight
            lean -= tight[c] * weight * residual
        word, z = normal(word)
        shift = lean / precision + z / math.sqrt(precision)
        beta_square, volume = 0.0, 0.0
        for j in range(len(beta)):
            if first <= item_period[j] <= last:
                alpha[j] += beta[j] * shift
                beta_square += prior[0] * beta[j] * beta[j]
                volume -= 1.0
        for c in range(n):
            if first <= cell_period[c] <= last:
                theta[c] += shift
                volume += 1.0
        cross, square = 0.0, 0.0
        for c in range(n):
            inner = theta[c] if first <= cell_period[c] <= last else 0.0
            outer = theta[c] - inner
            if carry[c] > 0.0:
                if first <= cell_period[c - 1] <= last:
                    inner -= carry[c] * theta[c - 1]
                else:
                    outer -= carry[c] * theta[c - 1]
            cross += tight[c] * inner * outer
            square += tight[c] * inner * inner
        word, u = uniform(word)
        level = _log_scale_density(0.0, cross, square, beta_square, volume) + math.log(u)
        width = 4.0 / math.sqrt(abs(2.0 * square + 2.0 * beta_square + cross) + 1.0)
        word, u = uniform(word)
        low = -u * width
        high = low + width
        while _log_scale_density(low, cross, square, beta_square, volume) > level:
            low -= width
        while _log_scale_density(high, cross, square, beta_square, volume) > level:
            high += width
        s = 0.0
        while True:
            word, u = uniform(word)
            s = low + u * (high - low)
            if _log_scale_density(s, cross, square, beta_square, volume) > level:
                break
            if s < 0.0:
                low = s
            else:
                high = s
        factor = math.exp(s)
        for j in range(len(beta)):
            if first <= item_period[j] <= last:
                beta[j] /= factor
        for c in range(n):
            if first <= cell_period[c] <= last:
                theta[c] *= factor
