"""The forecast model's chance of a defence pact, as a function of what a path moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rapallo.errors import RapalloError
from rapallo.forecast.calibration import CENTRE, SURPRISE, TAIL
from rapallo.forecast.declared import NAMES
from rapallo.forecast.features import build
from rapallo.forecast.model import AdditiveModel
from rapallo.scenarios.kernel import MEMORY_STEP
from rapallo.scenarios.parts import EVENTS, LEVELS, RIVALRY, WAR
from rapallo.scenarios.start import Start
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float64]

HORIZON = 5
"""Years within which the chance is given."""
STEPS = 200
"""Entries of the tables over percentiles, less one."""
RAW = {
    "defence_similarity": "kappa", "exercises_5y": "exercises", "ideal_distance": "ideal_distance",
    "trade_agreements": "trade_agreements",
}  # fmt: skip
"""Features that are a level's raw figure."""
RANKED = {"ideal_distance": "ideal_place", "igos": "igos", "trade_salience": "salience"}
"""Features that are a level's place among all pairs, that of distance counted from the nearest."""
MOVED = (
    *RAW.values(), *RANKED.values(), "memory", "rivalry", "war", "larger", "ratio",
    "democracy_gap", "less_democratic", "more_democratic",
)  # fmt: skip
"""Features that move along a path; the others stand as at the start."""


@dataclass(frozen=True)
class PactHazard:
    """Log-odds of a pact within `HORIZON` years, as tables.

    `place` (levels, STEPS + 1) over percentiles, `flag` (events, 2), `memory` (51,), `base`
    (pairs,) what the tables leave out; `scale` the calibration. `matrix` are the pairs' features.
    """

    model: AdditiveModel
    matrix: NDArray[np.float32]
    base: Floats
    place: Floats
    flag: Floats
    memory: Floats
    scale: tuple[float, ...]

    def shape(self, name: str, values: NDArray[Any]) -> Floats:
        """Return a feature's part of the log-odds at values."""
        return _shape(self.model, name, values)

    def states_move(
        self, cinc: Floats, polyarchy: Floats, i: NDArray[np.intp], j: NDArray[np.intp]
    ) -> Floats:
        """Return what capabilities and regimes add to `base`, shape (draws, pairs).

        Parameters
        ----------
        cinc : (draws, states)
        polyarchy : (states,)
        i, j : (pairs,)
            Places of the two states.
        """
        one, two = cinc[:, i], cinc[:, j]
        rule = polyarchy[i], polyarchy[j]
        moved: dict[str, Floats] = {
            "larger": np.log10(np.maximum(one, two)),
            "ratio": np.abs(np.log2(one / two)),
            "democracy_gap": np.abs(rule[0] - rule[1])[None, :],
            "less_democratic": np.fmin(*rule)[None, :],
            "more_democratic": np.fmax(*rule)[None, :],
        }
        out = np.zeros(one.shape)
        for name, values in moved.items():
            now = self.shape(name, values.ravel()).reshape(values.shape)
            out = out + now - self.shape(name, self.matrix[:, NAMES.index(name)])[None, :]
        return out


def _shape(model: AdditiveModel, name: str, values: NDArray[Any]) -> Floats:
    k = NAMES.index(name)
    begin, end = model.shapes.start[k], model.shapes.start[k + 1]
    knots, held = model.shapes.knots[begin : end - 1], model.shapes.values[begin:end]
    values = np.asarray(values, np.float64)
    known = np.interp(values, knots, held[:-1]) if len(knots) else np.zeros(values.shape)
    out: Floats = np.where(np.isnan(values), held[-1], known)
    return out


def pact_hazard(warehouse: Warehouse, start: Start, pairs: NDArray[np.intp]) -> PactHazard:
    """Return the hazard of some pairs, by the newest forecast model that the start knew.

    Parameters
    ----------
    warehouse : Warehouse
    start : Start
    pairs : (pairs,)
        Their places in the history.

    Raises
    ------
    RapalloError
        If no model is that old.
    """
    model = AdditiveModel.load(start.year, HORIZON)
    if model is None:
        raise RapalloError(f"there is no forecast model as of {start.year} or earlier")
    features = build(warehouse, start.year)
    codes = start.history.codes
    row = np.full((1000, 1000), -1, np.intp)
    row[features.state1, features.state2] = np.arange(len(features.state1))
    matrix = features.matrix[row[codes[start.history.i[pairs]], codes[start.history.j[pairs]]]]
    grid = np.linspace(0, 100, STEPS + 1)
    place = np.zeros((len(LEVELS), len(grid)))
    for level, feature in RAW.items():
        place[LEVELS.index(level)] += _shape(model, feature, start.value_at(level, grid))
    for level, feature in RANKED.items():
        at = 1 - grid / 100 if level == "ideal_distance" else grid / 100
        place[LEVELS.index(level)] += _shape(model, feature, at)
    memory = _shape(model, "memory", np.arange(5 * MEMORY_STEP + 1) / MEMORY_STEP)
    flag = np.zeros((len(EVENTS), 2))
    for event, feature in ((RIVALRY, "rivalry"), (WAR, "war")):
        flag[event] = _shape(model, feature, np.array([0.0, 1.0]))
    now = _tabled(start, pairs, place, flag, memory)
    learnt = model.calibration
    return PactHazard(
        model=model,
        matrix=matrix,
        base=model.shapes.log_odds(matrix) - now,
        place=place,
        flag=flag,
        memory=memory,
        scale=(
            learnt.shift, learnt.slope, learnt.tail, CENTRE, TAIL, SURPRISE, learnt.rate,
        ),
    )  # fmt: skip


def _tabled(
    start: Start, pairs: NDArray[np.intp], place: Floats, flag: Floats, memory: Floats
) -> Floats:
    """Return what the tables say of the pairs at the start."""
    out = np.zeros(len(pairs))
    for k in range(len(LEVELS)):
        shown = start.places[pairs, k].astype(np.float64)
        at = np.nan_to_num(shown * (STEPS / 100) + 0.5).astype(np.intp)
        out += np.where(np.isnan(shown), 0, place[k, at])
    for e in (RIVALRY, WAR):
        out += flag[e, start.on[pairs, e]]
    out += memory[(start.history.memory[-1, pairs] * MEMORY_STEP + 0.5).astype(np.intp)]
    return out
