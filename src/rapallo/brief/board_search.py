"""Finding the board of a year: a quick search for two camps, with a bound, and their ties."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rapallo import states
from rapallo.brief.board import Board, Bond, Member
from rapallo.brief.layout import layout
from rapallo.errors import RapalloError
from rapallo.system.propensities import drawn
from rapallo.system.quick import two_camps
from rapallo.triangle.around import Around
from rapallo.triangle.ties import MARKS

Floats = NDArray[np.float64]

STRONGEST = 25
"""How many of the strongest states the network shows, beside the three."""
WIDTH = 34.0
"""About how wide a state's mark is in the picture of the network, in pixels."""
ASPECT = 1.5
"""Width of that picture over its height."""


def board(around: Around) -> Board | None:
    """Return the board of a year, None of one with too few states or capabilities known.

    Camps are those of `rapallo.system.camps` (relative alignment, weighted by capabilities) by a
    quick search, with a bound in place of a proof: `rapallo system` takes the time to prove them.

    Parameters
    ----------
    around : Around
        Ties of the three states of a brief, and of the strongest, as of a year.
    """
    year = around.view.year
    try:
        found = drawn(around.view.warehouse, year)
    except RapalloError:
        return None
    propensity = found.propensities()
    weight = found.weights(propensity)
    side, bound = two_camps(weight)
    if found.size[side < 0].sum() > found.size[side > 0].sum():
        side = -side
    order = [int(at) for at in np.argsort(-found.size, kind="stable")]
    shown = [at for at in order if int(found.codes[at]) in around.shown]
    among = np.ix_(shown, shown)
    places = layout(
        propensity[among], (side[shown] < 0).astype(np.intp), np.full(len(shown), WIDTH), ASPECT
    )
    where = dict(zip(shown, places.round(3).tolist(), strict=True))
    every = np.abs(weight).sum(axis=1)
    hold = np.divide(side * (weight @ side), every, out=np.zeros(len(every)), where=every > 0)
    members = []
    for at in order:
        code = int(found.codes[at])
        x, y = where.get(at, (None, None))
        members.append(
            Member(
                state=code,
                code=states.get(code).code,
                name=states.name(code, year),
                size=round(float(found.size[at]), 6),
                camp=int(side[at] < 0),
                hold=round(float(hold[at]), 3),
                x=x,
                y=y,
            )
        )
    return Board(
        year=year,
        standing=tuple(members),
        bonds=_bonds(around, found.codes[shown], found.alignment[among]),
        frustrated=round(0.5 - float(side @ weight @ side) / (2 * every.sum()), 4),
        bound=round(2 * bound / every.sum(), 4),
    )


def _bonds(around: Around, codes: NDArray[np.int16], alignment: Floats) -> tuple[Bond, ...]:
    bonds = []
    for i, j in combinations(range(len(codes)), 2):
        first, second = int(codes[i]), int(codes[j])
        sign = around.sign(first, second)
        if sign:
            index = None if np.isnan(alignment[i, j]) else round(float(alignment[i, j]), 1)
            pair = (states.get(first).code, states.get(second).code)
            bonds.append(Bond(pair, MARKS[sign], index))
    return tuple(bonds)
