"""The whole system at once: every pair, in chunks of draws that can be stopped and resumed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo import states
from rapallo.errors import RapalloError
from rapallo.scenarios.forcing import Forcing, forcing
from rapallo.scenarios.run import Setting, Year, run
from rapallo.scenarios.scenario import Scenario
from rapallo.scenarios.start import Start
from rapallo.warehouse.store import Warehouse

CHUNK = 25
"""Draws a chunk: two hundred megabytes of work."""
DRAWS = 500
PLAN = "plan.json"
PATIENCE = 10
"""Seconds within which a cluster must answer."""
FINE = 100
"""Steps of a point in which the index is kept."""


@dataclass(frozen=True)
class Chunk:
    """Draws `first` to `first` + `draws` - 1 of a run of all pairs."""

    first: int
    draws: int

    @property
    def file(self) -> str:
        """Name of its file in the folder of the run."""
        return f"draws-{self.first:06d}.npz"


@dataclass(frozen=True)
class Job:
    """All that a worker needs for any chunk of a run."""

    setting: Setting
    shocks: Forcing
    forced: bool
    seed: int

    def chunk(self, chunk: Chunk) -> dict[str, NDArray[np.generic]]:
        """Simulate a chunk: index by year, draw and pair, sums of chances, pacts and effects."""
        years, pairs = len(self.shocks.over) - 1, len(self.setting.at)
        index = np.zeros((years + 1, chunk.draws, pairs), np.uint16)
        chance, pact, effect = (np.zeros((years + 1, pairs)) for _ in range(3))
        none = Forcing.none(years, pairs, len(self.setting.codes))

        def base(year: Year) -> None:
            index[year.t] = np.nan_to_num(year.index * FINE + 0.5).astype(np.uint16)
            chance[year.t] = np.nan_to_num(year.chance).sum(axis=0)
            pact[year.t] = year.on[:, :, 0].sum(axis=0)
            effect[year.t] -= year.index.sum(axis=0, dtype=np.float64)

        def shocked(year: Year) -> None:
            effect[year.t] += year.index.sum(axis=0, dtype=np.float64)

        run(self.setting, none, chunk.draws, self.seed, base, first=chunk.first)
        if self.forced:
            run(self.setting, self.shocks, chunk.draws, self.seed, shocked, first=chunk.first)
        else:
            effect[:] = 0
        return {"index": index, "chance": chance, "pact": pact, "effect": effect}


def job(warehouse: Warehouse, scenario: Scenario, seed: int) -> Job:
    """Prepare a run of all pairs of the scenario's start year."""
    start = Start.of(warehouse, scenario.start)
    everyone = tuple(int(code) for code in start.history.codes)
    variant = "history" if scenario.population == "auto" else scenario.population
    setting = Setting.of(warehouse, start, everyone, scenario.horizon, variant)
    shocks = forcing(scenario, start, setting.codes)
    return Job(setting, shocks, bool(scenario.shocks), seed)


def everyone(
    warehouse: Warehouse, scenario: Scenario, draws: int, seed: int, folder: Path, *,
    jobs: int = -1, cluster: str | None = None,
    done: Callable[[int, int], None] = lambda have, of: None,
) -> pl.DataFrame:  # fmt: skip
    """Simulate every pair of states and return what `gathered` does, with states' codes.

    Parameters
    ----------
    warehouse, scenario, draws, seed
        As of `rapallo.scenarios.outcome.outcome`. The shocks are those of the scenario; the states
        are all of its start year.
    folder, jobs, cluster, done
        As of `work`.
    """
    prepared = job(warehouse, scenario, seed)
    plan = {
        "scenario": scenario.model_dump(mode="json"),
        "seed": seed,
        "draws": draws,
        "figures": warehouse.kind,
        "version": version("rapallo"),
    }
    work(prepared, plan, draws, folder, jobs=jobs, cluster=cluster, done=done)
    return named(gathered(prepared, folder, draws))


