"""The ties of a few states to every other state in a year: friends, enemies, protectors."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from rapallo import states
from rapallo.panel.asof import AsOf
from rapallo.panel.columns import column
from rapallo.triangle.signs import CARRY, NEEDED, Grounds, Thresholds
from rapallo.warehouse.store import Warehouse


def grounds(warehouse: Warehouse, year: int, which: str) -> pl.DataFrame:
    """Return what the signs of ties rest on, for the pairs that a condition on ``d`` picks.

    Rows are sorted by pair and year, as many years back as a value may be carried.
    """
    stored = ", ".join(f"d.{name}" for name in NEEDED)
    return warehouse.sql(
        f"SELECT d.state1, d.state2, d.year, {stored}, a.trade_salience AS trade_place "
        "FROM dyad_year d JOIN alignment_year a USING (state1, state2, year) "
        f"WHERE {which} AND d.year BETWEEN ? AND ? ORDER BY d.state1, d.state2, d.year",
        [year - CARRY, year],
    )


def signed(rows: pl.DataFrame, year: int) -> pl.DataFrame:
    """Return ``state1``, ``state2`` and the middle sign of the ties of a year, from `grounds`."""
    now = rows["year"].to_numpy() == year
    signs = Grounds.of(rows).where(now).signs(Thresholds.drawn(1))[:, 0]
    return rows.filter(now).select("state1", "state2").with_columns(sign=pl.Series(signs))


class Around:
    """Signed ties and promises of defence between some states and all others.

    Parameters
    ----------
    view : AsOf
        Where to read and as of when; its members are the states.
    strongest : int
        How many of the strongest states are read too, with their ties among each other.
    """

    def __init__(self, view: AsOf, strongest: int = 0) -> None:
        self.view = view
        by_size = sorted(self.capabilities, key=lambda code: -self.capabilities[code])
        self.shown = tuple(dict.fromkeys((*by_size[:strongest], *view.members)))
        own = ", ".join(map(str, view.members))
        all_shown = ", ".join(map(str, self.shown))
        rows = grounds(
            view.warehouse,
            view.year,
            f"(d.state1 IN ({own}) OR d.state2 IN ({own}) "
            f"OR (d.state1 IN ({all_shown}) AND d.state2 IN ({all_shown})))",
        )
        promised = rows.group_by("state1", "state2", maintain_order=True).agg(
            pl.col("defence_12", "defence_21").drop_nulls().last()
        )
        self._sign: dict[int, dict[int, int]] = {}
        for first, second, sign in signed(rows, view.year).iter_rows():
            self._sign.setdefault(first, {})[second] = sign
            self._sign.setdefault(second, {})[first] = sign
        self._protected: dict[int, set[int]] = {}
        for first, second, by_first, by_second in promised.iter_rows():
            if by_first:
                self._protected.setdefault(second, set()).add(first)
            if by_second:
                self._protected.setdefault(first, set()).add(second)

    def sign(self, a: int, b: int) -> int:
        """Return the sign of a tie: 1 friendly, -1 hostile, 0 neither, or not read."""
        return self._sign.get(a, {}).get(b, 0)

    def with_sign(self, state: int, sign: int) -> set[int]:
        """Return the states whose tie with one of the view's has a sign."""
        return {other for other, found in self._sign.get(state, {}).items() if found == sign}

    def protectors(self, state: int) -> set[int]:
        """Return the states in the system that promise to defend one of the view's."""
        present = self._sign.get(state, {}).keys()
        return self._protected.get(state, set()) & present

    def between(self, rival: int, target: int) -> tuple[int, ...]:
        """Return the rival's friends that are at odds with the target, the strongest first."""
        torn = self.with_sign(rival, 1) & self.with_sign(target, -1)
        return tuple(sorted(torn, key=lambda code: (-self.capabilities.get(code, 0.0), code)))

    @cached_property
    def capabilities(self) -> dict[int, float]:
        """Last known share of the world's capabilities of every state."""
        oldest = self.view.year - column("cinc").carry
        known = (
            self.view.system.filter(pl.col("year") >= oldest)
            .drop_nulls("cinc")
            .group_by("state", maintain_order=True)
            .agg(pl.col("cinc").last())
        )
        present = set(states.in_year(self.view.year))
        return {
            int(code): float(value) for code, value in known.iter_rows() if int(code) in present
        }

    def names(self, codes: tuple[int, ...]) -> tuple[str, ...]:
        """Return names of states as of the year."""
        return tuple(states.name(code, self.view.year) for code in codes)


def share_of(part: set[int], whole: set[int]) -> float | None:
    """Return which share of a set is in another, None of an empty set.

    Examples
    --------
    >>> share_of({1, 2, 9}, {1, 2, 3, 4}), share_of({1}, set())
    (0.5, None)
    """
    return len(part & whole) / len(whole) if whole else None


def place_among(value: float, everyone: ArrayLike) -> float:
    """Return the share of values below one, ties counted half.

    Examples
    --------
    >>> place_among(2.0, [1.0, 2.0, 3.0])
    0.5
    """
    of = np.asarray(everyone)
    return float(((of < value).sum() + (of == value).sum() / 2) / len(of))
