"""The whole board of a year: camps, who wavers, who left, balance, polarity, groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rapallo.measures.camps import changed_sides
from rapallo.panel.years import FIRST
from rapallo.system import camps as of_states
from rapallo.system.balance import Balance, balance
from rapallo.system.camps import Camps
from rapallo.system.groups import GroupStanding, groups
from rapallo.system.network import network
from rapallo.system.polarity import Poles, poles
from rapallo.system.propensities import Centring, drawn
from rapallo.triangle.signs import Thresholds
from rapallo.warehouse.store import Warehouse

SINCE = 10
TIME_LIMIT = 2.0
UNPROVEN = 0.25
"""Seconds for camps that are found but not proven, those of the earlier year."""


@dataclass(frozen=True)
class Moved:
    """A state that is on another side than before: its code, and its camp now."""

    state: int
    to: int


@dataclass(frozen=True)
class Board:
    """Everything that `rapallo system` tells of a year.

    Parameters
    ----------
    camps : Camps
        The camps asked for, by default two.
    free : Camps
        Camps of any number.
    since : int
        The earlier year that sides are compared with.
    moved : tuple of Moved
        States in both years that changed sides, the largest first.
    balance : Balance
        Of the signed network.
    poles : Poles
        Polarity.
    groups : tuple of GroupStanding
        Named groups.
    """

    camps: Camps
    free: Camps
    since: int
    moved: tuple[Moved, ...]
    balance: Balance
    poles: Poles
    groups: tuple[GroupStanding, ...]

    @property
    def year(self) -> int:
        """Year of the ties."""
        return self.camps.year


def board(
    warehouse: Warehouse,
    year: int,
    *,
    count: int = 2,
    since: int = SINCE,
    centring: Centring = "relative",
    limits: Thresholds | None = None,
    time_limit: float = TIME_LIMIT,
) -> Board:
    """Return the whole board of a year.

    Parameters
    ----------
    warehouse : Warehouse
        Where the tables are; the shipped snapshot will do.
    year : int
        Nothing later is used.
    count : int
        Most camps.
    since : int
        Years back to the camps that sides are compared with.
    centring : {"relative", "median", "midpoint"}
        Where zero lies on the index.
    limits : Thresholds, optional
        Of the signs of ties.
    time_limit : float
        Seconds for the proof of the camps; half of it for those of any number.

    Raises
    ------
    RapalloError
        If the year is outside the state system's, or no two states have a tie.
    """
    states = drawn(warehouse, year)
    now = of_states.of(states, count=count, centring=centring, time_limit=time_limit)
    earlier = max(FIRST, year - since)
    before = of_states.camps(
        warehouse, earlier, count=count, centring=centring, time_limit=UNPROVEN, draws=0
    )
    return Board(
        camps=now,
        free=of_states.of(
            states, count=None, centring=centring, time_limit=time_limit / 2, draws=0
        ),
        since=earlier,
        moved=moved(before, now),
        balance=balance(network(warehouse, year, limits)),
        poles=poles(warehouse, year),
        groups=groups(now),
    )


def moved(before: Camps, after: Camps) -> tuple[Moved, ...]:
    """Return the states that changed sides, the largest first.

    Camps are matched such that most capabilities of the later year stay; a state that is not in
    the system in both years, or is in no camp in one, has not changed.
    """
    _, old, new = np.intersect1d(before.codes, after.codes, return_indices=True)
    found = changed_sides(before.camp[old], after.camp[new], after.size[new])
    at = new[found.changed]
    order = at[np.argsort(-after.size[at], kind="stable")]
    return tuple(Moved(int(after.codes[i]), int(after.camp[i])) for i in order)
