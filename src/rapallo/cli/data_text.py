"""What `rapallo data` prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from polars import DataFrame
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from rapallo.cli.output import write
from rapallo.sources.official.form import Official
from rapallo.warehouse.fetch import Client
from rapallo.warehouse.update import offer
from rapallo.warehouse.update import update as bring_up_to_date


def print_offer(console: Console, form: Official, client: Client, root: Path) -> None:
    """Say whether a source has a newer version, and how large it is."""
    found = offer(form, client, root)
    size = "of unknown size" if found.size is None else f"{found.size / 1e6:,.1f} MB"
    held = found.held.version if found.held else "none fetched"
    what = (
        f"newer, {size}: {found.version} (in use: {held})" if found.newer else f"up to date: {held}"
    )
    console.print(f"{form.source.id}: {what}", soft_wrap=True, highlight=False)
    for note in found.notes:
        console.print(f"  {note}", soft_wrap=True, highlight=False)


def update_one(console: Console, form: Official, client: Client, root: Path) -> None:
    """Bring a source up to date, with a bar for each file."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def told(file: str, have: int, due: int | None) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(file)
            bar.update(tasks[file], completed=have, total=due)

        done = bring_up_to_date(form, client, root, told)
    what = "now in use" if done.changed else "up to date"
    console.print(
        f"{form.source.id}: {what}: {done.receipt.version}", soft_wrap=True, highlight=False
    )
    for note in done.notes:
        console.print(f"  {note}", soft_wrap=True, highlight=False)


def print_status(
    place: str, manifest: DataFrame | None, found: list[dict[str, Any]], output: Path | None
) -> None:
    """Write the warehouse, its files where given, and how far columns reach."""
    console = Console()
    with console.capture() as text:
        console.print(place, soft_wrap=True, highlight=False)
        if manifest is not None:
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
        reach = Table("column", "who", "years", "what a brief does now", "sources", box=None)
        for one in found:
            years = f"{one['first']}-{one['last']}" if one["last"] else "none"
            sources = ", ".join(one["sources"])
            reach.add_row(one["column"], one["who"] or "all", years, one["then"], sources)
        console.print(reach)
    write(text.get(), output)


def print_changes(rows: list[dict[str, Any]], output: Path | None) -> None:
    """Write the columns in which two warehouses differ."""
    console = Console()
    with console.capture() as text:
        if not rows:
            console.print("no figure differs")
        else:
            table = Table(
                "column", "changed", "of", "new", "gone", "reaches", "largest change", box=None
            )
            for row in rows:
                reach = f"{row['last_before']} to {row['last_after']}"
                same = row["last_before"] == row["last_after"]
                most = _largest(row)
                table.add_row(
                    f"{row['table']}.{row['column']}",
                    f"{row['changed']:,}",
                    f"{row['compared']:,}",
                    f"{row['gained']:,}",
                    f"{row['lost']:,}",
                    str(row["last_after"]) if same else reach,
                    most,
                )
            console.print(table)
    write(text.get(), output)


def _largest(row: dict[str, Any]) -> str:
    if not row["where"]:
        return ""
    before, after = (
        f"{value:.6g}" if isinstance(value, float) else value
        for value in (row["before"], row["after"])
    )
    return f"{row['where']}: {before} to {after}"
