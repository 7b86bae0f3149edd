"""Spark as the engine, on a real cluster of a master and two workers."""

from __future__ import annotations

import random
import shutil
import time
from datetime import date

import pytest
from event_files import FAULTS, header, line, write

from rapallo.events import months
from rapallo.events.build import build
from rapallo.events.cluster import cluster
from rapallo.events.forms import EventError
from rapallo.events.spark import spark

MADE = date(2026, 11, 1)
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        with cluster(workers=2) as master, spark(master, scratch, partitions=2) as engine:
            yield engine


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Plain files, a gzip and a zip with events, repeats, faults and noise."""
    folder = tmp_path_factory.mktemp("archive")
    rng = random.Random(1)
    codes = ["CHN", "RUS", "USA", "PRK", "PSE", "EUR", "ROM", "", "ROU"]
    for number, name in enumerate(["a.csv", "b.csv.gz", "c.csv.zip"]):
        lines = [
            line(
                event=str(rng.randrange(400)),
                date=f"2018{rng.randrange(1, 14):02d}{rng.randrange(1, 32):02d}",
                source=rng.choice(codes),
                target=rng.choice(codes),
                quad=str(rng.randrange(1, 5)),
                goldstein=f"{rng.randrange(-100, 101) / 10}",
            )
            for _ in range(600)
        ]
        noise = ["", "\t" * 60, "\r", line(goldstein="1.0f"), line(date="2018 1 3"), '"q"\tx']
        noise += [line(source="Ü\u2028"), line(event="\u00a0"), line(quad=" 1")]
        write(folder / name, [*lines, *FAULTS.values(), *noise, line(event=f"9{number}")])
    with (folder / "d.csv").open("wb") as file:
        file.write(line().encode() + b"\xff\xfe\r\n\n" + line(event="7").encode())
    return folder


@needs_java
def test_two_workers_run_the_tasks(two_workers):
    context = two_workers.session.sparkContext
    assert context.master.startswith("spark://127.0.0.1:")
    until = time.monotonic() + 60
    while (held := context._jsc.sc().getExecutorMemoryStatus().size()) < 3:
        assert time.monotonic() < until, f"{held} of the driver and two workers"
        time.sleep(0.1)
    assert held == 3


@needs_java
def test_both_engines_give_the_same_to_the_last_digit(two_workers, duck, archive, tmp_path):
    by_spark = build([archive], two_workers, home=tmp_path / "spark", made=MADE)
    by_duck = build([archive], duck, home=tmp_path / "duck", made=MADE)
    assert by_spark.lines == by_duck.lines > 1800
    assert by_spark.events == by_duck.events > 200
    assert by_spark.rejected == by_duck.rejected
    mine, theirs = (months.held(tmp_path / name).collect() for name in ("spark", "duck"))
    assert mine.equals(theirs)
    assert mine.schema == theirs.schema


@needs_java
@pytest.mark.parametrize("form", ["gdelt_1", "icews", "polecat"])
def test_both_engines_read_every_form_alike(two_workers, duck, tmp_path, form):
    lines = [line(form, event=str(k % 4), goldstein=f"{k}.5") for k in range(6)]
    lines += [line(form, source="x"), line(form, date="2018"), line(form, target="")]
    top = [header(form)] if header(form) else []
    path = write(tmp_path / "one.csv", [*top, *lines])
    made = [
        build([path], engine, home=tmp_path / engine.name, made=MADE)
        for engine in (two_workers, duck)
    ]
    assert made[0].events == made[1].events == 6
    assert made[0].rejected == made[1].rejected
    assert made[0].lines == len(lines) + len(top)


@needs_java
def test_a_zip_that_is_cut_off_is_refused(two_workers, tmp_path):
    path = write(tmp_path / "cut.zip", [line(event=str(k)) for k in range(500)])
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(EventError, match=r"cut\.zip"):
        build([path], two_workers, home=tmp_path, form="gdelt_2")


def test_a_master_that_is_not_there_is_explained(tmp_path, monkeypatch):
    import rapallo.events.cluster as module

    monkeypatch.setattr(module, "_spark_home", lambda: tmp_path)
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "spark-class"
    script.write_text("#!/bin/sh\necho JAVA_HOME is not set; exit 1\n", encoding="utf-8")
    script.chmod(0o755)
    with pytest.raises(EventError, match=r"Java 17.*JAVA_HOME is not set"), cluster():
        pass
