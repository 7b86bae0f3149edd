"""`rapallo triangle`: types and roles of three states, year by year."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What the triangle is written as."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def triangle(
    first: Annotated[str, typer.Argument(help="A state: ISO3, COW code or name.")],
    second: Annotated[str, typer.Argument(help="Another state.")],
    third: Annotated[str, typer.Argument(help="A third state.")],
    begin: Annotated[int, typer.Option("--from", help="First year shown.")] = 1816,
    as_of: Annotated[
        int | None, typer.Option(help="Year after which nothing is used, 1816 to 2025.")
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="Periods in a table; every year as CSV, JSON.")
    ] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; else standard output.")
    ] = None,
) -> None:
    """Say which strategic triangle three states made, and in which roles, year by year.

    Examples:

      rapallo triangle USA RUS CHN --from 1946

      rapallo triangle USA RUS CHN --from 1946 --as-of 1991 --format csv -o triangle.csv
    """
    from rapallo.brief.triangle_table import as_csv, as_json, as_periods, triangle_of
    from rapallo.cli.output import write

    made = triangle_of(first, second, third, as_of)
    writers = {Format.TABLE: as_periods, Format.CSV: as_csv, Format.JSON: as_json}
    write(writers[format](made, begin), output)
