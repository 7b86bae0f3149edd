"""The grid: every state and pair of the system in every year, as positions in arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo import states
from rapallo.panel.column import Domain
from rapallo.panel.years import FIRST, LAST

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]
Tables = Mapping[str, pl.DataFrame]
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Grid:
    """States by years, and the rows that pairs and states take in the panel's tables.

    A *cube* is an array of shape (years, states, states); a *sheet* has shape (years, states).
    Dyad rows list each pair once, the smaller code first, sorted by pair and year, for the years
    in which both were members of the state system.
    """

    codes: NDArray[np.int16]
    member: NDArray[np.bool_]
    reach: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of_system(cls, reach: Mapping[str, int] | None = None) -> Grid:
        """Return the grid of the Correlates of War state system, 1816-2025.

        Parameters
        ----------
        reach : mapping of str to int, optional
            Last year of each source; else as declared.
        """
        rows = states.state_years(FIRST, LAST)
        codes = rows["state"].unique().sort().to_numpy().astype(np.int16)
        member = np.zeros((LAST - FIRST + 1, len(codes)), dtype=bool)
        position = np.searchsorted(codes, rows["state"].to_numpy())
        member[rows["year"].to_numpy() - FIRST, position] = True
        return cls(codes, member, reach or {})

    def years(self, domain: Domain) -> tuple[int, int]:
        """Return the first and last year of a domain, as far as its source reaches."""
        held = domain.held(self.reach)
        return held.first, min(held.last, LAST)

    @cached_property
    def dyads(self) -> tuple[Integers, Integers, Integers]:
        """Year, first-state and second-state positions of every dyad row."""
        i, j = np.triu_indices(len(self.codes), k=1)
        both = self.member[:, i] & self.member[:, j]
        pair, t = np.nonzero(both.T)
        return t, i[pair], j[pair]

    @cached_property
    def state_rows(self) -> tuple[Integers, Integers]:
        """Year and state positions of every state row."""
        i, t = np.nonzero(self.member.T)
        return t, i

    def dyad_keys(self) -> pl.DataFrame:
        """Return the keys of the dyad rows: ``state1 < state2`` and ``year``."""
        t, i, j = self.dyads
        return pl.DataFrame(
            {
                "state1": self.codes[i],
                "state2": self.codes[j],
                "year": (t + FIRST).astype(np.int16),
            }
        )

    def state_keys(self) -> pl.DataFrame:
        """Return the keys of the state rows: ``state`` and ``year``."""
        t, i = self.state_rows
        return pl.DataFrame({"state": self.codes[i], "year": (t + FIRST).astype(np.int16)})

    def cube(
        self,
        frame: pl.DataFrame,
        value: str | None = None,
        *,
        by: tuple[str, str] = ("state1", "state2"),
        within: tuple[int, int] | None = None,
        symmetric: bool = False,
    ) -> Floats:
        """Lay a table with one row a directed pair and year out as a cube.

        Parameters
        ----------
        frame : polars.DataFrame
            Columns named in `by`, ``year``, and `value`; keys unique.
        value : str, optional
            Column laid out; 1 for every row where None.
        by : tuple of str
            Columns of the two states, first to second.
        within : tuple of int, optional
            Years in which a pair without a row has the value 0; elsewhere all is NaN.
        symmetric : bool
            Whether a row also holds for the second state towards the first.
        """
        out = np.full((len(self.member), len(self.codes), len(self.codes)), np.nan, np.float32)
        if within is not None:
            out[within[0] - FIRST : within[1] - FIRST + 1] = 0
        t, i = self._place(frame, by[0])
        j = self._place(frame, by[1])[1]
        first, last = within or (FIRST, FIRST + len(out) - 1)
        known = (i >= 0) & (j >= 0) & (t >= first - FIRST) & (t <= last - FIRST)
        values = (
            np.ones(frame.height) if value is None else frame[value].cast(pl.Float32).to_numpy()
        )
        out[t[known], i[known], j[known]] = values[known]
        if symmetric:
            out[t[known], j[known], i[known]] = values[known]
        return out

    def sheet(self, frame: pl.DataFrame, value: str, *, by: str = "state") -> NDArray[np.float64]:
        """Lay a table with one row a state and year out as a sheet, NaN where there is none."""
        out = np.full(self.member.shape, np.nan, np.float64)
        t, i = self._place(frame, by)
        known = (i >= 0) & (t >= 0) & (t < len(out))
        out[t[known], i[known]] = frame[value].cast(pl.Float64).to_numpy()[known]
        return out

    def spells(
        self,
        frame: pl.DataFrame,
        value: str | None,
        first: str,
        last: str,
        within: tuple[int, int],
        fill: float = np.nan,
    ) -> Floats:
        """Lay spells of undirected pairs out as a symmetric cube, `fill` between them."""
        out = np.full((len(self.member), len(self.codes), len(self.codes)), np.nan, np.float32)
        out[max(within[0], FIRST) - FIRST : within[1] - FIRST + 1] = fill
        i, j = (self.position(frame[name]) for name in ("state1", "state2"))
        begin = np.maximum(frame[first].to_numpy(), within[0]) - FIRST
        end = np.minimum(frame[last].to_numpy(), within[1]) - FIRST + 1
        values = np.ones(frame.height) if value is None else frame[value].to_numpy()
        for a, b, s, e, v in zip(i, j, begin, end, values, strict=True):
            if a >= 0 and b >= 0 and e > max(s, 0):
                out[max(s, 0) : e, a, b] = out[max(s, 0) : e, b, a] = v
        return out

    def at(self, cube: NDArray[Any], *, reverse: bool = False) -> Floats:
        """Return a cube's values in the order of the dyad rows, second to first if `reverse`."""
        t, i, j = self.dyads
        return cube[t, j, i] if reverse else cube[t, i, j]

    def at_states(self, sheet: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return a sheet's values in the order of the state rows."""
        t, i = self.state_rows
        return sheet[t, i]

    def position(self, codes: pl.Series) -> Integers:
        """Return the positions of state codes, -1 for a code that is no state's."""
        table = np.full(1000, -1, dtype=np.intp)
        table[self.codes] = np.arange(len(self.codes))
        found: Integers = table[np.clip(codes.fill_null(999).to_numpy(), 0, 999)]
        return found

    def _place(self, frame: pl.DataFrame, by: str) -> tuple[Integers, Integers]:
        return frame["year"].to_numpy().astype(np.intp) - FIRST, self.position(frame[by])
