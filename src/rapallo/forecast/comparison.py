"""What the additive model is compared with: no change, climatology, a logit, a black box."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from rapallo.forecast.calibration import expit
from rapallo.forecast.declared import NAMES
from rapallo.forecast.features import Features
from rapallo.forecast.outcomes import Cases
from rapallo.forecast.training import correction, training_rows, weights

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

LITERATURE = (
    "democracy_gap", "less_democratic", "distance", "contiguity", "same_region", "larger", "ratio",
    "salience", "igos", "ideal_distance", "rivalry", "shared_rivals", "memory", "shared_allies",
)  # fmt: skip
"""The literature's covariates: Lai and Reiter (2000), Gibler and Wolford (2006), Warren (2010)."""
RECENT = 20
"""Years of windows behind climatology by era."""
STEP = 10
"""Years for which a comparison model stands before the next refit."""


def climatology(
    cases: Cases, features: Features, horizon: int, origins: range, recent: int | None = None
) -> dict[int, float]:
    """Return for each origin the share of pair-years with an ended window that saw the outcome.

    All of them so far, or those of the last `recent` years.
    """
    out = {}
    for origin in origins:
        closed = cases.closed(features.year, horizon, origin)
        if recent is not None:
            closed &= features.year > origin - horizon - recent
        out[origin] = float((cases.wait <= horizon)[closed].mean()) if closed.any() else 0.0
    return out


def logit_forecasts(features: Features, cases: Cases, horizon: int, origins: range) -> Floats:
    """Return probabilities by a plain logit with the literature's covariates, NaN elsewhere.

    Covariates are standardised; an unknown value is set to the mean, with a flag.
    """
    from sklearn.linear_model import LogisticRegression

    columns = [NAMES.index(name) for name in LITERATURE]

    def design(rows: Integers, mean: Floats, scale: Floats) -> Floats:
        raw = features.matrix[rows][:, columns].astype(np.float64)
        flags = np.isnan(raw)
        return np.column_stack([np.where(flags, 0, (raw - mean) / scale), flags])

    def fitted(origin: int, rows: Integers) -> Floats:
        learn = training_rows(features, cases, horizon, origin)
        raw = features.matrix[learn][:, columns].astype(np.float64)
        known = ~np.isnan(raw)
        count = np.maximum(known.sum(axis=0), 1)
        mean = np.where(known, raw, 0).sum(axis=0) / count
        scale = np.sqrt(np.where(known, (raw - mean) ** 2, 0).sum(axis=0) / count) + 1e-9
        came = cases.wait[learn] <= horizon
        model = LogisticRegression(C=1.0, max_iter=500).fit(design(learn, mean, scale), came)
        even = np.ones(len(learn))
        odds: Floats = model.decision_function(design(rows, mean, scale))
        return odds + correction(features, cases, learn, even, horizon, origin)

    return _rolling(features, cases, origins, fitted)


def black_box_forecasts(features: Features, cases: Cases, horizon: int, origins: range) -> Floats:
    """Return probabilities by gradient boosting with interactions, on every feature.

    The same cases and weights as the additive model; it marks how much a model that no reader can
    take apart would gain.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    def fitted(origin: int, rows: Integers) -> Floats:
        learn = training_rows(features, cases, horizon, origin)
        weight = weights(features, cases, learn, horizon)
        matrix = features.matrix[learn]
        varied = [k for k in range(matrix.shape[1]) if len(np.unique(matrix[::7, k])) > 2]
        flags = [k for k in range(matrix.shape[1]) if k not in varied and _two(matrix[:, k])]
        used = sorted([*varied, *flags])
        model = HistGradientBoostingClassifier(
            max_iter=120, learning_rate=0.05, max_leaf_nodes=15, min_samples_leaf=200,
            l2_regularization=10, early_stopping=False, random_state=0,
        )  # fmt: skip
        model.fit(matrix[:, used], cases.wait[learn] <= horizon, sample_weight=weight)
        odds: Floats = model.decision_function(features.matrix[rows][:, used])
        return odds + correction(features, cases, learn, weight, horizon, origin)

    return _rolling(features, cases, origins, fitted)


def _two(x: NDArray[np.float32]) -> bool:
    return len(np.unique(x[~np.isnan(x)])) > 1


def _rolling(
    features: Features, cases: Cases, origins: range, fitted: Callable[[int, Integers], Floats]
) -> Floats:
    out = np.full(len(features.year), np.nan)
    for origin in range(origins[0] - origins[0] % STEP, origins[-1] + 1, STEP):
        first, last = max(origin, origins[0]), min(origin + STEP - 1, origins[-1])
        rows = np.flatnonzero(cases.at_risk & (features.year >= first) & (features.year <= last))
        if len(rows):
            out[rows] = expit(fitted(origin, rows))
    return out
