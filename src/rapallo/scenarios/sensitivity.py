"""Which inputs move an effect, and which would turn the verdict: one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rapallo import states
from rapallo.alignment.indicators import DIMENSIONS
from rapallo.errors import RapalloError
from rapallo.scenarios.dynamics import EVENT_TERMS, LEVEL_TERMS, Dynamics
from rapallo.scenarios.forcing import Forcing, forcing
from rapallo.scenarios.outcome import SEED, both, setting_of, shock_in_words, verdict
from rapallo.scenarios.parts import HOSTILITY, dimensions_by_rule
from rapallo.scenarios.record import Record, pairs_of
from rapallo.scenarios.run import Setting, run
from rapallo.scenarios.scenario import Scenario
from rapallo.triangle.kinds import TYPES
from rapallo.triangle.signs import INTENSITY, MEMORY, TRADE
from rapallo.warehouse.store import Warehouse

Effects = NDArray[np.float64]
DRAWS = 1000


@dataclass(frozen=True)
class Bar:
    """One input moved down and up, the others as they were.

    Parameters
    ----------
    group : {"shock", "dynamics", "weight", "threshold"}
    name, down, up : str
        The input, and what it was moved to.
    effect_down, effect_up : float
        Mean effect on the pair's index in the last year.
    verdict_down, verdict_up : str
        Verdict on it (of thresholds: the likeliest triangle).
    flips : bool
        Whether either verdict differs from the one at the middle.
    """

    group: str
    name: str
    down: str
    up: str
    effect_down: float
    effect_up: float
    verdict_down: str
    verdict_up: str
    flips: bool

    @property
    def width(self) -> float:
        """How far the input moves the effect."""
        return abs(self.effect_up - self.effect_down)


@dataclass(frozen=True)
class Sensitivity:
    """The effect on a pair in the last year, and bars, the widest first."""

    title: str
    pair: tuple[str, str]
    year: int
    effect: float
    verdict: str
    triangle: str | None
    bars: tuple[Bar, ...]
    draws: int
    seed: int


def sensitivity(
    warehouse: Warehouse, scenario: Scenario, pair: tuple[int, int] | None = None,
    draws: int = DRAWS, seed: int = SEED,
) -> Sensitivity:  # fmt: skip
    """Move every input of a scenario, one at a time, and say what becomes of its effect.

    Parameters
    ----------
    warehouse : Warehouse
    scenario : Scenario
        With one shock or more.
    pair : tuple of int, optional
        Whose index; by default the pair with the largest effect.
    draws, seed : int
        Coefficients stay at their estimates, so that only the input named moves.

    Raises
    ------
    RapalloError
        If the scenario has no shocks, or the pair is not in it.
    """
    if not scenario.shocks:
        raise RapalloError(f"{scenario.title}: a scenario without shocks has no effect to examine")
    setting = setting_of(warehouse, scenario)
    shocks = forcing(scenario, setting.start, setting.codes)
    without, with_it, _ = both(setting, shocks, draws, seed, certain=True)
    pairs = pairs_of(setting)
    change = with_it.index[-1] - without.index[-1]
    p = int(np.abs(change.mean(axis=0)).argmax())
    if pair is not None:
        wanted = tuple(sorted(pair))
        if wanted not in pairs:
            raise RapalloError(f"that pair is not among the states {', '.join(scenario.states)}")
        p = pairs.index((wanted[0], wanted[1]))
    middle = change[:, p].astype(np.float64)
    now = _verdict(middle)
    kind = _likeliest(with_it) if len(pairs) == 3 else None

    def tried(group: str, name: str, down: str, up: str, two: list[Effects]) -> Bar:
        verdicts = [_verdict(x) for x in two]
        means = [round(float(x.mean()), 2) for x in two]
        turned = any(v != now for v in verdicts)
        return Bar(group, name, down, up, means[0], means[1], verdicts[0], verdicts[1], turned)

    def again(shocked: Forcing, changed: Setting = setting) -> Effects:
        a, b, _ = both(changed, shocked, draws, seed, certain=True)
        return (b.index[-1, :, p] - a.index[-1, :, p]).astype(np.float64)

    def with_shocks(shocked: Forcing) -> Effects:
        record = Record(setting, scenario.horizon, draws, seed)
        run(setting, shocked, draws, seed, record, certain=True)
        return (record.index[-1, :, p] - without.index[-1, :, p]).astype(np.float64)

    bars = [
        tried("shock", name, down, up, [
            with_shocks(forcing(changed, setting.start, setting.codes)) for changed in two
        ])
        for name, down, up, two in _shocks(scenario)
    ]  # fmt: skip
    bars += [
        tried("dynamics", name, down, up, [
            again(shocks, setting.with_dynamics(change(setting.start.dynamics, factor)))
            for factor in factors
        ])
        for name, down, up, factors, change in DYNAMICS
    ]  # fmt: skip
    bars += [
        tried("weight", f"weight of {name} in the index", "half", "double", [
            _reweighted(without, with_it, p, k, factor) for factor in (0.5, 2.0)
        ])
        for k, name in enumerate(DIMENSIONS)
    ]  # fmt: skip
    if kind is not None:
        bars += list(_thresholds(setting, shocks, draws, seed, kind, float(middle.mean())))
    code = [states.get(c).code for c in pairs[p]]
    return Sensitivity(
        title=scenario.title,
        pair=(code[0], code[1]),
        year=scenario.end,
        effect=round(float(middle.mean()), 2),
        verdict=now,
        triangle=kind,
        bars=tuple(sorted(bars, key=lambda bar: -bar.width)),
        draws=draws,
        seed=seed,
    )


def _verdict(effect: Effects) -> str:
    low, high = np.percentile(effect, (5, 95))
    return verdict(float(low), float(effect.mean()), float(high))


def _likeliest(record: Record) -> str:
    return TYPES[int(np.bincount(record.kind[-1], minlength=len(TYPES)).argmax())]


def _shocks(scenario: Scenario) -> Iterator[tuple[str, str, str, list[Scenario]]]:
    for n, shock in enumerate(scenario.shocks):
        name = shock_in_words(scenario, n)
        others = tuple(s for k, s in enumerate(scenario.shocks) if k != n)
        if not shock.declared.unit:
            yield name, "left out", "as given", [
                scenario.model_copy(update={"shocks": others}), scenario,
            ]  # fmt: skip
            continue
        low, high = shock.declared.low, shock.declared.high
        sizes = [min(max(shock.amount * factor, low), high) for factor in (0.5, 1.5)]
        changed = [
            scenario.model_copy(
                update={
                    "shocks": tuple(
                        s.model_copy(update={"size": size}) if k == n else s
                        for k, s in enumerate(scenario.shocks)
                    )
                }
            )
            for size in sizes
        ]
        yield name, f"{sizes[0]:g}", f"{sizes[1]:g}", changed


def _scaled(term: str) -> Callable[[Dynamics, float], Dynamics]:
    def changed(dynamics: Dynamics, factor: float) -> Dynamics:
        level, event = dynamics.level.copy(), dynamics.event.copy()
        if term in LEVEL_TERMS:
            level[:, LEVEL_TERMS.index(term)] *= factor
        if term in EVENT_TERMS:
            event[:, :, EVENT_TERMS.index(term)] *= factor
        return replace(dynamics, level=level, event=event)

    return changed


def _reverting(dynamics: Dynamics, factor: float) -> Dynamics:
    level = dynamics.level.copy()
    level[:, :3] *= factor  # the constant too: it holds the level up
    return replace(dynamics, level=level)


def _jumping(dynamics: Dynamics, factor: float) -> Dynamics:
    event = dynamics.event.copy()
    event[:, 0, 0] += np.log(factor)
    return replace(dynamics, event=event)


def _ending(dynamics: Dynamics, factor: float) -> Dynamics:
    event = dynamics.event.copy()
    event[:, 1, 0] -= np.log(factor)
    return replace(dynamics, event=event)


DYNAMICS: tuple[
    tuple[str, str, str, tuple[float, float], Callable[[Dynamics, float], Dynamics]], ...
] = (
    ("reaction to third parties", "none", "double", (0.0, 2.0), _scaled("third parties")),
    ("reaction to the difference of regimes", "none", "double", (0.0, 2.0), _scaled("regime gap")),
    ("memory of disputes", "none", "double", (0.0, 2.0), _scaled("memory of disputes")),
    ("return to the mean", "half", "half again", (0.5, 1.5), _reverting),
    ("odds that rivalry, war, sanctions, disputes begin", "half", "double", (0.5, 2.0), _jumping),
    ("odds that they end", "half", "double", (0.5, 2.0), _ending),
)
"""Parts of the dynamics, and what each is moved to."""


def _reweighted(without: Record, with_it: Record, p: int, k: int, factor: float) -> Effects:
    weight = np.ones(len(DIMENSIONS))
    weight[k] = factor
    two = []
    for record in (without, with_it):
        assert record.last is not None
        values = dimensions_by_rule(record.last[:, p]).astype(np.float64)
        values[:, HOSTILITY] = 100 - values[:, HOSTILITY]
        known = ~np.isnan(values)
        two.append(np.nansum(values * weight, axis=1) / (known * weight).sum(axis=1))
    out: Effects = two[1] - two[0]
    return out


def _thresholds(
    setting: Setting, shocks: Forcing, draws: int, seed: int, kind: str, effect: float
) -> Iterator[Bar]:
    """Turn each threshold of the triangle to its ends: the likeliest type may differ."""
    spans = (INTENSITY, MEMORY, TRADE)
    names = ("intensity of disputes", "years a treaty softens rivalry", "percentile of trade")
    middle = [sum(span) / 2 for span in spans]
    for k, (name, span) in enumerate(zip(names, spans, strict=True)):
        kinds = []
        for end in span:
            limits = [end if n == k else m for n, m in enumerate(middle)]
            record = Record(
                setting, len(shocks.over) - 1, draws, seed, (limits[0], limits[1], limits[2])
            )
            run(setting, shocks, draws, seed, record, certain=True)
            kinds.append(_likeliest(record))
        yield Bar(
            "threshold", f"triangle: {name}", f"{span[0]:g}", f"{span[1]:g}", effect, effect,
            kinds[0], kinds[1], any(x != kind for x in kinds),
        )  # fmt: skip
