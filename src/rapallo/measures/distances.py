"""Observed and expected distance of two portfolios: what the similarity measures are made of."""

from __future__ import annotations

from typing import Literal

import numpy as np

from rapallo.measures.portfolios import Floats, JointTables

Distance = Literal["nominal", "absolute", "squared"]
"""How far two levels a and b are apart: 1 if they differ, |a - b|, or (a - b)^2."""


def level_distances(levels: Floats, distance: Distance) -> Floats:
    """Distance of each level to each, as a share of the largest, (levels, levels).

    Parameters
    ----------
    levels : ndarray of float64, shape (levels,)
        The full scale of levels, rising.
    distance : {"nominal", "absolute", "squared"}
        1 for two unlike levels; or their difference; or its square. Kappa's literature calls the
        last two linear and quadratic weights.

    Returns
    -------
    ndarray of float64, shape (levels, levels), in [0, 1]

    Raises
    ------
    ValueError
        If `distance` is none of the three.

    Examples
    --------
    >>> level_distances(np.array([0.0, 1.0, 2.0]), "squared")
    array([[0.  , 0.25, 1.  ],
           [0.25, 0.  , 0.25],
           [1.  , 0.25, 0.  ]])
    """
    apart: Floats = np.abs(levels[:, None] - levels[None, :])
    if distance == "nominal":
        apart = (apart > 0).astype(np.float64)
    elif distance == "absolute":
        apart = apart / apart.max()
    elif distance == "squared":
        apart = (apart / apart.max()) ** 2
    else:
        raise ValueError(f'distance must be "nominal", "absolute" or "squared", not {distance!r}')
    return apart


def observed(joint: JointTables, distance: Distance) -> Floats:
    """Mean distance of each pair's levels over their shared targets, in [0, 1].

    D_obs = sum_ab d_ab n_ab / sum_ab n_ab. NaN for pairs that share no target.
    """
    apart = level_distances(joint.levels, distance)
    total = np.zeros((joint.counts.shape[1],) * 2)
    for a, b in zip(*np.nonzero(apart), strict=True):
        total += apart[a, b] * joint.counts[a, :, b, :]
    return _over(total, joint.total)


def expected(joint: JointTables, distance: Distance) -> Floats:
    """Distance expected if both drew their levels independently from their own marginals.

    D_exp = sum_ab d_ab r_a c_b, with r and c the shares of the levels in the first and the second
    portfolio over the shared targets. In [0, 1]; NaN for pairs that share no target.
    """
    return _chance(joint, distance, pooled=False)


def expected_pooled(joint: JointTables, distance: Distance) -> Floats:
    """Distance expected if both drew their levels independently from their pooled marginals.

    D_exp = sum_ab d_ab p_a p_b, with p = (r + c) / 2. In [0, 1]; NaN for pairs that share no
    target.
    """
    return _chance(joint, distance, pooled=True)


def _chance(joint: JointTables, distance: Distance, *, pooled: bool) -> Floats:
    apart = level_distances(joint.levels, distance)
    first = _over(joint.first, joint.total)
    second = first.transpose(0, 2, 1)
    if pooled:
        first = second = (first + second) / 2
    result = np.zeros(first.shape[1:])
    for a in range(len(apart)):
        away = np.zeros_like(result)
        for b in np.flatnonzero(apart[a]):
            away += apart[a, b] * second[b]
        result += first[a] * away
    return result


def _over(part: Floats, whole: Floats) -> Floats:
    """Share of the whole, NaN where the whole is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = part / whole
    return result
