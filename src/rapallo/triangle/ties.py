"""Signed ties of some states by year, with the facts behind them."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.alignment.index import Alignment
from rapallo.panel.asof import AsOf
from rapallo.triangle.result import Sign, Tie
from rapallo.triangle.signs import NEEDED, Grounds, Thresholds

MARKS: dict[int, Sign] = {1: "+", 0: "0", -1: "-"}


class Ties:
    """The tie of one pair in every year up to the as-of year.

    `years` are the years in which both were members of the system; `drawn` has the sign of each
    year at each draw of the thresholds, the middle one first.
    """

    def __init__(
        self, view: AsOf, alignment: Alignment, a: int, b: int, limits: Thresholds
    ) -> None:
        places = alignment.places("trade_salience", a, b)
        rows = view.rows(NEEDED, a, b).with_columns(
            trade_place=pl.col("year").replace_strict(places, default=None, return_dtype=pl.Float64)
        )
        self.years: NDArray[np.int_] = rows["year"].to_numpy().astype(np.int_)
        self.grounds = Grounds.of(rows)
        self.drawn = self.grounds.signs(limits)

    def at(self, year: int) -> NDArray[np.int8]:
        """Return the signs drawn for a year."""
        drawn: NDArray[np.int8] = self.drawn[np.searchsorted(self.years, year)]
        return drawn

    def tie(self, year: int, codes: tuple[str, str], *, explained: bool = False) -> Tie:
        """Return the tie of a year, with the facts behind it if `explained`."""
        drawn = self.at(year)
        return Tie(
            pair=codes,
            net=round(float(drawn.mean()), 2),
            sign=MARKS[int(drawn[0])],
            positive=round(float((drawn == 1).mean()), 2),
            why=self.why(year) if explained else "",
        )

    def why(self, year: int) -> str:
        """Return the facts behind the tie of a year, in words."""
        row = int(np.searchsorted(self.years, year))
        on = self.grounds
        facts = []
        if on.war[row] > 0:
            facts.append("armed conflict on opposite sides")
        if on.intensity[row] > 0:
            facts.append(f"dispute intensity {on.intensity[row]:.2f}")
        if on.rivalry[row] > 0:
            facts.append("strategic rivalry")
        if on.bound[row] > 0:
            facts.append(
                f"a treaty of restraint or defence since {year - int(on.since_restraint[row])}"
            )
        if not np.isnan(on.trade[row]):
            place = min(float(on.trade[row]), 99.9)  # never rounded up to all
            facts.append(f"trade above that of {place:.{1 if place > 99 else 0}f} % of pairs")
        return ", ".join(facts) or "no data"
