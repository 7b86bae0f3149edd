"""Sums over the years up to each year: nothing later is used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def trailing_sum(values: Floats, window: int) -> Floats:
    """Return the sum of the last `window` years along axis 0, NaN until there are as many.

    A NaN inside the window makes the sum NaN.

    Examples
    --------
    >>> trailing_sum(np.array([1, 2, 3, 4], dtype=np.float32), 2)
    array([nan,  3.,  5.,  7.], dtype=float32)
    """
    out = np.full_like(values, np.nan)
    out[window - 1 :] = sum(
        values[window - 1 - back : len(values) - back] for back in range(window)
    )
    return out
