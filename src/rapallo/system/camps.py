"""The camps of a year: two sides of all states, or more, from their own ties."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rapallo.measures.camp_search import descend, kept
from rapallo.measures.camps import Cohesion, changed_sides, cohesion, fence
from rapallo.measures.frustration import frustration
from rapallo.measures.relaxation import relaxed_bound, relaxed_vectors
from rapallo.system.propensities import Centring, Drawn, Floats, centred, drawn
from rapallo.warehouse.store import Warehouse

Ints = NDArray[np.intp]

DRAWS = 100
SEED = 1993
TIME_LIMIT = 2.0


@dataclass(frozen=True)
class Camps:
    """Who stands with whom in a year.

    Parameters
    ----------
    drawn : Drawn
        The states, their sizes and alignments.
    propensity : ndarray, shape (states, states)
        What draws two states together (positive) or apart.
    camp : ndarray of intp, shape (states,)
        Camp of each state: 0 is the one with most capabilities, then falling. -1 without any tie.
    hold : ndarray, shape (states,)
        How firmly a state is where it is: its propensities towards its own camp less those
        towards its best other camp, by size, over the sum of their absolute values. 1 where all
        pull it there, 0 on the fence, below 0 where it would gain by moving; NaN without ties.
    other : ndarray of intp, shape (states,)
        That best other camp; -1 where there is none.
    certainty : ndarray, shape (states,)
        Share of draws of the index's weights in which the state is in this camp.
    value, bound : float
        Share of the weight of all ties that these camps leave frustrated, and a proven bound below
        which none can.
    proven : bool
        Whether they meet.
    """

    drawn: Drawn = field(repr=False)
    propensity: Floats = field(repr=False)
    camp: Ints
    hold: Floats = field(repr=False)
    other: Ints = field(repr=False)
    certainty: Floats = field(repr=False)
    value: float
    bound: float
    proven: bool

    @property
    def year(self) -> int:
        """Year of the ties."""
        return self.drawn.year

    @property
    def codes(self) -> NDArray[np.int16]:
        """Correlates of War codes, rising."""
        return self.drawn.codes

    @property
    def size(self) -> Floats:
        """Each state's share of the capabilities of all."""
        return self.drawn.size

    @property
    def count(self) -> int:
        """Return how many camps there are."""
        return int(self.camp.max()) + 1

    def members(self, camp: int) -> NDArray[np.int16]:
        """Return codes of a camp's members, the largest first."""
        at = np.flatnonzero(self.camp == camp)
        return self.codes[at[np.argsort(-self.size[at], kind="stable")]]

    def share(self, camp: int) -> float:
        """Return a camp's share of capabilities."""
        return float(self.size[self.camp == camp].sum())

    def camp_of(self, state: int) -> int:
        """Return the camp of a state; -1 if it is in none or not in the system."""
        at = int(np.searchsorted(self.codes, state))
        return int(self.camp[at]) if at < len(self.codes) and self.codes[at] == state else -1

    def strained(self) -> tuple[tuple[int, int, float], ...]:
        """Return the ties that the camps frustrate: two codes, and their propensity.

        Those that weigh most come first: friendly ones across camps, hostile ones inside.
        """
        weight = np.triu(self.drawn.weights(self.propensity), 1)
        same = self.camp[:, None] == self.camp[None, :]
        i, j = np.nonzero((weight != 0) & (same == (weight < 0)))
        order = np.argsort(-np.abs(weight[i, j]), kind="stable")
        return tuple(
            (int(self.codes[a]), int(self.codes[b]), float(self.propensity[a, b]))
            for a, b in zip(i[order], j[order], strict=True)
        )

    def cohesion(self) -> Cohesion:
        """Friends inside and enemies outside each camp, by weight."""
        return cohesion(self.drawn.weights(self.propensity), self.camp)


