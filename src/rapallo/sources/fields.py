"""Columns that many tables share, declared once."""

from __future__ import annotations

import polars as pl

from rapallo import states
from rapallo.sources.source import Field

SYSTEM_BEGINS = 1816
"""First year of the Correlates of War state system."""
LAST_YEAR = 2100
"""Last year that any table may hold (population projections end here)."""


def state(name: str = "state", *, about: str = "", nullable: bool = False) -> Field:
    """Declare a column of Correlates of War state codes.

    Examples
    --------
    >>> 710 in state("exporter").values
    True
    """
    codes = tuple(states.all_states())
    words = about or "state, Correlates of War code"
    return Field(name, pl.Int16, nullable=nullable, values=codes, about=words)


def year(
    name: str = "year",
    *,
    low: int = SYSTEM_BEGINS,
    high: int = LAST_YEAR,
    nullable: bool = False,
    about: str = "calendar year",
) -> Field:
    """Declare a column of years within [`low`, `high`].

    Examples
    --------
    >>> year(low=1946).low
    1946
    """
    return Field(name, pl.Int16, nullable=nullable, low=low, high=high, about=about)


def flag(name: str, about: str, *, nullable: bool = False) -> Field:
    """Declare a column that is 1 where something holds and 0 where it does not.

    Examples
    --------
    >>> flag("defence", "promises to defend the other").values
    (0, 1)
    """
    return Field(name, pl.Int8, nullable=nullable, values=(0, 1), about=about)


def level(name: str, low: int, high: int, about: str, *, nullable: bool = False) -> Field:
    """Declare a column of small whole numbers with a meaning each, from `low` to `high`.

    Examples
    --------
    >>> level("hostility", 1, 5, "1 none to 5 war").high
    5
    """
    return Field(name, pl.Int8, nullable=nullable, low=low, high=high, about=about)


def amount(name: str, about: str, *, nullable: bool = False, low: float | None = 0) -> Field:
    """Declare a column of measured amounts, not below `low`; `about` gives the unit.

    Examples
    --------
    >>> amount("km", "distance in km").low
    0
    """
    return Field(name, pl.Float64, nullable=nullable, low=low, about=about)
