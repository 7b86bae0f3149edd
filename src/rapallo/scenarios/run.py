"""Simulating the pairs of a few states, year by year, in many draws at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from rapallo.forecast.declared import NAMES
from rapallo.scenarios import economy as economies
from rapallo.scenarios.chance import uniforms
from rapallo.scenarios.dynamics import EDGES, Dynamics
from rapallo.scenarios.economy import Economy, Paths
from rapallo.scenarios.forcing import Forcing
from rapallo.scenarios.kernel import measure, pact_chance, step
from rapallo.scenarios.pact import HORIZON, PactHazard, pact_hazard
from rapallo.scenarios.parts import DEFENCE, LEVELS
from rapallo.scenarios.start import Start
from rapallo.scenarios.un_population import un_paths
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float64]
PARAMETERS = 9001
"""Address of the random numbers of coefficients."""
MANY = 12
"""States from which third parties are summed as matrices."""


@dataclass(frozen=True)
class Setting:
    """What runs of one start share: the states and pairs simulated, and all that is estimated.

    `codes` are in ascending order, pairs in that of `itertools.combinations`; `at` are their
    places in the history, `i`, `j` those of their states in `codes`, `who` of these in the economy.
    """

    start: Start
    codes: tuple[int, ...]
    i: NDArray[np.intp]
    j: NDArray[np.intp]
    at: NDArray[np.intp]
    who: NDArray[np.intp]
    economy: Economy
    pact: PactHazard
    un: Floats | None
    people: str

    @classmethod
    def of(
        cls, warehouse: Warehouse, start: Start, codes: tuple[int, ...], years: int, variant: str
    ) -> Setting:
        """Prepare the simulation of some states from a start."""
        codes = tuple(sorted(codes))
        history = start.history
        place = np.searchsorted(history.codes, codes)
        sheet = np.full((len(history.codes),) * 2, -1, np.intp)
        sheet[history.i, history.j] = np.arange(len(history.i))
        i, j = (np.array(x, np.intp) for x in zip(*combinations(range(len(codes)), 2), strict=True))
        at = sheet[place[i], place[j]]
        economy = economies.learn(warehouse, start.year, history.codes)
        un, people = un_paths(
            warehouse, codes, economy.population[place], start.year, years, variant
        )
        pact = pact_hazard(warehouse, start, at)
        return cls(start.trimmed(), codes, i, j, at, place, economy, pact, un, people)

    def with_dynamics(self, dynamics: Dynamics) -> Setting:
        """Return the same with other dynamics."""
        return replace(self, start=replace(self.start, dynamics=dynamics))


@dataclass
class Year:
    """All draws in one year, as a recorder sees them; arrays are reused: copy what you keep."""

    t: int
    place: NDArray[np.float32]
    over: NDArray[np.float32]
    on: NDArray[np.int8]
    memory: Floats
    recent: Floats
    since_dispute: Floats
    since_restraint: Floats
    bound: NDArray[np.bool_]
    consult: NDArray[np.bool_]
    index: NDArray[np.float32]
    shown: NDArray[np.float32]
    chance: Floats
    cinc: Floats


def run(
    setting: Setting, forcing: Forcing, draws: int, seed: int, record: Callable[[Year], None],
    *, first: int = 0, shown: Forcing | None = None, certain: bool = False,
) -> Paths:  # fmt: skip
    """Simulate, handing every year to `record`, and return the paths of states.

    Parameters
    ----------
    setting, forcing : Setting, Forcing
    draws, seed, first : int
        Draws numbered from `first`; a draw's luck depends on its number, the seed, the year and
        the pair, on nothing else.
    record : callable
    shown : Forcing, optional
        Forcing laid over what is recorded (``Year.shown``) without any reaction to it.
    certain : bool
        Whether coefficients stay at their estimates in every draw.
    """
    start, years = setting.start, len(forcing.over) - 1
    history, n = start.history, len(setting.at)
    paths = economies.simulate(
        setting.economy, setting.who, years, draws, seed, first, forcing.growth, forcing.people,
        setting.un,
    )  # fmt: skip
    level, event = _coefficients(start.dynamics, draws, seed, first, certain)

    def spread(values: NDArray[Any], kind: type = np.float64) -> NDArray[Any]:
        return np.repeat(values[None].astype(kind), draws, axis=0)

    at = setting.at
    place = spread(start.places[at, : len(LEVELS)], np.float32)
    mean = spread(history.means[-1, at], np.float32)
    on = spread(start.on[at], np.int8)
    memory = spread(history.memory[-1, at])
    intensity = np.nan_to_num(start.raw["dispute_intensity"][at])
    recent = spread(np.repeat(5 * intensity[:, None], 5, axis=1), np.float32)
    since_dispute = spread(start.since("last_dispute")[at])
    since_restraint = spread(start.since("restraint_begun")[at])
    flag_place, memory_place = start.flag_place[at], start.memory_place[at]
    index, hostility, shown_index, spare = (np.empty((draws, n), np.float32) for _ in range(4))
    chance = np.empty((draws, n))
    other, consult = _treaties(start, at)
    pair_id = np.array([1000 * a + b for a, b in combinations(setting.codes, 2)], np.int64)
    rest = _rest(setting)
    polyarchy = history.polyarchy[-1, setting.who].astype(np.float64)
    prone, known = history.prone[-1, at].astype(np.float64), start.known[at]
    for t in range(years + 1):
        cinc = paths.cinc[:, t]
        rule = np.where(np.isnan(forcing.polyarchy[:, t]), polyarchy, forcing.polyarchy[:, t])
        over = forcing.over[t]
        measure(place, over, on, memory, flag_place, memory_place, index, hostility)
        base = setting.pact.base + _promised(setting.pact, forcing.promises[t])
        base = base + setting.pact.states_move(cinc, rule, setting.i, setting.j)
        pact_chance(
            place, over, on, memory, base, setting.pact.place, setting.pact.flag,
            setting.pact.memory, setting.pact.scale, chance,
        )  # fmt: skip
        visible = index
        if shown is not None:
            overlaid = np.where(shown.forced[t] >= 0, shown.forced[t], on).astype(np.int8)
            kept = np.maximum(memory, shown.clash[t])
            measure(
                place, shown.over[t], overlaid, kept, flag_place, memory_place, shown_index, spare
            )
            visible = shown_index
        held = forcing.promises[: t + 1]
        newly = held[t, :, 0] & ~held[max(t - 1, 0), :, 0]
        since_restraint[:, newly] = 0
        record(
            Year(
                t,
                place,
                over,
                on,
                memory,
                recent,
                since_dispute,
                since_restraint,
                (on[:, :, DEFENCE] == 1) | other | held[t, :, 0],
                (on[:, :, DEFENCE] == 1) | consult | held[t, :, 1],
                index,
                visible,
                chance,
                cinc,
            )
        )
        if t == years:
            break
        gap = np.abs(rule[setting.i] - rule[setting.j])
        gap = np.where(np.isnan(gap), history.gap[-1, at], gap)
        yearly = 1 - (1 - chance) ** (1 / HORIZON)
        step(
            place, mean, on, memory, recent, since_dispute, since_restraint, index, hostility,
            _balance(setting, index, cinc, rest), yearly, gap, prone, known, over,
            forcing.forced[t + 1], forcing.odds[t + 1], forcing.clash[t + 1], level, event,
            start.dynamics.surprise, EDGES, start.dynamics.strength,
            start.dynamics.votes_together, pair_id, seed, first, t + 1,
        )  # fmt: skip
    return paths


def _coefficients(
    dynamics: Dynamics, draws: int, seed: int, first: int, certain: bool
) -> tuple[Floats, Floats]:
    """Return each draw's coefficients, from the estimates' normal distribution."""
    parts = [(dynamics.level, dynamics.level_spread), (dynamics.event, dynamics.event_spread)]
    count = sum(middle.size for middle, _ in parts)
    luck = ndtri(uniforms(seed, first, draws, PARAMETERS, count))
    if certain:
        luck = np.zeros_like(luck)
    out, used = [], 0
    for middle, spread in parts:
        z = luck[:, used : used + middle.size].reshape(draws, *middle.shape)
        used += middle.size
        value, vector = np.linalg.eigh(spread)
        root = vector * np.sqrt(np.maximum(value, 0))[..., None, :]
        out.append(middle + np.einsum("...ij,d...j->d...i", root, z))
    return out[0], out[1]


def _treaties(start: Start, at: NDArray[np.intp]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return whether a treaty of restraint (but defence), and of consultation, is in force."""

    def either(*names: str) -> NDArray[np.bool_]:
        found = np.stack([start.raw[f"{n}_{way}"][at] for n in names for way in ("12", "21")])
        out: NDArray[np.bool_] = np.any(found > 0, axis=0)
        return out

    return either("neutrality", "nonaggression"), either("consultation")