def camps(
    warehouse: Warehouse,
    year: int,
    *,
    count: int | None = 2,
    centring: Centring = "relative",
    time_limit: float = TIME_LIMIT,
    draws: int = DRAWS,
) -> Camps:
    """Camps of all states in a year, by landscape theory on their own ties.

    The two sides of lowest energy (or up to `count` camps of least frustrated weight) for
    propensities and sizes as `rapallo.system.propensities` makes them.

    Parameters
    ----------
    warehouse : Warehouse
        Where the tables are; the shipped snapshot will do.
    year : int
        Year of the ties; nothing later is used.
    count : int or None
        Most camps; None for any number.
    centring : {"relative", "median", "midpoint"}
        Where zero lies on the index.
    time_limit : float
        Seconds for the proof, half by cycles and half by relaxation; when they are over the best
        camps found have a proven gap.
    draws : int
        Draws of the index's weights behind `certainty`; 0 leaves it NaN.

    Returns
    -------
    Camps

    Raises
    ------
    RapalloError
        If the year is outside the state system's.

    Examples
    --------
    >>> with Warehouse.open() as warehouse:
    ...     found = camps(warehouse, 1955, time_limit=30)
    >>> found.camp_of(2) == found.camp_of(200), found.camp_of(2) == found.camp_of(365), found.proven
    (True, False, True)

    References
    ----------
    Axelrod and Bennett (1993), British Journal of Political Science 23(2), 211-233.
    """
    return of(
        drawn(warehouse, year),
        count=count,
        centring=centring,
        time_limit=time_limit,
        draws=draws,
    )


def of(
    states: Drawn,
    *,
    count: int | None = 2,
    centring: Centring = "relative",
    time_limit: float = TIME_LIMIT,
    draws: int = DRAWS,
) -> Camps:
    """Return the camps of states already drawn up; see `camps`."""
    propensity = states.propensities(centring)
    weight = states.weights(propensity)
    begun = time.monotonic()
    found = frustration(weight, camps=count, time_limit=time_limit / 2)
    bound = found.bound
    if count == 2 and not found.proven:
        # With ties between nearly all pairs the relaxation bounds better than cycles: half to it.
        vectors = relaxed_vectors(weight, deadline=begun + time_limit, seed=SEED)
        bound = min(found.value, max(bound, relaxed_bound(weight, vectors)))
    camp = _by_size(found.camps, states.size)
    fences = fence(weight, camp)
    every = np.abs(weight).sum()
    pull = np.abs(weight).sum(axis=1)
    return Camps(
        drawn=states,
        propensity=propensity,
        camp=camp,
        hold=np.divide(fences.cost, pull, out=np.full(len(pull), np.nan), where=pull > 0),
        other=fences.camp,
        certainty=_certainty(states, camp, centring, draws),
        value=2 * found.value / every,
        bound=2 * bound / every,
        proven=found.proven,
    )


def _by_size(camp: Ints, size: Floats) -> Ints:
    """Give the camp with most capabilities number 0, and so on down."""
    shares = np.bincount(camp[camp >= 0], weights=size[camp >= 0])
    place = np.empty(len(shares), dtype=np.intp)
    place[np.argsort(-shares, kind="stable")] = np.arange(len(shares))
    return np.where(camp >= 0, place[camp], -1)


def _certainty(states: Drawn, camp: Ints, centring: Centring, draws: int) -> Floats:
    """Share of draws of the four dimensions' weights in which each state stays in its camp."""
    placed = np.flatnonzero(camp >= 0)
    out = np.full(len(camp), np.nan)
    if not draws:
        return out
    random = np.random.default_rng(SEED)
    known = ~np.isnan(states.dimensions)
    value = np.where(known, states.dimensions, 0.0)
    k = max(2, int(camp.max()) + 1)
    stayed = np.zeros(len(placed))
    for share in random.dirichlet(np.ones(len(value)), draws):
        held = np.tensordot(share, known, axes=1)
        index = np.divide(
            np.tensordot(share, value, axes=1),
            held,
            out=np.full(held.shape, np.nan),
            where=held > 0,
        )
        weight = states.weights(centred(index, states.size, centring))[np.ix_(placed, placed)]
        starts = (camp[placed], random.integers(k, size=len(placed)))
        ends = [descend(weight, start, k) for start in starts]
        best = max(ends, key=lambda end: kept(weight, end))
        stayed += ~changed_sides(camp[placed], best, states.size[placed]).changed
    out[placed] = stayed / draws
    return out
