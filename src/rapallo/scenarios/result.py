"""What a scenario comes to: paths with and without it, and the difference draw by draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

CENTRAL = (5, 50, 95)
"""Percentiles of a band: it holds 90 % of draws."""
CAUTION = (
    "What the file fixes is taken as given. What follows from it rests on associations of past "
    "years, not on causes: states that drew together may have done so for reasons that also moved "
    "the columns shocked here. The effect is what history suggests, not what a policy is known to "
    "do."
)


@dataclass(frozen=True)
class Fan:
    """A figure by year: low, middle and high, 90 % of draws between low and high."""

    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]

    @classmethod
    def of(cls, values: NDArray[Any], digits: int, *, mean: bool = False) -> Fan:
        """Return the fan of draws (years, draws); the middle is the median, or the mean."""
        low, middle, high = np.percentile(values, CENTRAL, axis=1)
        if mean:
            middle = values.mean(axis=1)
        return cls(
            *(tuple(np.round(x.astype(float), digits).tolist()) for x in (low, middle, high))
        )


@dataclass(frozen=True)
class PairOutcome:
    """A pair with the scenario and without.

    Parameters
    ----------
    pair, names : tuple of str
    baseline, scenario : Fan
        Index by year, 0 to 100.
    effect : Fan
        Index with the scenario less index without it, in the same draw; the middle is the mean.
    assumed : tuple of float
        Mean part of the effect that is arithmetic: the file's own figures put into the index. The
        rest is carried by associations of the past.
    chance_baseline, chance_scenario : tuple of float
        Mean chance of a defence pact within five years, in draws without one (percent).
    chance_effect : Fan
        Difference, draw by draw, in percentage points.
    pact_baseline, pact_scenario : tuple of float
        Share of draws with a defence pact in force (percent).
    rung_baseline, rung_scenario : tuple of float
        Share of draws on each rung, 0 to 5, in the last year (percent).
    verdict : {"closer", "farther", "no clear effect"}
    """

    pair: tuple[str, str]
    names: tuple[str, str]
    baseline: Fan
    scenario: Fan
    effect: Fan
    assumed: tuple[float, ...]
    chance_baseline: tuple[float, ...]
    chance_scenario: tuple[float, ...]
    chance_effect: Fan
    pact_baseline: tuple[float, ...]
    pact_scenario: tuple[float, ...]
    rung_baseline: tuple[float, ...]
    rung_scenario: tuple[float, ...]
    verdict: str


@dataclass(frozen=True)
class StateOutcome:
    """A state's population (people), economy (GDP, the estimate's unit) and capability share."""

    code: str
    name: str
    population: Fan
    gdp: Fan
    cinc: Fan
    population_effect: tuple[float, ...]
    gdp_effect: tuple[float, ...]
    cinc_effect: tuple[float, ...]


@dataclass(frozen=True)
class Share:
    """A difference of shares in percentage points, with the 90 % interval of simulation error."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class TriangleOutcome:
    """Share of draws in which the three make each type, by year (percent), and last differences."""

    states: tuple[str, str, str]
    baseline: dict[str, tuple[float, ...]]
    scenario: dict[str, tuple[float, ...]]
    difference: dict[str, Share]


@dataclass(frozen=True)
class Outcome:
    """A scenario's outcome."""

    title: str
    about: str
    start: int
    years: tuple[int, ...]
    draws: int
    seed: int
    shocks: tuple[str, ...]
    pairs: tuple[PairOutcome, ...]
    states: tuple[StateOutcome, ...]
    triangle: TriangleOutcome | None
    notes: tuple[str, ...]
