"""Scores of forecasts of rare events, with intervals that resample treaties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.intp]

RESAMPLES = 300
SEED = 1907
LEAST = 1e-6
"""Probability at which the log score is clipped."""


@dataclass(frozen=True)
class Interval:
    """A figure with its 90 % interval over resampled treaties and years."""

    value: float
    low: float
    high: float


def auc(happened: Bools, forecast: Floats) -> float:
    """Return the chance that a case with the outcome was ranked above one without, ties half.

    Examples
    --------
    >>> auc(np.array([False, True, True]), np.array([0.1, 0.1, 0.8]))
    0.75
    """
    from scipy.stats import rankdata  # here, since a brief scores nothing

    rank = rankdata(forecast)
    with_it = int(happened.sum())
    if not 0 < with_it < len(happened):
        return float("nan")
    above = rank[happened].sum() - with_it * (with_it + 1) / 2
    return float(above / (with_it * (len(happened) - with_it)))


def average_precision(happened: Bools, forecast: Floats) -> float:
    """Return the mean precision at the rank of every case with the outcome.

    Cases with equal forecasts are taken together, at the precision of the whole group.

    Examples
    --------
    >>> average_precision(np.array([True, False, True]), np.array([0.9, 0.5, 0.3])).__round__(3)
    0.833
    """
    order = np.argsort(-forecast, kind="stable")
    sorted_by = forecast[order]
    last = np.append(np.flatnonzero(np.diff(sorted_by)), len(order) - 1)
    hits = np.cumsum(happened[order])[last]
    new = np.diff(hits, prepend=0)
    return float((new * hits / (last + 1)).sum() / hits[-1]) if hits[-1] else float("nan")


def brier(happened: Bools, forecast: Floats) -> Floats:
    """Return the Brier score of every case, (p - y) ** 2."""
    out: Floats = np.square(forecast - happened)
    return out


def log_score(happened: Bools, forecast: Floats) -> Floats:
    """Return the log score of every case, -log of the chance given to what came, clipped."""
    p = np.clip(forecast, LEAST, 1 - LEAST)
    out: Floats = -np.where(happened, np.log(p), np.log1p(-p))
    return out


def multipliers(clusters: int, draws: int = RESAMPLES) -> Floats:
    """Return how often each cluster is drawn in every resample, shape (draws, clusters)."""
    rng = np.random.default_rng(SEED)
    return rng.multinomial(clusters, np.full(clusters, 1 / clusters), draws).astype(np.float64)


def skill(loss: Floats, reference: Floats, cluster: Integers) -> Interval:
    """Return ``1 - mean loss / mean loss of the reference``, resampling clusters.

    Parameters
    ----------
    loss, reference : (cases,)
        A score (smaller is better) of the forecast and of the reference.
    cluster : (cases,)
        What is resampled together: 0, 1, ...
    """
    ours, theirs = (np.bincount(cluster, weights=x) for x in (loss, reference))
    times = multipliers(len(ours))
    draws = 1 - (times @ ours) / (times @ theirs)
    low, high = np.quantile(draws, (0.05, 0.95))
    return Interval(float(1 - ours.sum() / theirs.sum()), float(low), float(high))


def ranking(happened: Bools, forecast: Floats, cluster: Integers) -> tuple[Interval, Interval]:
    """Return AUC, and average precision over the base rate, resampling clusters (60 times)."""
    points = auc(happened, forecast), average_precision(happened, forecast) / happened.mean()
    _, group = np.unique(-forecast, return_inverse=True)
    draws = []
    for times in multipliers(int(cluster.max()) + 1, 60):
        weight = times[cluster]
        hits = np.bincount(group, weights=weight * happened)
        misses = np.bincount(group, weights=weight * ~happened)
        with_it, without = hits.sum(), misses.sum()
        if with_it and without:
            below = without - np.cumsum(misses) + misses / 2
            seen = np.cumsum(hits + misses)
            precision = (hits * np.cumsum(hits) / np.maximum(seen, 1)).sum() / with_it
            area = (hits * below).sum() / (with_it * without)
            draws.append((area, precision * seen[-1] / with_it))
    low, high = np.quantile(np.array(draws), (0.05, 0.95), axis=0)
    return tuple(  # type: ignore[return-value]
        Interval(float(p), float(a), float(b)) for p, a, b in zip(points, low, high, strict=True)
    )


def clusters(event: Integers, year: NDArray[np.int16], horizon: int) -> Integers:
    """Return what is resampled together: a treaty's pairs; of the rest, a block of years."""
    labels = np.where(event >= 0, event, -1 - year.astype(np.intp) // horizon)
    out: Integers = np.unique(labels, return_inverse=True)[1]
    return out


def rate_interval(sizes: Floats, of: int, typical: float) -> tuple[float, float]:
    """Return the 90 % interval of a rate whose events come as treaties, each of several cases.

    The gamma interval of Fay and Feuer (1997) for a weighted sum of Poisson counts, a treaty's
    weight being its number of cases.

    Parameters
    ----------
    sizes : array
        Cases of each treaty.
    of : int
        Cases in all.
    typical : float
        Cases of a typical treaty: the weight of the one that might have come.

    References
    ----------
    Fay and Feuer (1997), Statistics in Medicine 16(7), 791-801.

    Examples
    --------
    >>> low, high = rate_interval(np.array([]), 1000, 1.0)
    >>> low, round(high, 5)
    (0.0, 0.003)
    """
    from scipy.stats import chi2

    total, square = float(sizes.sum()), float(np.square(sizes).sum())
    most = max(float(sizes.max(initial=0.0)), typical)
    low = 0.0
    if total:
        low = square / (2 * total) * float(chi2.ppf(0.05, 2 * total**2 / square))
    up, wide = total + most, square + most**2
    high = wide / (2 * up) * float(chi2.ppf(0.95, 2 * up**2 / wide))
    return low / of, min(high / of, 1.0)
