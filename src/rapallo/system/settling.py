"""Where actors of given sizes and propensities settle: all places, or the lowest with a bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rapallo import states
from rapallo.errors import RapalloError
from rapallo.measures.energy import energy, gains
from rapallo.measures.landscape import MOST_ACTORS, best_sides, landscape
from rapallo.system.matrix import Actors
from rapallo.system.propensities import Centring, drawn
from rapallo.warehouse.store import Warehouse

TIME_LIMIT = 10.0


@dataclass(frozen=True)
class Minimum:
    """A configuration that no actor gains by leaving alone.

    Parameters
    ----------
    sides : tuple of tuple of str
        Names on both sides, the largest first.
    energy : float
        Lower is better; all on one side have 0.
    basin : int or None
        Configurations from which steepest descent leads there; None if not all were looked at.
    strict : bool or None
        Whether every single move raises the energy.
    nearest : str
        The actor whose move would raise the energy least for its size and ties.
    """

    sides: tuple[tuple[str, ...], tuple[str, ...]]
    energy: float
    basin: int | None
    strict: bool | None
    nearest: str


@dataclass(frozen=True)
class Settling:
    """Where actors settle.

    Parameters
    ----------
    actors : Actors
        Those with a propensity other than 0.
    indifferent : tuple of str
        Actors without any, which can stand on either side and are left out.
    minima : tuple of Minimum
        All local minima, the lowest first, for up to 25 actors; else the lowest found.
    configurations : int or None
        How many there are, if all were looked at.
    bound : float
        Proven energy below which there is none.
    proven : bool
        Whether the first minimum is the lowest of all.
    """

    actors: Actors
    indifferent: tuple[str, ...]
    minima: tuple[Minimum, ...] = field(repr=False)
    configurations: int | None
    bound: float
    proven: bool


def settling(actors: Actors, *, time_limit: float = TIME_LIMIT) -> Settling:
    """Find where actors settle: every local minimum for up to 25, else the lowest with a bound.

    Parameters
    ----------
    actors : Actors
        Names, sizes and propensities.
    time_limit : float
        Seconds for the proof with more than 25 actors.

    Examples
    --------
    >>> three = Actors(("A", "B", "C"), np.array([2.0, 1, 1]), np.ones((3, 3)) - np.eye(3))
    >>> [minimum.energy for minimum in settling(three).minima]
    [0.0]

    References
    ----------
    Axelrod and Bennett (1993), British Journal of Political Science 23(2), 211-233.
    """
    tied = np.flatnonzero(actors.propensity.any(axis=1))
    moving = Actors(
        tuple(actors.names[i] for i in tied),
        actors.size[tied],
        actors.propensity[np.ix_(tied, tied)],
    )
    left_out = tuple(name for i, name in enumerate(actors.names) if i not in tied)
    if len(moving.names) > MOST_ACTORS:
        best = best_sides(moving.size, moving.propensity, time_limit=time_limit)
        only = _minimum(moving, best.sides, None, None)
        return Settling(moving, left_out, (only,), None, best.bound, best.proven)
    found = landscape(moving.size, moving.propensity)
    minima = tuple(
        _minimum(moving, found.sides[k], int(found.basin[k]), bool(found.strict[k]))
        for k in range(len(found.energy))
    )
    return Settling(moving, left_out, minima, found.configurations, minima[0].energy, proven=True)


def _minimum(actors: Actors, sides: np.ndarray, basin: int | None, strict: bool | None) -> Minimum:
    order = np.argsort(-actors.size, kind="stable")
    held = [tuple(actors.names[i] for i in order if sides[i] == side) for side in (0, 1)]
    gain = gains(actors.size, actors.propensity, sides)
    most = actors.size * (np.abs(actors.propensity) @ actors.size)
    return Minimum(
        sides=(held[0], held[1]),
        energy=energy(actors.size, actors.propensity, sides),
        basin=basin,
        strict=strict,
        nearest=actors.names[int(np.argmax(gain / most))],
    )


def actors_of(
    warehouse: Warehouse, names: Sequence[str], year: int, centring: Centring = "relative"
) -> Actors:
    """Return states as actors: propensities from ties, sizes in per cent of all capabilities.

    Propensities are those of the whole system, so that states which are all nearer to each other
    than to the rest may stand on one side.

    Parameters
    ----------
    warehouse : Warehouse
        Where the tables are.
    names : sequence of str
        ISO3 codes, COW codes or names.
    year : int
        Year of the ties.
    centring : {"relative", "median", "midpoint"}
        Where zero lies on the index.

    Raises
    ------
    RapalloError
        If a state is unknown, was none in the year, or is named twice, or there are fewer than
        three.
    """
    codes = [states.resolve(name.strip(), year).cow for name in names]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            raise RapalloError(f"{names[place].strip()} is named twice: {states.name(code, year)}")
    if len(codes) < 3:
        raise RapalloError(f"a landscape of states needs three or more, and here are {len(codes)}")
    everyone = drawn(warehouse, year)
    at = np.searchsorted(everyone.codes, codes)
    return Actors(
        tuple(states.name(code, year) for code in codes),
        100 * everyone.size[at],
        everyone.propensities(centring)[np.ix_(at, at)],
    )