def work(
    prepared: Job, plan: dict[str, object], draws: int, folder: Path, *, jobs: int = -1,
    cluster: str | None = None, done: Callable[[int, int], None] = lambda have, of: None,
) -> None:  # fmt: skip
    """Simulate what is not in the folder yet, each chunk written whole or not at all.

    Parameters
    ----------
    prepared : Job
    plan : dict
        What the run is, kept in the folder; a folder of another run is refused.
    draws : int
    folder : Path
        Where chunks are kept; a run that was stopped goes on from them.
    jobs : int
        Processes here; -1 for one a core.
    cluster : str, optional
        Address of a Dask scheduler, to run on its workers instead.
    done : callable
        Called with the chunks there are and those there will be.

    Raises
    ------
    RapalloError
        If the folder belongs to another run, or the cluster cannot be reached.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / PLAN
    said = json.dumps(plan, sort_keys=True, indent=1)
    if kept.exists() and kept.read_text("utf-8") != said:
        raise RapalloError(f"{folder} holds another run (see {kept.name}); name another folder")
    _write(kept, lambda aside: aside.write_text(said, "utf-8"))
    chunks = chunks_of(draws)
    left = [chunk for chunk in chunks if not (folder / chunk.file).exists()]
    have = len(chunks) - len(left)
    done(have, len(chunks))
    runner = _on_cluster(prepared, left, cluster) if cluster else _here(prepared, left, jobs)
    for chunk, made in runner:
        _write(folder / chunk.file, partial(_save, made=made))
        have += 1
        done(have, len(chunks))


def chunks_of(draws: int) -> list[Chunk]:
    """Return the chunks that hold a number of draws."""
    return [Chunk(first, min(CHUNK, draws - first)) for first in range(0, draws, CHUNK)]


Made = tuple[Chunk, dict[str, NDArray[np.generic]]]


def _one(prepared: Job, chunk: Chunk) -> Made:
    return chunk, prepared.chunk(chunk)


def _here(prepared: Job, chunks: Iterable[Chunk], jobs: int) -> Iterator[Made]:
    from joblib import Parallel, delayed  # type: ignore[import-untyped]

    tasks = (delayed(_one)(prepared, chunk) for chunk in chunks)
    yield from Parallel(n_jobs=jobs, return_as="generator_unordered", pre_dispatch="n_jobs")(tasks)


def _on_cluster(prepared: Job, chunks: list[Chunk], address: str) -> Iterator[Made]:
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise RapalloError(
            "a cluster needs Dask: install Rapallo with its extra, rapallo[cluster]"
        ) from error
    try:
        client = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise RapalloError(
            f"no Dask scheduler answers at {address} ({error}); give its address, such as "
            "tcp://HOST:8786"
        ) from error
    with client:
        shared = client.scatter(prepared, broadcast=True)  # type: ignore[no-untyped-call]
        tasks = [client.submit(_one, shared, chunk, pure=False) for chunk in chunks]
        finished = as_completed(tasks, with_results=True)  # type: ignore[no-untyped-call]
        for _, made in finished:
            yield made


def _save(path: Path, made: dict[str, NDArray[np.generic]]) -> None:
    with path.open("wb") as file:
        np.savez(file, **made)  # type: ignore[arg-type]


def _write(path: Path, put: Callable[[Path], object]) -> None:
    aside = path.with_name(f".{path.name}.part")
    put(aside)
    aside.replace(path)


def gathered(prepared: Job, folder: Path, draws: int) -> pl.DataFrame:
    """Return a row a pair and year: the index's band, chance of a pact, pacts, mean effect.

    Columns ``state1``, ``state2``, ``year``, ``low``, ``middle``, ``high`` (index without shocks,
    90 % of draws between low and high), ``chance`` of a defence pact within five years and share
    with a ``pact`` (without shocks), and ``effect`` of the shocks on the index.
    """
    setting = prepared.setting
    chunks = [np.load(folder / chunk.file) for chunk in chunks_of(draws)]
    years = len(prepared.shocks.over)
    codes = np.array(setting.codes, np.int16)
    parts = []
    with np.errstate(invalid="ignore", divide="ignore"):
        sums = {n: sum(c[n] for c in chunks) / draws for n in ("chance", "pact", "effect")}
        free = sums["chance"] / (1 - sums["pact"])
    indexes = [chunk["index"] for chunk in chunks]
    for t in range(years):
        values = np.concatenate([index[t] for index in indexes])
        values.sort(axis=0)
        at = [round(q * (draws - 1)) for q in (0.05, 0.5, 0.95)]
        low, middle, high = (values[k] / FINE for k in at)
        parts.append(
            pl.DataFrame(
                {
                    "state1": codes[setting.i],
                    "state2": codes[setting.j],
                    "year": np.full(len(low), setting.start.year + t, np.int16),
                    "low": low,
                    "middle": middle,
                    "high": high,
                    "chance": free[t],
                    "pact": sums["pact"][t],
                    "effect": sums["effect"][t],
                },
                nan_to_null=True,
            )
        )
    return pl.concat(parts).with_columns(pl.col(pl.Float64).round(4))


def named(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame of pairs with the states' display codes before their numbers."""
    codes = {code: states.get(code).code for code in frame["state1"].unique().to_list()}
    codes |= {code: states.get(code).code for code in frame["state2"].unique().to_list()}
    return frame.with_columns(
        pl.col(f"state{k}").replace_strict(codes, return_dtype=pl.String).alias(f"code{k}")
        for k in (1, 2)
    ).select("code1", "code2", *frame.columns)
