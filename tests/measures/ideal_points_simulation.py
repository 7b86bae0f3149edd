"""Simulated votes of states that walk, enter late, pause and leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Simulated:
    """Votes, and the positions and slopes they were drawn from (positions of absent states NaN)."""

    state: NDArray[np.int64]
    roll_call: NDArray[np.int64]
    vote: NDArray[np.int64]
    period: NDArray[np.int64]
    theta: NDArray[np.float64]
    slope: NDArray[np.float64]

    @property
    def votes(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
        return self.state, self.roll_call, self.vote, self.period


def simulate(
    seed: int = 0, *, states: int = 40, periods: int = 8, each: int = 30, walk: float = 0.2
) -> Simulated:
    """Simulate an ordered logit with thresholds half a unit either side of each roll call's."""
    rng = np.random.default_rng(seed)
    step = rng.normal(0, walk, (states, periods))
    step[:, 0] = rng.normal(0, 1, states)
    theta = np.cumsum(step, axis=1)
    present = np.ones(theta.shape, dtype=bool)
    present[: states // 8, : periods // 2] = False
    present[states // 8 : states // 4, periods // 2 : periods // 2 + 2] = False
    present[-states // 8 :, -periods // 4 :] = False
    period = np.repeat(np.arange(periods), each)
    slope = rng.choice([-1.0, 1.0], len(period)) * rng.uniform(0.8, 2.5, len(period))
    threshold = slope * rng.normal(0, 0.8, len(period))
    at = theta[:, period]
    latent = slope * at - threshold + rng.logistic(size=at.shape)
    vote = np.where(latent > 0.5, 1, np.where(latent > -0.5, 2, 3))
    cast = present[:, period] & (rng.random(at.shape) > 0.1)
    s, j = np.nonzero(cast)
    return Simulated(s, j, vote[s, j], period, np.where(present, theta, np.nan), slope)


def standard(theta: NDArray[np.float64]) -> NDArray[np.float64]:
    """Positions with mean 0 and standard deviation 1 in each period."""
    return (theta - np.nanmean(theta, axis=0)) / np.nanstd(theta, axis=0)
