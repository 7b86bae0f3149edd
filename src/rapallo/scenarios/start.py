"""The start of a simulation: where all pairs stand, and what a figure would rank as then."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.alignment.indicators import INDICATORS
from rapallo.panel.columns import column
from rapallo.scenarios.dynamics import Dynamics, learn
from rapallo.scenarios.history import History, read
from rapallo.scenarios.kernel import MEMORY_STEP
from rapallo.scenarios.parts import DISPUTE, EVENTS, LEVELS, PARTS
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float32]
SIGN = {i.name: i.sign for i in INDICATORS}
MORE = ("trade", "trade_share_12", "trade_share_21")
RECORD = (
    "dispute_intensity", "last_dispute", "restraint_begun", "consultation_12", "consultation_21",
    "neutrality_12", "neutrality_21", "nonaggression_12", "nonaggression_21",
)  # fmt: skip


@dataclass(frozen=True)
class Start:
    """What is known as of the start year: history, dynamics, and the latest raw figures of pairs.

    `raw` maps a column to one value a pair (in the order of `history`), carried as it declares.
    """

    year: int
    history: History
    dynamics: Dynamics
    raw: dict[str, Floats]

    @classmethod
    def of(cls, warehouse: Warehouse, year: int) -> Start:
        """Read and estimate everything as of a year."""
        history = read(warehouse, year)
        return cls(year, history, learn(history), _latest(warehouse, history, year))

    def trimmed(self) -> Start:
        """Return the same with the last year of the history only: all that a run needs."""
        last = {
            f.name: getattr(self.history, f.name)[-1:]
            for f in fields(History)
            if f.name not in ("codes", "i", "j")
        }
        return replace(self, history=replace(self.history, **last))

    @cached_property
    def places(self) -> Floats:
        """Percentiles in the start year, shape (pairs, parts)."""
        now: Floats = self.history.places[-1]
        return now

    def place_of(self, name: str, value: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the percentile that a level's raw value has among the start year's pairs."""
        raw, place = self._map(name)
        out: NDArray[np.float64] = np.interp(SIGN[name] * np.asarray(value, float), raw, place)
        return out

    def value_at(self, name: str, place: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the raw value of a level that has a percentile among the start year's pairs."""
        raw, at = self._map(name)
        if len(at) < 2:
            return np.full(np.shape(place), np.nan)
        out: NDArray[np.float64] = SIGN[name] * np.interp(place, at, raw)
        return out

    def _map(self, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        value = SIGN[name] * self.raw[name].astype(np.float64)
        place = self.places[:, PARTS.index(name)].astype(np.float64)
        known = ~np.isnan(value) & ~np.isnan(place)
        raw, at = np.unique(value[known], return_inverse=True)
        count = np.bincount(at, minlength=len(raw))
        return raw, np.bincount(at, place[known], minlength=len(raw)) / np.maximum(count, 1)

    @cached_property
    def on(self) -> NDArray[np.int8]:
        """Events under way at the start, shape (pairs, events); unknown counts as none."""
        flags: NDArray[np.int8] = np.nan_to_num(self.history.on[-1]).astype(np.int8)
        return flags

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Whether the index knows of an event, shape (pairs, events)."""
        out: NDArray[np.bool_] = ~np.isnan(self.places[:, len(LEVELS) :])
        return out

    @cached_property
    def flag_place(self) -> Floats:
        """Percentile of each event when it is off and on, shape (pairs, events, 2).

        A pair's own where it is on now, else the mean of those that are.
        """
        now = self.places[:, len(LEVELS) :]
        out = np.full((*now.shape, 2), np.nan, np.float32)
        for e in range(len(EVENTS)):
            known, on = self.known[:, e], self.on[:, e] == 1
            if not known.any():
                continue
            off = now[known & ~on, e]
            out[known, e, 0] = off.mean() if len(off) else 50
            out[known, e, 1] = now[known & on, e].mean() if (known & on).any() else 100.0
            out[known & on, e, 1] = now[known & on, e]
        return out

    @cached_property
    def memory_place(self) -> Floats:
        """Percentile of a memory of disputes in steps of a tenth, shape (pairs, 51)."""
        memory = self.history.memory[-1]
        known = self.known[:, DISPUTE]
        steps = np.arange(5 * MEMORY_STEP + 1) / MEMORY_STEP
        among = np.sort(memory[known])
        below, upto = (np.searchsorted(among, steps, side) for side in ("left", "right"))
        table = (below + upto) / 2 / max(len(among), 1) * 100
        return np.where(known[:, None], table[None, :], np.nan).astype(np.float32)

    def since(self, name: str) -> Floats:
        """Return the years since a dated column's year, infinite where there is none."""
        dated = self.raw[name]
        return np.where(np.isnan(dated), np.inf, self.year - dated).astype(np.float32)


def _latest(warehouse: Warehouse, history: History, start: int) -> dict[str, Floats]:
    """Return the last known raw values of every pair, as the index takes them."""
    wanted = {name: name for name in LEVELS} | {name: name for name in (*MORE, *RECORD)}
    declared = {n: column(n.removesuffix("_12").removesuffix("_21")) for n in wanted}
    longest = max(min(c.carry, 15) + c.lag for c in declared.values())
    rows = warehouse.sql(
        f"SELECT state1, state2, year, {', '.join(wanted)} FROM dyad_year "
        "WHERE year BETWEEN ? AND ? ORDER BY year",
        [start - longest, start],
    )
    sheet = np.full((1000, 1000), -1, np.intp)
    sheet[history.codes[history.i], history.codes[history.j]] = np.arange(len(history.i))
    at = sheet[rows["state1"].to_numpy(), rows["state2"].to_numpy()]
    year = rows["year"].to_numpy()
    out = {}
    for name, c in declared.items():
        fresh = (year <= c.last_whole(start)) & (year >= c.last_whole(start) - c.carry) & (at >= 0)
        known = fresh & rows[name].is_not_null().to_numpy()
        values = np.full(len(history.i), np.nan, np.float32)
        values[at[known]] = rows[name].filter(pl.Series(known)).cast(pl.Float32).to_numpy()
        out[name] = values  # rows come by year: the last one stays
    return out
