"""Two camps of a weighted signed network in a moment, with a bound: the same answer every time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rapallo.measures.relaxation import relaxed_bound, relaxed_vectors, rounded

Floats = NDArray[np.float64]

SWEEPS = 40
"""Turns of the vectors behind camps and bound; both hold whatever their number."""
ROUNDINGS = 20
SEED = 1993


def two_camps(weight: Floats) -> tuple[Floats, float]:
    """Return a side, 1 or -1, for each state such that little weight is frustrated, and a bound.

    The vectors of the semidefinite relaxation are rounded to sides; then the state that gains most
    changes sides, until none gains. No sides can leave less weight frustrated than the bound.

    References
    ----------
    Goemans and Williamson (1995), Journal of the ACM 42(6), 1115-1145.
    """
    vectors = relaxed_vectors(weight, sweeps=SWEEPS, seed=SEED)
    random = np.random.default_rng(SEED)
    starts = [rounded(vectors, random) for _ in range(ROUNDINGS)]
    ends = [_settled(weight, np.where(start == 0, 1.0, -1.0)) for start in starts]
    best = max(ends, key=lambda side: float(side @ weight @ side))
    return best, max(relaxed_bound(weight, vectors), 0.0)


def _settled(weight: Floats, side: Floats) -> Floats:
    pull = weight @ side
    least = 1e-9 * float(np.abs(weight).sum(axis=1).max())
    while True:
        gain = -side * pull
        at = int(gain.argmax())
        if gain[at] <= least:
            return side
        pull -= 2 * weight[:, at] * side[at]
        side[at] = -side[at]
