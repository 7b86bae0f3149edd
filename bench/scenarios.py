"""Time the forward simulation: three states to 2050, and every pair of states for ten years.

Run `python bench/scenarios.py`. Goals on two cores: 10,000 draws of three states, 2018 to 2050,
without and with a scenario, in at most 2 s once compiled; every pair of about 195 states, 500
draws, ten years, in at most 60 s and 4 GB.

Measured on two cores of a cloud machine (see `MEASURED`). What comes before a simulation, reading
and estimating as of the start year, is timed apart. `--profile` shows where the time goes.
"""

from __future__ import annotations

import cProfile
import pstats
import resource
import sys
import tempfile
import time
from pathlib import Path

from rapallo.scenarios import whole
from rapallo.scenarios.forcing import forcing
from rapallo.scenarios.load import load
from rapallo.scenarios.outcome import both, setting_of, told
from rapallo.scenarios.record import Record
from rapallo.scenarios.run import run
from rapallo.warehouse.store import Warehouse

MEASURED = """
Two cores of a cloud machine that other work shared (load 6 to 8), shipped figures:

three states: 10,000 draws, 2018-2050, without and with 1.27 s (1.25 s of processor time),
    summarised 1.45 s; under a load of 12, 2.14 s
all pairs: 18,915 pairs, 500 draws, ten years: simulate 20.6 s and 41.3 s in two runs, gather 0.9 s;
    under a load of 10, 68 s. Most memory 1.2 GB a process, two at work and one gathering

Read and estimate as of the start year: 4 to 5 s (about 3 s of processor time), most of it to lay
out half a million pair-years and take the quantiles of what the lines leave unexplained.

Profile of one run of three states (0.60 s on one core): the compiled year 33 %, population and
economy 17 %, the chance of a pact 13 %, what the index shows 12 %.
"""
SEED = 1922
DRAWS = 500


def three_states(warehouse: Warehouse) -> None:
    scenario = load("russia-card").model_copy(update={"horizon": 32})
    begun = time.perf_counter()
    setting = setting_of(warehouse, scenario)
    shocks = forcing(scenario, setting.start, setting.codes)
    print(f"three states: read and estimate {time.perf_counter() - begun:.2f} s")
    both(setting, shocks, 10, SEED)  # compiles, or loads what was compiled
    walls, works, ends = [], [], []
    for _ in range(5):
        begun, used = time.perf_counter(), time.process_time()
        without, with_it, paths = both(setting, shocks, 10_000, SEED)
        walls.append(time.perf_counter() - begun)
        works.append(time.process_time() - used)
        told(scenario, setting, without, with_it, paths, 10_000, SEED)
        ends.append(time.perf_counter() - begun)
    print(
        f"three states: 10,000 draws, 2018-2050, without and with {min(walls):.2f} s "
        f"({min(works):.2f} s of processor time), summarised {min(ends):.2f} s"
    )
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        record = Record(setting, scenario.horizon, 10_000, SEED)
        profile.runcall(run, setting, shocks, 10_000, SEED, record)
        pstats.Stats(profile).sort_stats("tottime").print_stats(12)


def all_pairs(warehouse: Warehouse) -> None:
    scenario = load("russia-card").model_copy(update={"shocks": ()})
    begun = time.perf_counter()
    prepared = whole.job(warehouse, scenario, SEED)
    print(f"all pairs: read and estimate {time.perf_counter() - begun:.1f} s")
    prepared.chunk(whole.Chunk(0, 1))  # compiles, or loads what was compiled
    prepared.chunk(whole.Chunk(0, whole.CHUNK))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"all pairs: most memory {most:.2f} GB a process; two work and one gathers")
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        whole.work(prepared, {}, DRAWS, Path(folder), jobs=2)
        done = time.perf_counter()
        frame = whole.gathered(prepared, Path(folder), DRAWS)
        end = time.perf_counter()
    print(
        f"all pairs: {frame.height // (scenario.horizon + 1):,} pairs, {DRAWS} draws, ten years: "
        f"simulate {done - begun:.1f} s, gather {end - done:.1f} s"
    )


if __name__ == "__main__":
    with Warehouse.open() as shipped:
        three_states(shipped)
        all_pairs(shipped)
