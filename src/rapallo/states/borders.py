"""Whether a state then had the borders of the state that bears its code today."""

from __future__ import annotations

from functools import cache

from rapallo.states.state import get, read_table

SINCE = 1946


@cache
def _changed() -> dict[int, int | None]:
    return {
        int(row["cow"]): int(row["first"]) if row["first"] else None
        for row in read_table("present_borders.csv")
    }


def has_present_borders(cow: int, year: int) -> bool:
    """Whether a state in a year had, but for small changes, the borders of today's.

    Publishers carry population and national accounts back for today's borders: the figure filed
    under ``DEU`` for 1960 counts both Germanies, and that under ``RUS`` for 1980 only a part of
    the Soviet Union. Such a figure describes the state of the year only where this is true.

    Parameters
    ----------
    cow : int
        Correlates of War code.
    year : int
        Year, 1946 or later; earlier ones give False.

    Raises
    ------
    UnknownState
        If no state has that code.

    Examples
    --------
    >>> has_present_borders(220, 1960), has_present_borders(260, 1960)
    (True, False)
    >>> has_present_borders(365, 1980), has_present_borders(365, 1992)
    (False, True)
    """
    get(cow)
    if year < SINCE:
        return False
    if cow not in _changed():
        return True
    first = _changed()[cow]
    return first is not None and year >= first
