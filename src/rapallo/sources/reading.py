"""Reading a source's files: delimited text into typed columns, with every fault located."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from rapallo.sources.content import as_utf8, read_raw
from rapallo.sources.source import ROW, PolarsType, SourceError, Table, require_columns

MISSING = ("", "NA", "NaN")


def read_delimited(
    path: Path,
    columns: Mapping[str, PolarsType],
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    missing: tuple[str, ...] = MISSING,
    numbered: bool = False,
) -> pl.DataFrame:
    """Read the named columns of a delimited file, each as the type given.

    Parameters
    ----------
    path : Path
        The file; ``.gz`` is unzipped.
    columns : mapping of str to polars type
        Columns wanted, by the file's own header, and their types.
    separator, encoding : str
        How the file is written.
    missing : tuple of str
        Texts that stand for a missing value (in columns that are not text, and in text columns
        for those other than ``"NA"``, which is Namibia's code in ISO 3166).
    numbered : bool
        Whether to add a column `ROW` with the row's number in the file, the first one after the
        header being 1, so that a rule broken later can be told by its row.

    Raises
    ------
    SourceError
        If a column is missing (with the nearest name), a row has too many fields, or a value is
        not of its type (with the line in the file).
    """
    text = as_utf8(read_raw(path), str(path), encoding)
    return parse_delimited(
        text, str(path), columns, separator=separator, missing=missing, numbered=numbered
    )


def parse_delimited(
    text: bytes,
    where: str,
    columns: Mapping[str, PolarsType],
    *,
    separator: str = ",",
    missing: tuple[str, ...] = MISSING,
    numbered: bool = False,
) -> pl.DataFrame:
    r"""Read the named columns of a delimited text in UTF-8, as `read_delimited` does of a file.

    Parameters
    ----------
    text : bytes
        The text.
    where : str
        Name of the file, for messages.
    columns, separator, missing, numbered
        As in `read_delimited`.

    Examples
    --------
    >>> parse_delimited(b"ccode,year\n2,1816\n", "a.csv", {"year": pl.Int16})["year"].to_list()
    [1816]
    """
    try:
        # All columns, though only some are wanted: else a row with too many fields goes unseen.
        frame = pl.read_csv(io.BytesIO(text), separator=separator, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise SourceError(_fault(where, text, separator, error)) from error
    if frame.width == 1 and len(columns) > 1:
        raise SourceError(
            f"{where}: only one column, {frame.columns[0][:60]!r}; "
            f"the file should be separated by {separator!r}"
        )
    require_columns(frame.columns, list(columns), where)
    return typed(frame.select(*columns), where, columns, missing=missing, numbered=numbered)


def typed(
    frame: pl.DataFrame,
    where: str,
    columns: Mapping[str, PolarsType],
    *,
    missing: tuple[str, ...] = MISSING,
    numbered: bool = False,
) -> pl.DataFrame:
    """Turn columns of texts into the types given; a text that is not of its type is refused.

    Parameters
    ----------
    frame : DataFrame
        Columns of texts.
    where, columns, missing, numbered
        As in `parse_delimited`.

    Raises
    ------
    SourceError
        At the first text that is not of its column's type, with its row.
    """
    out = []
    for name, dtype in columns.items():
        texts = frame[name]
        if dtype == pl.String:
            blank = [m for m in missing if m != "NA"]
            out.append(texts.replace(blank, [None] * len(blank)) if blank else texts)
            continue
        stripped = texts.str.strip_chars().replace(list(missing), [None] * len(missing))
        number = stripped.cast(pl.Float64, strict=False) if _whole(dtype) else stripped
        values = _cast(number, dtype)
        faulty = stripped.is_not_null() & values.is_null()
        if _whole(dtype):
            faulty = faulty | (number != number.round()).fill_null(False)
        if faulty.any():
            row = int(faulty.arg_true()[0])
            raise SourceError(
                f"{where} row {row + 1}: {name} is {texts[row]!r}; it must be {_kind(dtype)}"
            )
        out.append(values)
    if numbered:
        out.append(pl.Series(ROW, range(1, frame.height + 1), dtype=pl.UInt32))
    return pl.DataFrame(out)


def read_table(
    path: Path,
    table: Table,
    names: Mapping[str, str],
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    missing: tuple[str, ...] = MISSING,
) -> pl.DataFrame:
    """Read a table that has one row per row of its file, with the types that it declares.

    Parameters
    ----------
    path : Path
        The file.
    table : Table
        What the columns should be.
    names : mapping of str to str
        The file's header for each column of the table that is read as it stands.
    separator, encoding, missing
        As in `read_delimited`.

    Returns
    -------
    DataFrame
        The columns named, in the table's order, and `ROW`.

    Raises
    ------
    SourceError
        As in `read_delimited`.
    """
    text = as_utf8(read_raw(path), str(path), encoding)
    return parse_table(text, str(path), table, names, separator=separator, missing=missing)


def parse_table(
    text: bytes,
    where: str,
    table: Table,
    names: Mapping[str, str],
    *,
    separator: str = ",",
    missing: tuple[str, ...] = MISSING,
) -> pl.DataFrame:
    """Read a table from a delimited text in UTF-8, as `read_table` does from a file.

    Parameters
    ----------
    text : bytes
        The text.
    where : str
        Name of the file, for messages.
    table, names, separator, missing
        As in `read_table`.
    """
    wanted = [f for f in table.fields if f.name in names]
    frame = parse_delimited(
        text,
        where,
        {names[f.name]: f.dtype for f in wanted},
        separator=separator,
        missing=missing,
        numbered=True,
    )
    return frame.select(*(pl.col(names[f.name]).alias(f.name) for f in wanted), ROW)


def date_of(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Return the date of whole numbers of year, month and day, null where there is no such day.

    Examples
    --------
    >>> parts = pl.DataFrame({"y": [1956, 1957], "m": [2, 2], "d": [29, 29]})
    >>> parts.select(date=date_of(pl.col("y"), pl.col("m"), pl.col("d")))["date"].to_list()
    [datetime.date(1956, 2, 29), None]
    """
    text = pl.format("{}-{}-{}", year, month, day)
    return text.str.to_date("%Y-%m-%d", strict=False)


def _cast(texts: pl.Series, dtype: PolarsType) -> pl.Series:
    if dtype == pl.Date:
        return texts.str.to_date("%Y-%m-%d", strict=False)
    return texts.cast(dtype, strict=False)


def _fault(where: str, text: bytes, separator: str, error: pl.exceptions.PolarsError) -> str:
    """Say which row has more fields than there are headers, or else what the parser says."""
    rows = csv.reader(io.StringIO(text.decode()), delimiter=separator)
    width = len(next(rows))
    for number, row in enumerate(rows, 1):
        if len(row) > width:
            return f"{where} row {number}: {len(row)} fields where the header has {width}"
    return f"{where}: not a table separated by {separator!r}: {str(error).splitlines()[0][:200]}"


def _whole(dtype: PolarsType) -> bool:
    return dtype.is_integer()


def _kind(dtype: PolarsType) -> str:
    if _whole(dtype):
        return f"a whole number ({dtype})"
    if dtype == pl.Date:
        return "a date (YYYY-MM-DD)"
    return "a number" if dtype == pl.Float64 else f"of type {dtype}"
