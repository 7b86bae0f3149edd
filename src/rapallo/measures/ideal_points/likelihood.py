"""The ordered logit of a vote: sums over the votes of a cell and over those on a roll call.

State i votes on roll call j with u = beta_j theta_i - alpha_j and half-width h_j > 0:

    P(yes) = L(u - h),   P(no) = L(-u - h),   P(abstain) = L(u + h) - L(u - h),

L(x) = 1 / (1 + exp(-x)). With e = exp(-u), H = exp(h), F1 = 1 / (1 + e H) = P(yes) and
F2 = H / (H + e) = P(yes or abstain), every derivative is a polynomial in F1 and F2. One
exponential a vote suffices.
"""

from __future__ import annotations

import math

from .compiled import Array, compiled, exp, log


@compiled
def cell_sums(
    theta: float,
    first: int,
    last: int,
    item: Array,
    vote: Array,
    beta: Array,
    alpha: Array,
    width: Array,
) -> tuple[float, float, float]:
    """Log-likelihood of a cell's votes (without terms free of theta), gradient, information.

    `width` is exp(h) of each roll call.
    """
    value, gradient, information = 0.0, 0.0, 0.0
    for k in range(first, last):
        j = item[k]
        b = beta[j]
        wide = width[j]
        e = exp(alpha[j] - b * theta)
        f1 = 1.0 / (1.0 + e * wide)
        q2 = e / (wide + e)
        a = 1.0 if vote[k] == 3 else f1
        q = 1.0 if vote[k] == 1 else q2
        value += log(a * q)
        gradient += b * (q - a)
        information += b * b * (a * (1.0 - a) + q * (1.0 - q))
    return value, gradient, information


@compiled
def item_sums(
    first: int,
    last: int,
    cell: Array,
    vote: Array,
    theta: Array,
    beta: float,
    alpha: float,
    gamma: float,
    abstentions: float,
) -> tuple[float, float, float, float, float, float, float, float, float, float]:
    """Log-likelihood of the votes on a roll call, its gradient and information.

    In (beta, alpha, gamma), gamma = log h. Returns value; gradient (3); information
    bb, ba, aa, bg, ag, gg. The information in gamma leaves out the term h dL/dh, which vanishes
    with the prior's at the mode, so that the matrix stays positive definite.
    """
    half = math.exp(gamma)
    wide = math.exp(half)
    value, g_u, g_tu, g_h = 0.0, 0.0, 0.0, 0.0
    s_w, s_tw, s_ttw, s_c, s_tc = 0.0, 0.0, 0.0, 0.0, 0.0
    for k in range(first, last):
        t = theta[cell[k]]
        e = exp(alpha - beta * t)
        f1 = 1.0 / (1.0 + e * wide)
        q2 = e / (wide + e)
        a = 1.0 if vote[k] == 3 else f1
        q = 1.0 if vote[k] == 1 else q2
        value += log(a * q)
        g = q - a
        g_u += g
        g_tu += t * g
        g_h += q + a
        va = a * (1.0 - a)
        vq = q * (1.0 - q)
        w = va + vq
        s_w += w
        s_tw += t * w
        s_ttw += t * t * w
        s_c += va - vq
        s_tc += t * (va - vq)
    spread = -math.expm1(-2.0 * half)
    value += abstentions * (2.0 * half + math.log(spread))
    d_h = g_h - 2.0 * (last - first) + abstentions * 2.0 / spread
    curve = abstentions * 4.0 * math.exp(-2.0 * half) / (spread * spread)
    return (
        value,
        g_tu,
        -g_u,
        half * d_h,
        s_ttw,
        -s_tw,
        s_w,
        -half * s_tc,
        half * s_c,
        half * half * (curve + s_w),
    )
