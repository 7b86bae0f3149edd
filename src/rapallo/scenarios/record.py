"""What is read off every draw in every year: index, chance of a pact, rung, type of triangle."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rapallo.measures.signed_ties import tie_signs
from rapallo.scenarios.chance import uniforms
from rapallo.scenarios.kernel import MEMORY_STEP
from rapallo.scenarios.parts import DISPUTE, EVENTS, LEVELS, RIVALRY, WAR
from rapallo.scenarios.run import Setting, Year
from rapallo.scenarios.start import Start
from rapallo.triangle.kinds import TYPES
from rapallo.triangle.signs import INTENSITY, MEMORY, TRADE

Floats = NDArray[np.float64]
THRESHOLDS = 9002
"""Address of the random numbers of the triangle's thresholds."""
SALIENCE, ARMS, EXERCISES = (
    LEVELS.index(name) for name in ("trade_salience", "arms_5y", "exercises_5y")
)
REGULAR = 3
"""Joint exercises in five years from which they are regular: the ladder's fourth rung."""
TOP_RUNG = 5
"""Highest rung that a simulation shows: what treaties provide beyond defence is not simulated."""


class Record:
    """Keeps every draw of a run.

    `index`, `shown`, `chance` are (years + 1, draws, pairs), `pact` and `rung` too, `kind` is
    (years + 1, draws): the type of triangle as a place in `TYPES`.
    """

    def __init__(
        self, setting: Setting, years: int, draws: int, seed: int,
        limits: tuple[float, float, float] | None = None,
    ) -> None:  # fmt: skip
        pairs = len(setting.at)
        self.setting, self.years = setting, years
        shape = (years + 1, draws, pairs)
        self.index, self.shown = (np.empty(shape, np.float32) for _ in range(2))
        self.chance = np.empty(shape, np.float32)
        self.pact, self.rung = (np.zeros(shape, np.int8) for _ in range(2))
        self.kind = np.zeros(shape[:2], np.int8)
        self.last: NDArray[np.float32] | None = None
        if limits is None:
            u = uniforms(seed, 0, draws, THRESHOLDS, 3)
            spans = (INTENSITY, MEMORY, TRADE)
            self.limits = [
                low + (high - low) * u[:, k : k + 1] for k, (low, high) in enumerate(spans)
            ]
        else:
            self.limits = [np.full((draws, 1), limit) for limit in limits]
        start = setting.start
        self.arms_from, self.exercises_from = (
            _between(start, "arms_5y", 0.0, 0.1),
            _between(start, "exercises_5y", REGULAR - 1, REGULAR),
        )

    def __call__(self, year: Year) -> None:
        """Take a year."""
        t = year.t
        self.index[t], self.shown[t], self.chance[t] = year.index, year.shown, year.chance
        self.pact[t] = year.on[:, :, 0]
        wanted = [SALIENCE, ARMS, EXERCISES]
        shown = year.place[:, :, wanted] + year.over[:, wanted]
        signs = tie_signs(
            war=year.on[:, :, WAR],
            intensity=year.recent.sum(axis=2) / 25,
            rivalry=year.on[:, :, RIVALRY],
            bound=year.bound,
            since_restraint=year.since_restraint,
            since_dispute=year.since_dispute,
            trade=shown[:, :, 0],
            hostile_from=self.limits[0],
            softened_below=self.limits[1],
            friendly_from=self.limits[2],
        )
        self.rung[t] = self._rungs(year, shown[:, :, 1], shown[:, :, 2])
        if signs.shape[1] == 3:
            self.kind[t] = _kinds(signs)
        if t == self.years:
            self.last = parts_shown(self.setting, year)

    def _rungs(
        self, year: Year, arms: NDArray[np.float32], exercises: NDArray[np.float32]
    ) -> NDArray[np.int8]:
        pact = year.on[:, :, 0] == 1
        armed, exercised = arms >= self.arms_from, exercises >= self.exercises_from
        steps = [year.consult, year.bound, armed, exercised, pact]
        rung = np.zeros(pact.shape, np.int8)
        holds = np.ones(pact.shape, np.bool_)
        for step in steps:
            holds = holds & step
            rung += holds
        return rung


def _between(start: Start, name: str, low: float, high: float) -> float:
    """Return the percentile halfway between two raw values', infinite where none is known."""
    if np.isnan(start.raw[name]).all():
        return np.inf
    return float(start.place_of(name, np.array([low, high])).mean())


def _kinds(signs: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the type of each row of three signs, as a place in `TYPES`."""
    friendly, hostile = (signs > 0).sum(axis=1), (signs < 0).sum(axis=1)
    of_friendly = np.array([TYPES.index(n) for n in (
        "unformed", "stable marriage", "romantic triangle", "menage a trois",
    )])  # fmt: skip
    out = of_friendly[friendly]
    return np.where(hostile == 3, TYPES.index("unit veto"), out).astype(np.int8)


def parts_shown(setting: Setting, year: Year) -> NDArray[np.float32]:
    """Return the percentiles of all parts as shown in a year, (draws, pairs, parts)."""
    start, at = setting.start, setting.at
    levels = np.clip(year.place + year.over, 0, 100)
    flags = start.flag_place[at]
    memory = start.memory_place[at]
    events = []
    for e in range(len(EVENTS)):
        if e == DISPUTE:
            step = (np.clip(year.memory, 0, 5) * MEMORY_STEP + 0.5).astype(np.intp)
            events.append(memory[np.arange(len(at))[None, :], step])
        else:
            events.append(np.where(year.on[:, :, e] == 1, flags[:, e, 1], flags[:, e, 0]))
    return np.concatenate([levels, np.stack(events, axis=2)], axis=2).astype(np.float32)


def pairs_of(setting: Setting) -> tuple[tuple[int, int], ...]:
    """Return the codes of the pairs, in the order of the arrays."""
    return tuple(combinations(setting.codes, 2))
