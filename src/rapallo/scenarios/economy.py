"""Population, economy and capabilities of states along each draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.scenarios.chance import uniforms
from rapallo.scenarios.history import RUN_UP, WINDOW
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float64]

ECONOMY, LUCK = 7001, 7002
"""Addresses of random numbers, apart from those of ties (years 1 to 75)."""
PACE = 1 / 8
"""Share of the gap to last growth that its running mean closes in a year."""
QUANTILES = 256
BIG = 0.005
"""Capability share from which a state's surprises are those of the larger states."""


@dataclass(frozen=True)
class Economy:
    """States' last figures, and how they grow; estimated up to the start.

    `population`, `gdp` and `cinc` (states,) are levels in the start year; `people`, `head` hold the
    last growth and its running mean in logarithms (2, states). `of_people` and `of_head` (2, 3), of
    the smaller and of the larger states: growth is constant + slope * last + slope * running mean.
    `of_power` (2, 3): growth of the capability share on that of the economy and of the population,
    both less the mean of all states. Surprises are quantiles (2, QUANTILES).
    """

    codes: NDArray[np.int16]
    population: Floats
    gdp: Floats
    cinc: Floats
    people: Floats
    head: Floats
    of_people: Floats
    of_head: Floats
    of_power: Floats
    world: tuple[float, float]
    surprise_people: Floats
    surprise_head: Floats
    surprise_power: Floats


@dataclass(frozen=True)
class Paths:
    """Population (people), GDP (as estimated) and capability share: (draws, years, states)."""

    population: Floats
    gdp: Floats
    cinc: Floats


def learn(warehouse: Warehouse, start: int, codes: NDArray[np.int16]) -> Economy:
    """Estimate how states grow from the `WINDOW` years up to the start."""
    first = start - WINDOW - RUN_UP
    rows = warehouse.sql(
        "SELECT state, year, population, gdp_estimate, cinc FROM state_year "
        "WHERE year BETWEEN ? AND ?",
        [first, start],
    ).filter(pl.col("state").is_in(codes.tolist()))
    t, at = rows["year"].to_numpy() - first, np.searchsorted(codes, rows["state"].to_numpy())
    sheet = {}
    for name in ("population", "gdp_estimate", "cinc"):
        filled = np.full((start - first + 1, len(codes)), np.nan)
        filled[t, at] = rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        sheet[name] = filled
    with np.errstate(divide="ignore", invalid="ignore"):
        people, gdp, power = (
            np.diff(np.log(np.where(x > 0, x, np.nan)), axis=0)
            for x in (sheet["population"], sheet["gdp_estimate"], sheet["cinc"])
        )
    head = gdp - people
    big = np.nan_to_num(_last(sheet["cinc"])) >= BIG
    of_people, left_people = _growth(people, big)
    of_head, left_head = _growth(head, big)
    world = [float(np.nanmean(np.where(big, x, np.nan)[-10:])) for x in (gdp, people)]
    of_power, left_power = _power(power, gdp, people, big)
    years = start - _last_year(sheet["gdp_estimate"], first)
    return Economy(
        codes=codes,
        population=_last(sheet["population"]),
        gdp=_last(sheet["gdp_estimate"]) * np.exp(years * world[0]),
        cinc=_last(sheet["cinc"]),
        people=_state_of(people),
        head=_state_of(head),
        of_people=of_people,
        of_head=of_head,
        of_power=of_power,
        world=(world[0], world[1]),
        surprise_people=left_people,
        surprise_head=left_head,
        surprise_power=left_power,
    )


def _last(values: Floats) -> Floats:
    out: Floats = values[0].copy()
    for row in values[1:]:
        out = np.where(np.isnan(row), out, row)
    return out


def _last_year(values: Floats, first: int) -> NDArray[np.int_]:
    known = ~np.isnan(values)
    out: NDArray[np.int_] = first + len(values) - 1 - np.argmax(known[::-1], axis=0)
    return out


def _means(growth: Floats) -> Floats:
    out = growth.copy()
    for t in range(1, len(growth)):
        moved = out[t - 1] + PACE * (growth[t] - out[t - 1])
        fresh = np.where(np.isnan(out[t - 1]), growth[t], moved)
        out[t] = np.where(np.isnan(growth[t]), out[t - 1], fresh)
    return out


def _state_of(growth: Floats) -> Floats:
    """Return last growth and its running mean; that of all states where one's is unknown."""
    typical = np.nanmedian(growth[-10:])
    two = np.stack([_last(growth), _means(growth)[-1]])
    return np.where(np.isnan(two), typical, two)


