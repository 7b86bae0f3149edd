"""A figure: one number with its year, its age, its place among its peers, and its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One value of a declared column, as of a year.

    Parameters
    ----------
    column : str
        Name of the declared column.
    label : str
        What it is, in words.
    states : tuple of str
        Codes of the states concerned: one for a state's figure; two for a pair's, from the first
        to the second where the column is directed.
    value : float, str or None
        The value; None where it is not known.
    unit : str
        Unit of the value.
    year : int or None
        Year that the value belongs to, never after the as-of year.
    age : int or None
        As-of year less `year`.
    source : str
        Id of the source it was computed from.
    percentile : float or None
        Percentage of pairs (or states) of that year with a smaller value, ties counted half.
    reason : str or None
        Why the value is None.
    """

    column: str
    label: str
    states: tuple[str, ...]
    value: float | str | None
    unit: str
    year: int | None
    age: int | None
    source: str
    percentile: float | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Series:
    """A declared column over the years up to the as-of year, for a state or a pair.

    `points` are (year, value), oldest first, known values only.
    """

    column: str
    label: str
    states: tuple[str, ...]
    unit: str
    source: str
    basis: str
    points: tuple[tuple[int, float], ...]
