"""How many poles a system has, from the capabilities of its states."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats

Polarity = Literal["unipolar", "near unipolar", "bipolar", "multipolar", "none"]


def effective_number(values: ArrayLike) -> float:
    """Effective number of powers: how many equal ones would be as concentrated.

    N = 1 / sum s_i^2, with s_i the share of state i.

    Parameters
    ----------
    values : array_like, shape (states,)
        Capabilities, as shares or in any unit; states that are no candidates left out.

    Returns
    -------
    float
        From 1 (one state has all) to the number of states (all equal). NaN where a value is
        unknown (NaN) or all have nothing.

    Raises
    ------
    ValueError
        If `values` has more than one axis or holds a negative number.

    Examples
    --------
    >>> effective_number([0.5, 0.5, 0.0])
    2.0

    References
    ----------
    Laakso and Taagepera (1979), Comparative Political Studies 12(1), 3-27, for parties.
    """
    share = _shares(values)
    return float(1 / (share**2).sum()) if len(share) else float("nan")


def top_share(values: ArrayLike, powers: int = 2) -> float:
    """Share of the largest powers in the capabilities of all states given.

    Parameters
    ----------
    values : array_like, shape (states,)
        Capabilities, as shares or in any unit.
    powers : int
        How many of the largest to add up.

    Returns
    -------
    float
        In [0, 1]. NaN where a value is unknown (NaN) or all have nothing.

    Raises
    ------
    ValueError
        If `values` has more than one axis, holds a negative number, or `powers` is below 1.

    Examples
    --------
    >>> top_share([4.0, 3.0, 2.0, 1.0])
    0.7
    """
    if powers < 1:
        raise ValueError("powers must be at least 1")
    share = _shares(values)
    return float(np.sort(share)[::-1][:powers].sum()) if len(share) else float("nan")


def polarity(
    values: ArrayLike,
    *,
    half: float = 0.5,
    near: float = 0.45,
    pole: float = 0.25,
    power: float = 0.05,
) -> Polarity | None:
    """Kind of polarity of a system, by thresholds after Modelski and Thompson.

    Unipolar: one state has at least `half`. Near unipolar: one has at least `near` and no other
    has `pole`. Bipolar: two have at least `half` together and at least `pole` each. Multipolar:
    at least three have `power` each. The first that holds, in this order; else none.

    Parameters
    ----------
    values : array_like, shape (states,)
        Capabilities of the great powers, as shares or in any unit. The thresholds were meant for
        shares among the great powers, not of the world, and for naval strength with the authors.
    half, near, pole, power : float
        The thresholds.

    Returns
    -------
    {"unipolar", "near unipolar", "bipolar", "multipolar", "none"} or None
        None where a value is unknown (NaN) or all have nothing.

    Raises
    ------
    ValueError
        If `values` has more than one axis or holds a negative number.

    Notes
    -----
    The thresholds stand as the literature cites them; they were not checked against the books.

    Examples
    --------
    >>> polarity([0.42, 0.30, 0.15, 0.13])
    'bipolar'

    References
    ----------
    Modelski (1974), World Power Concentrations; Thompson (1986), Journal of Conflict Resolution
    30(4), 587-615.
    """
    share = np.sort(_shares(values))[::-1]
    if not len(share):
        return None
    first, second = share[0], share[1] if len(share) > 1 else 0.0
    if first >= half:
        return "unipolar"
    if first >= near and second < pole:
        return "near unipolar"
    if first + second >= half and second >= pole:
        return "bipolar"
    return "multipolar" if (share >= power).sum() >= 3 else "none"


def _shares(values: ArrayLike) -> Floats:
    """Shares of the sum; none at all where they are not known."""
    amount = np.asarray(values, dtype=np.float64)
    if amount.ndim != 1:
        raise ValueError(f"values have one axis, states, not {amount.ndim}")
    if (amount < 0).any():
        raise ValueError("capabilities are not negative; mark missing as NaN")
    total = amount.sum()
    return amount / total if total > 0 else np.empty(0)
