"""Any similarity measure for one pair, from its two portfolios."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats


def pair(
    measure: Callable[..., Floats], first: ArrayLike, second: ArrayLike, **options: Any
) -> float:
    """Similarity of one pair of actors.

    Parameters
    ----------
    measure : callable
        `s_score`, `kappa`, `pi`, `chance_corrected_s` or `tau_b`. With `agreement` or
        `same_share` pass `unanimous="keep"` and drop unanimous calls yourself: a pair alone
        cannot tell on which calls all others voted alike too.
    first, second : array_like, shape (targets,)
        The two portfolios over the same targets; NaN (float) or -1 (integer) where unknown.
    **options
        Passed on to `measure`: levels, distance, weights.

    Returns
    -------
    float
        What `measure` gives for the pair.

    Raises
    ------
    ValueError
        If the portfolios differ in length, or as `measure` does.

    Examples
    --------
    >>> from rapallo.measures.similarity import kappa
    >>> pair(kappa, [1, 1, 0, 0], [1, 0, 0, 0], levels=(0, 1), distance="nominal")
    0.5
    """
    one, other = np.asarray(first), np.asarray(second)
    if one.ndim != 1 or one.shape != other.shape:
        raise ValueError("two portfolios must list the same targets")
    return float(measure(np.stack([one, other]), **options)[0, 1])
