"""`rapallo backtest`: the track record of the forecasts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rapallo.cli.forecast import Asked
from rapallo.cli.output import in_a_folder


def backtest(
    horizon: Annotated[int, typer.Option(min=1, max=10, help="Years ahead.")] = 5,
    first: Annotated[int, typer.Option("--from", help="First origin, from 1955 on.")] = 1955,
    last: Annotated[
        int | None, typer.Option("--to", help="Last origin; else the last that can be scored.")
    ] = None,
    outcome: Annotated[Asked, typer.Option(help="What is forecast.")] = Asked.PACT,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            callback=in_a_folder,
            help="Page (.html) or data (.json); else backtest.html.",
        ),
    ] = None,
) -> None:
    """Score the forecasts that would have been made as of every year against what came.

    Models are fitted as of their origin, to nothing dated later.

    For example:

      rapallo backtest -o backtest.html

      rapallo backtest --outcome bilateral_pact --from 1955 -o bilateral.json
    """
    import json

    from rich.console import Console

    from rapallo.cli.output import write
    from rapallo.errors import RapalloError
    from rapallo.forecast import backtest as engine
    from rapallo.forecast.backtest_page import page
    from rapallo.warehouse.store import Warehouse

    target = output or Path("backtest.html")
    if target.suffix not in (".html", ".json"):
        raise RapalloError(f"{target}: a backtest is written as .html or .json")
    console = Console(stderr=True)
    with Warehouse.open() as warehouse, console.status("backtest") as status:
        made = engine.backtest(
            warehouse, horizon=horizon, first=first, last=last, outcome=outcome.value,
            progress=lambda what: status.update(what),
        )  # fmt: skip
    text = page(made) if target.suffix == ".html" else json.dumps(made.as_dict(), indent=1)
    write(text, target)
    for window in made.windows:
        if window is None:
            continue
        typer.echo(f"Origins {window}" + (", held out" if window != made.windows[0] else ""))
        for score in made.scores:
            if score.cases == window:
                typer.echo(
                    f"  {score.forecast:35} AUC {score.auc.value:.3f}  average precision "
                    f"{score.precision_over_base.value:5.1f} x base  Brier skill "
                    f"{score.brier_skill.value:+.3f}  log skill {score.log_skill.value:+.3f}"
                )
    typer.echo(f"{made.seconds:.0f} s, {made.peak_mb:,.0f} MB; the whole record: {target}")
