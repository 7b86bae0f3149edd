"""Who is a state, and when: the Correlates of War state system, 1816 to the present."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import polars as pl

from rapallo.errors import RapalloError

FIRST_YEAR = 1816
LAST_YEAR = 2025


class StateError(RapalloError):
    """A state, a year or a group of states that cannot be used as given."""


class UnknownState(StateError):  # noqa: N818
    """No state goes by that code or name."""


class NotInSystem(StateError):  # noqa: N818
    """The state was not a member of the state system in that year."""


class AmbiguousState(NotInSystem):
    """The name was borne by more than one member of the state system in that year."""


@dataclass(frozen=True)
class State:
    """A state of the Correlates of War system.

    Parameters
    ----------
    cow : int
        Correlates of War code.
    code : str
        Display code, unique: ISO 3166-1 alpha-3 where the state has one of its own, otherwise
        the retired ISO code (``DDR``) or a short code of ours (``BAV``).
    gw : int or None
        Gleditsch-Ward code; where it changed, the one that goes with `cow` longest
        (`rapallo.states.to_gw` gives it as of a year).
    iso3 : str or None
        ISO 3166-1 alpha-3 code, retired ones included.
    spans : tuple of (date, date or None)
        First and last day of each spell of membership, oldest first; None for a spell that
        has not ended.
    cow_abb : str
        Correlates of War abbreviation, which is not always the ISO code.
    label : str
        Latest name; `rapallo.states.name` gives the name as of a year.
    """

    cow: int
    code: str
    gw: int | None
    iso3: str | None
    spans: tuple[tuple[date, date | None], ...]
    cow_abb: str
    label: str

    def in_system(self, year: int) -> bool:
        """Whether the state was a member on any day of `year`."""
        return any(
            start.year <= year and (end is None or year <= end.year) for start, end in self.spans
        )

    @property
    def alive(self) -> bool:
        """Whether the state is a member to this day."""
        return self.spans[-1][1] is None


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of one of the package's own tables, every value as text."""
    text = files("rapallo.states").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def all_states() -> dict[int, State]:
    """Every state that was ever a member, by Correlates of War code, in the order of the codes.

    Membership follows the Correlates of War list; states that were members on its last day
    are taken to be members since, as no state has entered or left after it.

    Examples
    --------
    >>> len(all_states())
    217

    References
    ----------
    Correlates of War Project. 2017. State System Membership List, v2016.
    """
    spans: dict[int, list[tuple[date, date | None]]] = {}
    for row in read_table("membership.csv"):
        end = date.fromisoformat(row["end"]) if row["end"] else None
        spans.setdefault(int(row["cow"]), []).append((date.fromisoformat(row["start"]), end))
    return {
        int(row["cow"]): State(
            cow=int(row["cow"]),
            code=row["code"],
            gw=int(row["gw"]) if row["gw"] else None,
            iso3=row["iso3"] or None,
            spans=tuple(sorted(spans[int(row["cow"])], key=lambda span: span[0])),
            cow_abb=row["cow_abb"],
            label=row["name"],
        )
        for row in read_table("states.csv")
    }


def get(cow: int) -> State:
    """Return the state with a Correlates of War code.

    Raises
    ------
    UnknownState
        If no state has that code.

    Examples
    --------
    >>> get(365).code
    'RUS'
    """
    state = all_states().get(int(cow))
    if state is None:
        raise UnknownState(f"{cow} is not a Correlates of War code (United States 2, China 710)")
    return state


@cache
def in_year(year: int) -> tuple[int, ...]:
    """Codes of the states that were members on any day of a year, ascending.

    Raises
    ------
    StateError
        If the year is before 1816, when the list begins.

    Examples
    --------
    >>> len(in_year(1816)), len(in_year(2018))
    (23, 195)
    >>> [cow for cow in in_year(1990) if 250 < cow < 270]
    [255, 260, 265]
    """
    check_year(year)
    return tuple(cow for cow, state in all_states().items() if state.in_system(year))


def check_year(year: int) -> None:
    """Raise `StateError` for a year before the state system's first."""
    if year < FIRST_YEAR:
        raise StateError(f"year {year}: the state system begins in {FIRST_YEAR}; give a later year")


def state_years(first: int = FIRST_YEAR, last: int = LAST_YEAR) -> pl.DataFrame:
    """One row for each state and each year in which it was a member on any day.

    Parameters
    ----------
    first, last : int
        First and last year, inclusive.

    Returns
    -------
    polars.DataFrame
        Columns ``state`` and ``year`` (Int16), sorted by state, then year.

    Raises
    ------
    StateError
        If `first` is before 1816 or after `last`.

    Examples
    --------
    >>> state_years(2016, 2016).height
    195
    """
    check_year(first)
    if last < first:
        raise StateError(f"years {first} to {last}: the first year is after the last")
    pairs = [
        (cow, year)
        for cow, state in all_states().items()
        for year in range(first, last + 1)
        if state.in_system(year)
    ]
    return pl.DataFrame(pairs, schema={"state": pl.Int16, "year": pl.Int16}, orient="row")
