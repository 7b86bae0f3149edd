"""Up to which year a version of a source can be used."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from rapallo.sources.source import Source

YEARS = ("year", "begin_year", "entry_year")
"""Columns by which a table's rows lie in time, the first that it has."""
ENDS = "end"
"""Column of dates by which a list of spells tells how far it goes."""
BEFORE = 5
SHARE = 0.25
"""A year is whole only with this share of the rows of the usual one of the five before it."""


def last_year(source: Source, tables: Mapping[str, pl.DataFrame], published: int) -> int:
    """Return the last year of a version from which figures are made.

    A year counts if it was over when the version was published, and has at least a quarter as
    many rows as the median of the five years with rows before it: a stray row makes no year. The
    years that the source declares were looked at by hand and count with whatever rows they have.
    Where several tables have rows by year, the one that ends first decides. Lists of events and
    spells, which may well have nothing to tell of their last years, end no sooner than declared.

    Parameters
    ----------
    source : Source
        The source.
    tables : mapping of str to DataFrame
        Its tables.
    published : int
        Year in which the version was published, or else fetched.

    Examples
    --------
    >>> from rapallo.sources.registry import source
    >>> rows = {"capabilities": pl.DataFrame({"year": [2022] * 9 + [2023] * 9 + [2024]})}
    >>> last_year(source("nmc_7_0"), rows, published=2026)
    2023
    """
    by_year = [t["year"] for t in tables.values() if "year" in t.columns and t.height]
    if by_year:
        return min(_whole(years, source.last, published) for years in by_year)
    listed = [when for t in tables.values() if (when := _when(t)) is not None]
    found = (_whole(years, source.last, published) for years in listed)
    return max([source.last, *found])


def _when(table: pl.DataFrame) -> pl.Series | None:
    """Return the years by which a list tells how far it goes."""
    name = next((name for name in YEARS if name in table.columns), None)
    if name is not None:
        return table[name]
    return table[ENDS].dt.year() if ENDS in table.columns else None


def _whole(years: pl.Series, declared: int, published: int) -> int:
    counts = years.drop_nulls().value_counts(name="rows").sort(years.name)
    last = 0
    for row, (year, rows) in enumerate(counts.iter_rows()):
        usual = counts["rows"][max(0, row - BEFORE) : row].median()
        stray = usual is not None and rows < SHARE * float(str(usual))
        if year <= declared or (year < published and not stray):
            last = year
    return last
