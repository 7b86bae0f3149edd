"""What a measure is: its declaration, and what may be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import polars as pl

from rapallo.panel.columns import column
from rapallo.panel.measures.among import Among
from rapallo.warehouse.store import Warehouse

Level = Literal["dyad", "state", "system"]
Option = Literal["on", "issue", "weights", "rival", "among"]


@dataclass(frozen=True)
class Data:
    """What a measure reads.

    Parameters
    ----------
    columns : tuple of str
        Columns of the panel; their sources are the measure's, and so are the years of the first.
    tables : tuple of str
        Tables that only a built warehouse has.
    first, last : int, optional
        Years, where they are fewer than the first column's.
    """

    columns: tuple[str, ...]
    tables: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None

    @property
    def years(self) -> tuple[int, int]:
        """First and last year for which there may be values, as declared."""
        return self.years_in(None)

    def years_in(self, warehouse: Warehouse | None) -> tuple[int, int]:
        """Return the first and last year for which a warehouse may have values."""
        declared = column(self.columns[0], warehouse)
        first = declared.first if self.first is None else self.first
        return first, declared.last if self.last is None else self.last


@dataclass(frozen=True)
class Request:
    """What is asked of a measure, checked.

    Parameters
    ----------
    warehouse : Warehouse
        Where to read.
    first, last : int
        Years wanted, inclusive.
    states : tuple of int
        Codes of the states asked about; none for all.
    on : str
        Which portfolios are compared; see `Measure.data`.
    issue : str or None
        Issue area of roll calls.
    weights : str or None
        What weighs the targets of a portfolio.
    rival : int or None
        Code of the third state.
    among : Among
        The group within which shares are taken.
    """

    warehouse: Warehouse
    first: int
    last: int
    states: tuple[int, ...]
    on: str
    issue: str | None
    weights: str | None
    rival: int | None
    among: Among

    @cached_property
    def tables(self) -> frozenset[str]:
        """Names of the tables that the warehouse has."""
        return frozenset(self.warehouse.tables())


Compute = Callable[[Request], pl.DataFrame]


@dataclass(frozen=True)
class Measure:
    """A measure that `rapallo measure` gives, declared once.

    Parameters
    ----------
    name, label, formula : str
        Its name, its name in words, and how it is computed, in a line.
    level : {"dyad", "state", "system"}
        What a row of it belongs to.
    data : mapping of str to Data
        What it reads, by what it may be asked ``on``; the first is the default. The one key
        ``""`` where there is no choice.
    compute : callable
        Takes a `Request`, returns the keys, ``year`` and the `values`.
    page : str
        Its page in the docs, below ``measures/``.
    references : tuple of str
        Keys of `rapallo.panel.measures.references.REFERENCES`.
    low, high : float or None
        Range of ``value``, inclusive.
    directed : bool
        Whether it differs from the first state to the second and back.
    values : tuple of str
        Its columns beside the keys.
    options : tuple of str
        Which options it takes.
    smoothed : bool
        Whether a value leans on other years up to the last one asked for.
    """

    name: str
    label: str
    formula: str
    level: Level
    data: Mapping[str, Data]
    compute: Compute
    page: str
    references: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    directed: bool = False
    values: tuple[str, ...] = ("value",)
    options: tuple[Option, ...] = field(default=())
    smoothed: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that name what a row belongs to."""
        return {
            "dyad": ("state1", "state2", "year"),
            "state": ("state", "year"),
            "system": ("year",),
        }[self.level]

    @property
    def default(self) -> str:
        """What it is asked on unless told."""
        return next(iter(self.data))

    @property
    def range(self) -> str:
        """Its range in words.

        Examples
        --------
        >>> from rapallo.panel.measures import measure
        >>> measure("s").range, measure("arms_market").range, measure("polarity").range
        ('-1 to 1', '0 to 1', 'words')
        """
        if self.low is None and self.high is None:
            return "words" if self.name == "polarity" else "any"
        if self.high is None:
            return f"from {self.low:g}"
        return f"up to {self.high:g}" if self.low is None else f"{self.low:g} to {self.high:g}"
