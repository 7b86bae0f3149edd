"""Forecasts scored against what came: on all cases, in parts, and bin by bin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo.forecast.features import Features
from rapallo.forecast.outcomes import Cases
from rapallo.forecast.scores import (
    Interval,
    brier,
    clusters,
    log_score,
    ranking,
    rate_interval,
    skill,
)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BINS = 10
LEVELS = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3)


@dataclass(frozen=True)
class Score:
    """How a forecast fared on some cases; skills are over climatology (all history so far)."""

    forecast: str
    cases: str
    pairs: int
    hits: int
    events: int
    base_rate: float
    auc: Interval
    precision_over_base: Interval
    brier_skill: Interval
    log_skill: Interval


@dataclass(frozen=True)
class Bin:
    """A bin of predicted risk: its forecasts' mean beside the observed rate and its interval."""

    least: float
    most: float
    pairs: int
    events: int
    predicted: float
    observed: float
    low: float
    high: float

    @property
    def inside(self) -> bool:
        """Whether the mean forecast lies inside the observed rate's interval."""
        return self.low <= self.predicted <= self.high


class Scorer:
    """Scores forecasts of some rows."""

    def __init__(
        self, features: Features, standing: Cases, horizon: int, rows: NDArray[np.intp],
        rate: Floats,
    ) -> None:  # fmt: skip
        self.happened = standing.wait[rows] <= horizon
        self.event = np.where(self.happened, standing.event[rows], -1)
        self.cluster = clusters(self.event, features.year[rows], horizon)
        self.rate = rate

    def score(self, name: str, of: str, forecast: Floats, mask: Bools) -> Score | None:
        """Return the scores on the rows of a mask; None where the outcome never came there."""
        y, p, c = self.happened[mask], forecast[mask], self.rate[mask]
        if not y.any() or y.all():
            return None
        cluster = np.unique(self.cluster[mask], return_inverse=True)[1]
        area, precision = ranking(y, p, cluster)
        return Score(
            forecast=name,
            cases=of,
            pairs=len(y),
            hits=int(y.sum()),
            events=len(np.unique(self.event[mask][y])),
            base_rate=float(y.mean()),
            auc=area,
            precision_over_base=precision,
            brier_skill=skill(brier(y, p), brier(y, c), cluster),
            log_skill=skill(log_score(y, p), log_score(y, c), cluster),
        )

    def bins(self, forecast: Floats, mask: Bools) -> tuple[Bin, ...]:
        """Return ten bins with equally many forecasts each, of the rows of a mask."""
        rank = np.argsort(np.argsort(forecast[mask], kind="stable"), kind="stable")
        which = np.full(len(forecast), -1)
        which[mask] = rank * BINS // len(rank)
        return self._binned(forecast, which)

    def levels(self, forecast: Floats) -> tuple[Bin, ...]:
        """Return bins cut at `LEVELS`, empty ones left out."""
        return self._binned(forecast, np.searchsorted(LEVELS, forecast, side="right"))

    def _binned(self, forecast: Floats, which: NDArray[np.intp]) -> tuple[Bin, ...]:
        _, size = np.unique(self.event[self.happened], return_counts=True)
        typical = float(np.median(size)) if len(size) else 1.0
        out = []
        for k in np.unique(which[which >= 0]):
            mine = which == k
            p, y = forecast[mine], self.happened[mine]
            sizes = np.unique(self.event[mine][y], return_counts=True)[1].astype(np.float64)
            low, high = rate_interval(sizes, len(y), typical)
            out.append(
                Bin(
                    least=float(p.min()),
                    most=float(p.max()),
                    pairs=len(y),
                    events=len(sizes),
                    predicted=float(p.mean()),
                    observed=float(y.mean()),
                    low=low,
                    high=high,
                )
            )
        return tuple(out)
