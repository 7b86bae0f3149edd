"""A penalised additive logit: a piecewise linear shape for each feature, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Matrix = NDArray[np.float32]
Integers = NDArray[np.intp]

KNOTS = 8
"""Quantiles at which knots are laid, among all cases and among those with the outcome."""
PENALTY = 200.0
"""Ridge on the steps between knots: a shape is flat unless the cases say otherwise."""
STEPS = 250
DRAWS = 16


@dataclass(frozen=True)
class Shapes:
    """Shapes of all features, laid end to end: values at knots, then one for a missing value.

    The log-odds of a row are ``baseline`` plus, for each feature, its shape at the row's value:
    linear between knots, constant beyond them, the last entry where the value is NaN. `start` has
    the first entry of every feature, and the length at its end. `draws` (draws, entries + 1) are
    deviations of the values, and of the baseline in the last column, when whole treaties and years
    are resampled.
    """

    start: Integers
    knots: Floats
    values: Floats
    baseline: float
    draws: Matrix

    def places(self, matrix: Matrix) -> tuple[Integers, Matrix]:
        """Return for every row and feature the entry below the value and the way to the next."""
        low = np.empty(matrix.shape, np.intp)
        way = np.zeros(matrix.shape, np.float32)
        for k, (begin, end) in enumerate(zip(self.start[:-1], self.start[1:], strict=True)):
            knots, x = self.knots[begin : end - 1], matrix[:, k]
            missing = np.isnan(x)
            if len(knots) < 2:
                low[:, k] = np.where(missing, end - 1, begin)
                continue
            cell = np.clip(np.searchsorted(knots, x, side="right") - 1, 0, len(knots) - 2)
            along = (x - knots[cell]) / (knots[cell + 1] - knots[cell])
            low[:, k] = np.where(missing, end - 1, begin + cell)
            way[:, k] = np.where(missing, 0, np.clip(along, 0, 1))
        return low, way

    def contributions(self, matrix: Matrix) -> Floats:
        """Return every feature's part of every row's log-odds, shape (rows, features)."""
        low, way = self.places(matrix)
        return _between(self.values, low, way)

    def log_odds(self, matrix: Matrix) -> Floats:
        """Return the log-odds of every row."""
        out: Floats = self.baseline + self.contributions(matrix).sum(axis=1)
        return out

    def deviations(self, matrix: Matrix) -> tuple[Matrix, Matrix]:
        """Return how the draws deviate: parts (draws, rows, features) and baselines (draws,)."""
        low, way = self.places(matrix)
        parts = np.stack([_between(draw, low, way) for draw in self.draws[:, :-1]])
        return parts.astype(np.float32), self.draws[:, -1]


def _between(values: Floats | Matrix, low: Integers, way: Matrix) -> Floats:
    high = np.minimum(low + 1, len(values) - 1)
    out: Floats = values[low] * (1 - way) + np.where(way > 0, values[high], 0) * way
    return out


def fit(
    matrix: Matrix,
    happened: NDArray[np.bool_],
    weight: Floats,
    cluster: Integers,
    *,
    signs: tuple[int, ...],
    penalty: float = PENALTY,
    draws: int = DRAWS,
    seed: int = 1907,
) -> Shapes:
    """Fit shapes to cases by penalised maximum likelihood.

    Minimises ``-sum w (y log p + (1 - y) log(1 - p)) + penalty / 2 * sum(step ** 2)`` over the
    steps between neighbouring knots and the values for missing, ``logit p`` being additive.

    Parameters
    ----------
    matrix : (cases, features)
        NaN where unknown.
    happened, weight, cluster : (cases,)
        Outcome, weight, and the treaty or year that a case is resampled with.
    signs : tuple of int
        For each feature 1 or -1 where its shape may only rise or fall, else 0.
    penalty, draws, seed
        Ridge; number of resamples; seed of the resampling.

    Returns
    -------
    Shapes
        Each shape has mean 0 over the weighted cases; draws are one Newton step from the fit with
        Poisson(1) weights on clusters (Fay and Graubard 2001, Biometrics 57, in spirit of the
        one-step cluster bootstrap).
    """
    from scipy.optimize import minimize  # here, since a brief fits nothing

    knots = [_knots(matrix[:, k], happened) for k in range(matrix.shape[1])]
    design = _design(matrix, knots)
    mean = (weight @ design) / weight.sum()
    design -= mean.astype(np.float32)
    width = design.shape[1]
    bounds: list[tuple[float | None, float | None]] = []
    for grid, sign in zip(knots, signs, strict=True):
        one = (0.0, None) if sign > 0 else (None, 0.0) if sign < 0 else (None, None)
        bounds += [*[one] * (len(grid) - 1), (None, None)]
    target = happened.astype(np.float64)
    positive = float(weight @ target)
    first = np.zeros(width + 1)
    first[-1] = np.log(positive / (weight.sum() - positive))

    def loss(beta: Floats) -> tuple[float, Floats]:
        eta = (design @ beta[:-1].astype(np.float32)).astype(np.float64) + beta[-1]
        p = 1 / (1 + np.exp(-eta))
        value = float(weight @ (np.logaddexp(0, eta) - target * eta))
        residual = weight * (p - target)
        slope = np.append(design.T @ residual.astype(np.float32) + penalty * beta[:-1],
                          residual.sum())  # fmt: skip
        return value + penalty / 2 * float(beta[:-1] @ beta[:-1]), slope

    found = minimize(
        loss, first, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)],
        options={"maxiter": STEPS, "ftol": 1e-6},
    ).x  # fmt: skip
    moved = _resampled(design, found, target, weight, cluster, penalty, draws, seed, bounds)
    start = np.append(0, np.cumsum([len(grid) + 1 for grid in knots])).astype(np.intp)
    laid = [_laid(beta, knots, mean) for beta in (found, *moved)]
    return Shapes(
        start=start,
        knots=np.concatenate([np.append(grid, np.nan) for grid in knots]),
        values=laid[0],
        baseline=float(found[-1]),
        draws=np.stack([np.append(d, beta[-1]) for d, beta in zip(laid[1:], moved, strict=True)])
        .astype(np.float32)
        if draws
        else np.zeros((0, len(laid[0]) + 1), np.float32),
    )  # fmt: skip


def _knots(x: Matrix, happened: NDArray[np.bool_]) -> Floats:
    known = ~np.isnan(x)
    if not known.any():
        return np.zeros(1)
    share = np.linspace(0, 1, KNOTS + 1)
    mine = x[known & happened]
    grids = [np.quantile(x[known], share[::2])]
    if len(mine) > 20:
        grids.append(np.quantile(mine, share))
    return np.unique(np.round(np.concatenate(grids), 5)).astype(np.float64)


def _design(matrix: Matrix, knots: list[Floats]) -> Matrix:
    columns: list[NDArray[np.float32]] = []
    for k, grid in enumerate(knots):
        x = matrix[:, k]
        missing = np.isnan(x)
        for a, b in pairwise(grid):
            columns.append(np.where(missing, 0, np.clip((x - a) / (b - a), 0, 1)))
        columns.append(missing.astype(np.float32))
    return np.stack(columns, axis=1).astype(np.float32)


def _laid(beta: Floats, knots: list[Floats], mean: Floats) -> Floats:
    """Return shapes end to end from the steps between knots, each with mean 0."""
    parts, k = [], 0
    for grid in knots:
        steps = beta[k : k + len(grid)]
        centre = float(steps @ mean[k : k + len(grid)])
        parts.append(np.concatenate([[0.0], np.cumsum(steps[:-1]), steps[-1:]]) - centre)
        k += len(grid)
    return np.concatenate(parts)


def _resampled(
    design: Matrix, beta: Floats, target: Floats, weight: Floats, cluster: Integers,
    penalty: float, draws: int, seed: int, bounds: list[tuple[float | None, float | None]],
) -> Matrix | Floats:  # fmt: skip
    """Return one Newton step from the fit for each resampling of clusters, as deviations."""
    if not draws:
        return np.zeros((0, len(beta)))
    eta = (design @ beta[:-1].astype(np.float32)).astype(np.float64) + beta[-1]
    p = 1 / (1 + np.exp(-eta))
    spread = np.sqrt(weight * p * (1 - p)).astype(np.float32)
    full = np.column_stack([design, np.ones(len(design), np.float32)])
    scaled = full * spread[:, None]
    curve = (scaled.T @ scaled).astype(np.float64) + np.diag(
        np.append(np.full(len(beta) - 1, penalty), 0)
    )
    names, which = np.unique(cluster, return_inverse=True)
    score = full * (weight * (target - p)).astype(np.float32)[:, None]
    order = np.argsort(which, kind="stable")
    starts = np.searchsorted(which[order], np.arange(len(names)))
    by_cluster = np.add.reduceat(score[order].astype(np.float64), starts, axis=0)
    free = np.array([b == (None, None) for b in bounds] + [True]) | (beta != 0)
    times = np.random.default_rng(seed).poisson(1.0, (draws, len(names))) - 1.0
    out = np.zeros((draws, len(beta)))
    out[:, free] = np.linalg.solve(curve[np.ix_(free, free)], (times @ by_cluster)[:, free].T).T
    return out
