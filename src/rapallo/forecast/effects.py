"""What history says of each feature, against what theory says."""

from __future__ import annotations

from dataclasses import dataclass

from rapallo.forecast.declared import FEATURES
from rapallo.forecast.model import NINETY, AdditiveModel, spread


@dataclass(frozen=True)
class Effect:
    """What history says of a feature: change of log-odds from its lowest to its highest knot.

    `verdict` is "as theory", "against theory" or "open" (the 90 % interval holds 0, or theory is
    silent).
    """

    feature: str
    term: str
    sign: int
    log_odds: float
    low: float
    high: float
    verdict: str


def effects(model: AdditiveModel) -> tuple[Effect, ...]:
    """Return for each feature what history says of it, against what theory says."""
    out = []
    for k, feature in enumerate(FEATURES):
        first, last = model.shapes.start[k], model.shapes.start[k + 1] - 2
        change = float(model.shapes.values[last] - model.shapes.values[first])
        moves = model.shapes.draws[:, [last]] - model.shapes.draws[:, [first]]
        wide = NINETY * float(spread(moves)[0])
        low, high = change - wide, change + wide
        settled = low > 0 or high < 0
        agrees = change * feature.sign > 0
        verdict = "open"
        if settled and feature.sign:
            verdict = "as theory" if agrees else "against theory"
        out.append(Effect(feature.name, feature.term, feature.sign, change, low, high, verdict))
    return tuple(out)
