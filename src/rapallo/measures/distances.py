"""Observed and expected distance of two portfolios: what the similarity measures are made of."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rapallo.measures.portfolios import Floats, JointTables

Numbers = NDArray[np.floating[Any]]

Distance = Literal["nominal", "absolute", "squared"]
"""How far two levels a and b are apart: 1 if they differ, |a - b|, or (a - b)^2."""


def level_distances(levels: Floats, distance: Distance) -> Floats:
    """Distance of each level to each, (levels, levels), in the unit of the levels.

    Parameters
    ----------
    levels : ndarray of float64, shape (levels,)
        The full scale of levels, rising.
    distance : {"nominal", "absolute", "squared"}
        1 for two unlike levels; or their difference; or its square. Kappa's literature calls the
        last two linear and quadratic weights.

    Returns
    -------
    ndarray of float64, shape (levels, levels)

    Raises
    ------
    ValueError
        If `distance` is none of the three.

    Examples
    --------
    >>> level_distances(np.array([0.0, 1.0, 2.0]), "squared")
    array([[0., 1., 4.],
           [1., 0., 1.],
           [4., 1., 0.]])
    """
    apart: Floats = np.abs(levels[:, None] - levels[None, :])
    if distance == "nominal":
        apart = (apart > 0).astype(np.float64)
    elif distance == "squared":
        apart = apart**2
    elif distance != "absolute":
        raise ValueError(f'distance must be "nominal", "absolute" or "squared", not {distance!r}')
    return apart


def observed(joint: JointTables, distance: Distance) -> Floats:
    """Mean distance of each pair's levels over their shared targets, as a share of the largest.

    D_obs = sum_ab d_ab n_ab / (d_max sum_ab n_ab), in [0, 1]. NaN for pairs that share no target.
    """
    apart = level_distances(joint.levels, distance)
    return _over(joint.combine(apart.reshape(1, -1))[0], apart.max() * joint.total)


def expected(joint: JointTables, distance: Distance) -> Floats:
    """Distance expected if both drew their levels independently from their own marginals.

    D_exp = sum_ab d_ab r_a c_b / d_max, with r and c the shares of the levels in the first and
    the second portfolio over the shared targets. In [0, 1]; NaN for pairs that share no target.
    """
    apart = level_distances(joint.levels, distance)
    away = _away(joint.first, apart)
    return _over(_inner(away, joint.first.transpose(0, 2, 1)), apart.max() * joint.total**2)


def expected_pooled(joint: JointTables, distance: Distance) -> Floats:
    """Distance expected if both drew their levels independently from their pooled marginals.

    D_exp = sum_ab d_ab p_a p_b / d_max, with p = (r + c) / 2. In [0, 1]; NaN for pairs that share
    no target.
    """
    apart = level_distances(joint.levels, distance)
    away = _away(joint.first, apart)
    within, between = _inner(away, joint.first), _inner(away, joint.first.transpose(0, 2, 1))
    pooled = within + within.T + 2 * between
    return _over(pooled, 4 * apart.max() * joint.total**2)


def _away(first: Numbers, apart: Floats) -> Numbers:
    """Sum the distances of each level from a marginal, sum_b d_ab r_b, for all pairs."""
    flat: Numbers = apart.astype(first.dtype) @ first.reshape(len(first), -1)
    return flat.reshape(first.shape)


def _inner(one: Numbers, other: Numbers) -> Numbers:
    inner: Numbers = np.einsum("aij,aij->ij", one, other)
    return inner


def _over(part: Numbers, whole: Floats) -> Floats:
    """Share of the whole, NaN where the whole is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = part / whole
    return result
