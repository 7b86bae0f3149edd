"""Metropolis draws of roll calls and of trajectories: Newton proposals, exact acceptance.

Each proposal is normal around one Newton step from the present value, with the information there
as its precision; the reverse proposal is computed from the proposed value. Roll calls are
independent given the positions, states given the roll calls, so both loops run in parallel.

References
----------
.. [1] Gamerman (1997). Sampling from the posterior distribution in generalized linear mixed
   models. Statistics and Computing 7, 57-68.
.. [2] Qi & Minka (2002). Hessian-based Markov chain Monte Carlo algorithms.
"""

from __future__ import annotations

import math

import numpy as np

from .compiled import Array, compiled, normal, parallel, prange, stream, uniform
from .likelihood import cell_sums, item_sums


@compiled
def _item_terms(
    first: int,
    last: int,
    cell: Array,
    vote: Array,
    theta: Array,
    beta: float,
    alpha: float,
    gamma: float,
    abstentions: float,
    prior: Array,
) -> tuple[float, ...]:
    """Log posterior, Newton step (3) and Cholesky factor (6) of one roll call."""
    s = item_sums(first, last, cell, vote, theta, beta, alpha, gamma, abstentions)
    half = math.exp(gamma)
    value = (
        s[0]
        - 0.5 * (prior[0] * beta * beta + prior[1] * alpha * alpha)
        + prior[2] * gamma
        - prior[3] * half
    )
    gb = s[1] - prior[0] * beta
    ga = s[2] - prior[1] * alpha
    gg = s[3] + prior[2] - prior[3] * half
    l11 = math.sqrt(s[4] + prior[0])
    l21 = s[5] / l11
    l22 = math.sqrt(s[6] + prior[1] - l21 * l21)
    l31 = s[7] / l11
    l32 = (s[8] - l31 * l21) / l22
    l33 = math.sqrt(s[9] + prior[2] - l31 * l31 - l32 * l32)
    p = gb / l11
    q = (ga - l21 * p) / l22
    r = (gg - l31 * p - l32 * q) / l33
    r = r / l33
    q = (q - l32 * r) / l22
    p = (p - l21 * q - l31 * r) / l11
    return value, p, q, r, l11, l21, l22, l31, l32, l33


@parallel
def draw_items(
    item_start: Array,
    item_cell: Array,
    item_vote: Array,
    abstentions: Array,
    theta: Array,
    beta: Array,
    alpha: Array,
    gamma: Array,
    prior: Array,
    seed: int,
    sweep: int,
) -> float:
    """One Metropolis draw of each roll call's parameters; returns the share accepted."""
    n = len(beta)
    accepted = np.zeros(n)
    for j in prange(n):
        first, last = item_start[j], item_start[j + 1]
        word = stream(seed, sweep, 1, j)
        value, p, q, r, l11, l21, l22, l31, l32, l33 = _item_terms(
            first,
            last,
            item_cell,
            item_vote,
            theta,
            beta[j],
            alpha[j],
            gamma[j],
            abstentions[j],
            prior,
        )
        word, z1 = normal(word)
        word, z2 = normal(word)
        word, z3 = normal(word)
        e3 = z3 / l33
        e2 = (z2 - l32 * e3) / l22
        e1 = (z1 - l21 * e2 - l31 * e3) / l11
        b, a, g = beta[j] + p + e1, alpha[j] + q + e2, gamma[j] + r + e3
        word, u = uniform(word)
        if not -12.0 < g < 3.5:
            continue
        there = math.log(l11 * l22 * l33) - 0.5 * (z1 * z1 + z2 * z2 + z3 * z3)
        fresh, p, q, r, l11, l21, l22, l31, l32, l33 = _item_terms(
            first, last, item_cell, item_vote, theta, b, a, g, abstentions[j], prior
        )
        e1, e2, e3 = beta[j] - b - p, alpha[j] - a - q, gamma[j] - g - r
        y1 = l11 * e1 + l21 * e2 + l31 * e3
        y2 = l22 * e2 + l32 * e3
        y3 = l33 * e3
        back = math.log(l11 * l22 * l33) - 0.5 * (y1 * y1 + y2 * y2 + y3 * y3)
        if math.log(u) < fresh - value + back - there:
            beta[j], alpha[j], gamma[j] = b, a, g
            accepted[j] = 1.0
    return float(accepted.mean())


