"""The case before the ledger: a pair, a rival, a year, and what is known of them."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property

import numpy as np
import polars as pl

from rapallo import states
from rapallo.alignment.index import Alignment, indicator_named
from rapallo.ledger.say import the
from rapallo.ledger.threats import Threats
from rapallo.panel.asof import AsOf, codes_of
from rapallo.panel.columns import column as declared
from rapallo.panel.figure import Figure


class Case:
    """A pair seen from a rival as of a year, with the figures that considerations ask for.

    Parameters
    ----------
    view : AsOf
        The three states' figures.
    alignment : Alignment
        Their alignment.
    threats : Threats
        Who threatens the two states of the pair.
    first, second, rival : int
        Correlates of War codes.
    """

    def __init__(
        self,
        view: AsOf,
        alignment: Alignment,
        threats: Threats,
        first: int,
        second: int,
        rival: int,
    ) -> None:
        self.view = view
        self.alignment = alignment
        self.threats = threats
        self.first, self.second, self.rival = first, second, rival

    @property
    def pair(self) -> tuple[int, int]:
        """The two states."""
        return self.first, self.second

    @property
    def year(self) -> int:
        """The as-of year."""
        return self.view.year

    def name(self, code: int) -> str:
        """Return a state's name as of the year, as it stands inside a sentence."""
        return the(states.name(code, self.year))

    @cached_property
    def names(self) -> tuple[str, str, str]:
        """Names of the first, the second and the rival."""
        return self.name(self.first), self.name(self.second), self.name(self.rival)

    def codes(self, *who: int) -> tuple[str, ...]:
        """Return the display codes of states."""
        return codes_of(who)

    def figure(self, column: str, *who: int, at: int | None = None) -> Figure:
        """Return a figure; one that the index uses comes with its percentile among all pairs."""
        found = self.view.figure(column, *who, at=at)
        if at is None and len(who) == 2 and indicator_named(column):
            row = self.alignment.at(who[0], who[1], self.year)
            return replace(found, percentile=row.get(column))
        return found

    def greater(self, column: str, a: int, b: int) -> Figure:
        """Return the greater of a directed column's two figures, the known one if one is known."""
        ways = (self.figure(column, a, b), self.figure(column, b, a))
        return max(ways, key=lambda f: f.value if isinstance(f.value, float) else -math.inf)

    def place(self, name: str, a: int, b: int) -> float | None:
        """Return a pair's percentile in an indicator or dimension of the index."""
        return self.alignment.at(a, b, self.year).get(name)

    def total(self, column: str, a: int, b: int, years: int) -> tuple[float | None, int, int]:
        """Return a column's sum over the last known years of a window, and its first and last."""
        known_years, values = self.view.known(column, a, b)
        keep = known_years > self.year - years
        if not keep.any():
            return None, 0, 0
        inside = known_years[keep]
        return float(values.filter(pl.Series(keep)).sum()), int(inside[0]), int(inside[-1])

    def system_figure(self, column: str, code: int) -> Figure:
        """Return the latest figure of a state that is none of the three."""
        oldest = self.year - declared(column).carry
        rows = self.view.system.filter((pl.col("state") == code) & (pl.col("year") >= oldest))
        rows = rows.drop_nulls(column)
        blank = self.view.figure(column, code)
        if not rows.height:
            return blank
        year = int(rows["year"][-1])
        return replace(
            blank, value=float(rows[column][-1]), year=year, age=self.year - year, reason=None
        )


def known(*values: float | None) -> bool:
    """Return whether every value is known."""
    return all(value is not None and not np.isnan(value) for value in values)
