"""Forecasts whose settings earlier origins have chosen: what the record is worth without hindsight.

The model's own settings (penalty, how far calibration may move) were fixed once, with the origins
from 1970 on in view. Here they are chosen anew at every origin, from a coarse grid, by the skill of
the forecasts that each setting would have made at earlier origins whose windows had ended.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from rapallo.forecast.additive import PENALTY
from rapallo.forecast.calibration import CENTRE, SURPRISE, TAIL, expit
from rapallo.forecast.features import Features
from rapallo.forecast.outcomes import Cases
from rapallo.forecast.training import FIRST_FORECAST, MEMORY, base_rate, past_forecasts

Floats = NDArray[np.float64]

PENALTIES = (PENALTY, PENALTY / 4, PENALTY * 4)
TRUSTS = np.array(list(product((0.03, 0.3, 3.0), (0.03, 0.3), (0.03, 0.3), (80.0, 20.0, 5.0))))
"""A priori standard deviations of level, slope and tail; pair-years that count as one."""
GRID = np.arange(-16.0, 8.0, 0.02)
"""Log-odds at which forecasts are gathered."""
BASE = np.stack([np.ones(len(GRID)), GRID - CENTRE, np.minimum(GRID - TAIL, 0)], axis=1)
PRIOR = np.array([CENTRE, 1.0, 0.0])


def chosen_forecasts(
    features: Features, standing: Cases, horizon: int, last: int,
    *, at_hand: Floats | None = None,
) -> Floats:  # fmt: skip
    """Return probabilities of all pairs at risk at every origin to `last`; NaN elsewhere.

    An origin's settings are those with the best Brier and log skill (their sum) over climatology at
    the origins whose windows had ended. Where nothing is known yet they are the first of the grid:
    the model's penalty, and the calibration that trusts it most. `at_hand` are past forecasts at
    that penalty.
    """
    origins = range(FIRST_FORECAST, last + 1)
    rates = [base_rate(standing, features, horizon, y) for y in origins]
    raws, tables = [], []
    for penalty in PENALTIES:
        raw = at_hand if penalty == PENALTY and at_hand is not None else None
        if raw is None:
            raw = past_forecasts(features, standing, horizon, origins[0], last, penalty=penalty)
        raws.append(raw)
        tables.append(_gathered(features, standing, raw, horizon, origins))
    maps = [_maps(table, horizon) for table in tables]
    loss = np.stack([_loss(t, m, rates) for t, m in zip(tables, maps, strict=True)], axis=1)
    reference = _reference(tables[0], rates)
    out = np.full(len(features.year), np.nan)
    for t, origin in enumerate(origins):
        which, trust = 0, 0
        past = reference[: max(t - horizon + 1, 0)].sum(axis=0)
        if past.size and past.min() > 0:
            ratio = (loss[: t - horizon + 1].sum(axis=0) / past).sum(axis=-1)
            which, trust = divmod(int(ratio.argmin()), len(TRUSTS))
        raw = raws[which]
        rows = np.flatnonzero(standing.at_risk & (features.year == origin) & ~np.isnan(raw))
        base = np.stack(
            [np.ones(len(rows)), raw[rows] - CENTRE, np.minimum(raw[rows] - TAIL, 0)], axis=1
        )
        out[rows] = _probability(base @ maps[which][t, trust], rates[t])
    return out


def _gathered(
    features: Features, standing: Cases, raw: Floats, horizon: int, origins: range
) -> NDArray[np.float64]:
    """Return how many forecasts fell at each grid point, and how many came true, by origin."""
    known = np.flatnonzero(
        standing.at_risk & ~np.isnan(raw) & (features.year >= origins[0])
        & (features.year <= origins[-1])
    )  # fmt: skip
    at = np.clip(np.round((raw[known] - GRID[0]) / (GRID[1] - GRID[0])), 0, len(GRID) - 1)
    place = (features.year[known].astype(np.intp) - origins[0]) * len(GRID) + at.astype(np.intp)
    came = standing.wait[known] <= horizon
    return np.stack(
        [
            np.bincount(place[mask], minlength=len(origins) * len(GRID)).reshape(-1, len(GRID))
            for mask in (np.ones(len(known), bool), came)
        ]
    ).astype(np.float64)


def _maps(table: NDArray[np.float64], horizon: int) -> NDArray[np.float64]:
    """Return the calibration of every origin and trust, taught by windows that had ended."""
    out = np.empty((table.shape[1], len(TRUSTS), 3))
    belief = 1 / np.square(TRUSTS[:, :3])
    for t in range(table.shape[1]):
        ended = table[:, max(t - horizon - MEMORY + 1, 0) : max(t - horizon + 1, 0)].sum(axis=1)
        used = ended[0] > 0
        (count, hits), x = ended[:, used], BASE[used]
        squares = (x[:, :, None] * x[:, None, :]).reshape(-1, 9)
        beta = np.tile(PRIOR, (len(TRUSTS), 1))
        for _ in range(30 if used.any() else 0):
            p = expit(beta @ x.T)
            slope = (hits - count * p) @ x / TRUSTS[:, 3:] - belief * (beta - PRIOR)
            curve = ((count * p * (1 - p)) @ squares / TRUSTS[:, 3:]).reshape(-1, 3, 3)
            curve[:, range(3), range(3)] += belief
            step = np.clip(np.linalg.solve(curve, slope[:, :, None])[:, :, 0], -1, 1)
            beta += step
            if np.abs(step).max() < 1e-7:
                break
        beta[:, 1] = np.maximum(beta[:, 1], 0.1)
        beta[:, 2] = np.maximum(beta[:, 2], 0.1 - beta[:, 1])
        out[t] = beta
    return out


def _probability(line: Floats, rate: float) -> Floats:
    out: Floats = (1 - SURPRISE) * expit(line) + SURPRISE * rate
    return out


def _loss(table: NDArray[np.float64], maps: NDArray[np.float64], rates: list[float]) -> Floats:
    """Return summed Brier and log losses by origin and trust."""
    return np.stack(
        [
            _losses(table[0, t], table[1, t], _probability(maps[t] @ BASE.T, rate))
            for t, rate in enumerate(rates)
        ]
    )


def _reference(table: NDArray[np.float64], rates: list[float]) -> Floats:
    """Return summed Brier and log losses of climatology by origin."""
    return np.stack(
        [
            _losses(table[0, t], table[1, t], np.full(len(GRID), max(rate, 1e-6)))
            for t, rate in enumerate(rates)
        ]
    )


def _losses(count: Floats, hits: Floats, p: Floats) -> Floats:
    square = (count * p**2 - 2 * hits * p + hits).sum(axis=-1)
    log = -(hits * np.log(p) + (count - hits) * np.log1p(-p)).sum(axis=-1)
    return np.stack([square, log], axis=-1)
