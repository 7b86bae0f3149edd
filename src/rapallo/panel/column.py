"""Columns: what each is, declared once; docs, briefs and checks are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapallo.panel.years import LAST
from rapallo.sources.registry import source

Level = Literal["state", "dyad"]
Theme = Literal["security", "diplomacy", "economy", "hostility", "power", "regime", "geography"]


@dataclass(frozen=True)
class Domain:
    """The years for which a source says anything about a column."""

    source: str
    first: int
    last: int

    @classmethod
    def of(cls, source_id: str, first: int | None = None, last: int | None = None) -> Domain:
        """Return a source's declared coverage, narrowed where `first` or `last` is given."""
        declared = source(source_id)
        return cls(source_id, first or declared.first, last or declared.last)


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
