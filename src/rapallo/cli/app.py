"""The commands, gathered."""

from __future__ import annotations

from typing import Annotated

import typer

from rapallo import __version__
from rapallo.cli import (
    assess,
    backtest,
    cite,
    claims,
    data,
    events,
    forecast,
    measure,
    panel,
    record,
    scenario,
    serve,
    system,
    triangle,
)

app = typer.Typer(
    help=(
        "Is an alliance between two states in the making, what drives and what hinders it, and "
        "what does it mean for a third?"
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("assess")(assess.assess)
app.command("triangle")(triangle.triangle)
app.command("system")(system.system)
app.command("landscape")(system.landscape)
app.command("forecast")(forecast.forecast)
app.command("backtest")(backtest.backtest)
app.command("panel")(panel.panel)
app.command("measure")(measure.measure)
app.command("cite")(cite.cite)
app.command("serve")(serve.serve)
app.add_typer(scenario.app, name="scenario")
app.add_typer(claims.app, name="claims")
data.app.command("record")(record.record)
app.add_typer(data.app, name="data")
app.add_typer(events.app, name="events")


def _version(shown: bool) -> None:
    if shown:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take the options that go before a command."""
