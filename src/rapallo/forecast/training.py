"""Fitting a model as of a year: which cases, how sampled and weighed, and its past forecasts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rapallo.forecast.additive import DRAWS, PENALTY, Shapes, fit
from rapallo.forecast.calibration import Calibration, calibrate
from rapallo.forecast.declared import FEATURES
from rapallo.forecast.features import Features
from rapallo.forecast.outcomes import Cases

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

CENTURY = 100
"""Years of history that a model learns from."""
QUIET_CASES = 40_000
"""Cases without the outcome that are drawn; the baseline is corrected for it exactly."""
STEP = 5
"""Years for which a model stands before the next refit."""
FIRST_FORECAST = 1946
"""First origin whose forecasts teach calibration: the world wars would teach the wrong rate."""
MEMORY = 60
"""Years of past forecasts that teach calibration."""
LEAST_EVENTS = 10
"""Treaties that a model needs to learn from."""
SEED = 1907


def training_rows(features: Features, cases: Cases, horizon: int, as_of: int) -> Integers:
    """Return the rows that a model as of a year may learn from, all those with the outcome first.

    Only rows whose window had ended, of the last `CENTURY` years; of the rows without the
    outcome a sample of `QUIET_CASES`.
    """
    open_to_it = cases.closed(features.year, horizon, as_of) & (features.year > as_of - CENTURY)
    came = cases.wait <= horizon
    quiet = np.flatnonzero(open_to_it & ~came)
    if len(quiet) > QUIET_CASES:
        draw = np.random.default_rng(SEED).choice(len(quiet), QUIET_CASES, replace=False)
        quiet = quiet[np.sort(draw)]
    return np.concatenate([np.flatnonzero(open_to_it & came), quiet])


def weights(features: Features, cases: Cases, rows: Integers, horizon: int) -> Floats:
    """Return weights by which a year that makes n pairs counts as the square root of n.

    One treaty makes dozens of pairs at once: unweighted, a few bursts would be all that is learnt.
    A year's n is its number of pair-years over the horizon, since every pair shows in as many
    origins.
    """
    out = np.ones(len(rows))
    came = cases.wait[rows] <= horizon
    _, at, count = np.unique(
        features.year[rows[came]] + cases.wait[rows[came]], return_inverse=True, return_counts=True
    )
    out[came] = np.minimum((count[at] / horizon) ** -0.5, 1)
    return out


def train(
    features: Features,
    cases: Cases,
    horizon: int,
    as_of: int,
    *,
    draws: int = DRAWS,
    penalty: float = PENALTY,
) -> Shapes | None:
    """Fit the additive model to what was known as of a year; None where too few treaties were.

    The baseline is corrected for the sampling of quiet cases and for the weights, so that the
    probabilities are those of all pairs at risk.
    """
    rows = training_rows(features, cases, horizon, as_of)
    came = cases.wait[rows] <= horizon
    if len(np.unique(cases.event[rows[came]])) < LEAST_EVENTS or came.all():
        return None
    weight = weights(features, cases, rows, horizon)
    cluster = np.where(came, cases.event[rows], -features.year[rows].astype(np.intp))
    shapes = fit(
        features.matrix[rows],
        came,
        weight,
        cluster,
        signs=tuple(f.sign if f.monotone else 0 for f in FEATURES),
        draws=draws,
        penalty=penalty,
    )
    return replace(
        shapes, baseline=shapes.baseline + correction(features, cases, rows, weight, horizon, as_of)
    )


def correction(
    features: Features, cases: Cases, rows: Integers, weight: Floats, horizon: int, as_of: int
) -> float:
    """Return what sampling and weights have added to the baseline, with its sign turned."""
    came = cases.wait[rows] <= horizon
    open_to_it = cases.closed(features.year, horizon, as_of) & (features.year > as_of - CENTURY)
    quiet = int((open_to_it & (cases.wait > horizon)).sum())
    drawn = int((~came).sum())
    return float(np.log(drawn / quiet) - np.log(weight[came].sum() / came.sum()))


def past_forecasts(
    features: Features,
    cases: Cases,
    horizon: int,
    first: int,
    last: int,
    *,
    step: int = STEP,
    penalty: float = PENALTY,
) -> Floats:
    """Return the log-odds forecast for every row of the years `first` to `last`, else NaN.

    Each forecast is by a model fitted as of the row's year or at most ``step - 1`` years before.
    Refits fall on years divisible by `step`, so that they are the same whatever `first` is.
    """
    out = np.full(len(features.year), np.nan)
    for origin in range(first - first % step, last + 1, step):
        rows = np.flatnonzero(
            cases.at_risk
            & (features.year >= max(origin, first))
            & (features.year < min(origin + step, last + 1))
        )
        shapes = (
            train(features, cases, horizon, origin, draws=0, penalty=penalty) if len(rows) else None
        )
        if shapes is not None:
            out[rows] = shapes.log_odds(features.matrix[rows])
    return out


def calibration(
    features: Features,
    cases: Cases,
    forecasts: Floats,
    horizon: int,
    as_of: int,
    *,
    level_trust: float = 0.03,
) -> Calibration:
    """Return the calibration that past forecasts teach as of a year."""
    closed = cases.closed(features.year, horizon, as_of)
    used = closed & (features.year > as_of - horizon - MEMORY) & ~np.isnan(forecasts)
    used &= features.year >= FIRST_FORECAST
    return calibrate(
        forecasts[used],
        (cases.wait <= horizon)[used],
        base_rate(cases, features, horizon, as_of),
        level_trust=level_trust,
    )


def base_rate(cases: Cases, features: Features, horizon: int, as_of: int) -> float:
    """Return the share of all pair-years so far, at risk and with an ended window, that saw it."""
    closed = cases.closed(features.year, horizon, as_of)
    return float((cases.wait <= horizon)[closed].mean()) if closed.any() else 0.0
