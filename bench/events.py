"""Count twenty million events, made in the shape of a real GDELT file, on DuckDB and on Spark.

Run `python bench/events.py [ROWS] [--keep FOLDER]` with RAPALLO_DATA set to the folder of the
sources' files; without ROWS it makes 20,000,000. The lines are those of a real file with other
numbers and days, in zips as GDELT publishes them; one line in a thousand is damaged in a known
way. Each engine is a process of its own; Spark is a cluster of a master and two workers.

Goals: DuckDB within 2 GB, both engines equal to the last digit, every line counted.

Measured (see `MEASURED`). A billion lines are worked out from the slope between a quarter of the
lines and all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

MEASURED = """
Two idle cores of a cloud machine, 20,000,000 lines in 2.16 GB of zips (7.9 GB unpacked):

DuckDB: 47.1 s, 424,694 lines/s, 1.00 GB at most, 80 s of processor; a quarter in 12.3 s; a
    billion lines at this slope 39 minutes
Spark, two workers of one core and 1 GB: 85.2 s after 18.3 s to start, 234,619 lines/s, 3.39 GB for
    all its processes, 178 s of processor; a quarter in 39.3 s; a billion lines at this slope 51
    minutes

Both: the same 16,680 rows of pairs and months, 3,370,318 events, every damaged line found. Lines
are drawn from 2,414 real ones, so there are fewer pairs than in a real archive of that size.
"""
SEED = 1922
LINES = 500_000
"""Lines of a file; GDELT's daily files have 100,000 to 250,000, its yearly ones millions."""
DAMAGED = 1_000
DAYS = [
    (year, month, day)
    for year in range(2016, 2026)
    for month in range(1, 13)
    for day in (1, 8, 15, 22)
]


