"""`rapallo measure`: any measure for a pair, a year or all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rapallo.cli.output import in_a_folder


def measure(
    name: Annotated[
        str | None, typer.Argument(help="The measure; --list shows what there is.")
    ] = None,
    who: Annotated[
        list[str] | None,
        typer.Argument(help="States: two for a pair, one for all its pairs, none for all."),
    ] = None,
    first: Annotated[int | None, typer.Option("--from", help="First year.")] = None,
    last: Annotated[int | None, typer.Option("--to", help="Last year.")] = None,
    year: Annotated[int | None, typer.Option(help="One year only.")] = None,
    on: Annotated[
        str | None,
        typer.Option(help="What is compared: alliances, any-tie, defence or votes."),
    ] = None,
    issue: Annotated[
        str | None,
        typer.Option(
            help="Of votes, only: me Middle East, nu nuclear weapons, di disarmament, "
            "hr human rights, co colonialism, ec economic development."
        ),
    ] = None,
    weights: Annotated[
        str | None, typer.Option(help="Of ties, weigh the states they are with: cinc.")
    ] = None,
    rival: Annotated[
        str | None, typer.Option(help="The third state, for common threat; else the worst.")
    ] = None,
    among: Annotated[
        str | None,
        typer.Option(
            help="Group: 'major powers' (default; for power_transition: all), all, a group such as "
            "P5, or states with commas."
        ),
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
    list_measures: Annotated[
        bool, typer.Option("--list", help="List the measures that there are, and stop.")
    ] = False,
) -> None:
    """Compute a measure for a pair, for a year, or for all pairs and years.

    States come as Correlates of War codes. A cell is empty, never 0, where the measure is unknown.

    For example:

      rapallo measure --list

      rapallo measure kappa_nominal CHN RUS --on defence --from 1946

      rapallo measure s --weights cinc --year 2016 -o s.parquet

      rapallo measure agreement USA CHN --issue hr

      rapallo measure concentration --from 1946

      rapallo measure capability_share --among USA,CHN,RUS --year 2017

      rapallo measure common_threat CHN RUS --rival USA
    """
    import sys

    from rapallo.errors import RapalloError
    from rapallo.panel.measures import MEASURES
    from rapallo.panel.measures.compute import measured

    if list_measures:
        for one in MEASURES.values():
            spans = [f"{on} {d.years[0]}-{d.years[1]}".strip() for on, d in one.data.items()]
            said = (one.name, one.level, one.range, ", ".join(spans), f"{one.label}: {one.formula}")
            typer.echo("\t".join(said))
        return
    if name is None:
        raise RapalloError("which measure? rapallo measure --list shows them")
    if year is not None and (first is not None or last is not None):
        raise RapalloError("give one --year, or --from and --to, not both")
    from rapallo import states

    made = measured(
        name,
        *(states.resolve(text, year).cow for text in who or []),
        first=first if year is None else year,
        last=last if year is None else year,
        on=on,
        issue=issue,
        weights=weights,
        rival=None if rival is None else states.resolve(rival, year).cow,
        among=among,
    )
    if output is None:
        made.frame.write_csv(sys.stdout.buffer)
    else:
        made.write(output)
        typer.echo(f"{len(made):,} rows: {output}", err=True)
