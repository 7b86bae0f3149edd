"""`rapallo events`: cooperation and conflict in the news, by pair and month."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rapallo.cli.output import in_a_folder

if TYPE_CHECKING:
    from rapallo.events.engine import Engine as Runs

app = typer.Typer(
    help="Cooperation and conflict in the news, by pair and month: GDELT, ICEWS, POLECAT.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


class Engine(StrEnum):
    """What counts."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class FormName(StrEnum):
    """Published form of the files."""

    GDELT_1 = "gdelt_1"
    GDELT_2 = "gdelt_2"
    ICEWS = "icews"
    POLECAT = "polecat"


Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", callback=in_a_folder, help="File to write; else standard output."
    ),
]


class Format(StrEnum):
    """What months are written as."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command()
def build(
    paths: Annotated[
        list[Path], typer.Argument(help="Event files (plain, .gz or .zip), or folders of them.")
    ],
    form: Annotated[
        FormName | None, typer.Option(help="Form of the files; else told by their first lines.")
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="What counts: DuckDB here, or Spark.")
    ] = Engine.DUCKDB,
    memory: Annotated[
        str | None,
        typer.Option(help="What DuckDB (1200MB), or each Spark worker (1g), may hold."),
    ] = None,
    master: Annotated[
        str | None,
        typer.Option(help="Address of a Spark master; else a cluster is started on this machine."),
    ] = None,
    workers: Annotated[
        int, typer.Option(help="Workers of the cluster started on this machine.", min=1)
    ] = 2,
) -> None:
    """Count events between states by pair and month, for the nowcast in briefs.

    Every line is read: it is an event between two states, or is rejected for a reason that is
    counted. A build that is cut short goes on where it was, and one with more files reads only
    what is new. The files must be of one data set.

    Examples:

      rapallo events build gdelt/ --form gdelt_2

      rapallo events build 20180101000000.export.CSV.zip

      rapallo events build /archive/gdelt --engine spark --master spark://host:7077
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from rapallo.cli.events_text import told
    from rapallo.events.build import build as make

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with ExitStack() as running, bar:
        runs = running.enter_context(_engine(engine, memory, master, workers))
        task = bar.add_task("starting", total=None)

        def progress(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of or None)

        receipt = make(paths, runs, form=form, progress=progress)
    typer.echo(told(receipt))


@app.command()
def status() -> None:
    """Say what event data there are, from which files, and which lines were rejected and why.

    Examples:

      rapallo events status
    """
    from rapallo.cli.events_text import told
    from rapallo.events import months

    receipt = months.receipt()
    if receipt is None:
        typer.echo(months.NONE)
    else:
        typer.echo(f"{months.path()}, made {receipt.made} by {receipt.engine}")
        typer.echo(told(receipt))


@app.command()
def show(
    first: Annotated[str, typer.Argument(help="A state: ISO3, COW code or name.")],
    second: Annotated[str, typer.Argument(help="Another state.")],
    begin: Annotated[int, typer.Option("--from", help="First year.")] = 1946,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="What is written.")
    ] = Format.TABLE,
    output: Output = None,
) -> None:
    """Print a pair's cooperation and conflict month by month, both directions together.

    Counts are given beside the rate in 10,000 of all events of the month, since the news grow.

    Examples:

      rapallo events show CHN RUS --from 2018

      rapallo events show CHN RUS --format csv -o china-russia.csv
    """
    import polars as pl

    from rapallo import states
    from rapallo.cli.events_text import months_table
    from rapallo.cli.output import write
    from rapallo.events import months

    a, b = states.resolve(first), states.resolve(second)
    table = months.pair(months.held(), a.cow, b.cow).filter(pl.col("month").dt.year() >= begin)
    receipt = months.receipt()
    rates = table.with_columns(
        (pl.col("events") / pl.col("coverage") * 1e4).alias("rate"),
        pl.lit(receipt.form if receipt else None).alias("form"),
    )
    if format is Format.TABLE:
        write(f"{months.reach(receipt)}\n{months_table(rates)}", output)
    else:
        write(rates.write_csv() if format is Format.CSV else rates.write_json(), output)


@app.command()
def export(
    output: Annotated[Path, typer.Argument(help="File: .parquet, .csv, .dta or .arrow.")],
    begin: Annotated[int, typer.Option("--from", help="First year.")] = 1946,
) -> None:
    """Write all directed pairs and months for other tools.

    Examples:

      rapallo events export months.parquet

      rapallo events export months.dta --from 2015
    """
    import polars as pl

    from rapallo.events import months
    from rapallo.panel.panel import Panel

    chosen = months.held().filter(pl.col("month").dt.year() >= begin).collect()
    Panel(chosen, ()).write(output)
    typer.echo(f"{chosen.height:,} rows: {output}", err=True)


@contextmanager
def _engine(engine: Engine, memory: str | None, master: str | None, workers: int) -> Iterator[Runs]:
    from rapallo.events import months

    with months.scratch() as scratch, ExitStack() as running:
        if engine is Engine.DUCKDB:
            from rapallo.events.engine import MEMORY, DuckDB

            yield DuckDB(scratch, memory or MEMORY)
            return
        from rapallo.events.cluster import cluster
        from rapallo.events.spark import spark

        memory = memory or "1g"
        address = master or running.enter_context(cluster(workers, memory=memory))
        parts = None if master else 4 * workers
        yield running.enter_context(spark(address, scratch, memory=memory, partitions=parts))
