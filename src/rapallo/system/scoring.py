"""How many states camps place as history had them, and by which way of making camps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rapallo import states
from rapallo.alignment.indicators import DIMENSIONS
from rapallo.measures.frustration import frustration
from rapallo.system import camps as of_states
from rapallo.system.history import REFERENCES, Reference
from rapallo.system.network import network
from rapallo.system.propensities import Drawn, Floats, drawn
from rapallo.warehouse.store import Warehouse

TIME_LIMIT = 0.05
"""Seconds for the proof of each way; the camps are found before, and are the same at 2 s."""


@dataclass(frozen=True)
class Score:
    """How camps fare against a reference.

    Parameters
    ----------
    way : str
        How the camps were made.
    reference : Reference
        What they are judged by.
    judged : int
        How many states are on a side of the reference and in the system.
    right, right_size : float
        Share of these states, and of their capabilities, placed as the reference has them.
    together, together_size : float
        The same if all stood in one camp: what a score has to beat.
    wrong : tuple of str
        Names of the others, the largest first.
    """

    way: str
    reference: Reference
    judged: int
    right: float
    right_size: float
    together: float
    together_size: float
    wrong: tuple[str, ...]


def score(
    reference: Reference, way: str, camp: np.ndarray, drawn: Drawn, warehouse: Warehouse
) -> Score:
    """Score camps against a reference, with the two camps named as fits it best.

    Parameters
    ----------
    reference : Reference
        The sides as history has them.
    way : str
        How the camps were made.
    camp : ndarray of int, shape (states,)
        Camp of each of the states drawn; one beyond the two best named is wrong.
    drawn : Drawn
        The states and their sizes.
    warehouse : Warehouse
        Where the reference's facts are.
    """
    first, second = reference.sides(warehouse)
    side = np.where(np.isin(drawn.codes, list(first)), 0, -1)
    side[np.isin(drawn.codes, list(second))] = 1
    judged = side >= 0
    size = drawn.size * judged
    names = range(int(camp.max()) + 1)
    # A camp of its own number for each side; -2 is no camp, for a side left without one.
    pairs = [(a, b) for a in (*names, -2) for b in (*names, -2) if a != b]

    def hits(pair: tuple[int, int]) -> np.ndarray:
        placed: np.ndarray = judged & (camp == np.where(side == 0, pair[0], pair[1]))
        return placed

    best = hits(max(pairs, key=lambda pair: (hits(pair).sum(), size[hits(pair)].sum())))
    wrong = np.flatnonzero(judged & ~best)
    wrong = wrong[np.argsort(-drawn.size[wrong], kind="stable")]
    sides = [side == 0, side == 1]
    return Score(
        way=way,
        reference=reference,
        judged=int(judged.sum()),
        right=float(best.sum() / judged.sum()),
        right_size=float(size[best].sum() / size.sum()),
        together=max(float(one.sum() / judged.sum()) for one in sides),
        together_size=max(float(size[one].sum() / size.sum()) for one in sides),
        wrong=tuple(states.name(int(code), drawn.year) for code in drawn.codes[wrong]),
    )


def _relative(_: Warehouse, drawn: Drawn) -> np.ndarray:
    return of_states.of(drawn, time_limit=TIME_LIMIT, draws=0).camp


def _without_pacts(_: Warehouse, drawn: Drawn) -> np.ndarray:
    return of_states.of(without("security", drawn), time_limit=TIME_LIMIT, draws=0).camp


def _median(_: Warehouse, drawn: Drawn) -> np.ndarray:
    return of_states.of(drawn, centring="median", time_limit=TIME_LIMIT, draws=0).camp


def _equal(_: Warehouse, drawn: Drawn) -> np.ndarray:
    alike = replace(drawn, size=np.full(len(drawn.codes), 1 / len(drawn.codes)))
    return of_states.of(alike, time_limit=TIME_LIMIT, draws=0).camp


def _signed(warehouse: Warehouse, drawn: Drawn) -> np.ndarray:
    sign = network(warehouse, drawn.year).sign.astype(np.float64)
    return frustration(sign, time_limit=TIME_LIMIT).camps


WAYS: dict[str, Callable[[Warehouse, Drawn], np.ndarray]] = {
    "relative": _relative,
    "no security": _without_pacts,
    "equal sizes": _equal,
    "median": _median,
    "signs": _signed,
}
"""Ways to make two camps: the default, the same from an index without its security dimension, the
same with all states of one size, the absolute index less its median, and the signed network."""


def without(dimension: str, drawn: Drawn) -> Drawn:
    """Return the states with an index of the other dimensions only."""
    kept = drawn.dimensions[[name != dimension for name in DIMENSIONS]]
    known = ~np.isnan(kept)
    count = known.sum(axis=0)
    total: Floats = np.where(known, kept, 0).sum(axis=0)
    index = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    return replace(drawn, dimensions=kept, alignment=index)


def against_history(warehouse: Warehouse, ways: tuple[str, ...] = tuple(WAYS)) -> tuple[Score, ...]:
    """Score every way of making camps against every reference."""
    found = []
    made: dict[tuple[str, int], np.ndarray] = {}
    for one in REFERENCES:
        of_year = drawn(warehouse, one.year)
        for way in ways:
            if (way, one.year) not in made:
                made[way, one.year] = WAYS[way](warehouse, of_year)
            found.append(score(one, way, made[way, one.year], of_year, warehouse))
    return tuple(found)
