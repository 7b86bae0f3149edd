"""Kill -9 at random moments of a build and of an update: what was in use must still answer.

    python bench/build.py               # 100 builds and 100 updates killed
    python bench/build.py --kills 20

A process that has everything loaded forks a child a kill; the child builds (or updates) over and
over, each time from another version of a small invented source, until it is killed. After each
kill the warehouse must open, hold one whole version, and have the rows of that version; the
version of the source in use must have its checksums and pass its checks.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from rapallo.sources.official.form import Official
from rapallo.sources.official.forms import official
from rapallo.sources.source import Field, Reading, Source, Table
from rapallo.warehouse.build import build
from rapallo.warehouse.fetch import Client
from rapallo.warehouse.part import digest
from rapallo.warehouse.receipt import in_use
from rapallo.warehouse.store import Warehouse
from rapallo.warehouse.update import update

ROWS = 20_000
VERSIONS = 8
ADDRESS = "correlatesofwar.org/wp-content/uploads/NMCv7.zip"
TABLE = Table(
    "numbered",
    "A row a number",
    (Field("number", pl.Int32, low=0), Field("version", pl.Int32, low=0)),
    ("number",),
)


def toy(folder: Path) -> Source:
    """A source whose one file holds its version; its table has that version in every row."""

    def read(place: Path) -> Reading:
        version = int((place / "version.txt").read_text())
        numbers = pl.Series("number", range(ROWS), dtype=pl.Int32)
        return Reading({"numbered": pl.DataFrame([numbers]).with_columns(version=pl.lit(version))})

    return Source(
        id="toy", short="toy", title="Toy", version="1", citation="", bibtex="", licence="CC0",
        url="https://example.org", first=1816, last=2025, files=("version.txt",), tables=(TABLE,),
        read=read,
    )  # fmt: skip


def form() -> Official:
    """The form of capabilities, not minding that the invented files are small."""
    whole = official("nmc_7_0")
    return replace(whole, source=replace(whole.source, rows={}))


def prepare(folder: Path) -> None:
    """Write versions of the toy source, and mirrors with versions of an official archive."""
    for version in range(VERSIONS):
        given = folder / f"given{version}"
        given.mkdir(parents=True)
        (given / "version.txt").write_text(str(version))
        path = folder / f"mirror{version}" / ADDRESS
        path.parent.mkdir(parents=True)
        rows = "".join(f"DOM,42,{y},{version},1,1,1,9,9,.1,7\n" for y in range(1816, 2016))
        inner = folder / "inner.zip"
        with zipfile.ZipFile(inner, "w") as archive:
            header = "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n"
            archive.writestr("NMC-70-abridged.csv", header + rows)
            archive.writestr("padding.bin", os.urandom(300_000))
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(inner, "NMCv7/NMC-v7-abridged.zip")


def build_once(folder: Path, turn: int) -> None:
    given = folder / f"given{turn % VERSIONS}"
    to = folder / "home" / "rapallo.duckdb"
    build(given, to=to, sources=(toy(given),), forms=())


def update_once(folder: Path, turn: int) -> None:
    with Client(str(folder / f"mirror{turn % VERSIONS}")) as client:
        update(form(), client, folder / "sources")


def warehouse_answers(folder: Path) -> None:
    """Assert that the warehouse is one whole version."""
    with Warehouse.open(folder / "home" / "rapallo.duckdb") as made:
        rows = made.sql("SELECT count(*) AS n, min(version) AS low, max(version) AS high "
                        "FROM numbered").row(0, named=True)  # fmt: skip
        assert rows["n"] == ROWS, rows
        assert rows["low"] == rows["high"], rows
        assert made.manifest()["rows"].item() == ROWS


def sources_answer(folder: Path) -> None:
    """Assert that the version in use is whole and passes its checks."""
    root = folder / "sources"
    receipt = in_use(root, form())
    assert receipt is not None
    paths = receipt.paths(root)
    for file, path in zip(receipt.files, paths, strict=True):
        assert digest(path) == file.sha256
    assert form().load(paths).tables["capabilities"]["milex"].n_unique() == 1


@dataclass(frozen=True)
class Job:
    """What is killed, and what must answer after."""

    once: Callable[[Path, int], None]
    answers: Callable[[Path], None]


JOBS = {"build": Job(build_once, warehouse_answers), "update": Job(update_once, sources_answer)}


def hatch(folder: Path, name: str) -> None:
    """Fork a child for each line on standard input; it works until it is killed."""
    print("ready", flush=True)
    turn = 0
    for _ in sys.stdin:
        turn += 1
        child = os.fork()
        if child == 0:
            # A pool of threads does not survive a fork: nothing was computed before this one.
            while True:
                JOBS[name].once(folder, turn)
                turn += 1
        print(child, flush=True)
        os.waitpid(child, 0)


def newest(folder: Path) -> int:
    """Return when a version was last put in use, in nanoseconds."""
    places = (folder / "home" / "rapallo.duckdb", folder / "sources" / "nmc_7_0" / "in-use.json")
    return max((place.stat().st_mtime_ns for place in places if place.exists()), default=0)


def kills(folder: Path, name: str, count: int, seed: int = 20261124) -> dict[str, float]:
    """Kill `count` children at random moments of their work; return what happened."""
    import subprocess

    job, chance = JOBS[name], random.Random(seed)
    job.once(folder, 0)
    begun = time.perf_counter()
    job.once(folder, 1)
    took = time.perf_counter() - begun
    command = [sys.executable, __file__, "--hatch", name, "--folder", str(folder)]
    parts: set[Path] = set()
    left, swapped, last = 0, 0, newest(folder)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nest:
        assert nest.stdin is not None
        assert nest.stdout is not None
        assert nest.stdout.readline() == "ready\n"
        for _ in range(count):
            nest.stdin.write("go\n")
            nest.stdin.flush()
            child = int(nest.stdout.readline())
            time.sleep(chance.uniform(0.0, 4 * took))
            os.kill(child, signal.SIGKILL)
            while Path(f"/proc/{child}").exists():
                time.sleep(0.001)
            found = set(folder.rglob("*.part*"))
            left += bool(found - parts)
            parts = found
            job.answers(folder)
            swapped += newest(folder) > last
            last = newest(folder)
        nest.stdin.close()
    job.once(folder, 2)
    job.answers(folder)
    return {"kills": count, "once_s": took, "left_a_part": left, "had_swapped": swapped}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--hatch", choices=JOBS)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.hatch:
        hatch(given.folder, given.hatch)
        return
    with TemporaryDirectory() as place:
        folder = Path(place)
        prepare(folder)
        for name in JOBS:
            done = kills(folder, name, given.kills)
            print(
                f"{name}: killed {done['kills']} times ({done['once_s'] * 1000:.0f} ms a time; "
                f"{done['left_a_part']} left a new part, {done['had_swapped']} had put in use "
                "another version): it opened and answered each time"
            )


if __name__ == "__main__":
    main()
