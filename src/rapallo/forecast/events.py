"""The pacts that the forecasts saw coming, and those they missed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo import states
from rapallo.forecast.features import Features
from rapallo.forecast.outcomes import Cases

SEEN, MISSED = 95.0, 80.0
"""Percentile of risk from which a pact was seen coming, and below which it was missed."""
NAMED = 4


@dataclass(frozen=True)
class PactEvent:
    """A treaty (or accession): where its pairs stood among all pairs the year before.

    `probability` is the mean forecast of its pairs as of `origin`, `times_base` that over the mean
    forecast of all pairs, `percentile` the median place of its pairs among all pairs at risk.
    """

    year: int
    origin: int
    who: tuple[str, ...]
    pairs: int
    bilateral: bool
    probability: float
    times_base: float
    percentile: float
    seen: str


def pact_events(
    features: Features, standing: Cases, forecasts: NDArray[np.float64], horizon: int
) -> tuple[PactEvent, ...]:
    """Return every event whose pairs were forecast, from the newest origin before it."""
    rows = np.flatnonzero(~np.isnan(forecasts) & (standing.wait <= horizon))
    began = features.year[rows].astype(np.intp) + standing.wait[rows]
    place = np.full(len(forecasts), np.nan)
    mean = {}
    for origin in np.unique(features.year[rows]):
        here = np.flatnonzero((features.year == origin) & ~np.isnan(forecasts))
        order = np.argsort(np.argsort(forecasts[here], kind="stable"), kind="stable")
        place[here] = 100 * (order + 0.5) / len(here)
        mean[int(origin)] = float(forecasts[here].mean())
    out = []
    for event in np.unique(standing.event[rows]):
        mine = rows[standing.event[rows] == event]
        origin = int(features.year[mine].max())
        mine = mine[features.year[mine] == origin]
        year = int(began[rows == mine[0]][0])
        probability = float(forecasts[mine].mean())
        percentile = float(np.median(place[mine]))
        out.append(
            PactEvent(
                year=year,
                origin=origin,
                who=_who(features, mine, year),
                pairs=len(mine),
                bilateral=bool(standing.bilateral[mine].all()),
                probability=probability,
                times_base=probability / mean[origin],
                percentile=percentile,
                seen="seen"
                if percentile >= SEEN
                else "missed"
                if percentile < MISSED
                else "partly",
            )
        )
    return tuple(sorted(out, key=lambda e: (e.year, e.who)))


def _who(features: Features, rows: NDArray[np.intp], year: int) -> tuple[str, ...]:
    """Return the states in most of an event's pairs, and how many others there are."""
    codes, count = np.unique(
        np.concatenate([features.state1[rows], features.state2[rows]]), return_counts=True
    )
    first = codes[np.lexsort((codes, -count))]
    shown = first if len(first) <= NAMED + 1 else first[:NAMED]
    names = tuple(states.name(int(code), year) for code in shown)
    rest = len(first) - len(shown)
    return (*names, f"{rest} others") if rest else names
