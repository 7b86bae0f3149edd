"""Shocks turned into what the simulation takes, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rapallo.errors import RapalloError
from rapallo.panel.asof import codes_of
from rapallo.scenarios.parts import DEFENCE, DISPUTE, EVENTS, LEVELS
from rapallo.scenarios.scenario import Scenario, Shock
from rapallo.scenarios.start import Start

Floats = NDArray[np.float64]
WINDOW = 5
"""Years that arms and exercises are added up over."""


@dataclass(frozen=True)
class Forcing:
    """What a scenario adds, by year from the start (0) to the horizon.

    Parameters
    ----------
    over : (years + 1, pairs, levels)
        Points added to percentiles as shown.
    forced : (years + 1, pairs, events), int8
        0 or 1 where an event is fixed, else -1.
    odds : (years + 1, pairs, events, 2)
        Factors of the odds that an event begins, and goes on.
    clash : (years + 1, pairs)
        Least strength of a dispute.
    promises : (years + 1, pairs, 2), bool
        A treaty of restraint, and of consultation, put in force.
    growth, people : (states, years + 1)
        Added to the growth of economy and population, in logarithms.
    polyarchy : (states, years + 1)
        Electoral democracy set, NaN where not.
    """

    over: NDArray[np.float32]
    forced: NDArray[np.int8]
    odds: Floats
    clash: Floats
    promises: NDArray[np.bool_]
    growth: Floats
    people: Floats
    polyarchy: Floats

    @classmethod
    def none(cls, years: int, pairs: int, states: int) -> Forcing:
        """Return a forcing that forces nothing."""
        shape = (years + 1, pairs)
        return cls(
            over=np.zeros((*shape, len(LEVELS)), np.float32),
            forced=np.full((*shape, len(EVENTS)), -1, np.int8),
            odds=np.ones((*shape, len(EVENTS), 2)),
            clash=np.zeros(shape),
            promises=np.zeros((*shape, 2), np.bool_),
            growth=np.zeros((states, years + 1)),
            people=np.zeros((states, years + 1)),
            polyarchy=np.full((states, years + 1), np.nan),
        )


def forcing(scenario: Scenario, start: Start, codes: tuple[int, ...]) -> Forcing:
    """Return what a scenario's shocks do to some states and their pairs.

    Parameters
    ----------
    scenario : Scenario
    start : Start
        As of the scenario's start, for what a figure would rank as.
    codes : tuple of int
        States simulated; their pairs are in the order of `itertools.combinations`.

    Raises
    ------
    RapalloError
        If a shock moves a column of which nothing is known for the pair.
    """
    pairs = [tuple(sorted(pair)) for pair in combinations(codes, 2)]
    out = Forcing.none(scenario.horizon, len(pairs), len(codes))
    for number, shock in enumerate(scenario.shocks):
        by_year = np.array(
            [shock.strength(scenario.start + t) for t in range(scenario.horizon + 1)]
        )
        if shock.between is not None:
            pair = tuple(sorted(scenario.code(name) for name in shock.between))
            _on_pair(out, shock, number, by_year, start, pairs.index(pair), pair)
        elif shock.state is not None:
            _on_state(out, shock, by_year, codes.index(scenario.code(shock.state)))
    return out


def _on_state(out: Forcing, shock: Shock, by_year: Floats, k: int) -> None:
    if shock.kind == "regime_change":
        out.polyarchy[k, by_year > 0] = shock.amount
    else:
        target = out.growth if shock.kind == "economic_growth" else out.people
        target[k] += np.log1p(shock.amount / 100) * by_year


def _on_pair(
    out: Forcing, shock: Shock, number: int, by_year: Floats, start: Start, p: int,
    pair: tuple[int, ...],
) -> None:  # fmt: skip
    kind, active = shock.declared, by_year > 0
    at = start.history.pair(*pair)
    if kind.acts in ("amount", "points"):
        name = "trade_salience" if kind.column == "trade" else kind.column
        k = LEVELS.index(name)
        if np.isnan(start.places[at, k]):
            raise RapalloError(
                f"shocks.{number}: {shock.kind} moves {kind.column}, of which nothing is known "
                f"for {' and '.join(codes_of(pair))} as of {start.year}"
            )
        if kind.acts == "points":
            moved = shock.amount * by_year
        else:
            moved = _ranked(shock, by_year, start, at, name)
            moved = moved - start.place_of(name, float(start.raw[name][at]))
        out.over[:, p, k] += moved.astype(np.float32)
    elif kind.acts == "odds":
        e, on = (DISPUTE, slice(None)) if kind.column == "dispute" else (
            EVENTS.index(kind.column), 1,
        )  # fmt: skip
        factor = shock.amount if kind.column == "dispute" else 1 / shock.amount
        out.odds[:, p, e, on] *= (factor**by_year)[:, None] if e == DISPUTE else factor**by_year
    elif kind.acts == "promise":
        if kind.column == "defence":
            out.forced[active, p, DEFENCE] = 1
        else:
            out.promises[active, p, 1 if kind.column == "consultation" else 0] = True
    else:
        e = DISPUTE if kind.column == "dispute" else EVENTS.index(kind.column)
        out.forced[active, p, e] = kind.to
        if shock.kind == "border_clash":
            out.clash[active, p] = shock.amount
        if shock.kind == "border_settlement":
            out.odds[active, p, DISPUTE] /= shock.amount


def _ranked(shock: Shock, by_year: Floats, start: Start, at: int, name: str) -> Floats:
    """Return where a raw figure with the shock added would rank in each year."""
    raw = float(start.raw[name][at])
    if name == "trade_salience":
        factor = np.maximum(1 + _trade_change(shock, start, at) * by_year, 0.0)
        value = np.ones_like(factor)
        for way in ("12", "21"):
            share = float(start.raw[f"trade_share_{way}"][at])
            value = value * share * factor / (1 + share * (factor - 1))
        return start.place_of(name, np.sqrt(value))
    running = np.array([by_year[max(0, t - WINDOW + 1) : t + 1].sum() for t in range(len(by_year))])
    if shock.kind == "arms_embargo":
        value = raw * (1 - shock.amount / 100 * np.minimum(running / WINDOW, 1))
    else:
        value = np.maximum(raw + shock.amount * running, 0.0)
    return start.place_of(name, value)


def _trade_change(shock: Shock, start: Start, at: int) -> float:
    """Return the change of a pair's trade as a share of it."""
    if shock.kind in ("tariffs", "trade_deal"):
        return shock.amount / (100 if shock.kind == "trade_deal" else -100)
    trade = float(start.raw["trade"][at])
    if not trade > 0:
        raise RapalloError(
            f"{shock.kind}: the trade of the two in {start.year} is not known, so that billions "
            "cannot be added to it; give a trade_deal, in % of their trade, instead"
        )
    return shock.amount * 1e9 / trade
