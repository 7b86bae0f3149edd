"""Building the warehouse: read and check every source, derive, write aside, swap in whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import duckdb
import polars as pl

from rapallo.sources.official.form import Official
from rapallo.sources.official.forms import FORMS
from rapallo.sources.registry import SOURCES
from rapallo.sources.source import Reading, Source
from rapallo.warehouse import location
from rapallo.warehouse.input import Input
from rapallo.warehouse.manifest import manifest
from rapallo.warehouse.receipt import in_use
from rapallo.warehouse.store import Warehouse, WarehouseError
from rapallo.warehouse.years import YEARS

Tables = Mapping[str, pl.DataFrame]
Step = Callable[[Tables], Tables]
Progress = Callable[[str], None]


def build(
    folder: Path,
    steps: tuple[Step, ...] = (),
    *,
    to: Path | None = None,
    sources: tuple[Source, ...] = SOURCES,
    forms: tuple[Official, ...] = FORMS,
    fetched: Path | None = None,
    progress: Progress = lambda _: None,
) -> Path:
    """Make a warehouse from the sources' files and return its path.

    A source that ``rapallo data update`` fetched is read in the version in use; the others from
    `folder`. Every source is read and checked before anything is written; the file is written
    beside its place and moved there in one step, so that a failure, or the machine's, leaves the
    earlier warehouse as it was. Of two builds at once the one that ends last stays.

    Parameters
    ----------
    folder : Path
        Folder of the sources' files.
    steps : tuple of callables
        Each takes all tables so far and returns the tables that it derives.
    to : Path, optional
        Where the warehouse goes; by default where `Warehouse.open` looks for it.
    sources : tuple of Source
        The sources to read.
    forms : tuple of Official
        Sources that may have been fetched; those not among `sources` are added where they were.
    fetched : Path, optional
        Folder of what was fetched; by default that of ``rapallo data update``.
    progress : callable
        Told what is being done.

    Raises
    ------
    SourceError
        If a source's file is missing or not as declared.
    WarehouseError
        If the folder does not exist or the file cannot be written.
    """
    target = to or location.built()
    if not folder.is_dir():
        raise WarehouseError(f"{folder}: there is no such folder of sources' files")
    inputs = choose(folder, sources, forms, fetched or location.fetched())
    readings = read_all(inputs, progress)
    tables = gathered(readings)
    tables["manifest"] = manifest(list(zip(inputs, readings, strict=True)))
    covered = within_reach(tables, inputs)
    for step in steps:
        progress(f"deriving {step.__module__.split('.')[-2]}")
        made = step(covered)
        covered.update(made)
        tables.update(made)
    tables["catalogue"] = catalogue(tables, tuple(one.source for one in inputs))
    progress("writing")
    write(tables, target)
    return target


def choose(
    folder: Path, sources: tuple[Source, ...], forms: tuple[Official, ...], fetched: Path
) -> list[Input]:
    """Return for each source the files to read: those fetched last, else those in `folder`."""
    held = {form.source.id: (form, in_use(fetched, form)) for form in forms}
    known = {one.id for one in sources}
    added = tuple(
        form.source for form in forms if form.source.id not in known and not form.source.files
    )
    out = []
    for source in (*sources, *added):
        form, receipt = held.get(source.id, (None, None))
        if form is not None and receipt is not None:
            out.append(Input.fetched(source, form, receipt, fetched))
        elif source.files:
            out.append(Input.given(source, folder))
    return out


def read_all(inputs: list[Input], progress: Progress = lambda _: None) -> list[Reading]:
    """Read and check every source, two at a time."""

    def load(one: Input) -> Reading:
        progress(f"reading {one.source.title}")
        return one.load()

    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(load, inputs))


def within_reach(tables: Tables, inputs: list[Input]) -> dict[str, pl.DataFrame]:
    """Return the tables with no row beyond the years from which figures are made.

    A version that was fetched may hold rows of a year that is not over, or of one that has only
    begun to be coded: `rapallo.warehouse.years.last_year` says which year is the last whole one.
    """
    out = dict(tables)
    for one in inputs:
        if one.version == one.source.version:
            continue
        for table in one.source.tables:
            found = next((c for c in YEARS if c in tables[table.name].columns), None)
            if found is not None:
                inside = pl.col(found).is_between(one.source.first, one.last)
                out[table.name] = tables[table.name].filter(inside)
    return out


def gathered(readings: list[Reading]) -> dict[str, pl.DataFrame]:
    """Return all tables by name; a table that two sources fill holds the rows of both."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for reading in readings:
        for name, frame in reading.tables.items():
            parts.setdefault(name, []).append(frame)
    return {name: pl.concat(frames) for name, frames in parts.items()}


def catalogue(tables: Tables, sources: tuple[Source, ...]) -> pl.DataFrame:
    """Return a row a table: where it comes from, its key, its size, what it holds."""
    declared = {table.name: (source.id, table) for source in sources for table in source.tables}
    rows = []
    for name, frame in tables.items():
        origin, table = declared.get(name, ("derived", None))
        key = table.key if table else tuple(c for c in KEY_COLUMNS if c in frame.columns)
        about = table.about if table else ""
        rows.append((name, origin, ", ".join(key), frame.height, about))
    return pl.DataFrame(rows, schema=["table", "source", "key", "rows", "about"], orient="row")


KEY_COLUMNS = ("state", "state1", "state2", "year")
LEFT_OVER = 3600.0
"""Seconds after which a part that has not grown is one that a killed build left."""


def write(tables: Tables, target: Path) -> None:
    """Write the tables as a DuckDB file beside `target`, then move it there in one step.

    The file has a name of its own, is read back and is on the disk before it is moved, so that
    `target` is at every moment a whole warehouse: the earlier one, this one, or another build's.
    """
    aside = target.with_name(f"{target.name}.{uuid4().hex}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_left_over(target)
        with duckdb.connect(str(aside)) as connection:
            for name, frame in tables.items():
                connection.register("frame", frame.to_arrow())
                connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM frame')
                connection.unregister("frame")
        Warehouse.open(aside).close()
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(target)
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        raise WarehouseError(
            f"{target} cannot be written ({str(error).splitlines()[0]}); free some space or choose "
            "another place with --to or RAPALLO_HOME. The earlier warehouse, if any, is as it was"
        ) from error
    finally:
        for left in (aside, aside.with_name(f"{aside.name}.wal")):
            with suppress(OSError):  # a fault of the clearing up would hide the one that led to it
                left.unlink(missing_ok=True)


def clear_left_over(target: Path) -> None:
    """Remove what builds that were killed left beside a warehouse, once nobody writes to it."""
    for left in target.parent.glob(f"{target.name}.*.part*"):
        with suppress(OSError):  # another build may have removed it, or still hold it
            if time.time() - left.stat().st_mtime > LEFT_OVER:
                left.unlink()
