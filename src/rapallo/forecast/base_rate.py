"""Base rates: how often a defence pact followed, or ended, among comparable pairs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rapallo.forecast.pairs import FEATURES, Pairs
from rapallo.forecast.result import Outlook

HORIZONS = (1, 3, 5, 10)
COMPARABLE = 2000
RESAMPLES = 1000
SEED = 1907
OUTCOMES = {0: "defence_pact", 1: "end_of_defence_pact"}


def base_rates(pairs: Pairs, a: int, b: int, year: int) -> tuple[Outlook, ...]:
    """Return the base rate of a new defence pact, or of the end of one, by horizon.

    Comparable are the `COMPARABLE` pair-years most alike in `FEATURES` whose window of outcome
    had ended by the as-of year (and by the end of the treaty data), the pair itself left out.
    The 90 % interval resamples blocks of as many years as the horizon, since one treaty makes
    many pairs at once.
    """
    here = pairs.row(a, b, year)
    last = pairs.ends
    if here is None:
        return ()
    status = _status(pairs, a, b, min(year, last))
    if status < 0:
        return ()
    change = pairs.change_after(status)
    distances = pairs.distances_from(here)
    itself = (pairs.state1 == min(a, b)) & (pairs.state2 == max(a, b))
    out = []
    for horizon in HORIZONS:
        closed = pairs.year <= min(year, last) - horizon
        at_risk = np.flatnonzero(closed & (pairs.allied == status) & ~itself)
        happened = change[at_risk].astype(np.int32) - pairs.year[at_risk] <= horizon
        if not len(at_risk):
            continue
        distance = distances[at_risk]
        count = min(COMPARABLE, int(np.isfinite(distance).sum()))
        nearest = np.argpartition(distance, count - 1)[:count] if count else np.array([], int)
        low, high = _interval(happened[nearest], pairs.year[at_risk][nearest], horizon)
        rate = float(happened[nearest].mean()) if count else None
        out.append(
            Outlook(
                outcome=OUTCOMES[status],
                horizon=horizon,
                probability=None,
                low=None,
                high=None,
                base_rate=None if rate is None else round(rate, 4),
                base_low=low,
                base_high=high,
                cases=int(happened[nearest].sum()),
                of=count,
                all_pairs=round(float(happened.mean()), 4),
                basis=(
                    f"the {count:,} pair-years to {min(year, last) - horizon} most alike in "
                    f"{', '.join(FEATURES)}; 90 % interval over blocks of "
                    f"{horizon} year{'s' if horizon > 1 else ''}"
                ),
            )
        )
    return tuple(out)


def _status(pairs: Pairs, a: int, b: int, year: int) -> int:
    row = pairs.row(a, b, year)
    return int(pairs.allied[row]) if row is not None else -1


def _interval(
    happened: NDArray[np.bool_], year: NDArray[np.int16], horizon: int
) -> tuple[float | None, float | None]:
    if not len(happened):
        return None, None
    _, block = np.unique(year // horizon, return_inverse=True)
    hits = np.bincount(block, weights=happened)
    size = np.bincount(block)
    draw = np.random.default_rng(SEED)
    times = draw.multinomial(len(size), np.full(len(size), 1 / len(size)), RESAMPLES)
    rates = (times @ hits) / np.maximum(times @ size, 1)
    low, high = np.quantile(rates, (0.05, 0.95))
    return round(float(low), 4), round(float(high), 4)
