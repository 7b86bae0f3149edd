"""What is known of every pair in a year, each figure carried as its declaration allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.panel.column import Column
from rapallo.panel.columns import column
from rapallo.panel.years import FIRST, LAST
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]

CODES = 1000
LONGEST = 15
"""Years that a figure is carried at most."""
MEMORY = 5
"""Years that changes look back over."""
DIRECTED = ("defence", "offence", "neutrality", "nonaggression", "consultation")
PLAIN = (
    "bilateral_defence", "defence_similarity", "exercises_5y", "ideal_distance", "igos",
    "trade_salience", "trade_agreements", "dispute_memory", "rivalry", "shared_rivals", "war",
    "same_side", "contiguity", "distance", "threat_12", "threat_21",
)  # fmt: skip
STATE = ("cinc", "polyarchy", "igo_memberships")


@dataclass(frozen=True)
class Year:
    """The pairs of a year: state codes, and an array a column; NaN where nothing is known.

    `figures` holds `DIRECTED` (1 where either is bound), `PLAIN`, ``tied`` (any obligation),
    ``alignment`` (the index), and
    ``allied_then``, ``tied_then`` and ``ideal_then`` of `MEMORY` years before; ``last_allied`` and
    ``allied_since``, ``tied_since`` are years.
    """

    year: int
    state1: NDArray[np.int16]
    state2: NDArray[np.int16]
    figures: dict[str, Floats]


def years(warehouse: Warehouse, first: int, last: int) -> Iterator[Year]:
    """Yield what is known of all pairs in each year from `first` to `last`, dated no later.

    A figure stands for later years as its column's `carry` says, for `LONGEST` years at most.
    """
    rows = _Rows.read(warehouse, max(FIRST, first - LONGEST - MEMORY - 1), last)
    level = warehouse.sql(
        "SELECT alignment FROM alignment_year WHERE year BETWEEN ? AND ? "
        "ORDER BY year, state1, state2",
        [first, last],
    )["alignment"]
    asked = np.flatnonzero(rows.year >= first)
    asked = asked[np.argsort(rows.year[asked], kind="stable")]
    figures = rows.figures(asked)
    figures["alignment"] = level.fill_null(np.nan).to_numpy()
    cuts = np.searchsorted(rows.year[asked], np.arange(first, last + 2))
    for year, a, b in zip(range(first, last + 1), cuts[:-1], cuts[1:], strict=True):
        at = asked[a:b]
        yield Year(year, rows.state1[at], rows.state2[at], {n: x[a:b] for n, x in figures.items()})


@dataclass(frozen=True)
class _Rows:
    """Rows of pairs in the years from `start`, and before it those of pairs bound by a promise.

    They are in the order of the store: by pair and year. `begin` holds the first row of each
    row's pair.
    """

    start: int
    state1: NDArray[np.int16]
    state2: NDArray[np.int16]
    year: NDArray[np.int16]
    begin: Integers
    columns: dict[str, Floats]

    @classmethod
    def read(cls, warehouse: Warehouse, start: int, last: int) -> _Rows:
        either = [f"greatest({name}_12, {name}_21) AS {name}" for name in DIRECTED]
        promises = ", ".join(f"{name}_{way}" for name in DIRECTED for way in ("12", "21"))
        rows = warehouse.sql(
            f"SELECT state1, state2, year, {', '.join([*either, *PLAIN])} FROM dyad_year "
            f"WHERE year BETWEEN ? AND ? OR year < ? AND greatest({promises}) > 0",
            [start, last, start],
        )
        state1, state2, year = (rows[name].to_numpy() for name in ("state1", "state2", "year"))
        new = np.ones(len(rows), bool)
        new[1:] = (state1[1:] != state1[:-1]) | (state2[1:] != state2[:-1])
        begin = _latest(new, np.arange(len(new)))
        columns = {name: rows[name].to_numpy() for name in (*DIRECTED, *PLAIN)}
        return cls(start, state1, state2, year, begin, columns)

    def figures(self, at: Integers) -> dict[str, Floats]:
        """Return what is known of some rows, by the names of `Year`."""
        every = np.arange(len(self.year))
        bound = {name: self._carried(name, every) for name in DIRECTED}
        tied = np.fmax.reduce(list(bound.values()))
        out = {name: bound[name][at] for name in DIRECTED} | {"tied": tied[at]}
        out |= {name: self._carried(name, at) for name in PLAIN}
        out["last_allied"], out["allied_since"] = self._held(bound["defence"] == 1, at)
        _, out["tied_since"] = self._held(tied == 1, at)
        before, ago = self._ago(at)
        for name, then in (
            ("allied_then", bound["defence"][before]), ("tied_then", tied[before]),
            ("ideal_then", self._carried("ideal_distance", before)),
        ):  # fmt: skip
            out[name] = np.where(ago, then, np.float32(np.nan))
        return out

    def _carried(self, name: str, at: Integers) -> Floats:
        """Return the last known figure of some rows' pairs, NaN where it is too old."""
        values = self.columns[name]
        last = _latest(~np.isnan(values), at)
        fresh = (last >= self.begin[at]) & (
            self.year[at] - self.year[last] <= min(declared(name).carry, LONGEST)
        )
        return np.where(fresh, values[last], np.float32(np.nan)).astype(np.float32)

    def _held(self, holds: NDArray[np.bool_], at: Integers) -> tuple[Floats, Floats]:
        """Return the last year in which something held of each pair, and since when it did."""
        begun = holds.copy()
        begun[1:] &= ~holds[:-1] | (self.year[1:] != self.year[:-1] + 1)
        begun[self.begin] = holds[self.begin]
        out = []
        for row in (_latest(holds, at), _latest(begun, at)):
            year = self.year[row].astype(np.float32)
            out.append(np.where(row >= self.begin[at], year, np.float32(np.nan)))
        return out[0], out[1]

    def _ago(self, at: Integers) -> tuple[Integers, NDArray[np.bool_]]:
        """Return each pair's row of `MEMORY` years before, and where there is one."""
        key = (self.state1.astype(np.int64) * CODES + self.state2) * 10_000 + self.year
        row = np.searchsorted(key, key[at] - MEMORY)
        return row, (key[row] == key[at] - MEMORY) & (self.year[row] >= self.start)


