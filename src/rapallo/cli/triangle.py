"""`rapallo triangle`: types, roles, ranks and moves of three states, year by year."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rapallo.cli.output import in_a_folder


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
    tolerance: Annotated[
        float, typer.Option(help="Share of the larger within which two powers are equal.")
    ] = 0.05,
    wedge: Annotated[
        str | None,
        typer.Option(help="One of the three: what it would take for it to win another over."),
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(help="Also draw the years to this .svg, .png or .html file.")
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="Periods in a table; every year as CSV, JSON.")
    ] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", callback=in_a_folder, help="File to write; else standard output."
        ),
    ] = None,
) -> None:
    """Say which strategic triangle three states made, in which roles, and what could turn it.

    Examples:

      rapallo triangle USA RUS CHN --from 1946

      rapallo triangle USA RUS CHN --from 1946 --as-of 1991 --format csv -o triangle.csv

      rapallo triangle CHN RUS USA --as-of 2018 --wedge USA

      rapallo triangle USA RUS CHN --from 1946 --chart triangle.png
    """
    from rapallo.brief.triangle_table import as_csv, as_json, as_text, triangle_of
    from rapallo.cli.output import write, write_bytes

    kind = None
    if chart is not None:
        from rapallo.brief import picture

        kind = picture.kind_of(chart)
    made = triangle_of(
        first,
        second,
        third,
        as_of,
        begin=begin,
        tolerance=tolerance,
        wedge=wedge,
        every_case=format is Format.JSON,
    )
    writers = {Format.TABLE: as_text, Format.CSV: as_csv, Format.JSON: as_json}
    write(writers[format](made), output)
    if chart is not None and kind is not None:
        from rapallo.brief import picture
        from rapallo.brief.charts_triangle import strip

        spec = strip(made.found, made.names, width=640)
        if spec is not None:
            title = ", ".join(made.names.values())
            write_bytes(picture.drawn(spec, kind, title, as_text(made)), chart)
