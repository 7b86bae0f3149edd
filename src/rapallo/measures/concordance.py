"""Rank concordance of portfolios: Kendall's tau-b of all pairs of actors at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats, JointTables, joint_tables


def tau_b(x: ArrayLike, *, levels: Sequence[float]) -> Floats:
    """Kendall's tau-b of all pairs of actors.

    tau_b = (P - Q) / sqrt((n0 - n1)(n0 - n2)), with P and Q the pairs of targets that the two
    actors rank in the same and in the opposite order, n0 = n (n - 1) / 2 all pairs of targets,
    and n1, n2 those tied in the one and in the other portfolio. Targets are not weighted.

    Parameters
    ----------
    x : array_like, shape (actors, targets)
        Portfolio matrix; NaN (float) or -1 (integer) where unknown. Only targets known for both
        actors of a pair count.
    levels : sequence of float
        The full scale, rising. Tau-b uses only its order.

    Returns
    -------
    ndarray of float64, shape (actors, actors)
        In [-1, 1], symmetric. NaN where either holds one level throughout the shared targets.

    Raises
    ------
    ValueError
        If `x` is not a matrix or holds a value that is not a level.

    Notes
    -----
    Signorino and Ritter show why tau-b is a poor measure of similarity: it measures association,
    so it gives a perfect score to states whose ties are never alike but rise together. It is here
    because older work used it.

    Examples
    --------
    >>> tau_b([[1, 2, 3, 3], [1, 3, 2, 3]], levels=(1, 2, 3)).round(4)
    array([[1. , 0.4],
           [0.4, 1. ]])

    References
    ----------
    Kendall (1945), Biometrika 33(3), 239-251; Bueno de Mesquita (1975), Journal of Conflict
    Resolution 19(2), 187-216; Signorino and Ritter (1999), International Studies Quarterly 43(1),
    115-144.
    """
    return tau_b_of(joint_tables(x, levels=levels))


def tau_b_of(joint: JointTables) -> Floats:
    """Tau-b from joint tables of unweighted targets already made; see `tau_b`."""
    scale = len(joint.levels)
    cells = joint.counts.reshape(scale * scale, *joint.counts.shape[2:])
    ahead = joint.combine(_order(scale))
    balance = np.einsum("cij,cij->ij", cells, ahead)
    untied = (joint.total**2 - (joint.first**2).sum(axis=0)) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = balance / np.sqrt(untied * untied.T)
    result[~np.isfinite(result)] = np.nan
    return result


def _order(scale: int) -> Floats:
    """For a target in each cell, how targets in each other cell rank against it.

    1 for cells lower on both scales, -1 for cells lower on the first and higher on the second, 0
    elsewhere, so that each pair of targets is met once.
    """
    first, second = np.divmod(np.arange(scale * scale), scale)
    lower = first[None, :] < first[:, None]
    ahead: Floats = lower * np.sign(second[:, None] - second[None, :]).astype(np.float64)
    return ahead
