"""Distance between two states' regimes, with the uncertainty of both scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats

ONE_SD = 0.6826894921370859
"""Probability within one standard deviation of a normal, which V-Dem's low and high enclose."""

STEPS = 60


@dataclass(frozen=True)
class RegimeDistance:
    """Distance of all pairs of states, each of shape (states, states).

    Parameters
    ----------
    point : ndarray of float64
        |a - b| of the two published scores.
    expected : ndarray of float64
        Expected |a - b| given the uncertainty of both; at least `point`.
    low, high : ndarray of float64
        Interval of |a - b|, equal tails.
    """

    point: Floats
    expected: Floats
    low: Floats
    high: Floats


def regime_distance(
    score: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    *,
    encloses: float = ONE_SD,
    level: float = 0.9,
) -> RegimeDistance:
    """Distance of the regimes of all pairs of states, with its interval.

    Each score is taken as normal around the published value, with the standard deviation that
    makes (low, high) enclose its stated probability, and scores of two states as independent.
    The difference is then normal with mean m = a_i - a_j and variance v = v_i + v_j, its size is
    folded normal, and E|a_i - a_j| = sqrt(2 v / pi) exp(-m^2 / 2v) + m (1 - 2 Phi(-m / sqrt v)).

    Parameters
    ----------
    score : array_like, shape (states,)
        Regime scores, such as V-Dem's polyarchy index; NaN where unknown.
    low, high : array_like, shape (states,)
        Bounds of each score's interval; NaN where unknown.
    encloses : float
        Probability between `low` and `high`; V-Dem's bounds enclose one standard deviation to
        each side.
    level : float
        Probability of the interval returned.

    Returns
    -------
    RegimeDistance
        At least 0. `point` is NaN where a score is unknown; `expected`, `low` and `high` also
        where a bound is. 0 on the diagonal, since a state has no distance from itself.

    Raises
    ------
    ValueError
        If shapes differ, a score lies outside its interval, or a probability outside (0, 1).

    Notes
    -----
    Errors of coders who rate both states would make scores move together and the true interval
    narrower. Near the ends of the scale the normal puts some probability outside it.

    Examples
    --------
    >>> found = regime_distance([0.9, 0.2], [0.87, 0.18], [0.93, 0.22])
    >>> [round(float(part[0, 1]), 3) for part in (found.point, found.low, found.high)]
    [0.7, 0.641, 0.759]

    References
    ----------
    Pemstein et al. (2024), The V-Dem Measurement Model, V-Dem Working Paper 21; Leone, Nelson and
    Nottingham (1961), Technometrics 3(4), 543-550, for the folded normal.
    """
    from scipy.special import ndtr, ndtri

    value, below, above = (np.asarray(part, dtype=np.float64) for part in (score, low, high))
    if value.ndim != 1 or not value.shape == below.shape == above.shape:
        raise ValueError("score, low and high must give one number each for each state")
    if (below > value).any() or (value > above).any():
        raise ValueError("a score must lie between its low and high")
    if not (0 < encloses < 1 and 0 < level < 1):
        raise ValueError("encloses and level are probabilities, between 0 and 1")
    deviation = (above - below) / (2 * ndtri((1 + encloses) / 2))
    spread = np.sqrt(deviation[:, None] ** 2 + deviation[None, :] ** 2)
    mean = np.abs(value[:, None] - value[None, :])
    np.fill_diagonal(spread, 0.0)
    sure = spread == 0
    scale = np.where(sure, 1.0, spread)
    ratio = mean / scale
    folded = scale * np.sqrt(2 / np.pi) * np.exp(-(ratio**2) / 2) + mean * (1 - 2 * ndtr(-ratio))

    def quantile(probability: float) -> Floats:
        # Bisection on the distribution function of the folded normal, which has no inverse.
        under, over = np.zeros_like(mean), mean + 10 * scale
        for _ in range(STEPS):
            middle = (under + over) / 2
            reached = ndtr((middle - mean) / scale) - ndtr((-middle - mean) / scale)
            short = reached < probability
            under, over = np.where(short, middle, under), np.where(short, over, middle)
        return np.where(sure, mean, np.where(np.isnan(scale), np.nan, (under + over) / 2))

    return RegimeDistance(
        point=mean,
        expected=np.where(sure, mean, folded),
        low=quantile((1 - level) / 2),
        high=quantile((1 + level) / 2),
    )
