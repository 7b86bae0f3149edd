"""What the sign of a tie rests on, for any rows of the panel, and the rule's thresholds."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.alignment.derive import carry_forward
from rapallo.measures.signed_ties import tie_signs
from rapallo.panel.columns import column
from rapallo.panel.columns.obligations import RESTRAINTS

Floats = NDArray[np.float64]

INTENSITY, MEMORY, TRADE = (0.15, 0.35), (5.0, 15.0), (60.0, 90.0)
DRAWS = 501
SEED = 1981
BOUND = tuple(name for restraint in RESTRAINTS for name in column(restraint).stored)
CARRIED = ("war", "dispute_intensity", "rivalry", "restraint_begun", "last_dispute")
NEEDED = (*CARRIED, *BOUND)
CARRY = max(column(name).carry for name in (*CARRIED, *RESTRAINTS))
RULE = (
    "A tie is hostile in armed conflict on opposite sides, with disputes of an intensity of at "
    "least {intensity:g} over five years (unless a defence, neutrality or non-aggression treaty is "
    "newer than the last of them), or in a strategic rivalry that no such treaty of the last "
    "{memory:g} years softens. Otherwise it is friendly with such a treaty in force, or with trade "
    "that matters more to both than in {trade:g} % of pairs; else neither. "
    "Probabilities: the share of {draws} draws of these thresholds from {ranges}"
)


@dataclass(frozen=True)
class Thresholds:
    """Draws of the rule's three thresholds; the first of each is the middle of its range."""

    intensity: Floats
    memory: Floats
    trade: Floats

    @classmethod
    def drawn(cls, draws: int = DRAWS) -> Thresholds:
        """Return the middle and `draws` - 1 uniform draws, the same each time."""
        draw = np.random.default_rng(SEED)
        return cls(
            *(
                np.concatenate([[(low + high) / 2], draw.uniform(low, high, draws - 1)])
                for low, high in (INTENSITY, MEMORY, TRADE)
            )
        )


def rule() -> str:
    """Return the rule in words, with its middle thresholds."""
    middle = [sum(span) / 2 for span in (INTENSITY, MEMORY, TRADE)]
    first, second, third = (f"{low:g}-{high:g}" for low, high in (INTENSITY, MEMORY, TRADE))
    return RULE.format(
        intensity=middle[0],
        memory=middle[1],
        trade=middle[2],
        draws=DRAWS,
        ranges=f"{first}, {second} and {third}",
    )


@dataclass(frozen=True)
class Grounds:
    """What the signs of ties rest on, one value a row; NaN where nothing is known."""

    war: Floats
    intensity: Floats
    rivalry: Floats
    bound: Floats
    since_restraint: Floats
    since_dispute: Floats
    trade: Floats

    @classmethod
    def of(cls, rows: pl.DataFrame) -> Grounds:
        """Lay the grounds out for rows sorted by pair and year, each carried as declared.

        Parameters
        ----------
        rows : polars.DataFrame
            ``state1``, ``state2``, ``year``, the panel's columns in `NEEDED`, and
            ``trade_place``, the percentile of trade salience.
        """

        def known(stored: str, name: str) -> Floats:
            values = rows[stored].cast(pl.Float32).fill_null(np.nan).to_numpy()
            return carry_forward(rows, values, column(name).carry).astype(np.float64)

        year = rows["year"].to_numpy().astype(np.float64)
        held = {name: known(name, name) for name in CARRIED}
        bound = [known(name, name.rpartition("_")[0]) for name in BOUND]
        return cls(
            war=held["war"],
            intensity=held["dispute_intensity"],
            rivalry=held["rivalry"],
            bound=np.fmax.reduce(bound),
            since_restraint=_since(year, held["restraint_begun"]),
            since_dispute=_since(year, held["last_dispute"]),
            trade=rows["trade_place"].cast(pl.Float64).fill_null(np.nan).to_numpy(),
        )

    def where(self, wanted: NDArray[np.bool_]) -> Grounds:
        """Return the grounds of some of the rows."""
        return Grounds(*(getattr(self, f.name)[wanted] for f in fields(self)))

    def signs(self, limits: Thresholds) -> NDArray[np.int8]:
        """Return the sign of every row at every draw of the thresholds, shape (rows, draws)."""
        return tie_signs(
            war=self.war[:, None],
            intensity=self.intensity[:, None],
            rivalry=self.rivalry[:, None],
            bound=self.bound[:, None],
            since_restraint=self.since_restraint[:, None],
            since_dispute=self.since_dispute[:, None],
            trade=self.trade[:, None],
            hostile_from=limits.intensity,
            softened_below=limits.memory,
            friendly_from=limits.trade,
        )


def _since(year: Floats, begun: Floats) -> Floats:
    return np.where(np.isnan(begun), np.inf, year - begun)
