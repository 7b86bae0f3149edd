"""The kinds of shock, each with the panel's column that it moves: one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Acts = Literal["amount", "points", "force", "odds", "state", "promise"]


@dataclass(frozen=True)
class Kind:
    """A kind of shock.

    Parameters
    ----------
    name, about : str
        Its name in scenario files, and what it stands for.
    of : {"pair", "state"}
        What it happens to.
    column : str
        The column of the panel that it moves.
    acts : str
        "amount" adds to the column's raw figure, "points" to its percentile; "force" switches an
        event on (`to` 1) or off (0) while it lasts; "odds" multiplies an event's yearly odds;
        "promise" puts a treaty in force; "state" moves a state's own figure.
    unit : str
        Unit of `size`; empty where it has none.
    size : float or None
        Default; None where it must be given.
    low, high : float
        Range of `size`.
    to : int
        Of an event switched: on or off.
    """

    name: str
    about: str
    of: Literal["pair", "state"]
    column: str
    acts: Acts
    unit: str = ""
    size: float | None = 1.0
    low: float = -1e9
    high: float = 1e9
    to: int = 1


KINDS = {
    kind.name: kind
    for kind in (
        Kind("sanctions_lifted", "no sanctions between the two", "pair", "sanctions", "force",
             to=0),
        Kind("sanctions_tightened", "sanctions between the two", "pair", "sanctions", "force"),
        Kind("tariffs", "trade between the two falls", "pair", "trade", "amount",
             "% of their trade lost", 20, 0, 100),
        Kind("trade_deal", "trade between the two grows", "pair", "trade", "amount",
             "% of their trade gained", 20, 0, 1000),
        Kind("gas_deal", "trade between the two grows, by gas or any goods", "pair", "trade",
             "amount", "billion USD a year", None, 0, 10_000),
        Kind("arms_sale", "arms delivered from one to the other", "pair", "arms_5y", "amount",
             "million TIV a year", None, 0, 100_000),
        Kind("arms_embargo", "no arms between the two", "pair", "arms_5y", "amount",
             "% of deliveries stopped", 100, 0, 100),
        Kind("exercise_series", "joint exercises every year", "pair", "exercises_5y", "amount",
             "exercises a year", 1, -50, 50),
        Kind("summit_series", "leaders meet, and positions are assumed to near", "pair",
             "ideal_distance", "points", "percentile points", 2, -100, 100),
        Kind("vote_shift", "votes in the General Assembly move together", "pair", "un_agreement",
             "points", "percentile points", None, -100, 100),
        Kind("troop_buildup", "troops at the border: disputes likelier", "pair", "dispute", "odds",
             "times the odds of a dispute", 3, 0.01, 1000),
        Kind("border_clash", "a militarized dispute in every year that it lasts", "pair",
             "dispute", "force", "level of hostility, 2-5", 4, 1, 5),
        Kind("border_settlement", "no rivalry, and disputes rarer", "pair", "rivalry", "force",
             "times by which the odds of a dispute fall", 3, 1, 1000, to=0),
        Kind("rivalry", "the two are rivals", "pair", "rivalry", "force"),
        Kind("war", "armed conflict on opposite sides", "pair", "war", "force"),
        Kind("concession", "a concession in a bargain: rivalry likelier to end", "pair", "rivalry",
             "odds", "times the odds that rivalry ends", 3, 0.01, 1000),
        Kind("defence_treaty", "a defence pact is in force", "pair", "defence", "promise"),
        Kind("nonaggression_treaty", "a non-aggression pact is in force", "pair", "nonaggression",
             "promise"),
        Kind("consultation_treaty", "an obligation to consult is in force", "pair",
             "consultation", "promise"),
        Kind("regime_change", "electoral democracy moves to a level", "state", "polyarchy",
             "state", "index of electoral democracy, 0-1", None, 0, 1),
        Kind("economic_growth", "the economy grows faster or slower", "state", "gdp_estimate",
             "state", "% a year", None, -50, 50),
        Kind("population_growth", "the population grows faster or slower", "state", "population",
             "state", "% a year", None, -20, 20),
    )
}  # fmt: skip
"""Every kind by its name."""
