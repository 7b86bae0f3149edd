"""Newton steps on the posterior: one state's trajectory given the roll calls, and the reverse."""

from __future__ import annotations

import math

import numpy as np

from .compiled import Array, compiled, parallel, prange
from .likelihood import cell_sums, item_sums


@compiled
def solve_item(
    bb: float,
    ba: float,
    aa: float,
    bg: float,
    ag: float,
    gg: float,
    x: float,
    y: float,
    z: float,
) -> tuple[float, float, float]:
    """Solve M d = (x, y, z) for a symmetric positive definite 3 x 3 matrix M."""
    l11 = math.sqrt(bb)
    l21 = ba / l11
    l22 = math.sqrt(aa - l21 * l21)
    l31 = bg / l11
    l32 = (ag - l31 * l21) / l22
    l33 = math.sqrt(gg - l31 * l31 - l32 * l32)
    p = x / l11
    q = (y - l21 * p) / l22
    r = (z - l31 * p - l32 * q) / l33
    r = r / l33
    q = (q - l32 * r) / l22
    p = (p - l21 * q - l31 * r) / l11
    return p, q, r


@parallel
def item_step(
    item_start: Array,
    item_cell: Array,
    item_vote: Array,
    abstentions: Array,
    theta: Array,
    beta: Array,
    alpha: Array,
    gamma: Array,
    prior: Array,
    limit: float,
) -> float:
    """One damped Newton step on each roll call; returns the largest change in beta or alpha."""
    n = len(beta)
    moved = np.zeros(n)
    for j in prange(n):
        s = item_sums(
            item_start[j],
            item_start[j + 1],
            item_cell,
            item_vote,
            theta,
            beta[j],
            alpha[j],
            gamma[j],
            abstentions[j],
        )
        p, q, r = solve_item(
            s[4] + prior[0],
            s[5],
            s[6] + prior[1],
            s[7],
            s[8],
            s[9] + prior[2],
            s[1] - prior[0] * beta[j],
            s[2] - prior[1] * alpha[j],
            s[3] + prior[2] - prior[3] * math.exp(gamma[j]),
        )
        size = max(abs(p), abs(q), abs(r))
        scale = 1.0 if size <= limit else limit / size
        beta[j] += scale * p
        alpha[j] += scale * q
        gamma[j] = min(max(gamma[j] + scale * r, -12.0), 3.5)
        moved[j] = scale * size
    return float(moved.max())


@parallel
def state_step(
    state_start: Array,
    cell_start: Array,
    cell_item: Array,
    cell_vote: Array,
    tight: Array,
    theta: Array,
    variance: Array,
    covariance: Array,
    beta: Array,
    alpha: Array,
    width: Array,
    limit: float,
) -> float:
    """One damped Newton step on each trajectory; fills posterior variances given the roll calls.

    `covariance[c]` is that of cell c with the cell before it. Returns the largest change.
    """
    n = len(state_start) - 1
    moved = np.zeros(n)
    for i in prange(n):
        first, last = state_start[i], state_start[i + 1]
        m = last - first
        if m == 0:
            continue
        diagonal = np.empty(m)
        below = np.zeros(m)
        step = np.empty(m)
        for k in range(m):
            c = first + k
            _, gradient, information = cell_sums(
                theta[c],
                cell_start[c],
                cell_start[c + 1],
                cell_item,
                cell_vote,
                beta,
                alpha,
                width,
            )
            step[k] = gradient - theta[c]
            diagonal[k] = information + 1.0
            if k > 0:
                pull = tight[c] * (theta[c] - theta[c - 1])
                step[k] -= pull
                diagonal[k] += tight[c]
                step[k - 1] += pull
                diagonal[k - 1] += tight[c]
                below[k] = -tight[c]
        for k in range(1, m):
            ratio = below[k] / diagonal[k - 1]
            diagonal[k] -= ratio * below[k]
            step[k] -= ratio * step[k - 1]
        step[m - 1] /= diagonal[m - 1]
        variance[last - 1] = 1.0 / diagonal[m - 1]
        for k in range(m - 2, -1, -1):
            c = first + k
            ratio = below[k + 1] / diagonal[k]
            step[k] = step[k] / diagonal[k] - ratio * step[k + 1]
            covariance[c + 1] = -ratio * variance[c + 1]
            variance[c] = 1.0 / diagonal[k] - ratio * covariance[c + 1]
        size = 0.0
        for k in range(m):
            size = max(size, abs(step[k]))
        damp = 1.0 if size <= limit else limit / size
        for k in range(m):
            theta[first + k] += damp * step[k]
        moved[i] = damp * size
    return float(moved.max())
