"""Trade as a reporter states it: exports and imports of a reporter with each partner."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import amount, state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Field, Reading, Table

FLOW = Field(
    "flow", pl.String, values=("export", "import"), about="which way, seen by the reporter"
)


def reported_table(name: str, about: str, first: int, last: int) -> Table:
    """Declare a table of flows by reporter, partner, year and direction.

    Examples
    --------
    >>> reported_table("trade_x", "trade of x", 2001, 2024).key
    ('reporter', 'partner', 'year', 'flow')
    """
    return Table(
        name,
        about,
        (
            state("reporter", about="state that reports"),
            state("partner", about="state it trades with"),
            year(low=first, high=last),
            FLOW,
            amount("usd", "goods traded, current US dollars"),
        ),
        ("reporter", "partner", "year", "flow"),
    )


def read_reported(path: Path, table: str, columns: tuple[str, str, str, str, str]) -> Reading:
    """Read flows by reporter and partner; partners without a state are left out.

    Parameters
    ----------
    path : Path
        The file.
    table : str
        Name of the table it fills.
    columns : tuple of str
        The file's columns of reporter, partner (both ISO 3166 alpha-3), year, flow and dollars.
    """
    reporter, partner, when, flow, usd = columns
    frame = read_delimited(
        path,
        {
            reporter: pl.String,
            partner: pl.String,
            when: pl.Int16,
            flow: pl.String,
            usd: pl.Float64,
        },
        numbered=True,
    )
    frame.columns = ["from", "to", "year", "flow", "usd", ROW]
    frame, unknown = drop_rows(frame, pl.col("usd").is_null(), "flow not known", "to")
    frame, dropped = match_states(frame, {"from": "reporter", "to": "partner"}, "iso3")
    return Reading(
        {table: frame.select("reporter", "partner", "year", "flow", "usd", ROW)}, unknown + dropped
    )


def read_exports(path: Path, table: str, columns: tuple[str, str, str, str]) -> Reading:
    """Read one-way flows; rows whose exporter or importer has no state are left out.

    Parameters
    ----------
    path : Path
        The file.
    table : str
        Name of the table it fills.
    columns : tuple of str
        The file's columns of exporter, importer (both ISO 3166 alpha-3), year and dollars.
    """
    exporter, importer, when, usd = columns
    frame = read_delimited(
        path,
        {exporter: pl.String, importer: pl.String, when: pl.Int16, usd: pl.Float64},
        numbered=True,
    )
    frame.columns = ["from", "to", "year", "usd", ROW]
    frame, unknown = drop_rows(frame, pl.col("usd").is_null(), "flow not known", "to")
    frame, dropped = match_states(frame, {"from": "exporter", "to": "importer"}, "iso3")
    return Reading(
        {table: frame.select("exporter", "importer", "year", "usd", ROW)}, unknown + dropped
    )


def exports_table(name: str, about: str, first: int, last: int) -> Table:
    """Declare a table of flows by exporter, importer and year.

    Examples
    --------
    >>> exports_table("trade_x", "trade of x", 2022, 2023).key
    ('exporter', 'importer', 'year')
    """
    return Table(
        name,
        about,
        (
            state("exporter", about="state the goods come from"),
            state("importer", about="state they go to"),
            year(low=first, high=last),
            amount("usd", "goods traded, current US dollars"),
        ),
        ("exporter", "importer", "year"),
    )
