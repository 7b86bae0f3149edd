"""Working out what a scenario comes to: two runs with the same luck, and their difference."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from rapallo import states
from rapallo.errors import RapalloError
from rapallo.scenarios.economy import Paths
from rapallo.scenarios.forcing import Forcing, forcing
from rapallo.scenarios.record import TOP_RUNG, Record, pairs_of
from rapallo.scenarios.result import (
    CAUTION,
    Fan,
    Outcome,
    PairOutcome,
    Share,
    StateOutcome,
    TriangleOutcome,
)
from rapallo.scenarios.run import Setting, run
from rapallo.scenarios.scenario import Scenario
from rapallo.scenarios.start import Start
from rapallo.triangle.kinds import TYPES
from rapallo.warehouse.store import Warehouse

Values = NDArray[np.float32]
DRAWS = 5000
SEED = 1922
NOTICEABLE = 1.0
"""Points of the index below which an effect is called none."""


def outcome(
    warehouse: Warehouse, scenario: Scenario, draws: int = DRAWS, seed: int = SEED
) -> Outcome:
    """Simulate a scenario and its baseline with the same luck, and compare them.

    Parameters
    ----------
    warehouse : Warehouse
    scenario : Scenario
    draws : int
        Draws of each, 100 or more.
    seed : int
        The same seed gives the same numbers.

    Raises
    ------
    RapalloError
        If there are too few draws, or a shock moves what is not known.
    """
    if draws < 100:
        raise RapalloError(f"{draws} draws are too few for a band of 90 %: take 100 or more")
    setting = setting_of(warehouse, scenario)
    shocks = forcing(scenario, setting.start, setting.codes)
    without, with_it, paths = both(setting, shocks, draws, seed)
    return told(scenario, setting, without, with_it, paths, draws, seed)


def setting_of(warehouse: Warehouse, scenario: Scenario) -> Setting:
    """Return what a scenario's runs share."""
    start = Start.of(warehouse, scenario.start)
    return Setting.of(warehouse, start, scenario.codes, scenario.horizon, scenario.population)


def both(
    setting: Setting, shocks: Forcing, draws: int, seed: int, *, certain: bool = False
) -> tuple[Record, Record, tuple[Paths, Paths]]:
    """Run without shocks (their arithmetic laid over it) and with them, in the same draws."""
    years = len(shocks.over) - 1
    none = Forcing.none(years, len(setting.at), len(setting.codes))
    without, with_it = (Record(setting, years, draws, seed) for _ in range(2))
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(
            run, setting, none, draws, seed, without, shown=shocks, certain=certain
        )
        second = threads.submit(run, setting, shocks, draws, seed, with_it, certain=certain)
        return without, with_it, (first.result(), second.result())


def told(
    scenario: Scenario, setting: Setting, without: Record, with_it: Record,
    paths: tuple[Paths, Paths], draws: int, seed: int,
) -> Outcome:  # fmt: skip
    """Return the outcome of two runs."""
    years = tuple(range(scenario.start, scenario.end + 1))
    codes = tuple(states.get(code).code for code in setting.codes)
    triangle = None
    if len(codes) == 3:
        triangle = TriangleOutcome(
            states=(codes[0], codes[1], codes[2]),
            baseline=_kinds(without),
            scenario=_kinds(with_it),
            difference=_kind_differences(without.kind[-1], with_it.kind[-1]),
        )
    return Outcome(
        title=scenario.title,
        about=" ".join(scenario.about.split()),
        start=scenario.start,
        years=years,
        draws=draws,
        seed=seed,
        shocks=tuple(shock_in_words(scenario, n) for n in range(len(scenario.shocks))),
        pairs=tuple(
            _pair(pair, p, without, with_it, scenario) for p, pair in enumerate(pairs_of(setting))
        ),
        states=tuple(
            _state(code, k, paths, scenario.start) for k, code in enumerate(setting.codes)
        ),
        triangle=triangle,
        notes=_notes(setting, scenario),
    )


def _pair(
    pair: tuple[int, int], p: int, without: Record, with_it: Record, scenario: Scenario
) -> PairOutcome:
    before, after = without.index[:, :, p], with_it.index[:, :, p]
    if np.isnan(before).any():
        names = " and ".join(states.name(code, scenario.start) for code in pair)
        raise RapalloError(f"{names} have no index in {scenario.start}: nothing to start from")
    effect = Fan.of(after - before, 2, mean=True)
    return PairOutcome(
        pair=(states.get(pair[0]).code, states.get(pair[1]).code),
        names=(states.name(pair[0], scenario.start), states.name(pair[1], scenario.start)),
        baseline=Fan.of(before, 1),
        scenario=Fan.of(after, 1),
        effect=effect,
        assumed=_means(without.shown[:, :, p] - before, 2),
        chance_baseline=_means(100 * without.chance[:, :, p], 2),
        chance_scenario=_means(100 * with_it.chance[:, :, p], 2),
        chance_effect=_difference(100 * with_it.chance[:, :, p], 100 * without.chance[:, :, p]),
        pact_baseline=_means(100.0 * without.pact[:, :, p], 1),
        pact_scenario=_means(100.0 * with_it.pact[:, :, p], 1),
        rung_baseline=_rungs(without.rung[-1, :, p]),
        rung_scenario=_rungs(with_it.rung[-1, :, p]),
        verdict=verdict(effect.low[-1], effect.middle[-1], effect.high[-1]),
    )


