"""Calibration: what past forecasts, made without what came after them, teach about the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CENTRE, TAIL = -4.0, -3.5
"""Log-odds at which the slope turns, and below which the tail bends."""
BURST = 20.0
"""Pair-years that count as one: a treaty makes many pairs, in every origin before it."""
TRUST = (0.03, 0.3)
"""Standard deviations, a priori, of the slope (about 1) and the tail (about 0)."""
SURPRISE = 0.01
"""Share of the base rate in every forecast: a pact out of the blue."""


@dataclass(frozen=True)
class Calibration:
    """A rising map from a model's log-odds to calibrated ones.

    ``(1 - s) * expit(CENTRE + shift + slope * (x - CENTRE) + tail * min(x - TAIL, 0)) + s * rate``
    with s = `SURPRISE`.
    """

    shift: float = 0.0
    slope: float = 1.0
    tail: float = 0.0
    rate: float = 0.0

    def probability(self, log_odds: Floats) -> Floats:
        """Return calibrated probabilities."""
        line = CENTRE + self.shift + self.slope * (log_odds - CENTRE)
        line = line + self.tail * np.minimum(log_odds - TAIL, 0)
        out: Floats = (1 - SURPRISE) * expit(line) + SURPRISE * self.rate
        return out


def expit(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)), without overflow."""
    out: Floats = 0.5 * (1 + np.tanh(0.5 * np.asarray(x, np.float64)))
    return out


def logit(p: Floats) -> Floats:
    """Return log(p / (1 - p))."""
    out: Floats = np.log(p) - np.log1p(-np.asarray(p, np.float64))
    return out


def calibrate(
    log_odds: Floats, happened: NDArray[np.bool_], rate: float, *, level_trust: float = 0.03
) -> Calibration:
    """Fit a calibration to past forecasts whose windows have ended.

    The fit is Bayesian with strong prior belief in the model. Where treaties come in bursts, the
    frequencies of a generation are a poor guide to the next one's level, so that the level (shift)
    hardly moves, and what is learnt is chiefly how far apart forecasts should lie. With no past
    forecasts the map is the identity but for `SURPRISE`.

    Parameters
    ----------
    log_odds, happened
        Forecasts made as of each origin, and what came.
    rate : float
        Base rate so far.
    level_trust : float
        Standard deviation, a priori, of the shift (about 0).
    """
    if not len(log_odds):
        return Calibration(rate=rate)
    base = np.stack(
        [np.ones(len(log_odds)), log_odds - CENTRE, np.minimum(log_odds - TAIL, 0)], axis=1
    )
    prior = np.array([CENTRE, 1.0, 0.0])
    belief = np.diag(1 / np.square((level_trust, *TRUST)))
    beta = prior.copy()
    for _ in range(25):
        p = expit(base @ beta)
        slope = base.T @ (happened - p) / BURST - belief @ (beta - prior)
        curve = (base * (p * (1 - p))[:, None]).T @ base / BURST + belief
        step = np.clip(np.linalg.solve(curve, slope), -1, 1)
        beta = beta + step
        if np.abs(step).max() < 1e-8:
            break
    slope = max(float(beta[1]), 0.1)
    tail = max(float(beta[2]), 0.1 - slope)
    return Calibration(float(beta[0]) - CENTRE, slope, tail, rate)