def _latest(holds: NDArray[np.bool_], at: Integers) -> Integers:
    """Return for some rows the last row up to it in which something holds, -1 before any."""
    rows = np.concatenate([[-1], np.flatnonzero(holds)])
    out: Integers = rows[np.cumsum(holds, dtype=np.int32)[at]]
    return out


def declared(name: str) -> Column:
    """Return the declaration of a stored column of pairs."""
    return column(name.removesuffix("_12").removesuffix("_21"))


@dataclass(frozen=True)
class StateFigures:
    """Figures of states by year (row, from 1816) and code, and years since each first entered."""

    sheets: dict[str, Floats]
    age: Floats

    @classmethod
    def until(cls, warehouse: Warehouse, last: int) -> StateFigures:
        """Read the figures of all states dated no later than `last`."""
        rows = warehouse.sql(
            f"SELECT state, year, {', '.join(STATE)} FROM state_year WHERE year <= ?", [last]
        )
        t, code = rows["year"].to_numpy() - FIRST, rows["state"].to_numpy()
        sheets = {}
        for name in STATE:
            sheet = np.full((LAST - FIRST + 1, CODES), np.nan, np.float32)
            sheet[t, code] = rows[name].cast(pl.Float32).fill_null(np.nan).to_numpy()
            sheets[name] = _carried_on(sheet, min(column(name).carry, LONGEST))
        member = np.zeros((LAST - FIRST + 1, CODES), bool)
        member[t, code] = True
        entered = np.where(member.any(axis=0), member.argmax(axis=0), 0).astype(np.float32)
        entered[member[0]] = -np.inf  # members at the start entered before it
        age = np.arange(len(member), dtype=np.float32)[:, None] - entered
        return cls(sheets, age)


def _carried_on(sheet: Floats, carry: int) -> Floats:
    out = sheet.copy()
    age = np.zeros(sheet.shape[1], np.int16)
    for year in range(1, len(out)):
        unknown = np.isnan(sheet[year])
        age = np.where(unknown, age + 1, 0).astype(np.int16)
        out[year] = np.where(unknown & (age <= carry), out[year - 1], sheet[year])
    return out
