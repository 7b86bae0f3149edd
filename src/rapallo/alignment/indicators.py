"""Which columns make the alignment index, and how each is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DimensionName = Literal["security", "diplomacy", "economy", "hostility"]
DIMENSIONS: tuple[DimensionName, ...] = ("security", "diplomacy", "economy", "hostility")


@dataclass(frozen=True)
class Indicator:
    """A column of the panel that speaks to a dimension.

    `stored` are the panel's stored columns, of which the largest counts; `sign` is -1 where less
    of it means more of the dimension.
    """

    name: str
    dimension: DimensionName
    stored: tuple[str, ...]
    sign: Literal[1, -1] = 1


INDICATORS = (
    Indicator("defence", "security", ("defence_12", "defence_21")),
    Indicator("defence_similarity", "security", ("defence_similarity",)),
    Indicator("arms_5y", "security", ("arms_5y",)),
    Indicator("exercises_5y", "security", ("exercises_5y",)),
    Indicator("un_agreement", "diplomacy", ("un_agreement",)),
    Indicator("ideal_distance", "diplomacy", ("ideal_distance",), -1),
    Indicator("igos", "diplomacy", ("igos",)),
    Indicator("trade_salience", "economy", ("trade_salience",)),
    Indicator("trade_agreements", "economy", ("trade_agreements",)),
    Indicator("dispute_memory", "hostility", ("dispute_memory",)),
    Indicator("rivalry", "hostility", ("rivalry",)),
    Indicator("sanctions", "hostility", ("sanctions_12", "sanctions_21")),
    Indicator("war", "hostility", ("war",)),
)


GROUNDS = 2
"""How many indicators make hostility: the highest, for any two are quarrel enough."""


def counted(name: str, places: list[float]) -> list[float]:
    """Return the percentiles of known indicators that a dimension is the mean of.

    Hostility is the mean of its `GROUNDS` highest: a rivalry with disputes is open quarrel whether
    or not there are sanctions and war besides. The others are the mean of all.

    Examples
    --------
    >>> counted("hostility", [99.0, 100.0, 50.0, 50.0]), counted("economy", [40.0, 60.0])
    ([100.0, 99.0], [40.0, 60.0])
    """
    return sorted(places, reverse=True)[:GROUNDS] if name == "hostility" else places


def of_dimension(name: str) -> tuple[Indicator, ...]:
    """Return the indicators of a dimension."""
    return tuple(i for i in INDICATORS if i.dimension == name)
