"""Whatever happens to a build or an update, what was in use answers, and faults are explained."""

import importlib.util
import os
import resource
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from rapallo.sources.source import SourceError
from rapallo.warehouse.build import LEFT_OVER, build
from rapallo.warehouse.store import Warehouse, WarehouseError

POSIX = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux's /proc")
KILLS = 6
"""Here; a hundred each in bench/build.py."""


@pytest.fixture(scope="module")
def crash():
    """The bench that kills builds and updates."""
    path = Path(__file__).parents[2] / "bench" / "build.py"
    spec = importlib.util.spec_from_file_location("bench_build", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_build"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["bench_build"]


@pytest.fixture
def folder(crash, tmp_path):
    crash.prepare(tmp_path)
    return tmp_path


@pytest.fixture
def target(folder):
    return folder / "home" / "rapallo.duckdb"


@POSIX
@pytest.mark.parametrize("name", ["build", "update"])
def test_killed_at_any_moment_it_opens_and_answers(name, crash, folder):
    assert crash.kills(folder, name, KILLS)["kills"] == KILLS


def test_two_builds_at_once_leave_one_whole_warehouse(crash, folder, target):
    faults = []

    def work(turn):
        try:
            for again in range(4):
                crash.build_once(folder, turn + again)
        except Exception as error:
            faults.append(error)

    builds = [threading.Thread(target=work, args=(turn,)) for turn in range(3)]
    for one in builds:
        one.start()
    for one in builds:
        one.join()
    assert faults == []
    crash.warehouse_answers(folder)
    assert [p.name for p in target.parent.iterdir()] == [target.name]


def test_a_warehouse_open_while_another_is_put_in_its_place_goes_on_answering(
    crash, folder, target
):
    crash.build_once(folder, 3)
    with Warehouse.open(target) as earlier:
        crash.build_once(folder, 4)
        assert earlier.sql("SELECT max(version) AS v FROM numbered")["v"].item() == 3
    with Warehouse.open(target) as later:
        assert later.sql("SELECT max(version) AS v FROM numbered")["v"].item() == 4


def test_what_a_killed_build_left_is_cleared_when_it_is_old(crash, folder, target):
    target.parent.mkdir()
    old, new = (target.with_name(f"{target.name}.{name}.part") for name in ("old", "new"))
    for left in (old, new):
        left.write_bytes(b"half a warehouse")
    os.utime(old, times=(time.time() - LEFT_OVER - 60,) * 2)
    crash.build_once(folder, 0)
    assert not old.exists()
    assert new.exists()


@contextmanager
def no_file_larger_than(size):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@POSIX
def test_a_full_disk_is_told_and_the_earlier_warehouse_stays(crash, folder, target):
    crash.build_once(folder, 1)
    before = target.read_bytes()
    with no_file_larger_than(100_000), pytest.raises(WarehouseError, match="free some space"):
        crash.build_once(folder, 2)
    assert target.read_bytes() == before
    assert [p.name for p in target.parent.iterdir()] == [target.name]


@POSIX
def test_a_full_disk_is_told_and_the_version_in_use_stays(crash, folder):
    crash.update_once(folder, 1)
    with no_file_larger_than(100_000), pytest.raises(Exception, match="RAPALLO_HOME"):
        crash.update_once(folder, 2)
    crash.sources_answer(folder)
    crash.update_once(folder, 2)
    crash.sources_answer(folder)


@POSIX
def test_a_folder_that_takes_no_files_is_named_with_the_way_out(crash, folder):
    given = folder / "given0"
    with pytest.raises(WarehouseError, match=r"/proc/rapallo\.duckdb cannot be written.*--to"):
        build(given, to=Path("/proc/rapallo.duckdb"), sources=(crash.toy(given),), forms=())


def cut(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def emptied(path):
    path.write_bytes(b"")


def text(path):
    path.write_text("not a warehouse at all\n" * 1000)


def holed(path):
    content = bytearray(path.read_bytes())
    content[12_288:] = bytes(len(content) - 12_288)
    path.write_bytes(content)


@pytest.mark.parametrize("spoil", [cut, emptied, text, holed])
def test_a_damaged_warehouse_is_told_with_the_way_back(spoil, crash, folder, target):
    crash.build_once(folder, 0)
    spoil(target)
    with (
        pytest.raises(WarehouseError, match=r"Delete it.*rapallo data build"),
        Warehouse.open(target) as opened,
    ):
        opened.sql("SELECT sum(number) AS s FROM numbered")
    crash.build_once(folder, 5)
    crash.warehouse_answers(folder)


def test_a_faulty_source_while_another_build_runs_harms_neither(crash, folder, target):
    crash.build_once(folder, 1)
    given = folder / "given2"
    (given / "version.txt").unlink()
    with pytest.raises(SourceError, match=r"version\.txt"):
        crash.build_once(folder, 2)
    crash.warehouse_answers(folder)
