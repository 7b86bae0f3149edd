"""The panel as of a year: a few states and their pairs, with nothing dated later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo import states
from rapallo.panel.column import Column
from rapallo.panel.columns import COLUMNS, column
from rapallo.panel.figure import Figure, Series
from rapallo.panel.snapshot import POWERS
from rapallo.sources.registry import source
from rapallo.warehouse.store import Warehouse

SNAPSHOT_LACKS = "not in the shipped figures; make a warehouse with: rapallo data build --from DIR"


class AsOf:
    """Figures and series of some states and their pairs, as known in a year.

    Parameters
    ----------
    warehouse : Warehouse
        Where the tables are.
    year : int
        Nothing dated later is read.
    members : iterable of int
        Codes of the states.
    """

    def __init__(self, warehouse: Warehouse, year: int, members: Iterable[int]) -> None:
        self.warehouse = warehouse
        self.year = year
        self.members = tuple(members)
        self._known: dict[tuple[str | int, ...], tuple[NDArray[np.int16], pl.Series]] = {}
        self._codes = ", ".join(str(int(code)) for code in self.members)

    @cached_property
    def _states(self) -> dict[tuple[int, ...], pl.DataFrame]:
        return self._split(
            f"SELECT * FROM state_year WHERE state IN ({self._codes}) AND year <= ? ORDER BY year",
            ("state",),
        )

    @cached_property
    def _pairs(self) -> dict[tuple[int, ...], pl.DataFrame]:
        among = f"state1 IN ({self._codes}) AND state2 IN ({self._codes})"
        return self._split(
            f"SELECT * FROM dyad_year WHERE {among} AND year <= ? ORDER BY year",
            ("state1", "state2"),
        )

    def _split(self, query: str, keys: tuple[str, ...]) -> dict[tuple[int, ...], pl.DataFrame]:
        rows = self.warehouse.sql(query, [self.year])
        parts = rows.partition_by(keys, as_dict=True)
        return {tuple(int(k) for k in key): part for key, part in parts.items()}

    def known(self, name: str, *who: int) -> tuple[NDArray[np.int16], pl.Series]:
        """Return years and known values of a column for a state, or from one state to another."""
        key: tuple[str | int, ...] = (name, *who)
        if key not in self._known:
            self._known[key] = self._look_up(name, *who)
        return self._known[key]

    def _look_up(self, name: str, *who: int) -> tuple[NDArray[np.int16], pl.Series]:
        declared = column(name, self.warehouse)
        if declared.level == "state":
            frame, stored = self._states.get((who[0],)), name
        else:
            first, second = sorted(who)
            frame = self._pairs.get((first, second))
            turn = "12" if (who[0], who[1]) == (first, second) else "21"
            stored = f"{name}_{turn}" if declared.directed else name
        if frame is None or stored not in frame.columns:
            return np.array([], dtype=np.int16), pl.Series(stored, [], dtype=pl.Float64)
        whole = pl.col("year") <= declared.last_whole(self.year)
        rows = frame.select("year", stored).filter(whole).drop_nulls(stored)
        return rows["year"].to_numpy(), rows[stored]

    def value(self, name: str, *who: int, at: int | None = None) -> float | None:
        """Return the number known at a year (by default the as-of year), carried if declared so."""
        figure = self.figure(name, *who, at=at)
        return figure.value if isinstance(figure.value, float) else None

    def figure(self, name: str, *who: int, at: int | None = None) -> Figure:
        """Return the latest known value at a year, with its age, its source, or why it is null."""
        declared = column(name, self.warehouse)
        at = self.year if at is None else at
        years, values = self.known(name, *who)
        row = int(np.searchsorted(years, at, side="right")) - 1
        if row < 0 or at - int(years[row]) > declared.stands:
            return self._null(declared, who, at)
        year, value = int(years[row]), values[row]
        return Figure(
            column=name,
            label=declared.label,
            states=codes_of(who),
            value=value if isinstance(value, str) else float(value),
            unit=declared.unit,
            year=year,
            age=self.year - year,
            source=self._source(declared, who, year),
        )

    def series(self, name: str, *who: int) -> tuple[Series, ...]:
        """Return a column's known values up to the as-of year, one series for each source."""
        declared = column(name, self.warehouse)
        years, values = self.known(name, *who)
        points: dict[str, list[tuple[int, float]]] = {}
        for year, value in zip(years.tolist(), values.to_list(), strict=True):
            points.setdefault(self._source(declared, who, year), []).append((year, float(value)))
        return tuple(
            Series(
                column=name,
                label=declared.label,
                states=codes_of(who),
                unit=declared.unit,
                source=origin,
                basis=source(origin).basis,
                points=tuple(known),
            )
            for origin, known in points.items()
        )

    def _source(self, declared: Column, who: tuple[int, ...], year: int) -> str:
        if declared.name == "trade":
            years, basis = self.known("trade_basis", *who)
            return str(basis[int(np.searchsorted(years, year))])
        return declared.source_in(year) or declared.domains[0].source

    def _null(self, declared: Column, who: tuple[int, ...], at: int) -> Figure:
        shipped = declared.ships == "all" or (
            declared.ships == "major powers" and set(who) <= set(POWERS)
        )
        lacks = self.warehouse.kind == "snapshot" and not shipped
        covered = declared.first <= at <= declared.last + declared.stands
        reason = SNAPSHOT_LACKS if lacks and covered else declared.why_null(at)
        return Figure(
            column=declared.name,
            label=declared.label,
            states=codes_of(who),
            value=None,
            unit=declared.unit,
            year=None,
            age=None,
            source=declared.domains[0].source,
            reason=reason,
        )

    @cached_property
    def system(self) -> pl.DataFrame:
        """State-years of all states in the last years up to the as-of year."""
        return self.warehouse.sql(
            "SELECT * FROM state_year WHERE year BETWEEN ? AND ? ORDER BY state, year",
            [self.year - max(c.carry for c in COLUMNS.values() if c.level == "state"), self.year],
        )

    def rows(self, names: Sequence[str], a: int, b: int) -> pl.DataFrame:
        """Return a pair's rows up to the as-of year: its keys and stored columns, by year."""
        frame = self._pairs.get((min(a, b), max(a, b)))
        wanted = ["state1", "state2", "year", *names]
        return frame.select(wanted) if frame is not None else pl.DataFrame(schema=wanted)

    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Return the pairs of the states, in the order given."""
        return tuple(combinations(self.members, 2))


def codes_of(who: Iterable[int]) -> tuple[str, ...]:
    """Return the display codes of states."""
    return tuple(states.get(code).code for code in who)
