"""Every pair-year up to the as-of year, with the features by which pairs are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.alignment.derive import carry_forward
from rapallo.alignment.indicators import DIMENSIONS
from rapallo.panel.columns import column
from rapallo.panel.years import FIRST, LAST
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float32]

CODES = 1000
FEATURES = (
    *DIMENSIONS,
    "neighbours",
    "shared rivals",
    "capabilities of the larger",
    "ratio of capabilities",
    "difference of democracy",
)


@dataclass(frozen=True)
class Pairs:
    """Pair-years sorted by pair and year.

    `features` has a row for each of `FEATURES` and a column a pair-year, in [0, 1], NaN where
    unknown; `allied` tells whether a defence obligation was in force, and is -1 where unknown.
    """

    state1: NDArray[np.int16]
    state2: NDArray[np.int16]
    year: NDArray[np.int16]
    allied: NDArray[np.int8]
    alignment: Floats
    features: Floats
    _distances: dict[int, Floats] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def until(cls, warehouse: Warehouse, year: int) -> Pairs:
        """Read all pair-years up to a year."""
        rows = warehouse.sql(
            "SELECT a.state1, a.state2, a.year, a.security, a.diplomacy, a.economy, a.hostility, "
            "a.alignment, greatest(d.defence_12, d.defence_21) AS allied, d.contiguity, "
            "d.shared_rivals FROM alignment_year a POSITIONAL JOIN dyad_year d WHERE a.year <= ?",
            [year],
        )
        return cls(
            state1=rows["state1"].to_numpy(),
            state2=rows["state2"].to_numpy(),
            year=rows["year"].to_numpy(),
            allied=rows["allied"].fill_null(-1).cast(pl.Int8).to_numpy(),
            alignment=rows["alignment"].fill_null(np.nan).to_numpy(),
            features=_features(warehouse, rows),
        )

    @cached_property
    def ends(self) -> int:
        """Last year for which treaty data know of any pair whether it is allied."""
        known = self.year[self.allied >= 0]
        return int(known.max()) if len(known) else FIRST

    @cached_property
    def pair(self) -> NDArray[np.int32]:
        """One number for each pair."""
        out: NDArray[np.int32] = self.state1.astype(np.int32) * 1000 + self.state2
        return out

    def row(self, a: int, b: int, year: int) -> int | None:
        """Return the row of a pair in a year, None if it has none."""
        first, second = min(a, b), max(a, b)
        found = np.flatnonzero(
            (self.state1 == first) & (self.state2 == second) & (self.year == year)
        )
        return int(found[0]) if len(found) else None

    def distances_from(self, row: int) -> Floats:
        """Return the root mean square difference of every row's features from those of one row.

        Only features known on both sides count; infinite where fewer than half are.
        """
        if row in self._distances:
            return self._distances[row]
        total: Floats = np.zeros(len(self.year), np.float32)
        count = np.zeros(len(self.year), np.float32)
        for feature in self.features:
            square = (feature - feature[row]) ** 2
            count += ~np.isnan(square)
            total += np.nan_to_num(square, copy=False)
        enough = 2 * count >= len(FEATURES)
        root = np.sqrt(total / np.maximum(count, 1))
        self._distances[row] = np.where(enough, root, np.float32(np.inf))
        return self._distances[row]

    def change_after(self, allied: int) -> NDArray[np.int16]:
        """Return the next year in which the pair's defence pact begins (0) or has ended (1).

        For every row in which `allied` holds, the first later year of the same pair in which it
        does not; the largest year there is where that does not come.
        """
        never = np.iinfo(np.int16).max
        changed = (self.allied == 1 - allied) & (self.allied >= 0)
        pair = self.pair
        rows = np.arange(len(self.year))
        following = np.where(changed, rows, len(rows))
        following = np.minimum.accumulate(following[::-1])[::-1]
        inside = np.minimum(following, len(rows) - 1)
        same = (following < len(rows)) & (pair[inside] == pair)
        return np.where(same, self.year[inside], never).astype(np.int16)


def _features(warehouse: Warehouse, rows: pl.DataFrame) -> Floats:
    out = np.empty((len(FEATURES), len(rows)), np.float32)
    for k, dimension in enumerate(DIMENSIONS):
        np.divide(rows[dimension].to_numpy(), 100, out=out[k])
    for k, name in enumerate(("contiguity", "shared_rivals"), len(DIMENSIONS)):
        out[k] = _any(rows, name)
    at = [_places(rows["year"].to_numpy(), rows[side].to_numpy()) for side in ("state1", "state2")]
    cinc, polyarchy = (_sheet(warehouse, name) for name in ("cinc", "polyarchy"))
    first, second = (cinc[places] for places in at)
    larger, smaller = np.fmax(first, second), np.fmin(first, second)
    with np.errstate(divide="ignore", invalid="ignore"):
        np.clip(1 + np.log10(larger) / 4, 0, 1, out=out[-3])
        np.clip(np.log2(larger / smaller) / 10, 0, 1, out=out[-2])
    first, second = (polyarchy[places] for places in at)
    np.abs(first - second, out=out[-1])
    return out


def _places(year: NDArray[np.int16], state: NDArray[np.int16]) -> NDArray[np.int32]:
    """Return the places of state-years in a `_sheet`."""
    out: NDArray[np.int32] = (year.astype(np.int32) - FIRST) * CODES + state
    return out


def _sheet(warehouse: Warehouse, name: str) -> Floats:
    """Return a column of states by `_places`, carried as its declaration says."""
    known = warehouse.sql(f"SELECT state, year, {name} FROM state_year WHERE {name} IS NOT NULL")
    sheet = np.full((LAST - FIRST + 1, CODES), np.nan, np.float32)
    sheet[known["year"].to_numpy() - FIRST, known["state"].to_numpy()] = known[name].to_numpy()
    last = column(name, warehouse).last - FIRST
    sheet[last + 1 : last + 1 + column(name).carry] = sheet[last]
    out: Floats = sheet.ravel()
    return out


def _any(rows: pl.DataFrame, name: str) -> Floats:
    """Return 1 where a column is above 0, 0 where it is not, carried on as its declaration says."""
    above = (rows[name] > 0).cast(pl.Float32).fill_null(np.nan).to_numpy()
    return carry_forward(rows, above, column(name).carry)