def _promised(pact: PactHazard, promises: NDArray[np.bool_]) -> Floats:
    """Return what promises put in force add to the log-odds of a pact."""
    out = np.zeros(len(promises))
    for k, name in enumerate(("nonaggression", "consultation")):
        now = pact.matrix[:, NAMES.index(name)]
        gain = pact.shape(name, np.ones(len(now))) - pact.shape(name, now)
        out += np.where(promises[:, k] & ~(now > 0), gain, 0)
    return out


def _rest(setting: Setting) -> Floats:
    """Return the part of third parties that are not simulated, as at the start, (pairs,)."""
    history = setting.start.history
    inside = history.cinc[-1, setting.who].astype(np.float64)
    now = history.index[-1, setting.at].astype(np.float32)[None]
    own = _among(setting, now, inside[None])
    out: Floats = history.balance[-1, setting.at] - own[0]
    return out


def _balance(setting: Setting, index: NDArray[np.float32], cinc: Floats, rest: Floats) -> Floats:
    out: Floats = _among(setting, index, cinc) + rest
    return out


def _among(setting: Setting, index: NDArray[np.float32], cinc: Floats) -> Floats:
    """Return the part of third parties that are simulated, shape (draws, pairs)."""
    side = np.nan_to_num(index / np.float32(50) - np.float32(1))
    n, i, j = len(setting.codes), setting.i, setting.j
    weight = np.nan_to_num(cinc)
    if n <= MANY:
        at = np.zeros((n, n), np.intp)
        at[i, j] = at[j, i] = np.arange(len(i))
        out = np.zeros(side.shape)
        for p, (a, b) in enumerate(zip(i, j, strict=True)):
            for k in range(n):
                if k not in (a, b):
                    out[:, p] += 100 * weight[:, k] * side[:, at[a, k]] * side[:, at[b, k]]
        return out
    full = np.zeros(n * n, np.float32)
    square, one, two = full.reshape(n, n), i * n + j, j * n + i
    made = np.empty(side.shape, np.float32)
    for d in range(len(side)):
        full[one] = full[two] = side[d]
        third = (square * weight[d].astype(np.float32)) @ square
        made[d] = third.ravel()[one]
    return 100.0 * made
