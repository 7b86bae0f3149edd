"""Historical analogues: the pairs most like this one, and what followed."""

from __future__ import annotations

import numpy as np

from rapallo import states
from rapallo.forecast.pairs import Pairs
from rapallo.forecast.result import Analogue

AFTERMATH = 10
NEAREST = 5000
"""How many of the nearest pair-years are looked through for different pairs."""


def analogues(pairs: Pairs, a: int, b: int, year: int, count: int = 6) -> tuple[Analogue, ...]:
    """Return the nearest pairs in history, each in the year in which it was most alike.

    Only years whose ten years of aftermath had passed by the as-of year (and by the end of the
    treaty data) count, and pairs of the same status: allied or not.
    """
    here = pairs.row(a, b, year)
    last = min(year, pairs.ends)
    then = pairs.row(a, b, last)
    if here is None or then is None or pairs.allied[then] < 0:
        return ()
    status = int(pairs.allied[then])
    itself = (pairs.state1 == min(a, b)) & (pairs.state2 == max(a, b))
    rows = np.flatnonzero((pairs.year <= last - AFTERMATH) & (pairs.allied == status) & ~itself)
    distance = pairs.distances_from(here)[rows]
    if not len(rows):
        return ()
    change = pairs.change_after(status)
    out: list[Analogue] = []
    seen: set[tuple[int, int]] = set()
    close = np.argpartition(distance, min(NEAREST, len(rows)) - 1)[:NEAREST]
    for position in close[np.lexsort((close, distance[close]))]:
        row = int(rows[position])
        who = (int(pairs.state1[row]), int(pairs.state2[row]))
        if not np.isfinite(distance[position]) or len(out) == count:
            break
        if who in seen:
            continue
        seen.add(who)
        at = int(pairs.year[row])
        out.append(
            Analogue(
                pair=(states.get(who[0]).code, states.get(who[1]).code),
                names=(states.name(who[0], at), states.name(who[1], at)),
                year=at,
                similarity=round(1 - float(distance[position]), 3),
                what_followed=_aftermath(pairs, row, status, int(change[row])),
            )
        )
    return tuple(out)


def _aftermath(pairs: Pairs, row: int, status: int, changed: int) -> str:
    at = int(pairs.year[row])
    within = changed <= at + AFTERMATH
    if status == 0:
        said = f"defence pact in {changed}" if within else "no defence pact in ten years"
    else:
        said = f"pact ended by {changed}" if within else "pact still in force ten years on"
    who = int(pairs.state1[row]), int(pairs.state2[row])
    later = pairs.row(*who, at + AFTERMATH)
    if later is None:
        return f"{said}; one of the two had ceased to exist"
    moved = float(pairs.alignment[later] - pairs.alignment[row])
    return said if np.isnan(moved) else f"{said}; alignment {moved:+.0f}"
