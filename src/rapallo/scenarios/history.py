"""The ties of all pairs up to the start, by year and pair: what dynamics learn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.alignment.indicators import INDICATORS
from rapallo.panel.columns import column
from rapallo.scenarios.parts import EVENTS, LEVELS, PARTS
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]

WINDOW = 30
"""Years of history that dynamics are learnt from."""
RUN_UP = 10
"""Years before them, for the running means."""
PACE = 1 / 3
"""Share of the gap to a new value that a running mean closes in a year.

So quick that what the dynamics leave unexplained up to 1985 is uncorrelated from year to year; at
1/8 surprises of votes and trade went the same way for years, and bands were too narrow.
"""
GREAT = 0.05
"""Capability share from which a state is a great power, whose disputes know no distance."""
STORED = {i.name: i.stored for i in INDICATORS}


@dataclass(frozen=True)
class History:
    """Arrays of shape (years, pairs), the last year being the start; NaN where unknown.

    Parameters
    ----------
    years, codes : arrays
        Years; codes of all states that are members in the start year, sorted.
    i, j : (pairs,)
        Positions in `codes` of the two states of a pair.
    places : (years, pairs, parts)
        Percentiles.
    means : (years, pairs, levels)
        Running means of the levels.
    on : (years, pairs, events)
        1 where there is a pact, rivalry, war, sanctions, a dispute in the year; else 0.
    memory, index, hostility, balance, gap, prone : (years, pairs)
        Memory of disputes (0-5, 0 where unknown); index and hostility (0-100); third-party balance;
        difference of electoral democracy, the mean where unknown; 1 where the two are contiguous
        or one is a great power.
    cinc, polyarchy : (years, states)
    """

    years: NDArray[np.int16]
    codes: NDArray[np.int16]
    i: Integers
    j: Integers
    places: Floats
    means: Floats
    on: Floats
    memory: Floats
    index: Floats
    hostility: Floats
    balance: Floats
    gap: Floats
    prone: Floats
    cinc: Floats
    polyarchy: Floats

    def pair(self, a: int, b: int) -> int:
        """Return the place of a pair of codes."""
        first, second = np.searchsorted(self.codes, [min(a, b), max(a, b)])
        found: Integers = np.flatnonzero((self.i == first) & (self.j == second))
        return int(found[0])


def read(warehouse: Warehouse, start: int) -> History:
    """Read the history of all pairs of the start year's members, with nothing dated later."""
    years = np.arange(start - WINDOW - RUN_UP, start + 1).astype(np.int16)
    names = ", ".join(f"a.{name}" for name in PARTS)
    flags = ", ".join(
        f"greatest({', '.join(f'd.{name}' for name in STORED[e])}) AS on_{e}" for e in EVENTS[:-1]
    )
    rows = warehouse.sql(
        f"SELECT a.state1, a.state2, a.year, {names}, a.alignment, a.hostility, {flags}, "
        "d.dispute, d.dispute_memory AS memory, d.contiguity "
        "FROM alignment_year a JOIN dyad_year d USING (state1, state2, year) "
        "WHERE a.year BETWEEN ? AND ?",
        [int(years[0]), start],
    )
    now = rows.filter(pl.col("year") == start)
    codes = np.unique(np.concatenate([now["state1"].to_numpy(), now["state2"].to_numpy()]))
    i, j = np.triu_indices(len(codes), 1)
    sheet = np.full((1000, 1000), -1, np.intp)
    sheet[codes[i], codes[j]] = np.arange(len(i))
    at = sheet[rows["state1"].to_numpy(), rows["state2"].to_numpy()]
    rows, at = rows.filter(pl.Series(at >= 0)), at[at >= 0]
    t = rows["year"].to_numpy() - years[0]

    def laid(name: str) -> Floats:
        out = np.full((len(years), len(i)), np.nan, np.float32)
        out[t, at] = rows[name].cast(pl.Float32).fill_null(np.nan).to_numpy()
        return out

    places = np.stack([laid(name) for name in PARTS], axis=2)
    raw = [_carried(laid(f"on_{e}"), column(e).carry) for e in EVENTS[:-1]]
    raw.append(laid("dispute"))
    on = np.stack([np.where(np.isnan(r), np.nan, r > 0) for r in raw], axis=2).astype(np.float32)
    of_states = _states(warehouse, years, codes)
    index = laid("alignment")
    touching = _carried(laid("contiguity"), column("contiguity").carry)
    gap = np.abs(of_states["polyarchy"][:, i] - of_states["polyarchy"][:, j])
    great = np.fmax(of_states["cinc"][:, i], of_states["cinc"][:, j]) >= GREAT
    return History(
        years=years,
        codes=codes,
        i=i,
        j=j,
        places=places,
        means=running_mean(places[:, :, : len(LEVELS)]),
        on=on,
        memory=np.nan_to_num(_carried(laid("memory"), column("dispute_memory").carry)),
        index=index,
        hostility=laid("hostility"),
        balance=np.stack(
            [balance(index[k], of_states["cinc"][k], i, j) for k in range(len(years))]
        ),
        gap=np.where(np.isnan(gap), np.nanmean(gap), gap),
        prone=((touching > 0) | great).astype(np.float32),
        cinc=of_states["cinc"],
        polyarchy=of_states["polyarchy"],
    )


