"""`rapallo data`: where the numbers come from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rapallo.cli.output import in_a_folder


class Form(StrEnum):
    """How the answer is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


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
def status(
    who: Annotated[
        list[str] | None,
        typer.Argument(help="States: how far each column reaches for each and each pair."),
    ] = None,
    year: Annotated[int | None, typer.Option(help="The brief's year; else the last.")] = None,
    form: Annotated[
        Form, typer.Option("--format", "-f", help="text, or for machines json or csv.")
    ] = Form.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", callback=in_a_folder, help="File; else out.")
    ] = None,
) -> None:
    """Say which warehouse is in use, from which files, how far columns reach, and what then.

    Examples
    --------
      rapallo data status

      rapallo data status CHN RUS

      rapallo data status CHN RUS --format json
    """
    import json
    from dataclasses import asdict

    import polars as pl

    from rapallo import states
    from rapallo.cli.data_text import print_status
    from rapallo.cli.output import write
    from rapallo.events import months
    from rapallo.panel.reach import reach
    from rapallo.panel.years import LAST
    from rapallo.warehouse.store import Warehouse

    members = tuple(states.resolve(text).cow for text in who or [])
    with Warehouse.open() as warehouse:
        manifest = warehouse.manifest()
        found = [r.as_row() for r in reach(warehouse, members, LAST if year is None else year)]
        kind, place = warehouse.kind, warehouse.path
    events = months.receipt()
    if form is Form.JSON:
        held = {
            "warehouse": {"kind": kind, "path": str(place)},
            "files": manifest.to_dicts(),
            "events": None if events is None else asdict(events),
            "reach": found,
        }
        write(json.dumps(held, indent=2, ensure_ascii=False), output)
    elif form is Form.CSV:
        frame = pl.DataFrame(found).with_columns(pl.col("sources").list.join("; "))
        write(frame.write_csv(), output)
    else:
        built = "built here" if kind == "built" else "shipped with Rapallo"
        head = f"{built}: {place}\n{months.reach(events)}"
        print_status(head, None if members else manifest, found, output)


@app.command("update")
def update(
    which: Annotated[
        list[str] | None, typer.Argument(help="Sources' ids; else all but the largest.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what is newer and how large.")
    ] = False,
) -> None:
    """Fetch the newest official files, check them, and put in use those that pass.

    A version that fails its checks is refused with file, row and rule; the one before stays in
    use. What is cut short is gone on with the next time. RAPALLO_MIRROR names a folder or a web
    address under which the files lie as host/path. The warehouse changes with the next build.

    Examples
    --------
      rapallo data update --dry-run

      rapallo data update nmc_7_0 wdi_gdp

      RAPALLO_MIRROR=/media/mirror rapallo data update
    """
    from rich.console import Console

    from rapallo.cli.data_text import print_offer, update_one
    from rapallo.errors import RapalloError
    from rapallo.sources.official.forms import FORMS, official
    from rapallo.warehouse import location
    from rapallo.warehouse.fetch import Client

    forms = [official(id) for id in which] if which else [f for f in FORMS if not f.on_request]
    console = Console(stderr=True)
    root, failed = location.fetched(), 0
    with Client() as client:
        for form in forms:
            try:
                if dry_run:
                    print_offer(console, form, client, root)
                else:
                    update_one(console, form, client, root)
            except RapalloError as error:
                failed += 1
                console.print(f"{form.source.id}: {error}", style="red", soft_wrap=True)
    if failed:
        raise RapalloError(f"{failed} of {len(forms)} sources could not be brought up to date")
    if not dry_run:
        console.print(f"{root}: read by the next rapallo data build --from DIR", soft_wrap=True)


@app.command("verify")
def verify(
    folder: Annotated[
        Path | None, typer.Option("--from", help="Folder of the files it was made from.")
    ] = None,
    path: Annotated[
        Path | None, typer.Option("--to", help="The warehouse; else that in use.")
    ] = None,
) -> None:
    """Check everything again: files against checksums, tables against what is declared.

    Examples
    --------
      rapallo data verify

      rapallo data verify --from ~/data
    """
    from rapallo.errors import RapalloError
    from rapallo.warehouse import location
    from rapallo.warehouse.store import Warehouse
    from rapallo.warehouse.verify import verify_fetched, verify_given, verify_warehouse

    checks = [*verify_warehouse(path), *verify_fetched(location.fetched())]
    if folder is not None and not checks[0].wrong:
        with Warehouse.open(path) as warehouse:
            checks += verify_given(folder, warehouse)
    wrong = [check for check in checks if check.wrong]
    for check in wrong:
        typer.echo(f"{check.what}: {check.wrong}")
    if wrong:
        raise RapalloError(f"{len(wrong)} of {len(checks)} checks failed")
    typer.echo(f"{len(checks)} checks passed: {checks[0].what}")


@app.command("diff")
def diff(
    old: Annotated[Path, typer.Argument(help="The earlier warehouse.")],
    new: Annotated[Path | None, typer.Argument(help="The later one; else that in use.")] = None,
    form: Annotated[
        Form, typer.Option("--format", "-f", help="text, or for machines json or csv.")
    ] = Form.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", callback=in_a_folder, help="File; else out.")
    ] = None,
) -> None:
    """Show what a new version of the data changed in the figures that briefs use.

    Examples
    --------
      rapallo data build --from ~/data --to new.duckdb

      rapallo data diff ~/.local/share/rapallo/rapallo.duckdb new.duckdb
    """
    import json

    import polars as pl

    from rapallo.cli.data_text import print_changes
    from rapallo.cli.output import write
    from rapallo.warehouse.diff import diff as compare
    from rapallo.warehouse.store import Warehouse

    with Warehouse.open(old) as before, Warehouse.open(new) as after:
        rows = [change.as_row() for change in compare(before, after)]
    if form is Form.JSON:
        write(json.dumps(rows, indent=2, ensure_ascii=False), output)
    elif form is Form.CSV:
        texts = {"before": pl.String, "after": pl.String}
        write(pl.DataFrame(rows, schema_overrides=texts, strict=False).write_csv(), output)
    else:
        print_changes(rows, output)
