"""The group of states within which shares are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapallo import states
from rapallo.errors import RapalloError

MAJOR, ALL = "major powers", "all"

# First and last year of each spell as a major power; None: to the end of the list, in 2016.
MAJOR_POWERS: tuple[tuple[int, int, int | None], ...] = (
    (2, 1898, None),
    (200, 1816, None),
    (220, 1816, 1940),
    (220, 1945, None),
    (255, 1816, 1918),
    (255, 1925, 1945),
    (255, 1991, None),
    (300, 1816, 1918),
    (325, 1860, 1943),
    (365, 1816, 1917),
    (365, 1922, None),
    (710, 1950, None),
    (740, 1895, 1945),
    (740, 1991, None),
)
"""Spells as a major power: Correlates of War Project (2017), State System Membership, v2016."""


@dataclass(frozen=True)
class Among:
    """A group of states, by year.

    Parameters
    ----------
    label : str
        What the group is called.
    in_year : callable
        Takes a year, returns the codes of the states that belong to it on any day of the year.
    """

    label: str
    in_year: Callable[[int], tuple[int, ...]]


def major_powers(year: int) -> tuple[int, ...]:
    """Codes of the major powers of a year, by the Correlates of War list of 2016.

    The list ends in 2016; those on it then are kept for later years.

    Examples
    --------
    >>> major_powers(1946)
    (2, 200, 220, 365)
    """
    held = {
        c for c, first, last in MAJOR_POWERS if first <= year and (last is None or year <= last)
    }
    return tuple(sorted(held))


def among(given: str | Iterable[str | int] | None = None) -> Among:
    """Return the group that a user's words mean.

    Parameters
    ----------
    given : str or iterable of (str or int), optional
        ``"major powers"`` (also where None), ``"all"``, a group of `rapallo.states.group` such as
        ``"P5"``, or states: codes or names, as a list or with commas between.

    Raises
    ------
    RapalloError
        If a state or group is unknown, or fewer than two states are named.

    Examples
    --------
    >>> among("USA, CHN, RUS").in_year(2017), among("BRICS").in_year(2009)
    ((2, 365, 710), (140, 365, 710, 750))
    """
    if given is None or given == MAJOR:
        return Among(MAJOR, major_powers)
    if given == ALL:
        return Among("all states", states.in_year)
    words = [given] if isinstance(given, str) else list(given)
    parts = [p.strip() for word in words for p in str(word).split(",") if p.strip()]
    if len(parts) == 1:
        try:
            group = states.group(parts[0])
        except states.UnknownGroup as error:
            raise RapalloError(f"{error}, {MAJOR}, {ALL}; or name two states or more") from None
        return Among(group.name, group.in_year)
    codes = sorted({states.resolve(part).cow for part in parts})
    if len(codes) < 2:
        raise RapalloError("a group within which shares are taken needs two states or more")
    label = ", ".join(states.get(code).code for code in codes)
    return Among(label, lambda year: tuple(c for c in codes if c in states.in_year(year)))
