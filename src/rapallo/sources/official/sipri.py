"""SIPRI's workbook of military expenditure: a sheet a unit, a row a country, a column a year."""

from __future__ import annotations

import re
from functools import reduce
from pathlib import Path

import fastexcel
import polars as pl

from rapallo.sources import sipri
from rapallo.sources.content import check_size
from rapallo.sources.official.form import Address, Official
from rapallo.sources.source import ROW, Reading, SourceError

BASE = 2023
"""Year of whose dollars the table's constant figures are."""
SHEETS = {
    "constant": r"Constant \((\d{4})\) US\$",
    "current": r"Current US\$",
    "share": r"Share of GDP",
}
UNKNOWN = ("...", ". .", "xxx", "..")
"""Not available, and: not a country in that year."""


def read_milex(files: tuple[Path, ...]) -> Reading:
    """Read three sheets of the workbook.

    Raises
    ------
    SourceError
        If a sheet is missing, a figure is no number, or the constant dollars are of another year
        than the table's: they cannot be compared with what stands in the warehouse.
    """
    path = files[0]
    check_size(path.stat().st_size, str(path))
    try:
        book = fastexcel.read_excel(path.read_bytes())
    except fastexcel.FastExcelError as error:
        raise SourceError(
            f"{path}: not a whole spreadsheet ({str(error).splitlines()[0]}); fetch it again"
        ) from error
    sheets = [_sheet(book, path, unit, pattern) for unit, pattern in SHEETS.items()]
    frame = reduce(
        lambda one, other: one.join(
            other, on=["Country", "year"], how="full", coalesce=True, maintain_order="left_right"
        ),
        sheets,
    )
    return sipri.tidy_milex(
        frame.select("Country", "year", *SHEETS)
        .with_row_index(ROW, 1)
        .select("Country", "year", *SHEETS, ROW)
    )


def _sheet(book: fastexcel.ExcelReader, path: Path, unit: str, pattern: str) -> pl.DataFrame:
    found = [name for name in book.sheet_names if re.fullmatch(pattern, name)]
    if len(found) != 1:
        raise SourceError(f"{path}: no sheet like {pattern!r}; it has {book.sheet_names}")
    base = re.fullmatch(pattern, found[0])
    if base and base.groups() and int(base[1]) != BASE:
        raise SourceError(
            f"{path} sheet {found[0]!r}: constant dollars of {base[1]}; those of {BASE} are in use"
        )
    raw = book.load_sheet(found[0], header_row=None, dtypes="string").to_polars()
    first = raw.columns[0]
    heads = (raw[first] == "Country").fill_null(False).arg_true()
    if not len(heads):
        raise SourceError(f"{path} sheet {found[0]!r}: no row begins with 'Country'")
    head = int(heads[0])
    years = {
        column: year
        for column, text in zip(raw.columns, raw.row(head), strict=True)
        if (year := _year(text)) is not None
    }
    if not years:
        raise SourceError(f"{path} sheet {found[0]!r} row {head + 1}: no column is a year")
    long = (
        raw.select(pl.col(first).alias("Country"), *years)
        .with_row_index(ROW, 1)
        .slice(head + 1)
        .unpivot(on=list(years), index=["Country", ROW], variable_name="column", value_name="text")
        .with_columns(pl.col("text").str.strip_chars().replace(list(UNKNOWN), [None] * 4))
        .filter(pl.col("text").is_not_null() & (pl.col("text") != ""))
        .with_columns(
            pl.col("text").cast(pl.Float64, strict=False).alias(unit),
            pl.col("column").replace_strict(years, return_dtype=pl.Int16).alias("year"),
        )
    )
    wrong = long.filter(pl.col(unit).is_null())
    if wrong.height:
        raise SourceError(
            f"{path} sheet {found[0]!r} row {wrong[ROW][0]}: {wrong['text'][0]!r} in "
            f"{wrong['year'][0]}; it must be a number or one of {UNKNOWN}"
        )
    return long.select("Country", "year", unit)


def _year(text: str | None) -> int | None:
    whole = re.fullmatch(r"(\d{4})(\.0)?", (text or "").strip())
    return int(whole[1]) if whole else None


FORMS = (
    Official(
        sipri.SOURCES[0],
        (
            Address(
                "https://www.sipri.org/sites/default/files/SIPRI-Milex-data-1949-2024.xlsx",
                "https://www.sipri.org/databases/milex",
                r"[^\s\"'<>]*SIPRI-Milex-data-1949-\d{4}[\w.-]*\.xlsx",
            ),
        ),
        read_milex,
    ),
)
