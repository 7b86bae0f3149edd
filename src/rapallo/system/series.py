"""The system year by year: balance, camps, polarity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rapallo.errors import RapalloError
from rapallo.measures.balance import triangle_index, walk_index
from rapallo.measures.frustration import frustration
from rapallo.panel.years import FIRST, LAST
from rapallo.system.camps import camps
from rapallo.system.network import network, thresholds
from rapallo.system.polarity import poles
from rapallo.triangle.signs import Thresholds
from rapallo.warehouse.store import Warehouse

PROOF = 10.0
"""Seconds for the proof of the signed network's frustration; a tenth of one is the rule."""

TIME_LIMIT = 0.1
"""Seconds for the camps of a year: enough to find them, after 1960 not to prove them."""


@dataclass(frozen=True)
class YearOfSystem:
    """The system in a year.

    Parameters
    ----------
    year, states : int
        The year, and how many states have pairs in it.
    ties, hostile : int
        Ties in the signed network, and those that are hostile.
    triangles, walk : float
        Share of balanced triangles and balance of closed walks; NaN without any.
    frustrated : float
        Ties frustrated by the best two camps of the signed network.
    balance : float
        F = 1 - 2 L / m of the same: 1 is perfect balance.
    proven : bool
        Whether `frustrated` is proven to be the least.
    first, second : int
        Codes of the strongest states of the two camps from relative alignment.
    first_share : float
        Share of capabilities of the first, the stronger camp.
    strain : float
        Share of the weight of ties that these camps leave frustrated.
    strain_bound : float
        Proven bound below which no two camps can.
    kind : str or None
        Kind of polarity among the major powers.
    effective, concentration : float
        Effective number of powers and CON.
    """

    year: int
    states: int
    ties: int
    hostile: int
    triangles: float
    walk: float
    frustrated: float
    balance: float
    proven: bool
    first: int
    second: int
    first_share: float
    strain: float
    strain_bound: float
    kind: str | None
    effective: float
    concentration: float


def series(
    warehouse: Warehouse, first: int = FIRST, last: int = LAST, limits: Thresholds | None = None
) -> Iterator[YearOfSystem]:
    """Yield the system of every year from `first` to `last`, each from what was known in it.

    Signs are those at the middle of the thresholds, so that a year takes a fraction of a second.

    Raises
    ------
    RapalloError
        If the years are outside the state system's or the first comes after the last.
    """
    if not FIRST <= first <= last <= LAST:
        raise RapalloError(
            f"{first}-{last} are no years from {FIRST} to {LAST} with the first before the last"
        )
    limits = thresholds() if limits is None else limits
    middle = Thresholds(limits.intensity[:1], limits.memory[:1], limits.trade[:1])
    for year in range(first, last + 1):
        sign = network(warehouse, year, middle).sign.astype(np.float64)
        if not sign.any():
            raise RapalloError(f"no two states have a tie in {year} at these thresholds")
        two = frustration(sign, time_limit=PROOF)
        sides = camps(warehouse, year, time_limit=TIME_LIMIT, draws=0)
        powers = poles(warehouse, year)
        yield YearOfSystem(
            year=year,
            states=len(sides.codes),
            ties=int(np.count_nonzero(sign)) // 2,
            hostile=int(np.count_nonzero(sign < 0)) // 2,
            triangles=triangle_index(sign),
            walk=walk_index(sign),
            frustrated=two.value,
            balance=two.normalised,
            proven=two.proven,
            first=int(sides.members(0)[0]),
            second=int(sides.members(1)[0]) if sides.count > 1 else -1,
            first_share=sides.share(0),
            strain=sides.value,
            strain_bound=sides.bound,
            kind=powers.kind,
            effective=powers.effective,
            concentration=powers.concentration,
        )
