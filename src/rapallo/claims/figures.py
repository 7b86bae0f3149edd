"""The figures that checks look at: any column, or the index, for states and pairs as of a year."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.claims.load import INDEX
from rapallo.forecast.features import Features
from rapallo.forecast.outlook import known_features
from rapallo.forecast.pairs import Pairs
from rapallo.panel.asof import AsOf, codes_of
from rapallo.panel.columns import COLUMNS, column
from rapallo.panel.figure import Figure
from rapallo.warehouse.store import Warehouse

ALIGNMENT = "rapallo"
"""Source named for figures of the index, which rests on many."""


@dataclass(frozen=True)
class Book:
    """Figures of some states, up to a year."""

    warehouse: Warehouse
    as_of: int
    members: tuple[int, ...]
    _pairs: dict[int, Pairs] = field(default_factory=dict)
    _features: dict[int, Features | None] = field(default_factory=dict)

    @cached_property
    def view(self) -> AsOf:
        """Columns as known in the as-of year."""
        return AsOf(self.warehouse, self.as_of, self.members)

    @cached_property
    def alignment(self) -> Alignment:
        """The index as of the as-of year."""
        return Alignment(self.view)

    def pairs(self, year: int) -> Pairs:
        """Return all pair-years to a year, for base rates."""
        if year not in self._pairs:
            self._pairs[year] = Pairs.until(self.warehouse, year)
        return self._pairs[year]

    def features(self, year: int) -> Features | None:
        """Return the forecast's features of all pairs in a year."""
        if year not in self._features:
            self._features[year] = known_features(self.warehouse, year)
        return self._features[year]

    def figure(self, name: str, who: tuple[int, ...], year: int) -> Figure:
        """Return the figure of a year; null, with the reason, where that very year has none.

        A column that is whole only in a later year (votes of a session that runs on) gives the
        latest whole year before.
        """
        if name in INDEX:
            first, second = who
            value = self.alignment.at(first, second, year).get(name)
            return _of_index(name, who, value, year, self.as_of)
        found = self.view.figure(name, *who, at=year)
        if found.year is not None and found.year < year - column(name).lag:
            why = f"no figure of {year}: the data on these states end in {found.year}"
            return Figure(**{**found.__dict__, "value": None, "year": None, "reason": why})
        return found

    def years(self, name: str, who: tuple[int, ...]) -> tuple[int, ...]:
        """Return the years in which a column is known."""
        if name in INDEX:
            rows = self.alignment.history(*who).drop_nulls("alignment")
            return tuple(int(y) for y in rows["year"].to_list() if y <= self.as_of)
        years, _ = self.view.known(name, *who)
        return tuple(int(y) for y in years)

    def percentile(self, name: str, who: tuple[int, ...], year: int) -> float | None:
        """Return a figure's place among all of its year, ties counted half, 0 to 100."""
        found = self.figure(name, who, year)
        if not isinstance(found.value, float) or found.year is None:
            return None
        level, stored = self._stored(name, who)
        rows = self.warehouse.sql(
            f"SELECT {stored} AS x FROM {level} WHERE year = ? AND {stored} IS NOT NULL",
            [found.year],
        )["x"]
        below, equal = int((rows < found.value).sum()), int((rows == found.value).sum())
        return 100 * (below + equal / 2) / len(rows)

    def rank(self, name: str, state: int, year: int) -> tuple[int, int] | None:
        """Return a state's place in a year, the largest first, and among how many."""
        rows = self.warehouse.sql(
            f"SELECT state, {name} AS x FROM state_year WHERE year = ? AND {name} IS NOT NULL",
            [year],
        )
        mine = rows.filter(pl.col("state") == state)["x"]
        if not len(mine):
            return None
        return int((rows["x"] > mine[0]).sum()) + 1, rows.height

    def _stored(self, name: str, who: tuple[int, ...]) -> tuple[str, str]:
        if name in INDEX:
            return "alignment_year", name
        declared = COLUMNS[name]
        if declared.level == "state":
            return "state_year", name
        if not declared.directed:
            return "dyad_year", name
        return "dyad_year", f"{name}_12" if who[0] < who[1] else f"{name}_21"


def codes(names: list[str], year: int) -> tuple[int, ...]:
    """Return the codes of states named in a check."""
    return tuple(states.resolve(name, year).cow for name in names)


def _of_index(
    name: str, who: tuple[int, ...], value: float | None, year: int, as_of: int
) -> Figure:
    return Figure(
        column=name,
        label="Alignment index" if name == "alignment" else f"Alignment: {name}",
        states=codes_of(who),
        value=value,
        unit="0-100",
        year=None if value is None else year,
        age=None if value is None else as_of - year,
        source=ALIGNMENT,
        reason=None if value is not None else f"no index of {year}",
    )
