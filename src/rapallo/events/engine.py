"""What runs the expressions: DuckDB here by default, Spark when an archive outgrows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import duckdb
import ibis
import polars as pl

from rapallo.events.forms import EventError, Form
from rapallo.events.lines import Lines
from rapallo.events.sift import sift

if TYPE_CHECKING:
    from ibis.expr.types import Table

MEMORY = "1200MB"
"""What DuckDB may hold; the rest is written aside. With Python about 0.4 GB comes on top."""


class Engine(Protocol):
    """Runs the two expressions over files."""

    name: str
    share: int | None
    """Bytes of files that are sifted at a time, None for all."""

    def sift(self, files: Sequence[Path], form: Form, into: Path) -> None:
        """Sift the lines of files into a Parquet file or folder of them."""

    def collect(
        self, sifted: Sequence[Path], queries: Sequence[Callable[[Table], Table]]
    ) -> list[pl.DataFrame]:
        """Run queries over what was sifted."""


class DuckDB:
    """DuckDB on this machine, reading files of any size in little memory.

    Parameters
    ----------
    scratch : pathlib.Path
        Where it writes what does not fit into memory.
    memory : str
        What it may hold.
    """

    name = "duckdb"
    share: int | None = 512 * 2**20

    def __init__(self, scratch: Path, memory: str = MEMORY) -> None:
        self._ibis = ibis.duckdb.connect(
            memory_limit=memory, temp_directory=str(scratch), preserve_insertion_order=False
        )

    def sift(self, files: Sequence[Path], form: Form, into: Path) -> None:
        """Sift the lines of files into one Parquet file."""
        lines = Lines(files)
        self._ibis.con.register("lines", lines.reader())
        try:
            with _explained(lines):
                sifted = sift(self._ibis.table("lines"), form)
                self._ibis.to_parquet(sifted, into, compression="zstd")
                kept = self._ibis.read_parquet(into).rows.sum().execute()
        finally:
            self._ibis.con.unregister("lines")
        if kept != lines.read:
            into.unlink()
            raise EventError(f"{lines.read:,} lines were read, but {kept:,} sifted: report this")

    def collect(
        self, sifted: Sequence[Path], queries: Sequence[Callable[[Table], Table]]
    ) -> list[pl.DataFrame]:
        """Run queries over Parquet files."""
        with _explained():
            table = self._ibis.read_parquet([str(path) for path in sifted])
            return [self._ibis.to_polars(query(table)) for query in queries]


@contextmanager
def _explained(lines: Lines | None = None) -> Iterator[None]:
    """Say what a failure of DuckDB means; one in reading a file is said as it was."""
    try:
        yield
    except duckdb.Error as error:
        if lines is not None and lines.failure is not None:
            raise lines.failure from error
        raise EventError(
            f"DuckDB gave up: {str(error).splitlines()[0]}. Give it more memory (--memory), make "
            "room on the disk, or set RAPALLO_HOME to another folder"
        ) from error
