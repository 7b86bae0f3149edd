"""`rapallo forecast`: the watch list."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rapallo.cli.output import in_a_folder

WIDE = 120
"""Columns from which the table says what lowers the chance, too."""


class Asked(StrEnum):
    """What is forecast."""

    PACT = "defence_pact"
    BILATERAL = "bilateral_pact"
    ANY = "any_obligation"
    END = "end_of_defence_pact"
    RISE = "index_rise"
    FALL = "index_fall"


def forecast(
    as_of: Annotated[
        int | None, typer.Option(help="Year after which nothing is used; else the last.")
    ] = None,
    horizon: Annotated[int, typer.Option(min=1, max=10, help="Years ahead: 1, 3, 5 or 10.")] = 5,
    outcome: Annotated[Asked, typer.Option(help="What is forecast.")] = Asked.PACT,
    top: Annotated[int, typer.Option(min=1, help="How many pairs.")] = 25,
    refit: Annotated[
        bool, typer.Option("--refit", help="Fit a model as of this very year first (ten seconds).")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", callback=in_a_folder, help="CSV file; else a table in the terminal."
        ),
    ] = None,
) -> None:
    """List the pairs of states likeliest to make, or to end, a defence pact.

    For example:

      rapallo forecast --as-of 2018 --horizon 5 --top 25

      rapallo forecast --as-of 1935 --outcome end_of_defence_pact -o ends.csv
    """
    from rapallo.cli.output import write
    from rapallo.errors import RapalloError
    from rapallo.forecast import model as models
    from rapallo.forecast.outcomes import OUTCOMES
    from rapallo.forecast.watch_list import watch_list
    from rapallo.panel.years import FIRST, LAST
    from rapallo.warehouse.store import Warehouse

    year = LAST if as_of is None else as_of
    if not FIRST <= year <= LAST:
        raise RapalloError(f"{year} is outside the years that can be asked, {FIRST} to {LAST}")
    with Warehouse.open() as warehouse:
        fitted = models.refit(warehouse, year, horizon, outcome.value) if refit else None
        made = watch_list(warehouse, year, horizon, outcome.value, top, model=fitted)
    if output is not None:
        write(made.write_csv(), output)
        typer.echo(f"{made.height:,} pairs: {output}", err=True)
        return
    from rich.console import Console
    from rich.table import Table

    console = Console()
    wide = console.width >= WIDE
    label = OUTCOMES[outcome.value].label
    console.print(f"{label.capitalize()} within {horizon} years, as of {year}", style="bold")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name, right in (("", True), ("pair", False), ("chance", True), ("90 %", True)):
        table.add_column(name, justify="right" if right else "left")
    table.add_column("x base", justify="right")
    table.add_column("what raises it, in log-odds", max_width=None if wide else 40)
    if wide:
        table.add_column("what lowers it")
    for row in made.iter_rows(named=True):
        cells = [
            str(row["rank"]),
            f"{row['name1']} - {row['name2']}",
            f"{100 * row['probability']:.1f} %",
            f"{100 * row['low']:.1f}-{100 * row['high']:.1f}",
            f"{row['times_base']:.0f}",
            row["closer"],
        ]
        table.add_row(*cells, *([row["apart"]] if wide else []))
    console.print(table)
    last = models.last_origin()
    if year > last:
        console.print(
            f"Treaty data end in {last}: pacts of {last + 1}-{year} are not known to the model, "
            "and what it says of these years is extrapolated. Pairs that the curated record has as "
            "allied since are left out."
        )
