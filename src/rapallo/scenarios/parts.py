"""What a tie is made of in a simulation: standing levels, events that come and go, and the index.

Every part is a percentile among all pairs of a year, as the alignment index takes it.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.alignment.derive import index_of
from rapallo.alignment.indicators import DIMENSIONS, GROUNDS, INDICATORS

Floats = NDArray[np.float32]

EVENTS = ("defence", "rivalry", "war", "sanctions", "dispute_memory")
"""Indicators that jump: a pact, a rivalry, a war, sanctions, and (remembered) disputes."""
LEVELS = tuple(i.name for i in INDICATORS if i.name not in EVENTS)
"""Indicators that drift."""
PARTS = (*LEVELS, *EVENTS)
DIMENSION = np.array(
    [next(DIMENSIONS.index(i.dimension) for i in INDICATORS if i.name == p) for p in PARTS],
    np.int64,
)
"""For every part the place of its dimension in `DIMENSIONS`."""
HOSTILITY = DIMENSIONS.index("hostility")
DEFENCE, RIVALRY, WAR, SANCTIONS, DISPUTE = range(len(EVENTS))


def index_by_rule(places: Floats) -> tuple[Floats, Floats]:
    """Return index and hostility of rows of percentiles, shape (rows, parts), by the index's rule.

    A dimension is the mean of its known parts, hostility that of its two highest; the index is the
    mean of the known dimensions, hostility turned round. NaN where nothing is known.

    Examples
    --------
    >>> index_by_rule(np.full((1, len(PARTS)), 50, np.float32))
    (array([50.], dtype=float32), array([50.], dtype=float32))
    """
    frame = pl.DataFrame(dimensions_by_rule(places), schema=list(DIMENSIONS), nan_to_null=True)
    index = frame.select(index_of(DIMENSIONS)).to_series().fill_null(np.nan).to_numpy()
    hostility = frame["hostility"].fill_null(np.nan).to_numpy()
    return index.astype(np.float32), hostility.astype(np.float32)


def dimensions_by_rule(places: Floats) -> Floats:
    """Return the dimensions of rows of percentiles, shape (rows, dimensions), NaN where unknown."""
    parts = [_dimension(places[:, d == DIMENSION], name) for d, name in enumerate(DIMENSIONS)]
    return np.stack(parts, axis=1)


def _dimension(places: Floats, name: str) -> Floats:
    known = ~np.isnan(places)
    if name == "hostility":
        ranked = np.sort(np.where(known, places, -np.inf), axis=1)[:, ::-1][:, :GROUNDS]
        count = np.minimum(known.sum(axis=1), GROUNDS)
        total = np.where(np.isfinite(ranked), ranked, 0).sum(axis=1)
    else:
        count, total = known.sum(axis=1), np.where(known, places, 0).sum(axis=1)
    out: Floats = np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)
    return out
