"""What a dataset is: its declaration, and the check of its tables against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from rapallo.errors import RapalloError, did_you_mean

PolarsType = pl.DataType | type[pl.DataType]


class SourceError(RapalloError):
    """A source's file is missing, cut short, or not as its declaration says."""


@dataclass(frozen=True)
class Field:
    """One column of a table.

    Parameters
    ----------
    name : str
        Column name.
    dtype : polars type
        Type that every value must have.
    nullable : bool
        Whether a value may be missing.
    low, high : float, optional
        Smallest and largest value allowed, inclusive.
    values : tuple, optional
        The values allowed, where they can be listed.
    about : str
        What it holds, with its unit.
    """

    name: str
    dtype: PolarsType
    nullable: bool = False
    low: float | None = None
    high: float | None = None
    values: tuple[str | int, ...] | None = None
    about: str = ""


@dataclass(frozen=True)
class Table:
    """A tidy table that a source fills: states as Correlates of War codes, years as integers."""

    name: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]


@dataclass(frozen=True)
class Dropped:
    """Rows of a source's file that did not reach its table, and why."""

    reason: str
    rows: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a reader made of a source's files: tables by name, and an account of rows left out."""

    tables: Mapping[str, pl.DataFrame]
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True)
class Source:
    """A public dataset: what it is, where it comes from, what it covers, and how to read it.

    Parameters
    ----------
    id : str
        Short name used in provenance, e.g. ``"atop_5_1"``.
    title, version, citation, bibtex, licence, url : str
        As the publisher states them; `url` is the official page.
    first, last : int
        First and last year covered.
    files : tuple of str
        Paths below the data folder.
    tables : tuple of Table
        The tables it fills.
    read : callable
        Takes the data folder, returns a `Reading`.
    basis : str
        For flows of money or goods: what is counted and in what unit.
    shippable : bool
        Whether figures computed from it may go into the shipped snapshot for all states.
    notes : str
        Known quirks a user should know.
    """

    id: str
    title: str
    version: str
    citation: str
    bibtex: str
    licence: str
    url: str
    first: int
    last: int
    files: tuple[str, ...]
    tables: tuple[Table, ...]
    read: Callable[[Path], Reading]
    basis: str = ""
    shippable: bool = True
    notes: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)

    def load(self, folder: Path) -> Reading:
        """Read the source's files below `folder` and check every table against its declaration.

        Raises
        ------
        SourceError
            If a file is missing or unreadable, or a table breaks a rule; names file, row and rule.
        """
        for name in self.files:
            if not (folder / name).is_file():
                raise SourceError(
                    f"{self.title}: {folder / name} is missing. "
                    f"It comes from {self.url}; give its folder with --from."
                )
        reading = self.read(folder)
        where = ", ".join(self.files)
        for table in self.tables:
            check_table(reading.tables[table.name], table, where, self.rows.get(table.name))
        return reading


def check_table(
    frame: pl.DataFrame, table: Table, where: str, expected_rows: int | None = None
) -> None:
    """Check columns, types, ranges, listed values, keys and size of a table.

    Raises
    ------
    SourceError
        At the first rule broken, with the row (counted from 1 in the tidy table) and the rule.
    """
    names = [f.name for f in table.fields]
    if frame.columns != names:
        raise SourceError(
            f"{where}: table {table.name} has columns {frame.columns}; it should have {names}"
        )
    for rule in table.fields:
        column = frame[rule.name]
        if column.dtype != rule.dtype:
            raise SourceError(
                f"{where}: {table.name}.{rule.name} is {column.dtype}; it should be {rule.dtype}"
            )
        broken = pl.lit(False)
        value = pl.col(rule.name)
        if not rule.nullable:
            _refuse(frame, value.is_null(), where, table, rule, "must not be empty")
        if rule.low is not None:
            broken = broken | (value < rule.low)
        if rule.high is not None:
            broken = broken | (value > rule.high)
        if rule.low is not None or rule.high is not None:
            _refuse(frame, broken, where, table, rule, f"must lie in [{rule.low}, {rule.high}]")
        if rule.values is not None:
            allowed = pl.lit(pl.Series(rule.values, dtype=column.dtype).implode())
            _refuse(frame, ~value.is_in(allowed), where, table, rule, f"must be in {rule.values}")
    if table.key:
        twice = frame.select(pl.struct(table.key).is_duplicated()).to_series()
        if twice.any():
            row = int(twice.arg_true()[0])
            raise SourceError(
                f"{where}: {table.name} row {row + 1}: "
                f"key {dict(frame.select(table.key).row(row, named=True))} occurs more than once"
            )
    if expected_rows is not None and frame.height < expected_rows:
        raise SourceError(
            f"{where}: table {table.name} has {frame.height:,} rows and this version has "
            f"{expected_rows:,}; the file is cut short or is another version"
        )


def _refuse(
    frame: pl.DataFrame, broken: pl.Expr, where: str, table: Table, rule: Field, must: str
) -> None:
    bad = frame.select(broken.fill_null(False).alias("bad")).to_series()
    if bad.any():
        row = int(bad.arg_true()[0])
        raise SourceError(
            f"{where}: {table.name} row {row + 1}: "
            f"{rule.name} is {frame[rule.name][row]!r}; it {must}"
        )


def require_columns(present: list[str], wanted: list[str], where: str) -> None:
    """Raise `SourceError` naming the first wanted column that a file does not have."""
    for name in wanted:
        if name not in present:
            hint = did_you_mean(name, present)
            raise SourceError(
                f"{where}: column {name!r} is missing{hint or f'; it has {present[:12]}'}"
            )
