"""A Spark cluster on this machine: a master and workers, each a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rapallo.events.forms import EventError

LOOPBACK = "127.0.0.1"
PATIENCE = 120.0
"""Seconds for master and workers to find each other."""


@contextmanager
def cluster(workers: int = 2, cores: int = 1, memory: str = "1g") -> Iterator[str]:
    """Run a standalone Spark cluster on loopback while the block runs.

    Parameters
    ----------
    workers : int
        Worker processes.
    cores : int
        Tasks that each runs at a time.
    memory : str
        What each may hold, as Spark writes it.

    Yields
    ------
    str
        The master's address, ``spark://127.0.0.1:PORT``.

    Raises
    ------
    EventError
        If Spark or Java is missing, or the cluster does not come up.
    """
    home = _spark_home()
    with tempfile.TemporaryDirectory(prefix="rapallo-spark-") as folder, ExitStack() as running:
        logs = Path(folder)
        place = ("--host", LOOPBACK, "--port", "0", "--webui-port", "0")
        master = running.enter_context(_process(home, logs / "master.log", "master.Master", place))
        address = _said(logs / "master.log", r"Starting Spark master at (spark://\S+)", master)
        started = []
        for number in range(workers):
            log = logs / f"worker-{number}.log"
            work = ("--work-dir", str(logs / f"work-{number}"))
            limits = ("--cores", str(cores), "--memory", memory)
            options = (*place, *limits, *work, address)
            worker = running.enter_context(_process(home, log, "worker.Worker", options))
            started.append((log, worker))
        for log, worker in started:
            _said(log, r"(Successfully registered with master)", worker)
        yield address


def _spark_home() -> Path:
    try:
        import pyspark
    except ImportError as error:
        raise EventError(
            "Spark is not installed; install it with: pip install rapallo[spark]"
        ) from error
    return Path(pyspark.__file__).parent


@contextmanager
def _process(
    home: Path, log: Path, role: str, options: tuple[str, ...]
) -> Iterator[subprocess.Popen[bytes]]:
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}", *options]
    set_to = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": LOOPBACK, "SPARK_DAEMON_MEMORY": "256m"}
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **set_to}
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _said(log: Path, pattern: str, process: subprocess.Popen[bytes]) -> str:
    """Wait until a process's log says something, and return it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        text = log.read_text(encoding="utf-8", errors="replace")
        if found := re.search(pattern, text):
            return found.group(1)
        if process.poll() is not None:
            raise EventError(
                "a local Spark cluster does not start; Spark needs Java 17 or newer. It said: "
                + " ".join(text.split()[-60:])
            )
        time.sleep(0.1)
    raise EventError(f"a local Spark cluster did not come up within {PATIENCE:.0f} s")
