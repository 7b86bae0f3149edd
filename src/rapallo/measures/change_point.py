"""Whether, and when, the level of a series changed after a given position."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rapallo.measures.portfolios import Floats

Ints = NDArray[np.int64]

FEWEST = 12
"""Consecutive pairs of known values that the part before `first` must have."""

LONGEST = 0.95
"""Largest share of the level's deviation that is reckoned to last from one value to the next."""


@dataclass(frozen=True)
class LevelChange:
    """The likeliest change in the level of a series, and how surely there is one.

    Parameters
    ----------
    at : int
        Position of the first value at the new level.
    at_low, at_high : int
        90 % interval of `at`.
    before, after : float
        Mean of the known values before `at`, and from it on, in the series' unit.
    difference : float
        `after` less `before`.
    difference_low, difference_high : float
        90 % interval of the difference.
    statistic : float
        t of the step, largest in size over the positions tried; positive for a rise.
    p_value : float
        How often a series of the same values and autocorrelation, without a change, has a
        statistic at least as large in size: from 1 / (draws + 1) to 1.
    autocorrelation : float
        Of a value with the one before it, from 0 to .95, as reckoned with where no change is
        supposed.
    """

    at: int
    at_low: int
    at_high: int
    before: float
    after: float
    difference: float
    difference_low: float
    difference_high: float
    statistic: float
    p_value: float
    autocorrelation: float


def level_change(
    series: ArrayLike, first: int, *, least: int = 3, draws: int = 999, seed: int = 1922
) -> LevelChange | None:
    """Test for one change in the level of a series, at `first` or later, and date it.

    Values are replaced by the normal scores z of their ranks, so that bursts count by their order,
    not by their size. For each position c tried,

        z_t = a + r z_t-1 + d [t >= c] + e_t

    is fitted by least squares, and the statistic is the t of d largest in size: Andrews' sup-F
    for one coefficient, with step and autocorrelation estimated together. Its p-value comes from
    `draws` shuffles of the series itself that keep its autocorrelation: they take the order of
    Gaussian series made of a level that returns to its mean (AR(1)) and of noise of the month,
    with the autocorrelations of z at the distances 1 to 3 less their bias. Without
    autocorrelation this is a permutation test, exact for any distribution. The intervals come
    from shuffles of what is left when the step is taken out, put back on the step and searched
    again, so that they allow for the choice of c.

    Parameters
    ----------
    series : array_like, shape (n,)
        Values at equal distances in time, e.g. months; NaN where there is none.
    first : int
        First position at which the new level may begin.
    least : int
        Known values, each with a known one before it, that must lie from the change on.
    draws : int
        Number of shuffles.
    seed : int
        Of the random numbers: the same series gives the same answer.

    Returns
    -------
    LevelChange or None
        None where fewer than 12 known values before `first`, or than `least` from it on, have a
        known value before them, or where all values are equal. A gap breaks the pairs beside it
        and no more; a position after a gap is not tried.

    Raises
    ------
    ValueError
        If the series has more than one axis or an infinite value, or `first`, `least` or `draws`
        is not at least 1.

    Notes
    -----
    The memory is reckoned as if there were no change, so that a real one makes it look longer:
    the test errs to the side of no change. It knows one change of level: a drift, or a burst that
    lasts, is dated as a step too. False alarms and power, measured, are on this measure's page.

    Examples
    --------
    >>> months = [2, 4, 3, 2, 5, 3, 4, 2, 3, 5, 4, 3, 2, 4, 3, 4, 9, 8, 7, 9, 8]
    >>> found = level_change(months, first=14)
    >>> found.at, round(found.before, 2), round(found.after, 2), found.p_value < 0.05
    (16, 3.31, 8.2, True)

    References
    ----------
    .. [1] Andrews, D. W. K. (1993), Econometrica 61(4), 821-856: the largest of the statistics.
    .. [2] Serinaldi, F. and Kilsby, C. G. (2016), Stochastic Environmental Research and Risk
       Assessment 30(2), 763-777: step and autocorrelation together, bias taken out.
    .. [3] Marriott, F. H. C. and Pope, J. A. (1954), Biometrika 41(3/4), 390-402: the bias.
    .. [4] Pettitt, A. N. (1979), Applied Statistics 28(2), 126-135: change by ranks.
    """
    values = _checked(series, first, least, draws)
    seen = ~np.isnan(values)
    pairs = np.flatnonzero(seen[1:] & seen[:-1]) + 1
    tried = pairs[pairs >= first]
    tried = tried[: max(len(tried) - least + 1, 0)]
    known = values[seen]
    if (pairs < first).sum() < FEWEST or not len(tried) or known.min() == known.max():
        return None

    scores = np.zeros((1, len(values)))
    scores[0, seen] = _normal_scores(known)
    statistics, places = _largest_steps(scores, pairs, tried)
    memory = _memory(scores[0], seen)
    shuffled = np.zeros((draws, len(values)))
    shuffled[:, seen] = np.sort(scores[0, seen])[_shuffles(memory, seen, draws, seed)]
    without, _ = _largest_steps(shuffled, pairs, tried)
    as_large = np.abs(without) >= abs(statistics[0]) - 1e-9

    at = int(tried[places[0]])
    earlier = np.flatnonzero(seen) < at
    before, after = float(known[earlier].mean()), float(known[~earlier].mean())
    left = known - np.where(earlier, before, after)
    scores[0, seen] = _normal_scores(left)
    order = _shuffles(_memory(scores[0], seen), seen, draws, seed)
    again = np.where(earlier, before, after) + np.sort(left)[order]
    ties = 1e-9 * np.ptp(known) * np.random.default_rng(seed).random(again.shape)
    shuffled[:, seen] = _scores(len(known))[_ranks(again + ties)]  # equal values in any order
    starts = tried[_largest_steps(shuffled, pairs, tried)[1]]
    differences = _differences(again, np.searchsorted(np.flatnonzero(seen), starts))
    low, high = np.quantile(differences, (0.05, 0.95))
    at_low, at_high = np.quantile(starts, (0.05, 0.95), method="nearest")
    return LevelChange(
        at=at,
        at_low=min(int(at_low), at),
        at_high=max(int(at_high), at),
        before=before,
        after=after,
        difference=after - before,
        difference_low=float(min(low, after - before)),
        difference_high=float(max(high, after - before)),
        statistic=float(statistics[0]),
        p_value=float((1 + as_large.sum()) / (draws + 1)),
        autocorrelation=memory.share * memory.lasting,
    )