def _growth(growth: Floats, big: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    mean = _means(growth)
    x = np.stack([np.ones_like(growth[:-1]), growth[:-1], mean[:-1]], axis=2)
    return _line(x, growth[1:], big)


def _power(
    power: Floats, gdp: Floats, people: Floats, big: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    apart = [x - _mean(x) for x in (gdp, people)]
    return _line(np.stack([np.ones_like(power), *apart], axis=2), power, big)


def _mean(growth: Floats) -> Floats:
    """Return the mean of all states in each year, NaN where nothing is known, (years, 1)."""
    known = ~np.isnan(growth)
    count = known.sum(axis=1, keepdims=True)
    total = np.where(known, growth, 0).sum(axis=1, keepdims=True)
    out: Floats = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return out


def _line(x: Floats, y: Floats, big: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Fit a line to small and to big states; return both and the quantiles of their surprises.

    The hundredth farthest from the second term (last growth) is left out of the fit: it is wars,
    floods and revised figures. Surprises keep it.
    """
    known = ~np.isnan(x).any(axis=2) & ~np.isnan(y)
    at = (np.arange(QUANTILES) + 0.5) / QUANTILES
    lines, surprises = [], []
    for size in (False, True):
        mine = known & (big == size)
        change = y - x[:, :, 1]
        low, high = np.quantile(change[mine], (0.005, 0.995))
        used = mine & (change >= low) & (change <= high)
        beta = np.linalg.lstsq(x[used], y[used], rcond=None)[0]
        left = np.quantile((y - x @ beta)[mine], at)
        lines.append(beta)
        surprises.append(left - left.mean())
    return np.stack(lines), np.stack(surprises)


def simulate(
    economy: Economy, who: NDArray[np.intp], years: int, draws: int, seed: int, first: int,
    growth: Floats, more_people: Floats, un: Floats | None,
) -> Paths:  # fmt: skip
    """Return the paths of some states.

    Parameters
    ----------
    economy : Economy
    who : (states,)
        Their places in ``economy.codes``.
    years, draws, seed, first : int
        Years simulated; draws, numbered from `first`.
    growth, more_people : (states, years + 1)
        Added to the yearly growth of the economy and of the population, in logarithms.
    un : (3, states, years + 1) or None
        The UN's low, medium and high population, or None for growth as before the start. Each draw
        takes one place between low and high, the same for all states.
    """
    big = (np.nan_to_num(economy.cinc[who]) >= BIG).astype(np.intp)
    shape = (draws, years + 1, len(who))
    population, gdp, cinc = (np.empty(shape) for _ in range(3))
    for start, out in ((economy.population, population), (economy.gdp, gdp), (economy.cinc, cinc)):
        out[:, 0] = start[who]
    people, head = (
        np.repeat(x[:, None, who], draws, axis=1) for x in (economy.people, economy.head)
    )
    place = uniforms(seed, first, draws, LUCK, 1)
    for t in range(1, years + 1):
        luck = [_luck(economy, seed, first, draws, t, k, who) for k in range(3)]
        people[0] = _next(economy.of_people[big], people) + _at(
            economy.surprise_people, big, luck[0]
        )
        if un is None:
            rate = people[0] + more_people[:, t]
        else:
            rate = _un_growth(un, t, place) + more_people[:, t]
        people[1] += PACE * (people[0] - people[1])
        head[0] = _next(economy.of_head[big], head) + _at(economy.surprise_head, big, luck[1])
        head[1] += PACE * (head[0] - head[1])
        whole = rate + head[0] + growth[:, t]
        beta = economy.of_power[big].T
        power = (
            beta[0] + beta[1] * (whole - economy.world[0]) + beta[2] * (rate - economy.world[1])
            + _at(economy.surprise_power, big, luck[2])
        )  # fmt: skip
        population[:, t] = population[:, t - 1] * np.exp(rate)
        gdp[:, t] = gdp[:, t - 1] * np.exp(whole)
        cinc[:, t] = cinc[:, t - 1] * np.exp(power)
    return Paths(population, gdp, cinc)


def _next(beta: Floats, two: Floats) -> Floats:
    out: Floats = beta[:, 0] + beta[:, 1] * two[0] + beta[:, 2] * two[1]
    return out


def _luck(
    economy: Economy, seed: int, first: int, draws: int, t: int, k: int, who: NDArray[np.intp]
) -> Floats:
    out = np.empty((draws, len(who)))
    for column_, state in enumerate(who):
        at = ECONOMY + 100 * t + k + 10_000 * int(economy.codes[state])
        out[:, column_] = uniforms(seed, first, draws, at, 1)[:, 0]
    return out


def _at(quantiles: Floats, big: NDArray[np.intp], u: Floats) -> Floats:
    place = np.minimum((u * QUANTILES).astype(np.intp), QUANTILES - 1)
    out: Floats = quantiles[big[None, :], place]
    return out


def _un_growth(un: Floats, t: int, place: Floats) -> Floats:
    now, before = (_between(un[:, :, year], place) for year in (t, t - 1))
    out: Floats = np.log(now / before)
    return out


def _between(three: Floats, place: Floats) -> Floats:
    low, medium, high = three
    out: Floats = np.where(
        place < 0.5, low + 2 * place * (medium - low), medium + (2 * place - 1) * (high - medium)
    )
    return out
