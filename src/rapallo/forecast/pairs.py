"""Every pair-year up to the as-of year, with the features by which pairs are compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.panel.columns import column
from rapallo.panel.grid import FIRST, LAST
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float32]

FEATURES = (
    "security",
    "diplomacy",
    "economy",
    "hostility",
    "neighbours",
    "shared rivals",
    "capabilities of the larger",
    "ratio of capabilities",
)


@dataclass(frozen=True)
class Pairs:
    """Pair-years sorted by pair and year.

    `features` has a row a pair-year and a column for each of `FEATURES`, in [0, 1], NaN where
    unknown; `allied` tells whether a defence obligation was in force, and is -1 where unknown.
    """

    state1: NDArray[np.int16]
    state2: NDArray[np.int16]
    year: NDArray[np.int16]
    allied: NDArray[np.int8]
    alignment: Floats
    features: Floats

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

    def row(self, a: int, b: int, year: int) -> int | None:
        """Return the row of a pair in a year, None if it has none."""
        first, second = min(a, b), max(a, b)
        found = np.flatnonzero(
            (self.state1 == first) & (self.state2 == second) & (self.year == year)
        )
        return int(found[0]) if len(found) else None

    def distance(self, features: Floats, candidates: NDArray[np.intp]) -> Floats:
        """Return the root mean square difference of features from each candidate row.

        Only features known on both sides count; infinite where fewer than half are.
        """
        difference = self.features[candidates] - features
        known = ~np.isnan(difference)
        count = known.sum(axis=1)
        total = np.where(known, difference, 0) ** 2
        mean = total.sum(axis=1) / np.maximum(count, 1)
        return np.where(2 * count >= len(FEATURES), np.sqrt(mean), np.inf).astype(np.float32)

    def change_after(self, allied: int) -> NDArray[np.int16]:
        """Return the next year in which the pair's defence pact begins (0) or has ended (1).

        For every row in which `allied` holds, the first later year of the same pair in which it
        does not; the largest year there is where that does not come.
        """
        never = np.iinfo(np.int16).max
        changed = (self.allied == 1 - allied) & (self.allied >= 0)
        pair = self.state1.astype(np.int32) * 1000 + self.state2
        rows = np.arange(len(self.year))
        following = np.where(changed, rows, len(rows))
        following = np.minimum.accumulate(following[::-1])[::-1]
        inside = np.minimum(following, len(rows) - 1)
        same = (following < len(rows)) & (pair[inside] == pair)
        return np.where(same, self.year[inside], never).astype(np.int16)


def _features(warehouse: Warehouse, rows: pl.DataFrame) -> Floats:
    states = warehouse.sql("SELECT state, year, cinc FROM state_year WHERE cinc IS NOT NULL")
    sheet = np.full((LAST - FIRST + 1, 1000), np.nan, np.float32)
    sheet[states["year"].to_numpy() - FIRST, states["state"].to_numpy()] = states["cinc"].to_numpy()
    last = column("cinc").last - FIRST
    sheet[last + 1 : last + 1 + column("cinc").carry] = sheet[last]
    t = rows["year"].to_numpy() - FIRST
    cinc = np.stack([sheet[t, rows[name].to_numpy()] for name in ("state1", "state2")])
    larger, smaller = np.fmax(*cinc), np.fmin(*cinc)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log2(larger / smaller) / 10
        size = 1 + np.log10(larger) / 4
    columns = [rows[name].fill_null(np.nan).to_numpy() / 100 for name in FEATURES[:4]]
    columns += [
        (rows["contiguity"].forward_fill(10) > 0).cast(pl.Float32).fill_null(np.nan).to_numpy(),
        (rows["shared_rivals"].forward_fill(10) > 0).cast(pl.Float32).fill_null(np.nan).to_numpy(),
        np.clip(size, 0, 1),
        np.clip(ratio, 0, 1),
    ]
    return np.stack(columns, axis=1).astype(np.float32)
