"""Reading a source's files: delimited text, plain or gzipped, with every fault located."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from rapallo.sources.source import ROW, PolarsType, SourceError, Table, require_columns

MISSING = ("", "NA", "NaN")


def read_text(path: Path, encoding: str = "utf-8") -> bytes:
    """Return a file's bytes as UTF-8, unzipped if its name ends in ``.gz``.

    Raises
    ------
    SourceError
        If the gzip stream is cut short or damaged, the text is not in `encoding`, or the file is
        a web page or empty.
    """
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(
            f"{path}: the compressed file is cut short or damaged ({error}); fetch it again"
        ) from error
    if not raw.strip():
        raise SourceError(f"{path}: the file is empty; fetch it again")
    if raw.lstrip()[:15].lower().startswith((b"<!doctype", b"<html")):
        raise SourceError(f"{path}: this is a web page, not a data file; fetch it again")
    try:
        return raw if encoding == "utf-8" and raw.isascii() else raw.decode(encoding).encode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SourceError(f"{path} line {line}: the text is not {encoding}") from error


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
    text = read_text(path, encoding)
    try:
        frame = pl.read_csv(io.BytesIO(text), separator=separator, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise SourceError(_fault(path, text, separator, error)) from error
    if frame.width == 1 and len(columns) > 1:
        raise SourceError(
            f"{path}: only one column, {frame.columns[0][:60]!r}; "
            f"the file should be separated by {separator!r}"
        )
    require_columns(frame.columns, list(columns), str(path))
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
                f"{path} row {row + 1}: {name} is {texts[row]!r}; it must be {_kind(dtype)}"
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
    wanted = [f for f in table.fields if f.name in names]
    frame = read_delimited(
        path,
        {names[f.name]: f.dtype for f in wanted},
        separator=separator,
        encoding=encoding,
        missing=missing,
        numbered=True,
    )
    return frame.select(*(pl.col(names[f.name]).alias(f.name) for f in wanted), ROW)


def _cast(texts: pl.Series, dtype: PolarsType) -> pl.Series:
    if dtype == pl.Date:
        return texts.str.to_date("%Y-%m-%d", strict=False)
    return texts.cast(dtype, strict=False)


def _fault(path: Path, text: bytes, separator: str, error: pl.exceptions.PolarsError) -> str:
    """Say which row has more fields than there are headers, or else what the parser says."""
    rows = csv.reader(io.StringIO(text.decode()), delimiter=separator)
    width = len(next(rows))
    for number, row in enumerate(rows, 1):
        if len(row) > width:
            return f"{path} row {number}: {len(row)} fields where the header has {width}"
    return f"{path}: not a table separated by {separator!r}: {str(error).splitlines()[0]}"


def _whole(dtype: PolarsType) -> bool:
    return dtype.is_integer()


def _kind(dtype: PolarsType) -> str:
    if _whole(dtype):
        return f"a whole number ({dtype})"
    if dtype == pl.Date:
        return "a date (YYYY-MM-DD)"
    return "a number" if dtype == pl.Float64 else f"of type {dtype}"
