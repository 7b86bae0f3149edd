"""The strategic triangle: its type, roles and history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sign = Literal["+", "0", "-"]


@dataclass(frozen=True)
class Tie:
    """A signed tie between two states in a year: net of cooperation and hostility, -1 to 1."""

    pair: tuple[str, str]
    net: float | None
    sign: Sign
    positive: float
    why: str


@dataclass(frozen=True)
class TriangleYear:
    """Type and roles of a triangle in one year."""

    year: int
    type: str
    ties: tuple[Tie, Tie, Tie]
    roles: dict[str, str]
    probabilities: dict[str, float]


@dataclass(frozen=True)
class Triangle:
    """The strategic triangle after Dittmer, as of a year and year by year before it.

    `type` is one of "menage a trois", "romantic triangle", "stable marriage", "unit veto";
    `roles` maps state codes to friend, pivot, wing, partner, outcast or enemy.
    """

    type: str
    probabilities: dict[str, float]
    roles: dict[str, str]
    ties: tuple[Tie, Tie, Tie]
    rule: str
    timeline: tuple[TriangleYear, ...]
