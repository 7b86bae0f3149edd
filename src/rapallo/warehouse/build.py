"""Building the warehouse: read and check every source, derive, write aside, swap in whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import duckdb
import polars as pl

from rapallo.sources.registry import SOURCES
from rapallo.sources.source import Reading, Source
from rapallo.warehouse import location
from rapallo.warehouse.manifest import manifest
from rapallo.warehouse.store import WarehouseError

Tables = Mapping[str, pl.DataFrame]
Step = Callable[[Tables], Tables]
Progress = Callable[[str], None]


def build(
    folder: Path,
    steps: tuple[Step, ...] = (),
    *,
    to: Path | None = None,
    sources: tuple[Source, ...] = SOURCES,
    progress: Progress = lambda _: None,
) -> Path:
    """Make a warehouse from the sources' files and return its path.

    Every source is read and checked before anything is written; the file is written beside its
    place and moved there in one step, so that a failure leaves the earlier warehouse as it was.

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
    readings = read_all(folder, sources, progress)
    tables = gathered(readings)
    for step in steps:
        progress(f"deriving {step.__module__.split('.')[-2]}")
        tables.update(step(tables))
    tables["manifest"] = manifest(folder, readings)
    tables["catalogue"] = catalogue(tables, sources)
    progress("writing")
    write(tables, target)
    return target


def read_all(
    folder: Path, sources: tuple[Source, ...], progress: Progress = lambda _: None
) -> list[tuple[Source, Reading]]:
    """Read and check every source, two at a time."""

    def load(source: Source) -> Reading:
        progress(f"reading {source.title}")
        return source.load(folder)

    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(zip(sources, pool.map(load, sources), strict=True))


def gathered(readings: list[tuple[Source, Reading]]) -> dict[str, pl.DataFrame]:
    """Return all tables by name; a table that two sources fill holds the rows of both."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for _, reading in readings:
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


def write(tables: Tables, target: Path) -> None:
    """Write the tables as a DuckDB file beside `target`, then move it there in one step."""
    aside = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        with duckdb.connect(str(aside)) as connection:
            for name, frame in tables.items():
                connection.register("frame", frame.to_arrow())
                connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM frame')
                connection.unregister("frame")
        aside.replace(target)
    except (OSError, duckdb.IOException) as error:
        raise WarehouseError(
            f"{target} cannot be written ({error}); free some space or choose another place "
            "with --to or RAPALLO_HOME"
        ) from error
    finally:
        for left in (aside, aside.with_name(f"{aside.name}.wal")):
            with suppress(OSError):  # a fault of the clearing up would hide the one that led to it
                left.unlink(missing_ok=True)
