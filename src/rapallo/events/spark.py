"""Apache Spark as the engine, for archives that outgrow one machine."""

from __future__ import annotations

import os
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import polars as pl

from rapallo.events.cluster import LOOPBACK
from rapallo.events.forms import EventError, Form
from rapallo.events.lines import only_member
from rapallo.events.sift import sift

if TYPE_CHECKING:
    from ibis.expr.types import Table

GZIP_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
QUIET = """
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = spark: %m%n%ex
"""
"""What a driver logs: errors only."""

ZIP_HEAD = 30
"""Bytes of a zip member's own header before its name."""


class Spark:
    """A Spark session; make one with `spark`."""

    name = "spark"
    share: int | None = None

    def __init__(self, session: Any, scratch: Path) -> None:
        self.session = session
        self._ibis = ibis.pyspark.connect(session)
        self._scratch = scratch

    def sift(self, files: Sequence[Path], form: Form, into: Path) -> None:
        """Sift the lines of files into a folder of Parquet files."""
        paths = [str(_readable(path, self._scratch).resolve()) for path in files]
        self.session.read.text(paths, lineSep="\n").createOrReplaceTempView("lines")
        lines = self._ibis.table("lines").rename(line="value")
        self._rows(sift(lines, form)).write.parquet(str(into.resolve()))

    def collect(
        self, sifted: Sequence[Path], queries: Sequence[Callable[[Table], Table]]
    ) -> list[pl.DataFrame]:
        """Run queries over folders of Parquet files."""
        paths = [str(path.resolve()) for path in sifted]
        self.session.read.parquet(*paths).createOrReplaceTempView("sifted")
        table = self._ibis.table("sifted")
        return [pl.DataFrame(self._rows(query(table)).toArrow()) for query in queries]

    def _rows(self, expression: Table) -> Any:
        return self.session.sql(self._ibis.compile(expression))


@contextmanager
def spark(
    master: str, scratch: Path, *, memory: str = "1g", partitions: int | None = None
) -> Iterator[Spark]:
    """Connect to a Spark master.

    Parameters
    ----------
    master : str
        Its address: ``spark://HOST:PORT``, ``yarn``, ``local[*]`` ...
    scratch : pathlib.Path
        Folder that driver and workers share, for zips in a form that Spark reads.
    memory : str
        What each executor may hold.
    partitions : int, optional
        Into how many parts rows are shuffled; else as Spark decides.

    Raises
    ------
    EventError
        If Spark is not installed or the master cannot be reached.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EventError(
            "Spark is not installed; install it with: pip install rapallo[spark]"
        ) from error
    quiet = scratch / "log4j2.properties"
    quiet.write_text(QUIET, encoding="utf-8")
    settings: dict[str, bool | float | int | str | None] = {
        "spark.executor.memory": memory,
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "false",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet.resolve().as_uri()}",
    }
    here = LOOPBACK in master or master.startswith("local")
    if here:
        settings |= {"spark.driver.bindAddress": LOOPBACK, "spark.driver.host": LOOPBACK}
    if partitions is not None:
        settings["spark.sql.shuffle.partitions"] = str(partitions)
    builder = SparkSession.builder.master(master).appName("rapallo events")
    log = scratch / "driver.log"
    try:
        with _stderr_to(log), _at_loopback(here), _without_fork():
            session = builder.config(map=settings).getOrCreate()
    except Exception as error:
        said = " ".join(log.read_text(encoding="utf-8", errors="replace").split()[-60:])
        raise EventError(f"no Spark session at {master}: {error} It said: {said}") from error
    try:
        yield Spark(session, scratch)
    finally:
        session.stop()


@contextmanager
def _without_fork() -> Iterator[None]:
    """Start the driver's JVM by vfork: a plain fork of a process with many libraries can crash."""
    gateway: Any = import_module("pyspark.java_gateway")
    usual = gateway.Popen

    def started(command: list[str], *, preexec_fn: object, **options: Any) -> Any:
        # PySpark's own hook only keeps an interrupt from the JVM, as a session of its own does.
        return usual(command, start_new_session=True, **options)

    gateway.Popen = started
    try:
        yield
    finally:
        gateway.Popen = usual


@contextmanager
def _at_loopback(here: bool) -> Iterator[None]:
    """Spare a driver on this machine the look-up of its host's name, which may fail."""
    name = "SPARK_LOCAL_IP"
    if not here or name in os.environ:
        yield
        return
    os.environ[name] = LOOPBACK
    try:
        yield
    finally:
        del os.environ[name]


@contextmanager
def _stderr_to(path: Path) -> Iterator[None]:
    """Send what this process and those that it starts say on standard error to a file."""
    sys.stderr.flush()
    before = os.dup(2)
    try:
        with path.open("wb") as into:
            os.dup2(into.fileno(), 2)
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def _readable(path: Path, scratch: Path) -> Path:
    """Return a file that Spark reads: the file itself, or for a zip a gzip of the same bytes.

    A gzip's body is a zip member's, so that nothing is packed anew.
    """
    if path.suffix.lower() != ".zip":
        return path
    with zipfile.ZipFile(path) as archive:
        member = only_member(archive, path)
        if member.compress_type != zipfile.ZIP_DEFLATED:
            raise EventError(f"{path} is packed in a way that Spark cannot read; unpack it first")
    made = scratch / f"{path.stem}.gz"
    with path.open("rb") as packed, made.open("wb") as into:
        packed.seek(member.header_offset)
        head = packed.read(ZIP_HEAD)
        name, extra = struct.unpack("<HH", head[26:30])
        packed.seek(member.header_offset + ZIP_HEAD + name + extra)
        into.write(GZIP_HEAD)
        left = member.compress_size
        while left:
            chunk = packed.read(min(left, 1 << 20))
            if not chunk:
                raise EventError(f"{path} is cut off; fetch it again")
            into.write(chunk)
            left -= len(chunk)
        into.write(struct.pack("<II", member.CRC, member.file_size % 2**32))
    return made
