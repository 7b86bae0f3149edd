"""Balance where signs are not sure: an index over draws from the probabilities of signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.balance import triangle_index
from rapallo.measures.portfolios import Floats


@dataclass(frozen=True)
class ExpectedIndex:
    """An index over draws of a network.

    Attributes
    ----------
    mean : float
        Mean over the draws in which the index is defined; NaN where there is none.
    low, high : float
        Quantiles that hold the share `level` of those draws.
    undefined : float
        Share of draws in which the index is not defined, such as one without a triangle.
    """

    mean: float
    low: float
    high: float
    undefined: float


def expected_index(
    positive: ArrayLike,
    negative: ArrayLike,
    *,
    index: Callable[[Floats], float] = triangle_index,
    weight: ArrayLike | None = None,
    draws: int = 200,
    level: float = 0.9,
    seed: int = 0,
) -> ExpectedIndex:
    """Mean and interval of an index of a network whose signs are known with probabilities.

    Each draw gives every pair, independently, a positive tie with its probability of one, a
    negative tie with that, and none otherwise; the index of each draw is taken.

    Parameters
    ----------
    positive, negative : array_like, shape (actors, actors)
        Probability that a pair's tie is positive, and negative; symmetric, with 0 diagonals, and
        at most 1 together.
    index : callable
        From a signed network to a number, NaN where not defined: `triangle_index`, `walk_index`,
        or `lambda ties: frustration(ties).normalised`.
    weight : array_like, shape (actors, actors), optional
        Size of each pair's tie if it has one; by default 1.
    draws : int
        How many, at least 1.
    level : float
        Share of draws between `low` and `high`, above 0 and below 1.
    seed : int
        Of the draws; equal seeds give equal figures.

    Returns
    -------
    ExpectedIndex

    Raises
    ------
    ValueError
        If shapes differ, a probability is unknown, outside [0, 1] or sums above 1 with the other,
        a matrix is not symmetric, or no pair can have a tie.

    Notes
    -----
    Independence of pairs makes the interval too narrow if errors of a state's ties go together.
    The mean is not the index of the likeliest signs: doubt about signs draws it towards the
    middle.

    Examples
    --------
    Two sure friends and a third state that each takes for a friend with probability 1/2:

    >>> likes = [[0, 1, 0.5], [1, 0, 0.5], [0.5, 0.5, 0]]
    >>> dislikes = [[0, 0, 0.5], [0, 0, 0.5], [0.5, 0.5, 0]]
    >>> found = expected_index(likes, dislikes, draws=2000)
    >>> abs(found.mean - 0.5) < 0.05, found.low, found.high
    (True, 0.0, 1.0)
    """
    likes, dislikes = _probabilities(positive, "positive"), _probabilities(negative, "negative")
    if likes.shape != dislikes.shape:
        raise ValueError(f"positive is of shape {likes.shape}, negative of {dislikes.shape}")
    either = likes + dislikes
    if (either > 1 + 1e-9).any():
        i, j = np.argwhere(either > 1 + 1e-9)[0]
        raise ValueError(f"probabilities of [{i}, {j}] sum to {either[i, j]:g}, above 1")
    if not either.any():
        raise ValueError("no pair has a tie with any probability")
    if draws < 1 or not 0 < level < 1:
        raise ValueError(f"draws are at least 1 and level is in (0, 1), not {draws} and {level}")
    size = np.ones(likes.shape) if weight is None else np.asarray(weight, dtype=np.float64)
    if size.shape != likes.shape or not np.isfinite(size).all() or (size < 0).any():
        raise ValueError("weight is finite, not negative, and of the probabilities' shape")
    random = np.random.default_rng(seed)
    first, second = np.triu_indices(len(likes), 1)
    found = []
    for _ in range(draws):
        chance = random.random(len(first))
        sign = np.where(chance < likes[first, second], 1.0, 0.0)
        sign[chance >= 1 - dislikes[first, second]] = -1.0
        network = np.zeros_like(likes)
        network[first, second] = sign * size[first, second]
        network += network.T
        found.append(index(network) if network.any() else float("nan"))
    return _summary(np.array(found), level)


def _probabilities(given: ArrayLike, what: str) -> Floats:
    matrix = np.asarray(given, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"{what} is a square matrix of all actors, not of shape {matrix.shape}")
    if not ((matrix >= 0) & (matrix <= 1)).all():
        raise ValueError(f"{what} holds probabilities, all known and in [0, 1]")
    if not np.allclose(matrix, matrix.T) or matrix.diagonal().any():
        raise ValueError(f"{what} has to be symmetric, with 0 on its diagonal")
    return matrix


def _summary(values: Floats, level: float) -> ExpectedIndex:
    known = values[~np.isnan(values)]
    undefined = 1 - len(known) / len(values)
    if not len(known):
        return ExpectedIndex(float("nan"), float("nan"), float("nan"), undefined)
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return ExpectedIndex(float(known.mean()), float(low), float(high), undefined)