def verdict(low: float, middle: float, high: float) -> str:
    """Return what an effect comes to: its sign, unless it is small or its band has both.

    A band that reaches half of `NOTICEABLE` beyond zero does not count as having both: many draws
    have an effect of about nothing.

    Examples
    --------
    >>> verdict(0.4, 2.0, 5.0), verdict(-1.0, 2.0, 5.0), verdict(0.1, 0.3, 0.6)
    ('closer', 'no clear effect', 'no clear effect')
    """
    slack = NOTICEABLE / 2
    if abs(middle) < NOTICEABLE or (low < -slack and high > slack):
        return "no clear effect"
    return "closer" if middle > 0 else "farther"


def _means(values: NDArray[np.floating], digits: int) -> tuple[float, ...]:
    known = ~np.isnan(values)
    total = np.where(known, values, 0).sum(axis=1, dtype=np.float64)
    count = known.sum(axis=1)
    out = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return tuple(np.round(out, digits).tolist())


def _difference(after: Values, before: Values) -> Fan:
    change = after - before  # NaN where either has a pact
    rows = [row[~np.isnan(row)] for row in change]
    three = [
        (*np.percentile(row, (5, 95)), row.mean()) if len(row) else (np.nan,) * 3 for row in rows
    ]
    low, high, mean = (tuple(round(float(x), 2) for x in part) for part in zip(*three, strict=True))
    return Fan(low, mean, high)


def _rungs(rung: NDArray[np.int8]) -> tuple[float, ...]:
    share = np.bincount(rung, minlength=TOP_RUNG + 1) / len(rung)
    return tuple(np.round(100 * share, 1).tolist())


def _kinds(record: Record) -> dict[str, tuple[float, ...]]:
    return {
        name: tuple(np.round(100 * (record.kind == k).mean(axis=1), 1).tolist())
        for k, name in enumerate(TYPES)
    }


def _kind_differences(before: NDArray[np.int8], after: NDArray[np.int8]) -> dict[str, Share]:
    out = {}
    for k, name in enumerate(TYPES):
        change = (after == k).astype(float) - (before == k)
        middle, half = change.mean(), 1.645 * change.std() / np.sqrt(len(change))
        low, mid, high = (round(100 * float(x), 1) for x in (middle - half, middle, middle + half))
        out[name] = Share(low, mid, high)
    return out


def _state(code: int, k: int, paths: tuple[Paths, Paths], start: int) -> StateOutcome:
    without, with_it = paths

    def percent(name: str) -> tuple[float, ...]:
        ratio = getattr(with_it, name)[:, :, k] / getattr(without, name)[:, :, k] - 1
        return _means(100 * ratio.T, 1)

    return StateOutcome(
        code=states.get(code).code,
        name=states.name(code, start),
        population=Fan.of(without.population[:, :, k].T, -4),
        gdp=Fan.of(without.gdp[:, :, k].T, -3),
        cinc=Fan.of(without.cinc[:, :, k].T, 4),
        population_effect=percent("population"),
        gdp_effect=percent("gdp"),
        cinc_effect=percent("cinc"),
    )


def shock_in_words(scenario: Scenario, number: int) -> str:
    """Return a shock in a line: what, to whom, how much, when."""
    shock = scenario.shocks[number]
    kind = shock.declared
    who = [
        states.name(scenario.code(n), scenario.start) for n in shock.between or (shock.state or "",)
    ]
    size = f", {shock.amount:g} {kind.unit}" if kind.unit else ""
    last = scenario.end if shock.duration is None else min(
        shock.year + shock.duration - 1, scenario.end
    )  # fmt: skip
    when = f"{shock.year}" if last == shock.year else f"{shock.year}-{last}"
    fade = f", fading over {shock.fade} years" if shock.fade and last < scenario.end else ""
    return f"{shock.kind.replace('_', ' ')}: {' and '.join(who)}{size}, {when}{fade}"


def _notes(setting: Setting, scenario: Scenario) -> tuple[str, ...]:
    learnt = setting.start.dynamics.cases
    notes = [
        CAUTION,
        f"Dynamics are learnt from the thirty years to {scenario.start}, with nothing later: "
        f"{learnt['rivalry']} rivalries, {learnt['war']} armed conflicts, "
        f"{learnt['dispute_memory']} disputes and {learnt['sanctions']} sanctions began in them.",
        f"The chance of a pact is the forecast model's of {setting.pact.model.origin}; what a path "
        "does not move (the pacts of others, distance, threats) stands as at the start.",
        f"Percentiles are those of {scenario.start}; of the ladder's eight rungs the first "
        f"{TOP_RUNG} are simulated.",
        f"{setting.people[0].upper()}{setting.people[1:]}.",
    ]
    return (*notes, *_small(setting, scenario))


def _small(setting: Setting, scenario: Scenario) -> list[str]:
    """Say which shocks to a level move its rank by little."""
    out = []
    for number, shock in enumerate(scenario.shocks):
        if shock.declared.acts != "amount" or shock.between is None:
            continue
        alone = forcing(
            scenario.model_copy(update={"shocks": (shock,)}), setting.start, setting.codes
        )
        moved = float(np.abs(alone.over).max())
        if moved < NOTICEABLE:
            out.append(
                f"{shock_in_words(scenario, number)}: moves the pair's rank in "
                f"{shock.declared.column} by {moved:.1f} points only; the index goes by ranks."
            )
    return out