@dataclass(frozen=True)
class _Memory:
    """A level of which `lasting` is left after a step in time, and its share of the variance."""

    lasting: float
    share: float


def _largest_steps(rows: Floats, pairs: Ints, tried: Ints) -> tuple[Floats, Ints]:
    """Return the t largest in size of each row, and which of the positions tried it is of."""
    now, past = rows[:, pairs], rows[:, pairs - 1]
    now, past = (part - part.mean(axis=1, keepdims=True) for part in (now, past))
    steps = (pairs >= tried[:, None]).astype(np.float64)
    steps -= steps.mean(axis=1, keepdims=True)
    past2, cross = np.maximum((past**2).sum(axis=1), 1e-12), (past * now).sum(axis=1)
    slope = cross / past2
    unexplained = ((now**2).sum(axis=1) - slope * cross)[:, None]
    on_past = past @ steps.T
    # By Frisch and Waugh: the step and the value, each less what the value before explains.
    step2 = np.maximum((steps**2).sum(axis=1) - on_past**2 / past2[:, None], 1e-12)
    covariance = now @ steps.T - slope[:, None] * on_past
    explained = covariance**2 / step2
    left = np.maximum(unexplained - explained, 1e-12)
    t = np.sign(covariance) * np.sqrt(explained / left * (len(pairs) - 3))
    place = np.abs(t).argmax(axis=1)
    return t[np.arange(len(rows)), place], place


def _memory(scores: Floats, seen: NDArray[np.bool_]) -> _Memory:
    """Fit a level with memory, and noise, to the autocorrelations at the distances 1 to 3."""
    mean, variance = scores[seen].mean(), max(scores[seen].var(), 1e-12)
    deviations = np.where(seen, scores - mean, 0.0)
    first, second, third = (
        (deviations[k:] * deviations[:-k]).sum() / max((seen[k:] & seen[:-k]).sum(), 1) / variance
        for k in (1, 2, 3)
    )
    near = float(np.clip(first, 0.0, 0.9))
    bias = (1 + near) / (1 - near) / seen.sum()
    first, second, third = first + bias, second + bias, third + bias
    if first <= 0:
        return _Memory(0.0, 0.0)
    lasting = (second + third) / (first + second) if first + second > 0 else 0.0
    lasting = min(max(lasting, first), LONGEST)
    return _Memory(float(lasting), float(min(first / lasting, 1.0)))


def _shuffles(memory: _Memory, seen: NDArray[np.bool_], draws: int, seed: int) -> Ints:
    """Return ranks, a row a draw, of series with that memory at the positions that are known."""
    random = np.random.default_rng(seed)
    levels = random.standard_normal((len(seen), draws))
    fresh = np.sqrt(1 - memory.lasting**2)
    for position in range(1, len(seen)):
        levels[position] = memory.lasting * levels[position - 1] + fresh * levels[position]
    noise = random.standard_normal(levels.shape)
    paths = np.sqrt(memory.share) * levels + np.sqrt(1 - memory.share) * noise
    return _ranks(paths[seen].T)


def _ranks(rows: Floats) -> Ints:
    """Rank each row from 0."""
    ranks = np.empty(rows.shape, dtype=np.int64)
    np.put_along_axis(ranks, rows.argsort(axis=1), np.arange(rows.shape[1]), axis=1)
    return ranks


def _differences(rows: Floats, starts: Ints) -> Floats:
    """Return the mean from `starts` on less the mean before it, of each row."""
    sums = rows.cumsum(axis=1)
    first = sums[np.arange(len(rows)), starts - 1]
    found: Floats = (sums[:, -1] - first) / (rows.shape[1] - starts) - first / starts
    return found


@cache
def _scores(count: int) -> Floats:
    """Return the normal scores of the ranks 1 to `count`, by Blom's formula."""
    inverse = NormalDist().inv_cdf
    return np.array([inverse((rank - 0.375) / (count + 0.25)) for rank in range(1, count + 1)])


def _normal_scores(values: Floats) -> Floats:
    """Return the normal score of each value; equal values share the mean of theirs."""
    _, group, sizes = np.unique(values, return_inverse=True, return_counts=True)
    ends = sizes.cumsum()
    sums = np.concatenate(([0.0], _scores(len(values)).cumsum()))
    return np.asarray(((sums[ends] - sums[ends - sizes]) / sizes)[group])


def _checked(series: ArrayLike, first: int, least: int, draws: int) -> Floats:
    values = np.asarray(series, dtype=np.float64)
    if values.ndim != 1:
        raise ValueError(f"a series has one axis, not {values.ndim}")
    if np.isinf(values).any():
        raise ValueError("a value is not infinite; mark missing as NaN")
    for name, number in (("first", first), ("least", least), ("draws", draws)):
        if number < 1:
            raise ValueError(f"{name} must be at least 1, not {number}")
    return values
