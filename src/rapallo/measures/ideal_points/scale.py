"""The reported scale: mean 0 and standard deviation 1, within each period or over all."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Real = TypeVar("Real", np.float32, np.float64)
Scale = Literal["period", "pooled"]


def groups(cell_period: NDArray[np.integer[Any]], scale: Scale) -> NDArray[np.integer[Any]]:
    """Group of cells that share a standardisation."""
    if scale == "pooled":
        return np.zeros_like(cell_period)
    if scale == "period":
        return cell_period
    raise ValueError(f"scale must be 'period' or 'pooled', not {scale!r}")


def standardise(
    theta: NDArray[Real], group: NDArray[np.integer[Any]]
) -> tuple[NDArray[Real], Floats, Floats]:
    """Standardise the last axis within groups; returns also each group's mean and deviation.

    Mean and deviation are averaged over the first axis. A group whose values do not differ keeps
    deviation 1.
    """
    out = np.empty_like(theta)
    size = int(group.max()) + 1
    middle, spread = np.zeros(size), np.ones(size)
    for g in np.unique(group):
        member = np.flatnonzero(group == g)
        part = theta[..., member]
        mean = part.mean(axis=-1, keepdims=True)
        deviation = part.std(axis=-1, keepdims=True)
        deviation = np.where(deviation > 0, deviation, 1.0).astype(theta.dtype)
        out[..., member] = (part - mean) / deviation
        middle[g], spread[g] = float(mean.mean()), float(deviation.mean())
    return out, middle, spread