def make(real: Path, folder: Path, rows: int) -> dict[str, int]:
    """Write zips of lines like those of a real file; return how many lines are damaged, and how."""
    lines = real.read_bytes().replace(b"\t20180101000000\t", b"\t20251231000000\t").splitlines()
    tails = [line.split(b"\t", 5)[5] for line in lines]
    rng = random.Random(SEED)
    heads = [
        b"%d%02d%02d\t%d%02d\t%d\t%d.%04d" % (y, m, d, y, m, y, y, (m - 1) * 800 + d * 25)
        for y, m, d in DAYS
    ]
    damaged = {"fields": 0, "date": 0, "goldstein": 0}
    for number in range((rows + LINES - 1) // LINES):
        count = min(LINES, rows - number * LINES)
        first = 10**9 + number * LINES
        pool, days = rng.choices(tails, k=count), rng.choices(heads, k=count)
        lines = [b"%d\t%b\t%b" % (first + k, days[k], pool[k]) for k in range(count)]
        for place in range(0, count, DAMAGED):
            kind = rng.choice(list(damaged))
            damaged[kind] += 1
            lines[place] = damage(lines[place], kind)
        name = f"made-{number:04d}.export.CSV"
        with zipfile.ZipFile(
            folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1
        ) as archive:
            archive.writestr(name, b"\n".join(lines) + b"\n")
    return damaged


def damage(line: bytes, kind: str) -> bytes:
    fields = line.split(b"\t")
    if kind == "fields":
        return b"\t".join(fields[:40])
    fields[{"date": 1, "goldstein": 30}[kind]] = {"date": b"20180231", "goldstein": b"99"}[kind]
    return b"\t".join(fields)


def count(engine: str, folder: Path, home: Path) -> None:
    """Build in this process, and print what it took."""
    from contextlib import ExitStack

    from rapallo.events import months
    from rapallo.events.build import build

    begun = time.perf_counter()
    with ExitStack() as running:
        scratch = running.enter_context(months.scratch(home))
        if engine == "duckdb":
            from rapallo.events.engine import DuckDB

            runs = DuckDB(scratch)
        else:
            from rapallo.events.cluster import cluster
            from rapallo.events.spark import spark

            master = running.enter_context(cluster(workers=2))
            runs = running.enter_context(spark(master, scratch, partitions=8))
        up = time.perf_counter() - begun
        receipt = build([folder], runs, home=home, form="gdelt_2")
        taken = time.perf_counter() - begun - up
        family = family_memory()
    mine = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime
    print(
        json.dumps(
            {
                "engine": engine,
                "lines": receipt.lines,
                "events": receipt.events,
                "rejected": {f"{why} {what or ''}".strip(): n for why, what, n in receipt.rejected},
                "up": up,
                "seconds": taken,
                "cpu": cpu,
                "memory": max(mine.ru_maxrss * 1024, family),
            }
        )
    )


def family_memory() -> int:
    """Return the sum of the most that this process and those below it have held, in bytes."""
    parents, most = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            said = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
        except (OSError, ValueError):
            continue
        parents[int(said["Pid"])] = int(said["PPid"])
        most[int(said["Pid"])] = int(said.get("VmHWM", "0 kB").split()[0]) * 1024

    def below(pid: int) -> bool:
        while pid > 1:
            if pid == os.getpid():
                return True
            pid = parents.get(pid, 0)
        return False

    return sum(size for pid, size in most.items() if below(pid))


def run(engine: str, folder: Path, home: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, __file__, "--count", engine, str(folder), str(home)],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=20_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--count", nargs=3)
    asked = parser.parse_args()
    if asked.count:
        count(asked.count[0], Path(asked.count[1]), Path(asked.count[2]))
        return
    real = Path(os.environ.get("RAPALLO_DATA", "data")) / "gdelt" / "20180101000000.export.CSV"
    if not real.is_file():
        print("the real file that lines are made like is missing: set RAPALLO_DATA")
        return
    with tempfile.TemporaryDirectory(dir=asked.keep) as place:
        measure(real, Path(place), asked.rows)


def measure(real: Path, place: Path, rows: int) -> None:
    import polars as pl

    folder, part = place / "all", place / "quarter"
    folder.mkdir()
    part.mkdir()
    begun = time.perf_counter()
    damaged = make(real, folder, rows)
    zips = sorted(folder.iterdir())
    for path in zips[: max(1, len(zips) // 4)]:
        shutil.copy2(path, part / path.name)
    packed = sum(path.stat().st_size for path in zips)
    print(
        f"made {rows:,} lines, {packed / 1e9:.2f} GB of zips: {time.perf_counter() - begun:.0f} s"
    )
    tables = {}
    for engine in ("duckdb", "spark"):
        small, whole = (run(engine, at, place / f"{engine}-{at.name}") for at in (part, folder))
        tables[engine] = pl.read_parquet(place / f"{engine}-all" / "events" / "months.parquet")
        assert whole["lines"] == rows, "a line was lost"
        rejected = whole["rejected"]
        assert {kind: rejected[kind] for kind in damaged} == damaged, "damage was not all found"
        more = whole["lines"] - small["lines"]
        slope = (whole["seconds"] - small["seconds"]) / more
        cpu = (whole["cpu"] - small["cpu"]) / more
        print(
            f"{engine}: {rows:,} lines in {whole['seconds']:.1f} s ({whole['up']:.1f} s to start), "
            f"{rows / whole['seconds']:,.0f} lines/s, {whole['memory'] / 1e9:.2f} GB at most, "
            f"{whole['cpu']:.0f} s of processor; a quarter in {small['seconds']:.1f} s\n"
            f"    a billion lines at this slope: {slope * 1e9 / 60:.0f} minutes, "
            f"{cpu * 1e9 / 3600:.1f} hours of processor"
        )
    assert tables["duckdb"].equals(tables["spark"]), "the engines differ"
    events = tables["duckdb"]["events"].sum()
    print(
        f"equal: {tables['duckdb'].height:,} rows of pairs and months, {events:,} events; {damaged}"
    )


if __name__ == "__main__":
    main()
