"""What a dataset is: its declaration, and the check of its tables against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from rapallo.errors import RapalloError, did_you_mean

PolarsType = pl.DataType | type[pl.DataType]
ROW = "_row"
"""Column in which a reader may keep each row's number in the file, for messages."""

FEW = 12
"""Up to so many allowed values are listed in a message."""


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
    """A tidy table that a source fills: states as Correlates of War codes, years as integers.

    Parameters
    ----------
    name : str
        Name of the table; sources of one kind (editions of a list) may fill the same one.
    about : str
        What one row is.
    fields : tuple of Field
        The columns, in order.
    key : tuple of str
        Columns that together occur once; empty where rows have no key.
    file : str
        The file it is read from, where the source has several.
    """

    name: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    file: str = ""


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
    short : str
        Name for charts and tables, e.g. ``"ATOP 5.1"``.
    title, version, citation, bibtex, licence, url : str
        As the publisher states them; `url` is the official page. The first BibTeX entry has the
        source's id as its key; more follow where several works are to be cited.
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
    rows : mapping of str to int
        Rows of each tidy table in this version; a table with fewer is refused as cut short.

    See Also
    --------
    rapallo.sources.registry.source : finds a source by its id.
    """

    id: str
    short: str
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
        tables = {}
        for table in self.tables:
            where = table.file or ", ".join(self.files)
            rows = self.rows.get(table.name)
            tables[table.name] = check_table(reading.tables[table.name], table, where, rows)
        return Reading(tables, reading.dropped)


def check_table(
    frame: pl.DataFrame, table: Table, where: str, expected_rows: int | None = None
) -> pl.DataFrame:
    """Check columns, types, ranges, listed values, keys and size of a table.

    Parameters
    ----------
    frame : DataFrame
        The table; a column `ROW` holds the rows' numbers in the file where the reader kept them.
    table : Table
        What it should be.
    where : str
        The file, for messages.
    expected_rows : int, optional
        Fewest rows that a whole file of this version gives.

    Returns
    -------
    DataFrame
        The table without the column `ROW`.

    Raises
    ------
    SourceError
        At the first rule broken, with the row and the rule. Rows are counted from 1, the first
        one after the header: in the file where the reader kept `ROW`, else in the tidy table.

    Examples
    --------
    >>> spell = Table("spell", "A spell", (Field("days", pl.Int16, low=1),), ("days",))
    >>> check_table(pl.DataFrame({"days": [3, 0]}, {"days": pl.Int16}), spell, "spells.csv")
    Traceback (most recent call last):
    rapallo.sources.source.SourceError: spells.csv: spell row 2: days is 0; it must be at least 1
    """
    numbers = frame[ROW] if ROW in frame.columns else None
    frame = frame.drop(ROW, strict=False)
    names = [f.name for f in table.fields]
    if frame.columns != names:
        raise SourceError(
            f"{where}: table {table.name} has columns {frame.columns}; it should have {names}"
        )
    for rule in table.fields:
        dtype = frame[rule.name].dtype
        if dtype != rule.dtype:
            raise SourceError(
                f"{where}: {table.name}.{rule.name} is {dtype}; it should be {rule.dtype}"
            )
        for broken, must in _rules(rule):
            bad = frame.select(broken.fill_null(False).alias("bad"))["bad"]
            if bad.any():
                row = int(bad.arg_true()[0])
                raise SourceError(
                    f"{where}: {_place(table, numbers, row)}: "
                    f"{rule.name} is {frame[rule.name][row]!r}; it {must}"
                )
    if table.key and frame.select(table.key).n_unique() < frame.height:
        key = frame.select(table.key)
        repeated = ~key.select(pl.struct(table.key).is_first_distinct()).to_series()
        row = int(repeated.arg_true()[0])
        raise SourceError(
            f"{where}: {_place(table, numbers, row)}: "
            f"key {key.row(row, named=True)} occurs more than once"
        )
    if expected_rows is not None and frame.height < expected_rows:
        raise SourceError(
            f"{where}: table {table.name} has {frame.height:,} rows and this version has "
            f"{expected_rows:,}; the file is cut short or is another version"
        )
    return frame


def _rules(rule: Field) -> list[tuple[pl.Expr, str]]:
    """Pair each rule on a column, as an expression true where it is broken, with its words."""
    value = pl.col(rule.name)
    rules = []
    if not rule.nullable:
        rules.append((value.is_null(), "must not be empty"))
    if rule.low is not None:
        rules.append((value < rule.low, f"must be at least {rule.low}"))
    if rule.high is not None:
        rules.append((value > rule.high, f"must be at most {rule.high}"))
    if rule.values is not None:
        allowed = pl.lit(pl.Series(rule.values, dtype=rule.dtype).implode())
        listed = (
            f"in {rule.values}"
            if len(rule.values) <= FEW
            else f"one of its {len(rule.values)} codes"
        )
        rules.append((value.is_not_null() & ~value.is_in(allowed), f"must be {listed}"))
    return rules


def _place(table: Table, numbers: pl.Series | None, row: int) -> str:
    return f"{table.name} row {row + 1}" if numbers is None else f"row {numbers[row]}"


def require_columns(present: list[str], wanted: list[str], where: str) -> None:
    """Raise `SourceError` naming the first wanted column that a file does not have."""
    for name in wanted:
        if name not in present:
            hint = did_you_mean(name, present)
            raise SourceError(
                f"{where}: column {name!r} is missing{hint or f'; it has {present[:12]}'}"
            )
