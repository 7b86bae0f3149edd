"""Similarity of the foreign policy portfolios of all pairs of actors at once.

All measures here are one formula, 1 - (observed distance) / (a yardstick): S takes half of the
largest possible distance as its yardstick, kappa and pi what chance would give (Haege 2011).
`distance` says how far two levels are apart and is never defaulted for kappa and pi, since a
kappa with squared distances and a nominal pi are not on one scale. `weights` always weigh the
targets.

References
----------
.. [1] Signorino, C. S. and Ritter, J. M. (1999). Tau-b or not tau-b: measuring the similarity of
   foreign policy positions. International Studies Quarterly 43(1), 115-144.
.. [2] Haege, F. M. (2011). Choice or circumstance? Adjusting measures of foreign policy
   similarity for chance agreement. Political Analysis 19(3), 287-305.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.distances import Distance, expected, expected_pooled, observed
from rapallo.measures.portfolios import Floats, JointTables, joint_tables


def s_score(
    x: ArrayLike,
    *,
    levels: Sequence[float],
    distance: Distance = "absolute",
    weights: ArrayLike | None = None,
) -> Floats:
    """Signorino and Ritter's S of all pairs of actors.

    S_ij = 1 - 2 sum_k w_k d(x_ik, x_jk) / sum_k w_k, with d as a share of the largest distance on
    the scale, over the targets k known for both.

    Parameters
    ----------
    x : array_like, shape (actors, targets)
        Portfolio matrix; NaN (float) or -1 (integer) where unknown. See `with_self_ties`.
    levels : sequence of float
        The full scale, rising: (0, 1, 2, 3) for alliance ties, (1, 2, 3) for votes.
    distance : {"absolute", "squared", "nominal"}
        Distance of two levels; absolute is the original.
    weights : array_like, shape (targets,), optional
        Weight of each target, such as its capabilities; by default each counts 1.

    Returns
    -------
    ndarray of float64, shape (actors, actors)
        In [-1, 1], symmetric: 1 for equal portfolios, -1 for opposite ends throughout. NaN for a
        pair that shares no target (of positive weight).

    Raises
    ------
    ValueError
        If a shape does not fit, a value is not a level, or a weight is negative or unknown.

    Notes
    -----
    S takes no account of how rare ties are: where most states have no tie with most, two states
    come out similar whatever they do. See `kappa` and `pi`.

    Examples
    --------
    >>> s_score([[3, 0, 0, 1], [0, 3, 0, 1]], levels=(0, 1, 2, 3))
    array([[1., 0.],
           [0., 1.]])

    References
    ----------
    Signorino and Ritter (1999), International Studies Quarterly 43(1), 115-144.
    """
    return s_of(joint_tables(x, levels=levels, weights=weights), distance)


def kappa(
    x: ArrayLike,
    *,
    levels: Sequence[float],
    distance: Distance,
    weights: ArrayLike | None = None,
) -> Floats:
    """Cohen's kappa of all pairs of actors: agreement beyond chance, each with its own habits.

    kappa_ij = 1 - D_obs / D_exp, with D_exp = sum_ab d_ab r_a c_b from the shares r and c of the
    levels in the two portfolios.

    Parameters
    ----------
    x : array_like, shape (actors, targets)
        Portfolio matrix; NaN (float) or -1 (integer) where unknown. See `with_self_ties`.
    levels : sequence of float
        The full scale, rising. With the observed levels only, the distances change.
    distance : {"nominal", "absolute", "squared"}
        Distance of two levels: unweighted kappa, linear weights, or quadratic weights.
    weights : array_like, shape (targets,), optional
        Weight of each target in observed distance and in shares; by default each counts 1.

    Returns
    -------
    ndarray of float64, shape (actors, actors)
        At most 1, symmetric; 0 at chance. NaN where no target is shared and where chance leaves
        no distance (both hold one and the same level throughout).

    Raises
    ------
    ValueError
        If a shape does not fit, a value is not a level, or a weight is negative or unknown.

    Examples
    --------
    >>> kappa([[1, 1, 0, 0], [1, 0, 0, 0]], levels=(0, 1), distance="nominal")
    array([[1. , 0.5],
           [0.5, 1. ]])

    References
    ----------
    Cohen (1960), Educational and Psychological Measurement 20(1), 37-46; Cohen (1968),
    Psychological Bulletin 70(4), 213-220; Haege (2011), Political Analysis 19(3), 287-305.
    """
    return kappa_of(joint_tables(x, levels=levels, weights=weights), distance)


def pi(
    x: ArrayLike,
    *,
    levels: Sequence[float],
    distance: Distance,
    weights: ArrayLike | None = None,
) -> Floats:
    """Scott's pi of all pairs of actors: agreement beyond chance, both with one habit.

    pi_ij = 1 - D_obs / D_exp, with D_exp = sum_ab d_ab p_a p_b and p = (r + c) / 2 the pooled
    shares of the levels. Unlike kappa it counts a difference in how many ties two actors hold
    as dissimilarity. It never exceeds kappa, and equals it where r = c.

    Parameters
    ----------
    x : array_like, shape (actors, targets)
        Portfolio matrix; NaN (float) or -1 (integer) where unknown. See `with_self_ties`.
    levels : sequence of float
        The full scale, rising.
    distance : {"nominal", "absolute", "squared"}
        Distance of two levels.
    weights : array_like, shape (targets,), optional
        Weight of each target in observed distance and in shares; by default each counts 1.

    Returns
    -------
    ndarray of float64, shape (actors, actors)
        In [-1, 1], symmetric; 0 at chance. NaN where no target is shared and where chance leaves
        no distance (both hold one and the same level throughout).

    Raises
    ------
    ValueError
        If a shape does not fit, a value is not a level, or a weight is negative or unknown.

    Examples
    --------
    >>> pi([[1, 1, 0, 0], [1, 0, 0, 0]], levels=(0, 1), distance="nominal").round(4)
    array([[1.    , 0.4667],
           [0.4667, 1.    ]])

    References
    ----------
    Scott (1955), Public Opinion Quarterly 19(3), 321-325; Haege (2011), Political Analysis 19(3),
    287-305.
    """
    return pi_of(joint_tables(x, levels=levels, weights=weights), distance)


def chance_corrected_s(
    x: ArrayLike,
    *,
    levels: Sequence[float],
    distance: Distance = "absolute",
    weights: ArrayLike | None = None,
) -> Floats:
    """Benati and Capurri's index A of all pairs: S less the S expected under independence.

    A_ij = S_ij - E[S_ij] = 2 (D_exp - D_obs), with D_exp as in `kappa`. Unlike kappa it is not
    divided by the expected distance, so it stays defined and small where portfolios hardly vary.

    Parameters
    ----------
    x : array_like, shape (actors, targets)
        Portfolio matrix; NaN (float) or -1 (integer) where unknown. See `with_self_ties`.
    levels : sequence of float
        The full scale, rising.
    distance : {"absolute", "squared", "nominal"}
        Distance of two levels.
    weights : array_like, shape (targets,), optional
        Weight of each target in observed distance and in shares; by default each counts 1.

    Returns
    -------
    ndarray of float64, shape (actors, actors)
        In [-1, 1] with absolute or squared distances and at most 2 (1 - 1 / levels) with nominal
        ones; symmetric; 0 at chance. NaN where no target is shared.

    Raises
    ------
    ValueError
        If a shape does not fit, a value is not a level, or a weight is negative or unknown.

    Examples
    --------
    >>> chance_corrected_s([[1, 1, 0, 0], [1, 0, 0, 0]], levels=(0, 1))
    array([[1.  , 0.5 ],
           [0.5 , 0.75]])

    References
    ----------
    Benati and Capurri (2026), as implemented in the R package fpsim (function bcai).
    """
    return chance_corrected_s_of(joint_tables(x, levels=levels, weights=weights), distance)


def s_of(joint: JointTables, distance: Distance) -> Floats:
    """S from joint tables already made; see `s_score`."""
    return 1 - 2 * observed(joint, distance)


def kappa_of(joint: JointTables, distance: Distance) -> Floats:
    """Kappa from joint tables already made; see `kappa`."""
    return _beyond(observed(joint, distance), expected(joint, distance))


def pi_of(joint: JointTables, distance: Distance) -> Floats:
    """Pi from joint tables already made; see `pi`."""
    return _beyond(observed(joint, distance), expected_pooled(joint, distance))


def chance_corrected_s_of(joint: JointTables, distance: Distance) -> Floats:
    """Index A from joint tables already made; see `chance_corrected_s`."""
    return 2 * (expected(joint, distance) - observed(joint, distance))


def _beyond(seen: Floats, chance: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = 1 - seen / chance
    result[~(chance > 0)] = np.nan
    return result
