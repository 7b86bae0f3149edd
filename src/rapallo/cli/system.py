"""`rapallo system` and `rapallo landscape`: all states of a year, or any set of actors."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from rapallo.cli.output import in_a_folder

if TYPE_CHECKING:
    from rapallo.brief.terminal_page import Page
    from rapallo.system.series import YearOfSystem
    from rapallo.triangle.signs import Thresholds
    from rapallo.warehouse.store import Warehouse


T = TypeVar("T")


class Format(StrEnum):
    """What the system is written as."""

    TERMINAL = "terminal"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "md"


class PageFormat(StrEnum):
    """The same, or a page."""

    TERMINAL = "terminal"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "md"
    HTML = "html"


class Centring(StrEnum):
    """Where the zero of propensities lies."""

    RELATIVE = "relative"
    MEDIAN = "median"
    MIDPOINT = "midpoint"


AsOf = Annotated[int | None, typer.Option(help="Year after which nothing is used, 1816 to 2025.")]
Formats = Annotated[Format, typer.Option("--format", "-f", help="What is written.")]
Pages = Annotated[PageFormat, typer.Option("--format", "-f", help="What is written.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", callback=in_a_folder, help="File to write; else standard output."
    ),
]
Full = Annotated[bool, typer.Option("--full", help="Print everything, not one screen.")]
Zero = Annotated[
    Centring,
    typer.Option(help="Where alignment turns: states' general level of ties, median, or 50."),
]


def system(
    as_of: AsOf = None,
    begin: Annotated[
        int | None, typer.Option("--from", help="First year of a series; else one year is shown.")
    ] = None,
    camps: Annotated[int, typer.Option(help="Most camps, 2 or more.", min=2, max=8)] = 2,
    since: Annotated[int, typer.Option(help="Years back, to tell who changed sides.", min=1)] = 10,
    centring: Zero = Centring.RELATIVE,
    intensity: Annotated[
        float | None,
        typer.Option(help="Dispute intensity from which a tie is hostile; else 0.15 to 0.35."),
    ] = None,
    memory: Annotated[
        float | None, typer.Option(help="Years for which a treaty softens a rivalry; else 5 to 15.")
    ] = None,
    trade: Annotated[
        float | None,
        typer.Option(help="Percentile of trade from which a tie is friendly; else 60 to 90."),
    ] = None,
    time_limit: Annotated[
        float, typer.Option(help="Seconds for the proof of the camps.", min=0.1)
    ] = 2.0,
    against_history: Annotated[
        bool, typer.Option("--against-history", help="Score camps by who stood where, instead.")
    ] = False,
    full: Full = False,
    format: Pages = PageFormat.TERMINAL,
    output: Output = None,
) -> None:
    """Show the camps of all states, who wavers, what strains them, and how balanced it is.

    Examples:

      rapallo system --as-of 1985

      rapallo system --as-of 2018 --camps 3 --format csv -o camps.csv

      rapallo system --as-of 2018 --format html -o system.html

      rapallo system --from 1946 --as-of 1991

      rapallo system --against-history
    """
    from rapallo.brief import system_document as document
    from rapallo.brief import system_page as page
    from rapallo.brief import system_tables as tables
    from rapallo.cli.output import write
    from rapallo.errors import RapalloError
    from rapallo.panel.years import LAST
    from rapallo.system import report
    from rapallo.system.board import board
    from rapallo.system.network import thresholds
    from rapallo.system.scoring import against_history as scored
    from rapallo.warehouse.store import Warehouse

    year = LAST if as_of is None else as_of
    limits = thresholds(intensity, memory, trade)
    if against_history and format is PageFormat.HTML:
        raise RapalloError("scores against history are written as terminal, json, csv or md")
    with Warehouse.open() as warehouse:
        if against_history:
            scores = scored(warehouse)
            if format is PageFormat.TERMINAL:
                _show(output, tables.scores, scores, full)
            else:
                write(report.written(report.score_records(scores), format), output)
            return
        if begin is not None:
            years = _years(warehouse, begin, year, limits)
            if format is PageFormat.TERMINAL:
                _show(output, tables.series, years, full)
            elif format is PageFormat.HTML:
                write(document.series_html(years), output)
            else:
                write(report.written(report.series_records(years), format), output)
            return
        made = board(
            warehouse,
            year,
            count=camps,
            since=since,
            centring=centring.value,
            limits=limits,
            time_limit=time_limit,
        )
    if format is PageFormat.TERMINAL:
        _show(output, page.board, made, full)
        return
    writers = {
        PageFormat.JSON: report.as_json,
        PageFormat.CSV: report.as_csv,
        PageFormat.MARKDOWN: document.markdown,
        PageFormat.HTML: document.html,
    }
    write(writers[format](made), output)


def landscape(
    matrix: Annotated[
        Path | None,
        typer.Argument(help="CSV: names in the first row and column, propensities, maybe a size."),
    ] = None,
    sizes: Annotated[
        Path | None, typer.Option(help="CSV with a row for each actor: name, size.")
    ] = None,
    states: Annotated[
        str | None, typer.Option(help="States instead of a file, by comma: USA,CHN,RUS.")
    ] = None,
    as_of: AsOf = None,
    centring: Zero = Centring.RELATIVE,
    time_limit: Annotated[
        float, typer.Option(help="Seconds for the proof with more than 25 actors.", min=0.1)
    ] = 10.0,
    full: Full = False,
    format: Formats = Format.TERMINAL,
    output: Output = None,
) -> None:
    """Find where actors settle into two sides: every resting place for up to 25 actors.

    Propensities and sizes come from a file of yours, or for states from their own ties.

    Examples:

      rapallo landscape powers.csv --sizes sizes.csv

      rapallo landscape --states GBR,FRA,RUS,DEU,ITA,POL --as-of 1938
    """
    from rapallo.brief import system_tables as tables
    from rapallo.cli.output import write
    from rapallo.errors import RapalloError
    from rapallo.panel.years import LAST
    from rapallo.system import report
    from rapallo.system.matrix import read_actors
    from rapallo.system.settling import actors_of, settling
    from rapallo.warehouse.store import Warehouse

    if (matrix is None) == (states is None):
        raise RapalloError("give a file of propensities, or --states with their codes by comma")
    if matrix is not None:
        actors = read_actors(matrix, sizes)
    else:
        if sizes is not None:
            raise RapalloError("--sizes goes with a file; sizes of --states are their capabilities")
        with Warehouse.open() as warehouse:
            year = LAST if as_of is None else as_of
            actors = actors_of(warehouse, (states or "").split(","), year, centring.value)
    found = settling(actors, time_limit=time_limit)
    if format is Format.TERMINAL:
        _show(output, tables.landscape, found, full)
    else:
        write(report.written(report.settling_records(found), format), output)


def _show(output: Path | None, page: Callable[[Page, T, bool], None], made: T, full: bool) -> None:
    """Print a page to the terminal, or without colours to a file."""
    from io import StringIO

    from rich.console import Console

    from rapallo.brief.terminal_page import Page
    from rapallo.cli.output import write

    if output is None:
        page(Page(Console()), made, full)
        return
    text = StringIO()
    page(Page(Console(file=text, width=100)), made, full)
    write(text.getvalue(), output)


def _years(warehouse: Warehouse, first: int, last: int, limits: Thresholds) -> list[YearOfSystem]:
    """Make a series, with a bar on standard error while it takes long."""
    import sys

    from rich.console import Console
    from rich.progress import track

    from rapallo.system.series import series

    return list(
        track(
            series(warehouse, first, last, limits),
            description=f"{first}-{last}",
            total=max(0, last - first + 1),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
            transient=True,
        )
    )
