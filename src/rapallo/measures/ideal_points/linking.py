"""The common scale: how the standardised positions of each period are laid on one another.

Within period t positions are x_it, normal with mean 0 and variance 1. On the common scale they are
theta_it = shift_t + scale_t x_it, and each state's theta follows a stationary walk,

    theta_it ~ N(r^g theta_i,t-g, 1 - r^(2g)),   theta ~ N(0, 1) at entry,   r^2 = 1 - sd_walk^2.

For steps this small it is a random walk, but one that neither spreads nor shrinks with time, so
the scale cannot drift. Given x, the log density of all scales and shifts is a quadratic form plus
sum_t N_t log scale_t (N_t states in period t: the walk is a density of theta, not of x). It is
concave, and Newton's method finds its maximum in a few steps of one small dense system.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled
from .votes import VoteLayout

Floats = NDArray[np.float64]

SMALLEST, LARGEST = 1e-4, 0.9


@dataclass
class Linking:
    """Scale and shift of each period, and the variance sd_walk^2 of a step of the walk."""

    scale: Floats
    shift: Floats
    variance: float

    def copy(self) -> Linking:
        """Make an independent copy."""
        return Linking(self.scale.copy(), self.shift.copy(), self.variance)


@compiled
def _add_pairs(form, period, carry, tight, x, variance, covariance, n):
    for c in range(len(x)):
        t = period[c]
        w = tight[c]
        form[t, t] += w * (x[c] * x[c] + variance[c])
        form[t, n + t] += w * x[c]
        form[n + t, n + t] += w
        r = carry[c]
        if r > 0.0:
            s = period[c - 1]
            form[s, s] += w * r * r * (x[c - 1] * x[c - 1] + variance[c - 1])
            form[s, n + s] += w * r * r * x[c - 1]
            form[n + s, n + s] += w * r * r
            form[s, t] -= w * r * (x[c] * x[c - 1] + covariance[c])
            form[t, n + s] -= w * r * x[c]
            form[s, n + t] -= w * r * x[c - 1]
            form[n + s, n + t] -= w * r
    m = len(form)
    for a in range(m):
        for b in range(a):
            form[a, b] = form[b, a]


class Links:
    """The pairs of neighbouring cells of all states, gathered once."""

    def __init__(self, votes: VoteLayout) -> None:
        self.period = votes.cell_period
        self.n_periods = votes.n_periods
        self.gap = votes.cell_gap
        self.to = np.flatnonzero(votes.cell_gap > 0)
        self.gaps, self.which = np.unique(votes.cell_gap[self.to], return_inverse=True)
        self.states = np.bincount(votes.cell_period, minlength=votes.n_periods).astype(np.float64)
        self.present = np.flatnonzero(self.states)

    def chain(self, variance: float) -> tuple[Floats, Floats]:
        """Return carry r^g (0 at entry) and precision 1 / (1 - r^(2g)) of the step (1 at entry)."""
        kept = (1.0 - variance) ** self.gap
        entry = self.gap == 0
        carry = np.where(entry, 0.0, np.sqrt(kept))
        return carry, 1.0 / np.where(entry, 1.0, 1.0 - kept)

    def form(
        self, carry: Floats, tight: Floats, x: Floats, variance: Floats, covariance: Floats
    ) -> Floats:
        """Matrix K of the quadratic form -z'Kz/2 in z = (scales, shifts)."""
        n = self.n_periods
        form = np.zeros((2 * n, 2 * n))
        _add_pairs(form, self.period, carry, tight, x, variance, covariance, n)
        # scale of an earlier period with shift of a later one was added above the diagonal only
        return form

    def maximum(self, form: Floats, linking: Linking, steps: int) -> tuple[Floats, Floats]:
        """Maximum over (scales, shifts) of the periods present, and the information there."""
        here = np.concatenate([self.present, self.n_periods + self.present])
        k = form[np.ix_(here, here)]
        m = len(self.present)
        count = self.states[self.present]
        z = np.concatenate([linking.scale[self.present], linking.shift[self.present]])
        information = k
        for _ in range(steps):
            gradient = -k @ z
            gradient[:m] += count / z[:m]
            information = k.copy()
            information[np.arange(m), np.arange(m)] += count / z[:m] ** 2
            step = np.linalg.solve(information, gradient)
            shrink = np.max(-step[:m] / z[:m])
            z = z + step * min(1.0, 0.5 / max(shrink, 1e-12))
            if np.abs(step).max() < 1e-9:
                break
        return z, information

    def log_density(self, form: Floats, linking: Linking) -> float:
        """Log density of (scales, shifts) up to a constant."""
        z = np.concatenate([linking.scale, linking.shift])
        logs = np.log(linking.scale[self.present])
        return float(-0.5 * z @ form @ z + self.states[self.present] @ logs)

    def put(self, linking: Linking, z: Floats) -> None:
        """Write scales and shifts of the periods present."""
        m = len(self.present)
        linking.scale[self.present] = z[:m]
        linking.shift[self.present] = z[m:]

    def moments(
        self, linking: Linking, x: Floats, variance: Floats, covariance: Floats
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Count and sums of squares and products of neighbouring positions, by length of gap."""
        c, p = self.to, self.to - 1
        scale = linking.scale[self.period]
        theta = linking.shift[self.period] + scale * x
        square = theta**2 + scale**2 * variance
        product = theta[c] * theta[p] + scale[c] * scale[p] * covariance[c]
        total = [
            np.bincount(self.which, values, len(self.gaps))
            for values in (np.ones(len(c)), square[c], square[p], product)
        ]
        return total[0], total[1], total[2], total[3]

    def walk_density(
        self, variance: float, moments: tuple[Floats, Floats, Floats, Floats]
    ) -> float:
        """Log density of all steps as a function of the walk's variance."""
        count, here, before, product = moments
        kept = (1.0 - variance) ** self.gaps
        spread = 1.0 - kept
        square = here - 2.0 * np.sqrt(kept) * product + kept * before
        return float(-0.5 * np.sum(count * np.log(spread) + square / spread))

    def best_variance(
        self, variance: float, moments: tuple[Floats, Floats, Floats, Floats]
    ) -> float:
        """Walk variance that maximises `walk_density`, by golden section on the log."""
        low, high = np.log(SMALLEST), np.log(LARGEST)
        low, high = max(low, np.log(variance) - 1.0), min(high, np.log(variance) + 1.0)
        golden = (np.sqrt(5.0) - 1.0) / 2.0
        a, b = high - golden * (high - low), low + golden * (high - low)
        fa, fb = (self.walk_density(float(np.exp(v)), moments) for v in (a, b))
        while high - low > 1e-7:
            if fa > fb:
                high, b, fb = b, a, fa
                a = high - golden * (high - low)
                fa = self.walk_density(float(np.exp(a)), moments)
            else:
                low, a, fa = a, b, fb
                b = low + golden * (high - low)
                fb = self.walk_density(float(np.exp(b)), moments)
        return float(np.exp(0.5 * (low + high)))
