"""Columns: what each is, declared once; docs, briefs and checks are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from rapallo.panel.years import LAST
from rapallo.sources.registry import source

Level = Literal["state", "dyad"]
Theme = Literal["security", "diplomacy", "economy", "hostility", "power", "regime", "geography"]


@dataclass(frozen=True)
class Domain:
    """The years for which a source says anything about a column.

    Parameters
    ----------
    source : str
        The source's id.
    first, last : int
        First and last year.
    also : str
        Another source that must speak of a year too.
    short : int
        How many years before the source's own last year it ends.
    fixed : bool
        Whether it ends where it does for a reason of its own, however far the source reaches.
    """

    source: str
    first: int
    last: int
    also: str = ""
    short: int = 0
    fixed: bool = False

    @classmethod
    def of(
        cls,
        source_id: str,
        first: int | None = None,
        last: int | None = None,
        *,
        also: str = "",
        short: int = 0,
    ) -> Domain:
        """Return a source's declared coverage, narrowed as said; a `last` given is kept to."""
        begin = first or source(source_id).first
        if last is not None:
            return cls(source_id, begin, last, fixed=True)
        return cls(source_id, begin, 0, also, short).held({})

    def held(self, reach: Mapping[str, int]) -> Domain:
        """Return the domain as far as the sources reach, or as they declare where that is unknown.

        Parameters
        ----------
        reach : mapping of str to int
            Last year of each source that a warehouse was made from.

        Examples
        --------
        >>> Domain.of("atop_5_1").held({"atop_5_1": 2019}).last
        2019
        """
        if self.fixed:
            return self
        last = min(_end(id, reach) for id in (self.source, self.also) if id) - self.short
        return self if last == self.last else replace(self, last=last)


def _end(id: str, reach: Mapping[str, int]) -> int:
    """Return a source's last year; beyond the panel's own years only where it declares so."""
    declared = source(id).last
    return min(reach.get(id, declared), max(declared, LAST))


@dataclass(frozen=True)
class Column:
    """A column of the panel.

    Parameters
    ----------
    name, label, unit, about : str
        Its name, its name in words, its unit, and how it is computed.
    level : {"state", "dyad"}
        What a row of it belongs to.
    theme : str
        Dimension of alignment, or power, regime, geography.
    domains : tuple of Domain
        Sources in order of preference, each with its years. Outside them the value is null.
    directed : bool
        Whether it differs from the first state to the second and back.
    low, high : float or None
        Range, inclusive.
    closer : {1, 0, -1}
        Whether more of it means closer (1), farther apart (-1), or neither.
    carry : int
        For how many years a value may stand for later ones, with its age shown.
    lag : int
        How many years after its own year a value is whole: a session of the General Assembly
        runs into the next year. As of an earlier year it is not used.
    ships : {"all", "major powers", "none"}
        For which states the shipped snapshot may hold it (the source's terms).
    kind : {"real", "whole", "text"}
        What its values are.
    """

    name: str
    label: str
    unit: str
    about: str
    level: Level
    theme: Theme
    domains: tuple[Domain, ...]
    directed: bool = False
    low: float | None = None
    high: float | None = None
    closer: Literal[1, 0, -1] = 0
    carry: int = 0
    lag: int = 0
    ships: Literal["all", "major powers", "none"] = "all"
    kind: Literal["real", "whole", "text"] = "real"

    def held(self, reach: Mapping[str, int]) -> Column:
        """Return the column with its domains as far as a warehouse's sources reach.

        A domain without a year is left out, and so is one of a source that is only there once it
        was fetched, where it was not.
        """
        domains = tuple(
            held
            for domain in self.domains
            if (held := domain.held(reach)).first <= held.last
            and (domain.source in reach or source(domain.source).files)
        )
        return self if domains == self.domains else replace(self, domains=domains)

    @property
    def first(self) -> int:
        """First year of any source."""
        return min(domain.first for domain in self.domains)

    @property
    def last(self) -> int:
        """Last year of any source."""
        return max(domain.last for domain in self.domains)

    @property
    def stored(self) -> tuple[str, ...]:
        """Names of the columns that hold it in the tables of the warehouse."""
        if self.level == "dyad" and self.directed:
            return (f"{self.name}_12", f"{self.name}_21")
        return (self.name,)

    def source_in(self, year: int) -> str | None:
        """Return the preferred source for a year, or None outside every domain."""
        for domain in self.domains:
            if domain.first <= year <= domain.last:
                return domain.source
        return None

    def last_whole(self, as_of: int) -> int:
        """Return the last year whose value is whole as of a year.

        As of the last year of the data everything in them is known.
        """
        return as_of if as_of >= LAST else as_of - self.lag

    @property
    def stands(self) -> int:
        """For how many years after its own a value is used: from when it is whole, as carried."""
        return self.carry + self.lag

    def why_null(self, year: int) -> str:
        """Return the reason for which a value of `year` is null."""
        if self.source_in(year) is not None:
            names = " and ".join(source(d.source).title for d in self.domains)
            return f"{names} has no value for this case in {year}"
        if year > self.last:
            return f"no data after {self.last} ({source(self.domains[-1].source).title})"
        if year < self.first:
            return f"no data before {self.first} ({source(self.domains[0].source).title})"
        spans = ", ".join(f"{d.first}-{d.last}" for d in self.domains)
        return f"no source covers {year} (only {spans})"
