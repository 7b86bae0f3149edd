"""`rapallo data`: where the numbers come from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Where the numbers come from.", no_args_is_help=True)


@app.command("build")
def build(
    folder: Annotated[Path, typer.Option("--from", help="Folder of the sources' own files.")],
    to: Annotated[
        Path | None, typer.Option("--to", help="The warehouse; else where Rapallo looks for it.")
    ] = None,
    snapshot: Annotated[
        Path | None,
        typer.Option("--snapshot", help="Write the figures that may be shipped to a folder too."),
    ] = None,
) -> None:
    """Make the warehouse from the sources' files: read, check, derive, and swap in whole.

    Examples
    --------
      rapallo data build --from ~/data

      rapallo data build --from ~/data --to ./rapallo.duckdb
    """
    import time

    from rich.console import Console

    from rapallo.alignment.derive import derive as alignment
    from rapallo.panel.derive import derive as panel
    from rapallo.panel.snapshot import write_snapshot
    from rapallo.warehouse.build import build as make
    from rapallo.warehouse.store import Warehouse

    console = Console(stderr=True)
    begun = time.monotonic()
    with console.status("building") as status:
        path = make(folder, (panel, alignment), to=to, progress=status.update)
        if snapshot is not None:
            status.update("writing the snapshot")
            with Warehouse.open(path) as made:
                write_snapshot(made, snapshot)
    size = path.stat().st_size / 1e6
    console.print(f"{path}: {size:,.0f} MB in {time.monotonic() - begun:.0f} s", soft_wrap=True)


@app.command("list")
def list_sources() -> None:
    """List every source: id, years, licence, what it is.

    Examples
    --------
      rapallo data list
    """
    from rapallo.sources.registry import SOURCES

    for source in SOURCES:
        typer.echo(
            f"{source.id}\t{source.first}-{source.last}\t{source.version}\t{source.licence}\t"
            f"{source.title}"
        )


@app.command("status")
def status() -> None:
    """Say which warehouse is in use, from which files it was made, and how far columns reach.

    Examples
    --------
      rapallo data status
    """
    from rich.console import Console
    from rich.table import Table

    from rapallo.panel.columns import COLUMNS
    from rapallo.warehouse.store import Warehouse

    console = Console()
    with Warehouse.open() as warehouse:
        manifest = warehouse.manifest()
        kind = "built here" if warehouse.kind == "built" else "shipped with Rapallo"
        console.print(f"{kind}: {warehouse.path}", soft_wrap=True, highlight=False)
        files = Table("source", "version", "years", "rows", "left out", "sha256", box=None)
        for row in manifest.iter_rows(named=True):
            files.add_row(
                row["source"],
                row["version"],
                f"{row['first']}-{row['last']}",
                f"{row['rows']:,}",
                f"{row['dropped']:,}",
                row["sha256"][:12],
            )
        console.print(files)
        reach = Table("column", "level", "years", "sources", box=None)
        for name, declared in COLUMNS.items():
            lacks = warehouse.kind == "snapshot" and declared.ships != "all"
            note = f" ({declared.ships} only)" if lacks and declared.ships != "none" else ""
            if lacks and declared.ships == "none":
                note = " (not in the shipped figures)"
            reach.add_row(
                name,
                declared.level,
                f"{declared.first}-{declared.last}{note}",
                ", ".join(dict.fromkeys(d.source for d in declared.domains)),
            )
        console.print(reach)
