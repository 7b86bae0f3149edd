"""`rapallo panel`: state-years and dyad-years for other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rapallo.cli.output import in_a_folder


class Unit(StrEnum):
    """What a row is."""

    STATE_YEARS = "state-years"
    DYAD_YEARS = "dyad-years"


def panel(
    unit: Annotated[Unit, typer.Argument(help="What a row is.")] = Unit.DYAD_YEARS,
    columns: Annotated[
        list[str] | None,
        typer.Option("--columns", "-c", help="Columns, comma-separated or repeated."),
    ] = None,
    first: Annotated[int, typer.Option("--from", help="First year.")] = 1816,
    last: Annotated[int | None, typer.Option("--to", help="Last year.")] = None,
    directed: Annotated[bool, typer.Option("--directed", help="Each pair both ways.")] = False,
    as_of: Annotated[int | None, typer.Option(help="Leave out everything dated later.")] = None,
    among: Annotated[
        list[str] | None, typer.Option("--state", "-s", help="Only these states; repeat it.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            callback=in_a_folder,
            help="File (.parquet, .csv, .dta, .arrow); else CSV out.",
        ),
    ] = None,
    list_columns: Annotated[
        bool, typer.Option("--list", help="List the columns that there are, and stop.")
    ] = False,
) -> None:
    """Write state-years or dyad-years with the columns asked for.

    A cell is null where its source has nothing to say, never 0; --list gives each column's years.

    Examples
    --------
      rapallo panel --list

      rapallo panel dyad-years --from 1946 -c defence,cinc,contiguity --directed -o panel.parquet

      rapallo panel state-years -c cinc,polyarchy -s USA -s CHN -o two.dta
    """
    import sys

    from rapallo import states
    from rapallo.panel.columns import COLUMNS, column
    from rapallo.panel.frame import dyad_years, state_years
    from rapallo.warehouse.store import Warehouse

    if list_columns:
        with Warehouse.open() as warehouse:
            held = [column(name, warehouse) for name in COLUMNS]
        for c in held:
            years = ", ".join(f"{d.source} {d.first}-{d.last}" for d in c.domains)
            typer.echo(f"{c.name}\t{c.level}\t{c.unit}\t{c.label}\t{years}")
        return
    names = [n.strip() for given in columns or [] for n in given.split(",") if n.strip()]
    codes = [states.resolve(text).cow for text in among] if among else None
    if unit is Unit.STATE_YEARS:
        made = state_years(names, first=first, last=last, as_of=as_of, among=codes)
    else:
        made = dyad_years(
            names, directed=directed, first=first, last=last, as_of=as_of, among=codes
        )
    if output is None:
        made.frame.write_csv(sys.stdout.buffer)
    else:
        made.write(output)
        typer.echo(f"{len(made):,} rows, {len(made.frame.columns)} columns: {output}", err=True)
