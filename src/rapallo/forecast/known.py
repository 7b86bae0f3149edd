"""What is known of every pair in a year, each figure carried as its declaration allows."""

from __future__ import annotations

from collections import deque
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
    start = max(FIRST, first - LONGEST - MEMORY - 1)
    either = {name: f"greatest({name}_12, {name}_21)" for name in DIRECTED}
    asked = {**either, **{name: name for name in PLAIN}}
    rows = _by_year(warehouse, "dyad_year", asked, start, last)
    index = _by_year(warehouse, "alignment_year", {"alignment": "alignment"}, first, last)
    history = _history(warehouse, start)
    members = pl.concat([f[n] for f in (rows, history) for n in ("state1", "state2")])
    carried = _Carried(history, members.unique().sort().to_numpy())
    arrays = {name: rows[name].to_numpy() for name in asked}
    codes = [rows[n].to_numpy() for n in ("state1", "state2")]
    cuts = np.searchsorted(rows["year"].to_numpy(), np.arange(start, last + 2))
    for year, a, b in zip(range(start, last + 1), cuts[:-1], cuts[1:], strict=True):
        found = Year(year, codes[0][a:b], codes[1][a:b], {n: x[a:b] for n, x in arrays.items()})
        known = carried.after(found)
        if year >= first:
            level = index.filter(pl.col("year") == year)["alignment"]
            known.figures["alignment"] = level.to_numpy()
            yield known


def _by_year(
    warehouse: Warehouse, table: str, asked: dict[str, str], first: int, last: int
) -> pl.DataFrame:
    """Return figures of all pairs in some years, NaN where unknown, sorted by year and pair."""
    named = ", ".join(
        f"coalesce(CAST({value} AS FLOAT), 'nan') AS {name}" for name, value in asked.items()
    )
    return warehouse.sql(
        f"SELECT state1, state2, year, {named} FROM {table} WHERE year BETWEEN ? AND ?",
        [first, last],
    ).sort("year", "state1", "state2")


def _history(warehouse: Warehouse, before: int) -> pl.DataFrame:
    """Return every pair's obligations in the years before a year in which it had any."""
    kinds = [f"{name}_{way}" for name in DIRECTED for way in ("12", "21")]
    return warehouse.sql(
        "SELECT state1, state2, year, greatest(defence_12, defence_21) AS allied FROM dyad_year "
        f"WHERE year < ? AND greatest({', '.join(kinds)}) > 0 ORDER BY year",
        [before],
    )


class _Carried:
    """The last known figures of every pair of the states in `codes`, by the pair's position."""

    def __init__(self, history: pl.DataFrame, codes: NDArray[np.int16]) -> None:
        self.codes = codes
        size = len(codes) ** 2
        self.value: dict[str, Floats] = {}
        self.dated: dict[str, NDArray[np.int16]] = {}
        self.size = size
        self.past: deque[dict[str, Floats]] = deque(maxlen=MEMORY)
        self.last_allied, self.last_tied = (np.full(size, -1, np.int16) for _ in range(2))
        self.allied_since, self.tied_since = (np.full(size, -1, np.int16) for _ in range(2))
        for (year,), rows in history.group_by("year", maintain_order=True):
            at = self._position(rows["state1"].to_numpy(), rows["state2"].to_numpy())
            self._note(int(str(year)), at, rows["allied"].to_numpy() == 1, np.ones(len(at), bool))

    def _note(
        self, year: int, at: Integers, allied: NDArray[np.bool_], tied: NDArray[np.bool_]
    ) -> None:
        for now, last, since in (
            (at[allied], self.last_allied, self.allied_since),
            (at[tied], self.last_tied, self.tied_since),
        ):
            begun = now[last[now] != year - 1]
            since[begun] = year
            last[now] = year

    def after(self, found: Year) -> Year:
        """Return what is known in a year, after noting what the year says."""
        at = self._position(found.state1, found.state2)
        out = {
            name: self._carry(name, found.year, at, values)
            for name, values in found.figures.items()
        }
        out["tied"] = np.fmax.reduce([out[name] for name in DIRECTED])
        self._note(found.year, at, out["defence"] == 1, out["tied"] == 1)
        for name in ("last_allied", "allied_since", "tied_since"):
            years = getattr(self, name)[at]
            out[name] = np.where(years < 0, np.nan, years).astype(np.float32)
        ago = self.past[0] if len(self.past) == MEMORY else {}
        for name, then in (
            ("defence", "allied_then"), ("tied", "tied_then"), ("ideal_distance", "ideal_then")
        ):  # fmt: skip
            out[then] = ago[name][at] if ago else np.full(len(at), np.nan, np.float32)
        self.past.append(
            {n: self._dense(at, out[n]) for n in ("defence", "tied", "ideal_distance")}
        )
        return Year(found.year, found.state1, found.state2, out)

    def _position(self, state1: NDArray[np.int16], state2: NDArray[np.int16]) -> Integers:
        first, second = (np.searchsorted(self.codes, codes) for codes in (state1, state2))
        out: Integers = first * len(self.codes) + second
        return out

    def _dense(self, at: Integers, values: Floats) -> Floats:
        dense = np.full(self.size, np.nan, np.float32)
        dense[at] = values
        return dense

    def _carry(self, name: str, year: int, at: Integers, values: Floats) -> Floats:
        if name not in self.value:
            self.value[name] = np.full(self.size, np.nan, np.float32)
            self.dated[name] = np.full(self.size, -999, np.int16)
        value, dated = self.value[name], self.dated[name]
        known = ~np.isnan(values)
        value[at[known]] = values[known]
        dated[at[known]] = year
        fresh = year - dated[at] <= min(declared(name).carry, LONGEST)
        out: Floats = np.where(fresh, value[at], np.float32(np.nan))
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
