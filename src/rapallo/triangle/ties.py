"""Signed ties: friend, foe or neither, by a stated rule whose thresholds are uncertain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo.alignment.index import Alignment
from rapallo.panel.asof import AsOf
from rapallo.panel.columns import column
from rapallo.triangle.result import Sign, Tie

RULE = (
    "A tie is hostile in armed conflict on opposite sides, with disputes of an intensity of at "
    "least {intensity} over five years (unless a defence, neutrality or non-aggression treaty is "
    "newer than the last of them), or in a strategic rivalry that no such treaty of the last "
    "{memory} years softens. Otherwise it is friendly with such a treaty in force, or with trade "
    "that matters more to both than in {trade} % of pairs; else neither. "
    "Probabilities: the share of {draws} draws of these thresholds from {ranges}"
)
INTENSITY, MEMORY, TRADE = (0.15, 0.35), (5.0, 15.0), (60.0, 90.0)
DRAWS = 501
SEED = 1981
RESTRAINTS = ("defence", "neutrality", "nonaggression")


@dataclass(frozen=True)
class Thresholds:
    """Draws of the rule's three thresholds; the first of each is the middle of its range."""

    intensity: NDArray[np.float64]
    memory: NDArray[np.float64]
    trade: NDArray[np.float64]

    @classmethod
    def drawn(cls) -> Thresholds:
        """Return the middle and `DRAWS` - 1 uniform draws, the same each time."""
        draw = np.random.default_rng(SEED)
        return cls(
            *(
                np.concatenate([[(low + high) / 2], draw.uniform(low, high, DRAWS - 1)])
                for low, high in (INTENSITY, MEMORY, TRADE)
            )
        )


def rule() -> str:
    """Return the rule in words, with its middle thresholds."""
    middle = [sum(span) / 2 for span in (INTENSITY, MEMORY, TRADE)]
    first, second, third = (f"{low:g}-{high:g}" for low, high in (INTENSITY, MEMORY, TRADE))
    return RULE.format(
        intensity=middle[0],
        memory=int(middle[1]),
        trade=int(middle[2]),
        draws=DRAWS,
        ranges=f"{first}, {second} and {third}",
    )


class Ties:
    """Signed ties of some states by year, as known at the as-of year."""

    def __init__(self, view: AsOf, alignment: Alignment) -> None:
        self._view = view
        self._alignment = alignment
        self._thresholds = Thresholds.drawn()

    def signs(self, a: int, b: int, years: NDArray[np.int_]) -> NDArray[np.int8]:
        """Return 1, 0 or -1 for each year and each draw of the thresholds.

        Returns
        -------
        ndarray of int8, shape (years, draws)
        """
        limits = self._thresholds
        war = self._by_year("war", years, a, b) > 0
        intensity = self._by_year("dispute_intensity", years, a, b)[:, None] >= limits.intensity
        rivalry = self._by_year("rivalry", years, a, b) > 0
        bound, age = self._restraint(years, a, b)
        intensity &= (self._since_dispute(years, a, b) <= age)[:, None]
        softened = age[:, None] < limits.memory
        hostile = war[:, None] | intensity | (rivalry[:, None] & ~softened)
        trade = self._trade(years, a, b)[:, None] >= limits.trade
        return np.where(hostile, -1, (bound[:, None] | trade).astype(np.int8)).astype(np.int8)

    def tie(self, codes: tuple[str, str], drawn: NDArray[np.int8], why: str = "") -> Tie:
        """Return a tie from its drawn signs."""
        marks: dict[int, Sign] = {1: "+", 0: "0", -1: "-"}
        positive = float((drawn == 1).mean())
        return Tie(
            pair=codes,
            net=round(float(drawn.mean()), 2),
            sign=marks[int(drawn[0])],
            positive=round(positive, 2),
            why=why,
        )

    def why(self, a: int, b: int, year: int) -> str:
        """Return the facts behind a tie in a year, in words."""
        at = np.array([year])
        facts = []
        if self._by_year("war", at, a, b)[0] > 0:
            facts.append("armed conflict on opposite sides")
        intensity = self._by_year("dispute_intensity", at, a, b)[0]
        if intensity > 0:
            facts.append(f"dispute intensity {intensity:.2f}")
        if self._by_year("rivalry", at, a, b)[0] > 0:
            facts.append("strategic rivalry")
        bound, age = self._restraint(at, a, b)
        if bound[0]:
            facts.append(f"a treaty of restraint or defence since {year - int(age[0])}")
        trade = self._trade(at, a, b)[0]
        if not np.isnan(trade):
            facts.append(f"trade in the {trade:.0f}th percentile")
        return ", ".join(facts) or "no data"

    def _by_year(self, name: str, years: NDArray[np.int_], a: int, b: int) -> NDArray[np.float64]:
        """Return a column's value at each year, carried as its declaration allows, NaN if none."""
        known, values = self._view.known(name, a, b)
        if not len(known):
            return np.full(len(years), np.nan)
        row = np.searchsorted(known, years, side="right") - 1
        found = values.to_numpy().astype(np.float64)[np.maximum(row, 0)]
        fresh = (row >= 0) & (years - known[np.maximum(row, 0)] <= column(name).carry)
        return np.where(fresh, found, np.nan)

    def _restraint(
        self, years: NDArray[np.int_], a: int, b: int
    ) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Return whether a treaty of restraint is in force, and the age of the newest promise."""
        bound = np.zeros(len(years), dtype=bool)
        age = np.full(len(years), np.inf)
        for name in RESTRAINTS:
            for who in ((a, b), (b, a)):
                known, values = self._view.known(name, *who)
                if not len(known):
                    continue
                on = values.to_numpy() > 0
                begun = known[on & ~np.concatenate([[False], on[:-1]])]
                bound |= self._by_year(name, years, *who) > 0
                row = np.searchsorted(begun, years, side="right") - 1
                since = years - begun[np.maximum(row, 0)] if len(begun) else np.inf
                age = np.minimum(age, np.where(row >= 0, since, np.inf))
        return bound, age

    def _since_dispute(self, years: NDArray[np.int_], a: int, b: int) -> NDArray[np.float64]:
        """Return the years since the last dispute, infinite where there was none."""
        known, values = self._view.known("dispute", a, b)
        disputed = known[values.to_numpy() > 0] if len(known) else known
        row = np.searchsorted(disputed, years, side="right") - 1
        if not len(disputed):
            return np.full(len(years), np.inf)
        return np.where(row >= 0, years - disputed[np.maximum(row, 0)], np.inf)

    def _trade(self, years: NDArray[np.int_], a: int, b: int) -> NDArray[np.float64]:
        place = self._alignment.places("trade_salience", a, b)
        return np.array([place.get(int(year), np.nan) for year in years])
