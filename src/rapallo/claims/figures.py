"""The figures that checks look at: any column, or the index, for states and pairs as of a year."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.alignment.ladder import ladder
from rapallo.claims.sense import INDEX, OWN, RUNG, WORLD
from rapallo.claims.wording import label
from rapallo.forecast.features import Features
from rapallo.forecast.outlook import known_features
from rapallo.forecast.pairs import Pairs
from rapallo.panel.asof import AsOf, codes_of
from rapallo.panel.columns import COLUMNS, column
from rapallo.panel.figure import Figure
from rapallo.warehouse.store import Warehouse

RAPALLO = "rapallo"
"""Source named for the index, the rung and the chance of a pact, which rest on many."""
EVERYONE = 0
"""Stands for all states together where a code is asked for."""


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
        if name in OWN:
            first, second = who
            if name == RUNG:
                value: float | None = self._rung(first, second, year)
            else:
                value = self.alignment.at(first, second, year).get(name)
            return _own(name, who, value, year, self.as_of)
        if who == (EVERYONE,):
            return self._world(name, year)
        found = self.view.figure(name, *who, at=year)
        if found.year is not None and found.year < year - column(name).lag:
            why = f"no figure of {year}: the data on these states end in {found.year}"
            return Figure(**{**found.__dict__, "value": None, "year": None, "reason": why})
        return found

    def years(self, name: str, who: tuple[int, ...]) -> tuple[int, ...]:
        """Return the years in which a column is known."""
        if name in OWN:
            of = name if name in INDEX else "alignment"
            rows = self.alignment.history(*who).drop_nulls(of)
            return tuple(int(y) for y in rows["year"].to_list() if y <= self.as_of)
        if who == (EVERYONE,):
            rows = self.warehouse.sql(
                f"SELECT DISTINCT year FROM state_year WHERE {name} IS NOT NULL AND year <= ? "
                "ORDER BY year",
                [self.as_of],
            )
            return tuple(rows["year"].to_list())
        years, _ = self.view.known(name, *who)
        return tuple(int(y) for y in years)

    def whole(self, name: str) -> bool:
        """Return whether all states' figures are here, so that one can be placed among them."""
        return self.warehouse.kind == "built" or name in OWN or column(name).ships == "all"

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

    def _rung(self, first: int, second: int, year: int) -> float:
        return float(ladder(AsOf(self.warehouse, year, (first, second)), first, second).rung)

    def _world(self, name: str, year: int) -> Figure:
        declared = column(name, self.warehouse)
        total = self.warehouse.sql(
            f"SELECT sum({name}) AS x FROM state_year WHERE year = ?", [year]
        )["x"][0]
        return Figure(
            column=name,
            label=declared.label,
            states=(WORLD,),
            value=None if total is None else float(total),
            unit=declared.unit,
            year=None if total is None else year,
            age=None if total is None else self.as_of - year,
            source=declared.source_in(year) or declared.domains[0].source,
            reason=declared.why_null(year) if total is None else None,
        )

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
    if names == [WORLD]:
        return (EVERYONE,)
    return tuple(states.resolve(name, year).cow for name in names)


def _own(name: str, who: tuple[int, ...], value: float | None, year: int, as_of: int) -> Figure:
    """Return a figure of Rapallo's own, or one that is not known, with the reason."""
    return Figure(
        column=name,
        label=label(name),
        states=codes_of(who),
        value=value,
        unit="of 8" if name == RUNG else "0-100",
        year=None if value is None else year,
        age=None if value is None else as_of - year,
        source=RAPALLO,
        reason=None if value is not None else f"no {name} of {year}",
    )
