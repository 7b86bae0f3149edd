"""Named groups of states, with the dates of each membership."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from rapallo.errors import did_you_mean
from rapallo.states.names import key
from rapallo.states.state import StateError, read_table

SEAT_TO_TAIWAN = date(1949, 12, 8)
SEAT_TO_BEIJING = date(1971, 10, 25)


class UnknownGroup(StateError):  # noqa: N818
    """No group goes by that name."""


@dataclass(frozen=True)
class Member:
    """One spell of a state's membership of a group; `end` is its last day, None if it lasts."""

    cow: int
    start: date
    end: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the membership held on `day`."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Group:
    """A named group of states.

    Parameters
    ----------
    code : str
        Short name, e.g. ``"NATO"``.
    name : str
        Full name.
    reference : str
        The act that founded it.
    note : str
        How its memberships are dated, and what is left out.
    members : tuple of Member
        Every spell of membership, in order of entry.
    """

    code: str
    name: str
    reference: str
    note: str
    members: tuple[Member, ...]

    def in_year(self, year: int) -> tuple[int, ...]:
        """States that were members on any day of `year`, ascending."""
        return tuple(
            sorted(
                {
                    one.cow
                    for one in self.members
                    if one.start.year <= year and (one.end is None or year <= one.end.year)
                }
            )
        )

    def on(self, day: date) -> tuple[int, ...]:
        """States that were members on `day`, ascending."""
        return tuple(sorted(one.cow for one in self.members if one.holds_on(day)))


@cache
def all_groups() -> dict[str, Group]:
    """Every group, by its code.

    Examples
    --------
    >>> sorted(all_groups())[:4]
    ['ARAB_LEAGUE', 'ASEAN', 'BRICS', 'CST']
    """
    members: dict[str, list[Member]] = {}
    for row in read_table("group_members.csv"):
        end = date.fromisoformat(row["end"]) if row["end"] else None
        spell = Member(int(row["cow"]), date.fromisoformat(row["start"]), end)
        members.setdefault(row["group"], []).append(spell)
    return {
        row["group"]: Group(
            code=row["group"],
            name=row["name"],
            reference=row["reference"],
            note=row["note"],
            members=tuple(sorted(members[row["group"]], key=lambda one: (one.start, one.cow))),
        )
        for row in read_table("groups.csv")
    }


@cache
def _codes_by_name() -> dict[str, str]:
    found = {}
    for row in read_table("groups.csv"):
        for text in (row["group"], row["name"], *row["aliases"].split(";")):
            found[key(text)] = row["group"]
    return found


def group(name: str) -> Group:
    """Find a group by its code, name or alias.

    Raises
    ------
    UnknownGroup
        If no group goes by `name`; the message gives the nearest ones.

    Examples
    --------
    >>> group("European Economic Community").code, group("Warsaw Pact").members[0].start.year
    ('EU', 1955)
    """
    code = _codes_by_name().get(key(name))
    if code is None:
        known = [*all_groups(), *(one.name for one in all_groups().values())]
        hint = did_you_mean(name, known) or f"; known are {', '.join(all_groups())}"
        raise UnknownGroup(f"no group of states goes by {name!r}{hint}")
    return all_groups()[code]


def group_members(name: str, year: int) -> tuple[int, ...]:
    """Codes of the states that belonged to a group on any day of a year, ascending.

    Raises
    ------
    UnknownGroup
        If no group goes by `name`.

    Examples
    --------
    >>> group_members("SCO", 2016)
    (365, 702, 703, 704, 705, 710)
    """
    return group(name).in_year(year)


def groups_of(cow: int, year: int) -> tuple[str, ...]:
    """Codes of the groups that a state belonged to on any day of a year.

    Examples
    --------
    >>> groups_of(710, 2018)
    ('SCO', 'BRICS', 'P5')
    """
    return tuple(code for code, one in all_groups().items() if cow in one.in_year(year))


def china_seat(when: int | date) -> int:
    """State that held China's seat in the United Nations on a day, or at the end of a year.

    Parameters
    ----------
    when : int or date
        A day, or a year, taken at its last day.

    Returns
    -------
    int
        710 (China) to 7 December 1949, when the Republic of China still sat on the mainland;
        713 (Taiwan) to 24 October 1971; 710 since.

    Examples
    --------
    >>> china_seat(1946), china_seat(1960), china_seat(1971), china_seat(date(1971, 9, 21))
    (710, 713, 710, 713)

    References
    ----------
    General Assembly resolution 2758 (XXVI), 25 October 1971.
    """
    day = when if isinstance(when, date) else date(when, 12, 31)
    return 713 if SEAT_TO_TAIWAN <= day < SEAT_TO_BEIJING else 710
