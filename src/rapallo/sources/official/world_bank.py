"""The World Bank's own forms: answers of its interface in JSON, and the bulk archive of a CSV."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from rapallo.sources import world_bank
from rapallo.sources.content import as_utf8, read_raw
from rapallo.sources.official.archive import unzip
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import parse_delimited
from rapallo.sources.source import ROW, Reading, SourceError

ROWS = {"iso3": pl.String, "year": pl.Int16, "value": pl.Float64}
HEADER = b'"Country Name","Country Code",'


def reader(series: world_bank.Series) -> Callable[[tuple[Path, ...]], Reading]:
    """Return a reader of a series, in whichever of the two forms the file is."""

    def read(files: tuple[Path, ...]) -> Reading:
        path = files[0]
        frame = read_bulk(path, series.code) if path.suffix == ".zip" else read_json(path, series)
        return world_bank.tidy(frame, series)

    return read


def read_json(path: Path, series: world_bank.Series) -> pl.DataFrame:
    """Read an answer of the interface: a head with the count of pages, and a row a figure.

    Raises
    ------
    SourceError
        If the text is no such answer, has more than one page, is of another series, or says
        another number of rows than it has.
    """
    text = as_utf8(read_raw(path), str(path))
    try:
        head, rows = json.loads(text)
        pages, total = int(head["pages"]), int(head["total"])
    except (ValueError, TypeError, KeyError) as error:
        said = text[:200].decode("utf-8", "replace")
        raise SourceError(f"{path}: not an answer with figures, but {said!r}") from error
    if pages != 1 or total != len(rows):
        raise SourceError(
            f"{path}: {len(rows):,} of {total:,} rows on page 1 of {pages}; ask for all on one page"
        )
    return pl.DataFrame(
        [(*_figure(row, number, path, series.code), number) for number, row in enumerate(rows, 1)],
        {**ROWS, ROW: pl.UInt32},
        orient="row",
    )


def _figure(row: Any, number: int, path: Path, code: str) -> tuple[str, int, float | None]:
    try:
        said = row["indicator"]["id"]
        value = row["value"]
        figure = (
            str(row["countryiso3code"]),
            int(row["date"]),
            None if value is None else float(value),
        )
    except KeyError as error:
        raise SourceError(f"{path} row {number}: {error.args[0]!r} is missing") from error
    except (TypeError, ValueError) as error:
        raise SourceError(f"{path} row {number}: {error}; a year and a number are due") from error
    if said != code:
        raise SourceError(f"{path} row {number}: it is of {said!r}; it must be of {code!r}")
    return figure


def read_bulk(path: Path, code: str) -> pl.DataFrame:
    """Read the table of the bulk archive: a row a country, a column a year, below a preamble."""
    raw, where = unzip(path, rf"API_{re.escape(code)}_.*\.csv")
    text = as_utf8(raw, where)
    start = text.find(HEADER)
    if start < 0:
        raise SourceError(f"{where}: no row begins with {HEADER.decode()}")
    above = text[:start].count(b"\n")
    text = text[start:]
    header = text.split(b"\n", 1)[0].decode()
    years = re.findall(r'"(\d{4})"', header)
    columns = {"Country Code": pl.String, "Indicator Code": pl.String}
    # A comma at the end of every line makes a last column without a name.
    wide = parse_delimited(
        text, f"{where} below line {above}", {**columns, **dict.fromkeys(years, pl.Float64)}
    )
    other = wide.filter(pl.col("Indicator Code") != code)
    if other.height:
        raise SourceError(f"{where}: it is of {other['Indicator Code'][0]!r}, not of {code!r}")
    long = wide.unpivot(on=years, index=["Country Code"], variable_name="year")
    return (
        long.select(
            pl.col("Country Code").alias("iso3"),
            pl.col("year").cast(pl.Int16),
            "value",
        )
        .with_row_index(ROW, 1)
        .select("iso3", "year", "value", ROW)
    )


def _address(code: str) -> Address:
    return Address(
        f"https://api.worldbank.org/v2/country/all/indicator/{code}?format=json&per_page=25000",
        name=f"{code}.json",
    )


FORMS = tuple(
    Official(source, (_address(series.code),), reader(series))
    for source, series in zip(
        world_bank.SOURCES,
        (world_bank.GDP_SERIES, world_bank.POPULATION_SERIES),
        strict=True,
    )
)
