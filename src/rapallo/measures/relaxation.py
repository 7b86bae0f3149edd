"""A bound for two camps from vectors in place of sides: the semidefinite relaxation.

Where nearly all pairs have a tie, unbalanced cycles are too many for the integer program of
`cycle_cover`, and this bound is the closer one.

References
----------
.. [1] Goemans, M. X. and Williamson, D. P. (1995). Improved approximation algorithms for maximum
   cut and satisfiability problems using semidefinite programming. Journal of the ACM 42(6),
   1115-1145.
.. [2] Wang, P.-W., Chang, W.-C. and Kolter, J. Z. (2017). The mixing method: low-rank coordinate
   descent for semidefinite programming with diagonal constraints. arXiv:1706.00476.
"""

from __future__ import annotations

import math
import time

import numpy as np

from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ints

_SWEEPS = 2000
_CONVERGED = 1e-8


def relaxed_vectors(
    network: Floats, *, deadline: float = math.inf, sweeps: int = _SWEEPS, seed: int
) -> Floats:
    """Return a unit vector an actor such that sum_ij w_ij v_i v_j is about as large as can be.

    Each vector in turn is set to the direction of the sum of all others, weighted by their ties.

    Parameters
    ----------
    network : ndarray, shape (actors, actors)
        A signed network in which each actor has a tie.
    deadline : float
        When to stop, on the clock of `time.monotonic`; by default never, so that the same network
        gives the same vectors.
    sweeps : int
        After how many turns of all vectors to stop.
    seed : int
        Of the first vectors.

    Returns
    -------
    ndarray of float64, shape (actors, dimensions)
    """
    actors = len(network)
    # With this many dimensions the low-rank problem has no local optima but the global one.
    dimensions = math.ceil(math.sqrt(2 * actors)) + 1
    vectors = np.random.default_rng(seed).normal(size=(actors, dimensions))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for _ in range(sweeps):
        total = gained = 0.0
        for i in range(actors):
            pull = network[i] @ vectors
            length = float(np.sqrt(pull @ pull))
            gained += length - float(pull @ vectors[i])
            total += length
            if length > 0:
                vectors[i] = pull / length
        if gained <= _CONVERGED * total or time.monotonic() > deadline:
            break
    return vectors


def relaxed_bound(network: Floats, vectors: Floats) -> float:
    """Lower bound of the weight that two camps leave frustrated, from any vectors.

    With x_i = 1 or -1 and any numbers u, x'Wx = sum u - x'(diag(u) - W)x is at most
    sum u - n min(l, 0), l the least eigenvalue of diag(u) - W. Good vectors give the best u; with
    poor ones the bound is lower, but holds.

    Parameters
    ----------
    network : ndarray, shape (actors, actors)
        A signed network.
    vectors : ndarray, shape (actors, dimensions)
        As from `relaxed_vectors`.

    Returns
    -------
    float
    """
    pull = ((network @ vectors) * vectors).sum(axis=1)
    least = float(np.linalg.eigvalsh(np.diag(pull) - network)[0])
    # Eigenvalues are exact to some last digits of the largest.
    least -= 1e-12 * float(np.abs(network).sum(axis=1).max())
    most = float(pull.sum()) - len(network) * min(least, 0.0)
    negative = -float(np.minimum(network, 0).sum()) / 2
    return negative + float(network.sum()) / 4 - most / 4


def rounded(vectors: Floats, random: np.random.Generator) -> Ints:
    """Sides of a random plane through the origin, as Goemans and Williamson round."""
    plane = random.normal(size=vectors.shape[1])
    sides: Ints = (vectors @ plane < 0).astype(np.intp)
    return sides
