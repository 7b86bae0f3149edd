"""Power transition: who nears, reaches and overtakes whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rapallo.measures.portfolios import Floats


@dataclass(frozen=True)
class Transition:
    """Where pairs of states stand in a power transition, each of shape (years, states, states).

    Axes are year, challenger i, dominant state j.

    Parameters
    ----------
    ratio : ndarray of float64
        Power of i over power of j; NaN where either is unknown or j has none.
    approaching : ndarray of bool
        Weaker than j, at least at parity's threshold, and gaining on j.
    parity : ndarray of bool
        Within the threshold of each other.
    crossing : ndarray of bool
        At least as strong as j in this year and weaker in the year before.
    """

    ratio: Floats
    approaching: NDArray[np.bool_]
    parity: NDArray[np.bool_]
    crossing: NDArray[np.bool_]


def power_transition(power: ArrayLike, *, threshold: float = 0.8) -> Transition:
    """Find the pairs of states in which one nears, reaches or overtakes the other.

    With r_t = power_i,t / power_j,t: parity where threshold <= r <= 1 / threshold; approaching
    where threshold <= r_t < 1 and r_t > r_t-1; crossing where r_t-1 < 1 <= r_t.

    Parameters
    ----------
    power : array_like, shape (years, states)
        Capabilities or GDP in consecutive years, in one unit; NaN where unknown.
    threshold : float
        Share of the stronger's power from which two states count as equals; .8 in the power
        transition literature.

    Returns
    -------
    Transition
        The flags are False where a ratio they need is unknown; look at `ratio` to tell. In the
        first year nothing approaches or crosses, since it has no year before.

    Raises
    ------
    ValueError
        If `power` is not a matrix, holds a negative number, or `threshold` is not in (0, 1).

    Examples
    --------
    >>> found = power_transition([[70.0, 100.0], [90.0, 100.0], [110.0, 100.0]])
    >>> found.approaching[:, 0, 1], found.crossing[:, 0, 1]
    (array([False,  True, False]), array([False, False,  True]))

    References
    ----------
    Organski and Kugler (1980), The War Ledger; Tammen et al. (2000), Power Transitions.
    """
    strength = np.asarray(power, dtype=np.float64)
    if strength.ndim != 2:
        raise ValueError(f"power has two axes, years and states, not {strength.ndim}")
    if (strength < 0).any():
        raise ValueError("power is not negative; mark missing as NaN")
    if not 0 < threshold < 1:
        raise ValueError(f"threshold must lie between 0 and 1, not {threshold}")
    other = np.where(strength > 0, strength, np.nan)
    ratio = strength[:, :, None] / other[:, None, :]
    before = np.full_like(ratio, np.nan)
    before[1:] = ratio[:-1]
    different = ~np.eye(strength.shape[1], dtype=bool)
    return Transition(
        ratio=ratio,
        approaching=(ratio >= threshold) & (ratio < 1) & (ratio > before),
        parity=(ratio >= threshold) & (ratio <= 1 / threshold) & different,
        crossing=(before < 1) & (ratio >= 1),
    )
