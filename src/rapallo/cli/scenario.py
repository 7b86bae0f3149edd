"""`rapallo scenario`: what if."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from rapallo.cli.output import in_a_folder


class RunByDefault(TyperGroup):
    """A group in which a first word that is no command is a scenario to run."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` before a scenario."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


class Format(StrEnum):
    """What an outcome is written as."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


app = typer.Typer(
    cls=RunByDefault,
    help="What if: simulate a scenario file, or a ready one, forward from a year.",
    no_args_is_help=True,
)
Which = Annotated[str, typer.Argument(help="A scenario file, or the name of a ready scenario.")]
Seed = Annotated[int, typer.Option(help="The same seed gives the same numbers.", min=0)]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", callback=in_a_folder, help="File to write; else standard output."
    ),
]
Chart = Annotated[
    Path | None, typer.Option(help="Chart to write besides: a name that ends in .svg, .png, .html.")
]


@app.command("run")
def run(
    scenario: Which,
    draws: Annotated[int, typer.Option(help="Draws with the scenario, and without.")] = 5000,
    seed: Seed = 1922,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.TEXT,
    chart: Chart = None,
    output: Output = None,
) -> None:
    """Simulate a scenario and its baseline with the same luck, and compare them.

    The word run may be left out.

    Examples:

      rapallo scenario run russia-card

      rapallo scenario my-scenario.yaml --draws 10000 --seed 7 --chart fans.svg

      rapallo scenario russia-card --format json -o russia-card.json
    """
    from rapallo.brief.charts_scenario import fans
    from rapallo.brief.scenario_page import page
    from rapallo.cli.output import write
    from rapallo.scenarios.load import load
    from rapallo.scenarios.outcome import outcome
    from rapallo.scenarios.say import as_csv, as_json, as_text
    from rapallo.warehouse.store import Warehouse

    kind = _kind(chart)
    asked = load(scenario)
    with Warehouse.open() as warehouse:
        made = outcome(warehouse, asked, draws, seed)
    _draw(chart, kind, made.title, fans(made) if kind else {})
    if format is Format.HTML:
        text = page(made.title, fans(made), as_text(made))
    else:
        text = {Format.TEXT: as_text, Format.CSV: as_csv, Format.JSON: as_json}[format](made)
    write(text, output)


@app.command("list")
def list_ready() -> None:
    """List the ready scenarios.

    Example:

      rapallo scenario list
    """
    from rapallo.scenarios.say import as_list

    typer.echo(as_list())


@app.command("new")
def new(
    file: Annotated[
        Path | None, typer.Argument(help="File to write; else standard output.")
    ] = None,
) -> None:
    """Write a scenario file to fill in, with every key and kind of shock explained.

    Example:

      rapallo scenario new my-scenario.yaml
    """
    from rapallo.cli.output import write
    from rapallo.errors import RapalloError
    from rapallo.scenarios.load import template

    if file is not None and file.exists():
        raise RapalloError(f"{file} is there already; name another file")
    write(template(), file)
    if file is not None:
        typer.echo(f"fill in, then: rapallo scenario {file}", err=True)


@app.command("sensitivity")
def sensitivity(
    scenario: Which,
    pair: Annotated[
        str | None,
        typer.Option(help="Whose index, as USA,RUS; else the pair with the largest effect."),
    ] = None,
    draws: Annotated[int, typer.Option(help="Draws of each run.", min=100)] = 1000,
    seed: Seed = 1922,
    format: Annotated[Format, typer.Option("--format", "-f", help="text or json.")] = Format.TEXT,
    chart: Chart = None,
    output: Output = None,
) -> None:
    """Move every input, one at a time: which move the effect, and which would turn the verdict.

    Examples:

      rapallo scenario sensitivity russia-card

      rapallo scenario sensitivity tariff-war --pair USA,CHN --chart tornado.svg
    """
    from rapallo.brief.charts_scenario import tornado
    from rapallo.cli.output import write
    from rapallo.errors import RapalloError
    from rapallo.scenarios.load import load
    from rapallo.scenarios.say import as_json, as_tornado
    from rapallo.scenarios.sensitivity import sensitivity as examined
    from rapallo.warehouse.store import Warehouse

    if format not in (Format.TEXT, Format.JSON):
        raise RapalloError(f"a sensitivity is written as text or json, not {format.value}")
    kind = _kind(chart)
    asked = load(scenario)
    two = None
    if pair is not None:
        names = [name.strip() for name in pair.split(",")]
        if len(names) != 2:
            raise RapalloError(f"--pair {pair}: give two states with a comma, as USA,RUS")
        two = (asked.code(names[0]), asked.code(names[1]))
    with Warehouse.open() as warehouse:
        found = examined(warehouse, asked, two, draws, seed)
    _draw(chart, kind, found.title, tornado(found) if kind else {})
    write(as_json(found) if format is Format.JSON else as_tornado(found), output)


@app.command("hindcast")
def hindcast(
    draws: Annotated[int, typer.Option(help="Draws from each year.", min=100)] = 400,
    seed: Seed = 1922,
    everyone: Annotated[
        bool, typer.Option("--everyone", help="All pairs (minutes), not a sample of them.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", callback=in_a_folder, help="CSV file for a row a pair, too."
        ),
    ] = None,
) -> None:
    """Simulate from 1985, 2008 and 2013 with what was known then, and compare.

    Bands of 90 % after five and ten years, for the pairs of the major powers and a sample of all.

    Examples:

      rapallo scenario hindcast

      rapallo scenario hindcast --everyone -o hindcast.csv
    """
    from rapallo.cli.output import write
    from rapallo.scenarios.hindcast import hindcast as simulated
    from rapallo.scenarios.say import as_coverage
    from rapallo.warehouse.store import Warehouse

    with Warehouse.open() as warehouse, Bar("simulating") as done:
        made = simulated(warehouse, draws=draws, seed=seed, everyone=everyone, done=done)
    typer.echo(as_coverage(made.coverage()))
    if output is not None:
        write(made.rows.write_csv(), output)


@app.command("whole")
def whole(
    scenario: Which,
    folder: Annotated[
        Path, typer.Option(help="Folder for the work: a run that was stopped goes on from it.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", callback=in_a_folder, help="File (.parquet or .csv).")
    ],
    draws: Annotated[int, typer.Option(help="Draws.", min=20)] = 500,
    seed: Seed = 1922,
    jobs: Annotated[int, typer.Option(help="Processes; -1 for one a core.")] = -1,
    cluster: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, to run on its workers.")
    ] = None,
) -> None:
    """Simulate every pair of states at once: about a minute on two cores.

    Stop it with Ctrl-C; the same command goes on where it stopped.

    Examples:

      rapallo scenario whole ukraine-2021 --folder work -o pairs.parquet

      rapallo scenario whole ukraine-2021 --folder work -o pairs.csv --cluster tcp://HOST:8786
    """
    from rapallo.errors import RapalloError
    from rapallo.scenarios.load import load
    from rapallo.scenarios.whole import everyone
    from rapallo.warehouse.store import Warehouse

    if output.suffix not in (".parquet", ".csv"):
        raise RapalloError(f"{output}: name a file that ends in .parquet or .csv")
    asked = load(scenario)
    with Warehouse.open() as warehouse, Bar("simulating") as done:
        frame = everyone(
            warehouse, asked, draws, seed, folder, jobs=jobs, cluster=cluster, done=done
        )
    if output.suffix == ".csv":
        frame.write_csv(output)
    else:
        frame.write_parquet(output)
    typer.echo(f"{frame.height:,} rows: {output}", err=True)


def _kind(chart: Path | None) -> str | None:
    """Return what a chart is to be written as, before any work is done for it."""
    from rapallo.brief import picture

    return None if chart is None else picture.kind_of(chart)


def _draw(chart: Path | None, kind: str | None, title: str, spec: dict[str, Any]) -> None:
    if chart is None or kind is None:
        return
    from rapallo.brief import picture
    from rapallo.cli.output import write_bytes

    write_bytes(picture.drawn(spec, kind, title), chart)
    typer.echo(f"chart: {chart}", err=True)


class Bar:
    """A bar on standard error that is told how much is done."""

    def __init__(self, what: str) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self.bar = Progress(console=Console(stderr=True), transient=True)
        self.task = self.bar.add_task(what, total=None)

    def __enter__(self) -> Bar:
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def __call__(self, have: int, of: int) -> None:
        """Show how much is done."""
        self.bar.update(self.task, completed=have, total=of)
