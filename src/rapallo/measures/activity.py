"""Intensity of what two states do together or to each other, remembered with decay."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats


def decayed_count(counts: ArrayLike, *, half_life: float = 5.0) -> Floats:
    """Count of events in which older ones weigh less.

    A_t = c_t + A_t-1 2^(-1 / half_life): an event counts 1 in its year and half after
    `half_life` years. Use it for joint exercises, visits and agreements.

    Parameters
    ----------
    counts : array_like, shape (years, ...)
        Events in consecutive years; NaN where the source does not cover the year.
    half_life : float
        Years after which an event counts half.

    Returns
    -------
    ndarray of float64, of the shape of `counts`
        At least 0. NaN in years that the source does not cover; the memory of earlier ones goes
        on decaying meanwhile. Nothing is known of events before the first year, so the first
        few half-lives come out low.

    Raises
    ------
    ValueError
        If a count is negative or `half_life` is not above 0.

    Examples
    --------
    >>> decayed_count([4.0, 0.0, 1.0], half_life=1)
    array([4., 2., 2.])
    """
    events = _checked(counts, half_life)
    keep = 2 ** (-1 / half_life)
    memory = np.zeros(events.shape[1:])
    result = np.empty_like(events)
    for year, count in enumerate(events):
        memory = memory * keep + np.nan_to_num(count)
        result[year] = np.where(np.isnan(count), np.nan, memory)
    return result


def remembered(levels: ArrayLike, *, half_life: float = 10.0) -> Floats:
    """Highest level of a series so far, in which older levels weigh less.

    M_t = max(x_t, M_t-1 2^(-1 / half_life)). Use it for the hostility of disputes: one war is
    remembered longer than many small incidents.

    Parameters
    ----------
    levels : array_like, shape (years, ...)
        Level reached in each of consecutive years, 0 where nothing happened; NaN where the source
        does not cover the year.
    half_life : float
        Years after which a level counts half.

    Returns
    -------
    ndarray of float64, of the shape of `levels`
        At least 0 and at most the highest level so far. NaN in years that the source does not
        cover; the memory of earlier ones goes on decaying meanwhile.

    Raises
    ------
    ValueError
        If a level is negative or `half_life` is not above 0.

    Examples
    --------
    >>> remembered([1.0, 0.0, 0.75], half_life=1)
    array([1.  , 0.5 , 0.75])
    """
    reached = _checked(levels, half_life)
    keep = 2 ** (-1 / half_life)
    memory = np.zeros(reached.shape[1:])
    result = np.empty_like(reached)
    for year, level in enumerate(reached):
        memory = np.maximum(memory * keep, np.nan_to_num(level))
        result[year] = np.where(np.isnan(level), np.nan, memory)
    return result


def joint_events(participation: ArrayLike, *, discount_size: bool = True) -> Floats:
    """Count the events that each pair of states took part in together.

    Parameters
    ----------
    participation : array_like of bool, shape (events, states)
        Who took part in what.
    discount_size : bool
        Whether an event of m states counts 1 / (m - 1) for each of its pairs, so that each state
        spreads one unit over its partners (default); otherwise it counts 1 for each pair.

    Returns
    -------
    ndarray of float64, shape (states, states)
        At least 0, symmetric; 0 on the diagonal.

    Raises
    ------
    ValueError
        If `participation` is not a matrix.

    Examples
    --------
    >>> joint_events([[1, 1, 0], [1, 1, 1]])
    array([[0. , 1.5, 0.5],
           [1.5, 0. , 0.5],
           [0.5, 0.5, 0. ]])
    """
    took_part = np.asarray(participation, dtype=bool).astype(np.float64)
    if took_part.ndim != 2:
        raise ValueError(f"participation has two axes, events and states, not {took_part.ndim}")
    partners = took_part.sum(axis=1) - 1
    weight = 1 / np.maximum(partners, 1) if discount_size else np.ones(len(took_part))
    together: Floats = (took_part * weight[:, None]).T @ took_part
    np.fill_diagonal(together, 0.0)
    return together


def _checked(values: ArrayLike, half_life: float) -> Floats:
    series = np.asarray(values, dtype=np.float64)
    if series.ndim < 1:
        raise ValueError("the first axis must be years")
    if (series < 0).any():
        raise ValueError("a count or level is not negative; mark missing as NaN")
    if not half_life > 0:
        raise ValueError(f"half_life must be above 0 years, not {half_life}")
    return series
