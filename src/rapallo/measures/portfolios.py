"""Portfolios: what each actor holds with each target, and the joint tables of all pairs.

A portfolio matrix has one row an actor and one column a target (states for alliance ties, roll
calls for votes). Its entries are a few ordered levels, such as 0 to 3 for alliance ties or 1 to 3
for votes. Missing is NaN in a float array and `MISSING` in an integer array.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

MISSING = -1
"""Value that marks a missing entry of an integer portfolio matrix."""

EXACT_IN_SINGLE = 2**24
"""Whole numbers up to here are exact in single precision."""


@dataclass(frozen=True, eq=False)
class JointTables:
    """Contingency tables of all pairs of actors.

    Parameters
    ----------
    counts : ndarray, shape (levels, levels, actors, actors)
        `counts[a, b, i, j]` is the number (or summed weight) of targets for which actor i holds
        level a and actor j holds level b. Targets missing for either are in no cell.
    levels : ndarray of float64, shape (levels,)
        The levels, rising.
    """

    counts: NDArray[np.floating[Any]]
    levels: Floats

    @cached_property
    def total(self) -> Floats:
        """Summed weight of the targets that both actors of a pair have, (actors, actors)."""
        total: Floats = self.first.sum(axis=0, dtype=np.float64)
        return total

    @cached_property
    def first(self) -> NDArray[np.floating[Any]]:
        """Marginal of the first actor of each pair, (levels, actors, actors)."""
        return self.combine(np.repeat(np.eye(len(self.levels)), len(self.levels), axis=1))

    def combine(self, coefficients: ArrayLike) -> NDArray[np.floating[Any]]:
        """Linear combinations of the cells, (combinations, actors, actors), for all pairs.

        `coefficients` has shape (combinations, levels * levels), cells in the order of `counts`.
        """
        factors = np.asarray(coefficients, dtype=self.counts.dtype)
        cells = self.counts.reshape(factors.shape[1], -1)
        combined: NDArray[np.floating[Any]] = factors @ cells
        return combined.reshape(len(factors), *self.counts.shape[2:])


def joint_tables(
    x: ArrayLike, *, levels: Sequence[float], weights: ArrayLike | None = None
) -> JointTables:
    """Contingency tables of all pairs of actors, by matrix products of the levels' indicators.

    With H_a the 0/1 matrix of who holds level a with whom, the counts of levels a and b are
    H_a diag(w) H_b'.

    Parameters
    ----------
    x : array_like, shape (actors, targets)
        Portfolio matrix; NaN (float) or `MISSING` (integer) where an entry is unknown.
    levels : sequence of float
        All levels that an entry can have, rising, whether or not they occur. They set the scale
        of distances, so name the full scale (0, 1, 2, 3), not only what was observed.
    weights : array_like, shape (targets,), optional
        Weight of each target, at least 0. By default each counts 1.

    Returns
    -------
    JointTables
        In single precision where all that the measures make of the counts is a whole number that
        single precision holds exactly, and in double precision elsewhere.

    Raises
    ------
    ValueError
        If `x` is not a matrix, holds a value that is not a level, or shapes do not fit.

    Examples
    --------
    >>> joint_tables([[0, 1, 1], [0, 0, 1]], levels=(0, 1)).counts[:, :, 0, 1]
    array([[1., 0.],
           [1., 1.]], dtype=float32)
    """
    scale = _scale(levels)
    matrix = _matrix(x)
    actors, targets = matrix.shape
    exact = weights is None and _exact_in_single(scale, targets)
    indicators = np.empty((len(scale), actors, targets), np.float32 if exact else np.float64)
    for level, indicator in zip(scale, indicators, strict=True):
        np.equal(matrix, level, out=indicator, casting="unsafe")
    _refuse_other_values(matrix, indicators, scale)
    right = indicators if weights is None else indicators * target_weights(weights, targets)
    counts = np.empty((len(scale), len(scale), actors, actors), indicators.dtype)
    for a in range(len(scale)):
        for b in range(a, len(scale)):
            np.matmul(indicators[a], right[b].T, out=counts[a, b])
            if a != b:
                counts[b, a] = counts[a, b].T
    return JointTables(counts, scale)


def _exact_in_single(scale: Floats, targets: int) -> bool:
    largest = (scale[-1] - scale[0]) ** 2 * float(targets) ** 2
    return bool(largest < EXACT_IN_SINGLE and (scale == np.rint(scale)).all())


def with_self_ties(x: ArrayLike, value: float) -> NDArray[Any]:
    """Portfolio matrix with each state's tie to itself set to `value`.

    By convention a state scores the highest level with itself (Signorino and Ritter 1999).

    Parameters
    ----------
    x : array_like, shape (states, states)
        Portfolio matrix with the same states, in the same order, as actors and as targets.
    value : float
        Level of a state's tie with itself.

    Returns
    -------
    ndarray, shape (states, states)
        A copy; `x` is left as it is.

    Raises
    ------
    ValueError
        If `x` is not square.

    Examples
    --------
    >>> with_self_ties([[0, 1], [1, 0]], 3)
    array([[3, 1],
           [1, 3]])
    """
    matrix = np.array(_matrix(x))
    if matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"self ties need a square matrix, not one of shape {matrix.shape}")
    np.fill_diagonal(matrix, value)
    return matrix


def portfolio_matrix(
    actor: ArrayLike,
    target: ArrayLike,
    value: ArrayLike,
    *,
    shape: tuple[int, int],
    fill: int = MISSING,
) -> NDArray[np.int8]:
    """Portfolio matrix from a long table of (actor, target, value).

    Parameters
    ----------
    actor, target : array_like of int, shape (rows,)
        Row and column of each value, from 0. The last of several rows for one cell holds.
    value : array_like of int, shape (rows,)
        The level held, -128 to 127.
    shape : tuple of int
        Numbers of actors and of targets.
    fill : int
        Level of the cells that have no row: `MISSING` (the default) for votes, where no row means
        absent, and 0 for alliance ties, where no row means no tie.

    Returns
    -------
    ndarray of int8, shape `shape`

    Raises
    ------
    ValueError
        If the three columns differ in length or an index lies outside `shape`.

    Examples
    --------
    >>> portfolio_matrix([0, 1], [1, 1], [3, 1], shape=(2, 2), fill=0)
    array([[0, 3],
           [0, 1]], dtype=int8)
    """
    rows, columns, values = np.asarray(actor), np.asarray(target), np.asarray(value)
    if not rows.shape == columns.shape == values.shape or rows.ndim != 1:
        raise ValueError("actor, target and value must be columns of one length")
    for name, index, size in (("actor", rows, shape[0]), ("target", columns, shape[1])):
        if index.size and (index.min() < 0 or index.max() >= size):
            raise ValueError(f"{name} must lie in 0..{size - 1}")
    matrix = np.full(shape, fill, dtype=np.int8)
    matrix[rows, columns] = values
    return matrix


def target_weights(weights: ArrayLike, targets: int) -> Floats:
    """Weights of the targets, checked: one a target, known, none below 0, not all 0."""
    array = np.asarray(weights, dtype=np.float64)
    if array.shape != (targets,):
        raise ValueError(f"need one weight for each of {targets} targets, got shape {array.shape}")
    if not np.isfinite(array).all() or (array < 0).any() or not array.any():
        raise ValueError("weights must be known, not negative, and not all 0")
    return array


def _scale(levels: Sequence[float]) -> Floats:
    scale = np.asarray(list(levels), dtype=np.float64)
    if scale.ndim != 1 or len(scale) < 2 or not (np.diff(scale) > 0).all():
        raise ValueError(f"levels must be at least two numbers, rising, not {list(levels)}")
    return scale


def _matrix(x: ArrayLike) -> NDArray[Any]:
    matrix = np.asarray(x)
    if matrix.ndim != 2:
        raise ValueError(f"a portfolio matrix has two axes, actors and targets, not {matrix.ndim}")
    if matrix.dtype.kind not in "biuf":
        raise ValueError(f"a portfolio matrix holds numbers, not {matrix.dtype}")
    return matrix


def _refuse_other_values(
    matrix: NDArray[Any], indicators: NDArray[np.floating[Any]], scale: Floats
) -> None:
    missing = np.isnan(matrix) if matrix.dtype.kind == "f" else matrix == MISSING
    if matrix.dtype.kind != "f" and MISSING in scale:
        raise ValueError(f"{MISSING} means missing in an integer matrix, so it cannot be a level")
    if np.count_nonzero(indicators) + np.count_nonzero(missing) == matrix.size:
        return
    other = matrix[~missing & ~np.isin(matrix, scale)]
    raise ValueError(f"value {other[0]} is not one of the levels {[float(v) for v in scale]}")