def balance(index: Floats, cinc: Floats, i: Integers, j: Integers) -> Floats:
    """Return what third parties make of every pair: 100 * sum over k of c_k s_ik s_jk.

    s is the index turned to -1..1, c_k the capability share of k. Two states that lean the same
    way towards powerful third states, near or far, have a positive balance.
    """
    n = len(cinc)
    flat = np.zeros(n * n, np.float32)
    flat[i * n + j] = flat[j * n + i] = np.nan_to_num(index / 50 - 1)
    side = flat.reshape(n, n)
    made: Floats = ((side * np.nan_to_num(cinc * 100)) @ side).ravel()[i * n + j]
    return made


def running_mean(values: Floats) -> Floats:
    """Return the running mean along the first axis: it closes `PACE` of its gap each year."""
    out = values.copy()
    for t in range(1, len(values)):
        moved = out[t - 1] + PACE * (values[t] - out[t - 1])
        out[t] = np.where(
            np.isnan(out[t - 1]), values[t], np.where(np.isnan(moved), out[t - 1], moved)
        )
    return out


def _carried(values: Floats, years: int) -> Floats:
    out = values.copy()
    age = np.zeros(values.shape[1:], np.int16)
    for t in range(1, len(values)):
        unknown = np.isnan(values[t])
        age = np.where(unknown, age + 1, 0).astype(np.int16)
        out[t] = np.where(unknown & (age <= years), out[t - 1], values[t])
    return out


def _states(
    warehouse: Warehouse, years: NDArray[np.int16], codes: NDArray[np.int16]
) -> dict[str, Floats]:
    rows = warehouse.sql(
        "SELECT state, year, cinc, polyarchy FROM state_year WHERE year BETWEEN ? AND ?",
        [int(years[0]), int(years[-1])],
    ).filter(pl.col("state").is_in(codes.tolist()))
    t = rows["year"].to_numpy() - years[0]
    at = np.searchsorted(codes, rows["state"].to_numpy())
    out = {}
    for name in ("cinc", "polyarchy"):
        sheet = np.full((len(years), len(codes)), np.nan, np.float32)
        sheet[t, at] = rows[name].cast(pl.Float32).fill_null(np.nan).to_numpy()
        out[name] = _carried(sheet, column(name).carry)
    return out


def same_source(name: str, year: int) -> bool:
    """Return whether one source speaks of a column in a year and in the year before.

    Changes between two years are learnt from only there: a carried value does not move, and a
    change of source is no change of the tie.
    """
    declared = column("dispute" if name == "dispute_memory" else name)
    now, before = (declared.source_in(year - back - declared.lag) for back in (0, 1))
    return now is not None and now == before
