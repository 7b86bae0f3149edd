"""How likely a pact (or its end) is, beside base rates, and the forecast taken apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rapallo.forecast.base_rate import base_rates
from rapallo.forecast.calibration import logit
from rapallo.forecast.declared import FEATURES
from rapallo.forecast.effects import effects
from rapallo.forecast.features import Features, build
from rapallo.forecast.model import AdditiveModel, Forecast
from rapallo.forecast.pairs import Pairs
from rapallo.forecast.record import record
from rapallo.forecast.result import Makeup, Move, Outlook, Track, Weight
from rapallo.forecast.terms import TERMS
from rapallo.warehouse.store import Warehouse

HEADLINE = 5
"""Horizon whose forecast is taken apart."""
SHOWN = 5
NOTABLE = 0.05
"""Log-odds below which nothing is said to move a forecast."""


def known_features(warehouse: Warehouse, year: int) -> Features | None:
    """Return the features of all pairs in a year; None where no model was fitted so early."""
    return build(warehouse, year) if AdditiveModel.load(year, HEADLINE) else None


def outlooks(
    features: Features | None, pairs: Pairs, a: int, b: int, year: int
) -> tuple[tuple[Outlook, ...], Makeup | None]:
    """Return forecasts and base rates of a pair by horizon, and the forecast of five years apart.

    The outcome is a new defence pact, or the end of one that is in force. Where no model was
    fitted as of `year` or earlier (`features` is None) the base rates stand alone.
    """
    rates = base_rates(pairs, a, b, year)
    models = {o.horizon: AdditiveModel.load(year, o.horizon, o.outcome) for o in rates}
    row = features.row(a, b, year) if features is not None else None
    if features is None or row is None:
        return rates, None
    told, makeup = [], None
    for rate in rates:
        model = models[rate.horizon]
        if model is None:
            told.append(rate)
            continue
        found = model.forecast(features.matrix[row])
        told.append(_told(rate, found, year, pairs.ends))
        if rate.horizon == HEADLINE:
            makeup = apart(model, found, features.matrix[row])
    return tuple(told), makeup


def _told(rate: Outlook, found: Forecast, year: int, ends: int) -> Outlook:
    said = f"additive model fitted as of {found.origin}"
    if year > ends:
        said += (
            f"; extrapolated: the treaty data end in {ends}, so that later pacts are "
            "known neither to the model nor as ties"
        )
    return replace(
        rate,
        probability=found.probability,
        low=found.low,
        high=found.high,
        model=said,
        track=_track(rate.outcome, rate.horizon, found.probability),
    )


def _track(outcome: str, horizon: int, probability: float) -> Track | None:
    kept = record(outcome, horizon)
    if kept is None:
        return None
    level = kept.at(probability)
    return Track(
        level.least, level.most, level.predicted, level.observed, level.low, level.high,
        level.pairs, level.events, kept.first, kept.last,
    )  # fmt: skip


def apart(model: AdditiveModel, found: Forecast, row: NDArray[np.float32]) -> Makeup:
    """Return a forecast taken apart, the heaviest terms first."""
    said = {e.feature: e.verdict for e in effects(model)}
    terms = [
        Weight(
            id=term,
            title=TERMS[term].title,
            log_odds=part.log_odds,
            low=part.low,
            high=part.high,
            values=tuple(
                (f.about, None if np.isnan(x) else float(x), said[f.name])
                for f, x in zip(FEATURES, row, strict=True)
                if f.term == term
            ),
        )
        for term, part in found.terms.items()
    ]
    return Makeup(
        outcome=found.outcome,
        horizon=found.horizon,
        origin=found.origin,
        probability=found.probability,
        log_odds=found.log_odds,
        baseline=found.baseline,
        calibration=found.calibration,
        terms=tuple(sorted(terms, key=lambda t: -abs(t.log_odds))),
        moves=_moves(model, found),
    )


def _moves(model: AdditiveModel, found: Forecast) -> tuple[Move, ...]:
    """Return the terms that governments can move, by what each would add at its best."""
    shapes = model.shapes
    best = dict.fromkeys(TERMS, 0.0)
    for feature, begin, end in zip(FEATURES, shapes.start[:-1], shapes.start[1:], strict=True):
        best[feature.term] += float(shapes.values[begin : end - 1].max())
    raw = found.log_odds - found.calibration
    out = []
    for term, part in found.terms.items():
        gain = best[term] - part.log_odds
        if TERMS[term].movable and gain > NOTABLE:
            chance = float(model.calibration.probability(np.array(raw + gain)))
            moved = float(logit(np.array(chance))) - found.log_odds
            out.append(Move(term, TERMS[term].title, moved, chance))
    return tuple(sorted(out, key=lambda m: -m.gain)[:SHOWN])
