"""What alignment answers: the index with its dimensions, and the rung on the ladder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapallo.panel.figure import Figure


@dataclass(frozen=True)
class Dimension:
    """One dimension of alignment, 0 to 100, as a percentile among all pairs of the year.

    `value` is None where no indicator of it is known; `low` and `high` span the values that its
    indicators give when each is used alone.
    """

    name: Literal["security", "diplomacy", "economy", "hostility"]
    value: float | None
    low: float | None
    high: float | None
    indicators: tuple[Figure, ...]


@dataclass(frozen=True)
class Index:
    """The alignment index, 0 to 100, with its interval and its place among all pairs."""

    value: float | None
    low: float | None
    high: float | None
    percentile: float | None
    rank: int | None
    of: int
    trend_5y: float | None


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder and whether the pair stands on it."""

    number: int
    name: str
    stage: Literal["early", "moderate", "advanced"]
    status: Literal["met", "partial", "not met", "unknown"]
    evidence: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Ladder:
    """The ladder after Korolev: `rung` is the highest with every rung below it met."""

    rung: int
    name: str
    stage: str
    evidence: tuple[Rung, ...]