@compiled
def _block_terms(
    first: int,
    last: int,
    end: int,
    cell_start: Array,
    cell_item: Array,
    cell_vote: Array,
    tight: Array,
    whole: Array,
    at: Array,
    beta: Array,
    alpha: Array,
    width: Array,
    diagonal: Array,
    below: Array,
    step: Array,
) -> tuple[float, float]:
    """Log posterior of cells first..last-1 at values `at`; factor and Newton step in place.

    `whole` holds the present values of all cells, of which only the neighbours are read.
    """
    m = last - first
    value = 0.0
    for k in range(m):
        c = first + k
        v, g, w = cell_sums(
            at[k], cell_start[c], cell_start[c + 1], cell_item, cell_vote, beta, alpha, width
        )
        value += v - 0.5 * at[k] * at[k]
        diagonal[k] = w + 1.0 + tight[c]
        step[k] = g - at[k]
        if tight[c] > 0.0:
            before = at[k - 1] if k > 0 else whole[c - 1]
            pull = tight[c] * (at[k] - before)
            value -= 0.5 * pull * (at[k] - before)
            step[k] -= pull
            if k > 0:
                below[k] = -tight[c]
                diagonal[k - 1] += tight[c]
                step[k - 1] += pull
    if last < end:
        pull = tight[last] * (whole[last] - at[m - 1])
        value -= 0.5 * pull * (whole[last] - at[m - 1])
        diagonal[m - 1] += tight[last]
        step[m - 1] += pull
    logdet = math.log(diagonal[0])
    for k in range(1, m):
        ratio = below[k] / diagonal[k - 1]
        diagonal[k] -= ratio * below[k]
        step[k] -= ratio * step[k - 1]
        below[k] = ratio
        logdet += math.log(diagonal[k])
    step[m - 1] /= diagonal[m - 1]
    for k in range(m - 2, -1, -1):
        step[k] = step[k] / diagonal[k] - below[k + 1] * step[k + 1]
    return value, 0.5 * logdet


@parallel
def draw_states(
    state_start: Array,
    cell_start: Array,
    cell_item: Array,
    cell_vote: Array,
    tight: Array,
    theta: Array,
    beta: Array,
    alpha: Array,
    width: Array,
    block: int,
    seed: int,
    sweep: int,
) -> float:
    """One Metropolis draw of each trajectory in blocks of cells; returns the share accepted."""
    n = len(state_start) - 1
    accepted = np.zeros(n)
    tried = np.zeros(n)
    for i in prange(n):
        start, end = state_start[i], state_start[i + 1]
        if end == start:
            continue
        word = stream(seed, sweep, 2, i)
        diagonal, below, step = np.empty(block), np.empty(block), np.empty(block)
        new, z = np.empty(block), np.empty(block)
        word, u = uniform(word)
        first = start
        last = min(end, start + 1 + int(u * block))
        while first < end:
            m = last - first
            value, root = _block_terms(
                first,
                last,
                end,
                cell_start,
                cell_item,
                cell_vote,
                tight,
                theta,
                theta[first:last],
                beta,
                alpha,
                width,
                diagonal,
                below,
                step,
            )
            there = root
            for k in range(m):
                word, z[k] = normal(word)
                there -= 0.5 * z[k] * z[k]
            noise = 0.0
            for k in range(m - 1, -1, -1):
                noise = z[k] / math.sqrt(diagonal[k]) - (below[k + 1] * noise if k < m - 1 else 0.0)
                new[k] = theta[first + k] + step[k] + noise
            fresh, root = _block_terms(
                first,
                last,
                end,
                cell_start,
                cell_item,
                cell_vote,
                tight,
                theta,
                new,
                beta,
                alpha,
                width,
                diagonal,
                below,
                step,
            )
            back = root
            for k in range(m):
                here = theta[first + k] - new[k] - step[k]
                if k < m - 1:
                    here += below[k + 1] * (theta[first + k + 1] - new[k + 1] - step[k + 1])
                back -= 0.5 * diagonal[k] * here * here
            word, u = uniform(word)
            tried[i] += m
            if math.log(u) < fresh - value + back - there:
                for k in range(m):
                    theta[first + k] = new[k]
                accepted[i] += m
            first = last
            last = min(end, first + block)
    return float(accepted.sum() / tried.sum())
