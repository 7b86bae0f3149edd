"""All pairs at once: the same numbers wherever they are made, stopped and gone on with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rapallo.errors import RapalloError
from rapallo.scenarios import whole
from rapallo.scenarios.forcing import Forcing, forcing
from rapallo.scenarios.load import ready
from rapallo.scenarios.run import Setting, run
from rapallo.scenarios.start import Start
from rapallo.scenarios.whole import CHUNK, Job, gathered, work
from rapallo.warehouse.store import Warehouse

DRAWS = 2 * CHUNK + 5
STATES = (2, 200, 255, 365, 710)
PLAN: dict[str, object] = {"seed": 5}


@pytest.fixture(scope="module")
def job(shipped: Warehouse, start: Start) -> Job:
    setting = Setting.of(shipped, start, STATES, 10, "history")
    shocks = forcing(ready()["russia-card"], start, setting.codes)
    return Job(setting, shocks, True, 5)


@pytest.fixture(scope="module")
def here(job: Job, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    folder = tmp_path_factory.mktemp("here")
    work(job, PLAN, DRAWS, folder, jobs=1)
    return gathered(job, folder, DRAWS)


def test_chunks_come_to_what_one_run_gives(job: Job, here: pl.DataFrame) -> None:
    kept: list[np.ndarray] = []
    none = Forcing.none(10, len(job.setting.at), len(STATES))
    run(job.setting, none, DRAWS, 5, lambda year: kept.append(year.index.copy()))
    last = here.filter(pl.col("year") == 2028)
    middle = np.median(kept[-1], axis=0)
    assert last["middle"].to_numpy() == pytest.approx(middle, abs=0.02)
    moved = last.filter(pl.col("effect").abs() == pl.col("effect").abs().max())
    assert (moved["state1"].item(), moved["state2"].item()) == (2, 365)


def test_a_run_that_was_stopped_goes_on(job: Job, here: pl.DataFrame, tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def stop(have: int, of: int) -> None:
        if have == 1:
            raise StopError

    with pytest.raises(StopError):
        work(job, PLAN, DRAWS, tmp_path, jobs=1, done=stop)
    made = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.npz")}
    assert len(made) == 1
    told: list[tuple[int, int]] = []
    work(job, PLAN, DRAWS, tmp_path, jobs=1, done=lambda have, of: told.append((have, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert all((tmp_path / n).stat().st_mtime_ns == at for n, at in made.items())
    assert gathered(job, tmp_path, DRAWS).equals(here)
    assert not list(tmp_path.glob(".*"))


def test_another_run_s_folder_is_refused(job: Job, tmp_path: Path) -> None:
    work(job, PLAN, 5, tmp_path, jobs=1)
    with pytest.raises(RapalloError, match="holds another run"):
        work(job, {"seed": 6}, 5, tmp_path, jobs=1)


def test_two_workers_of_a_cluster_give_the_same(
    job: Job, here: pl.DataFrame, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        assert len({worker.pid for worker in cluster.workers.values()}) == 2
        work(job, PLAN, DRAWS, tmp_path, cluster=cluster.scheduler_address)
    assert gathered(job, tmp_path, DRAWS).equals(here)


def test_a_cluster_that_is_not_there_is_told(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(whole, "PATIENCE", 1)
    with pytest.raises(RapalloError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9"):
        work(job, PLAN, 5, tmp_path, cluster="tcp://127.0.0.1:9")
