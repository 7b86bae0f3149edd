"""The watch list: the pairs likeliest to make, or to end, a pact as of a year."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo import states
from rapallo.errors import RapalloError
from rapallo.forecast.features import Features, build
from rapallo.forecast.model import AdditiveModel, Forecast, last_origin
from rapallo.forecast.outcomes import OUTCOMES
from rapallo.forecast.terms import TERMS
from rapallo.record.standing import Standing
from rapallo.warehouse.store import Warehouse

Integers = NDArray[np.intp]

SHOWN = 3


class NoModelError(RapalloError):
    """No model has been fitted as of so early a year."""


def watch_list(
    warehouse: Warehouse,
    as_of: int,
    horizon: int = 5,
    outcome: str = "defence_pact",
    top: int | None = 25,
    *,
    model: AdditiveModel | None = None,
) -> pl.DataFrame:
    """Return the pairs at risk as of a year, likeliest first.

    Pairs that have allied since the treaty data end are left out where the curated record has
    their pact; the model itself does not know of it.

    Returns
    -------
    polars.DataFrame
        ``rank``, ``code1``, ``code2``, ``name1``, ``name2``, ``probability`` with its 90 %
        interval ``low``, ``high``, ``base_rate``, ``times_base``, and the terms that raise
        (``closer``) and lower it most (``apart``), with their log-odds.

    Raises
    ------
    NoModelError
        If no model was fitted as of `as_of` or earlier.
    """
    fitted = model or AdditiveModel.load(as_of, horizon, outcome)
    if fitted is None:
        raise NoModelError(
            f"no model of {outcome} within {horizon} years is fitted as of {as_of} or earlier; "
            "fit one with --refit (it needs ten treaties to learn from)"
        )
    features = build(warehouse, as_of)
    risk = fitted.probabilities(features)
    rows = np.argsort(-np.nan_to_num(risk, nan=-1.0), kind="stable")[: int((risk >= 0).sum())]
    if OUTCOMES[outcome].status == "allied" and not OUTCOMES[outcome].before:
        rows = without_recorded(features, rows, as_of)
    kept = rows if top is None else rows[:top]
    found = fitted.forecasts(features.matrix[kept])
    pairs = [(int(features.state1[row]), int(features.state2[row])) for row in kept]
    return pl.DataFrame(
        {
            "rank": range(1, len(kept) + 1),
            "code1": [states.get(a).code for a, _ in pairs],
            "code2": [states.get(b).code for _, b in pairs],
            "name1": [states.name(a, as_of) for a, _ in pairs],
            "name2": [states.name(b, as_of) for _, b in pairs],
            "probability": [f.probability for f in found],
            "low": [f.low for f in found],
            "high": [f.high for f in found],
            "base_rate": [f.base_rate for f in found],
            "times_base": [f.probability / f.base_rate for f in found],
            "closer": [said(f, 1) for f in found],
            "apart": [said(f, -1) for f in found],
        }
    )


def without_recorded(features: Features, rows: Integers, as_of: int) -> Integers:
    """Return the rows of pairs that the curated record has not as allied since the treaty data."""
    if as_of <= last_origin():
        return rows
    free = [
        Standing(int(features.state1[row]), int(features.state2[row]), as_of).pact(
            "defence", after=last_origin()
        )
        is None
        for row in rows
    ]
    kept: Integers = rows[np.array(free, bool)]
    return kept


def said(forecast: Forecast, sign: int) -> str:
    """Return the terms that raise (1) or lower (-1) a forecast most, in words."""
    parts = [(t, p.log_odds) for t, p in forecast.terms.items() if p.log_odds * sign > 0.05]
    parts.sort(key=lambda item: -item[1] * sign)
    return "; ".join(f"{TERMS[term].title.lower()} {value:+.1f}" for term, value in parts[:SHOWN])
