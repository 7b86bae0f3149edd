"""Time the ideal points of all General Assembly votes 1946-2019, and check their intervals.

Run `python bench/ideal_points.py` with the sources' own files in RAPALLO_DATA, or in the data
folder beside the checkout; `--simulations N` says on how many simulated assemblies the coverage
is measured (each takes as long as one fit with intervals).

1. Compilation, counted apart: it happens once on a machine and is then read from disk.
2. The mode, and the mode and intervals, on as many threads as numba takes.
3. The mode from random starts: the largest difference between any two.
4. Coverage: positions are drawn from a walk, votes from the roll calls as fitted, for the states
   that really voted on each, and the 90 % intervals are held against the positions. Two kinds of
   walk: one that spreads without bound, and one whose spread stays as it is.
5. The limit: the time of one pass over all votes (one exponential, two divisions each).
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numba
import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.measures.ideal_points import IdealPoints, fit_ideal_points
from rapallo.measures.ideal_points.compiled import Array, parallel, prange
from rapallo.measures.ideal_points.likelihood import cell_sums
from rapallo.measures.ideal_points.votes import lay_out

DATA = Path(os.environ.get("RAPALLO_DATA", Path(__file__).parents[2] / "shared" / "data"))
STARTS = 4
STEP = 0.2


@dataclass(frozen=True)
class Assembly:
    state: NDArray[np.int64]
    roll_call: NDArray[np.int64]
    vote: NDArray[np.int64]
    period: NDArray[np.int64]
    anchor: int

    @property
    def votes(self) -> tuple[NDArray[np.int64], ...]:
        return self.state, self.roll_call, self.vote, self.period


def read() -> Assembly:
    calls = pl.read_csv(DATA / "unga" / "un_roll_calls_1946_2019.csv.gz", infer_schema=False)
    calls = calls.select(pl.col("rcid", "session").cast(pl.Int64)).with_row_index("item")
    votes = pl.read_csv(DATA / "unga" / "un_votes_1946_2019.csv.gz").join(calls, on="rcid")
    names = votes["country"].unique().sort().to_list()
    state = votes["country"].replace_strict({name: i for i, name in enumerate(names)})
    vote = votes["vote"].replace_strict({"yes": 1, "abstain": 2, "no": 3})
    return Assembly(
        state.to_numpy().astype(np.int64),
        votes["item"].to_numpy().astype(np.int64),
        vote.to_numpy().astype(np.int64),
        calls["session"].to_numpy(),
        names.index("United States"),
    )


def timed(call: Callable[[], object], times: int) -> str:
    """Elapsed and processor time: on a machine that others use, the second says what it takes."""
    elapsed, used = [], []
    for _ in range(times):
        start, before = time.perf_counter(), time.process_time()
        call()
        elapsed.append(time.perf_counter() - start)
        used.append(time.process_time() - before)
    return (
        f"{min(elapsed):.3g} s (least of {times}; median {statistics.median(elapsed):.3g} s;"
        f" processor {min(used):.3g} s over all threads)"
    )


@parallel
def one_pass(
    start: Array, item: Array, vote: Array, theta: Array, beta: Array, alpha: Array, wide: Array
) -> float:
    total = np.zeros(len(theta))
    for c in prange(len(theta)):
        total[c] = cell_sums(theta[c], start[c], start[c + 1], item, vote, beta, alpha, wide)[0]
    return float(total.sum())


def limit(a: Assembly) -> str:
    v = lay_out(*a.votes)
    ones = np.ones(len(v.kept))

    def call() -> float:
        theta = np.zeros(len(v.cell_state))
        return one_pass(v.cell_start, v.cell_item, v.cell_vote, theta, ones, ones, ones * 2)

    call()
    return timed(call, 20)


def walk(points: IdealPoints, rng: np.random.Generator, *, spreads: bool) -> NDArray[np.float64]:
    """Positions of the states and sessions that really were, standard in each session."""
    theta = np.full(points.theta.shape, np.nan)
    keep = 1.0 if spreads else 1.0 - STEP**2
    for i, row in enumerate(points.votes > 0):
        last, value = -1, 0.0
        for t in np.flatnonzero(row):
            if last < 0:
                value = rng.normal()
            else:
                g = t - last
                spread = g * STEP**2 if spreads else 1.0 - keep**g
                value = keep ** (g / 2) * value + np.sqrt(spread) * rng.normal()
            theta[i, t] = value
            last = t
    sessions = np.flatnonzero(points.roll_calls)
    theta[:, sessions] -= np.nanmean(theta[:, sessions], axis=0)
    theta[:, sessions] /= np.nanstd(theta[:, sessions], axis=0)
    return theta


def simulated_votes(
    a: Assembly, points: IdealPoints, theta: NDArray[np.float64], rng: np.random.Generator
) -> Assembly:
    item = np.full(len(a.period), -1)
    item[points.kept] = np.arange(len(points.kept))
    used = item[a.roll_call] >= 0
    state, call = a.state[used], a.roll_call[used]
    j = item[call]
    u = points.discrimination[j] * theta[state, a.period[call]] + rng.logistic(size=len(j))
    vote = np.where(u > points.cutpoints[j, 1], 1, np.where(u > points.cutpoints[j, 0], 2, 3))
    return Assembly(state, call, vote, a.period, a.anchor)


def coverage(a: Assembly, points: IdealPoints, seed: int, *, spreads: bool) -> str:
    rng = np.random.default_rng(seed)
    truth = walk(points, rng, spreads=spreads)
    votes = simulated_votes(a, points, truth, rng)
    side = 1 if np.nanmean(truth[a.anchor]) > 0 else -1
    fit = fit_ideal_points(*votes.votes, anchors=[(a.anchor, side)], intervals=True, seed=seed)
    rows, columns = fit.theta.shape
    truth = truth[:rows, :columns]
    seen = np.isfinite(fit.theta) & np.isfinite(truth)
    inside = (fit.low <= truth) & (truth <= fit.high)
    far = np.abs(truth) > 2
    correlation = np.corrcoef(fit.theta[seen], truth[seen])[0, 1]
    return (
        f"all {inside[seen].mean():.3f}, few votes {inside[seen & fit.few].mean():.3f},"
        f" beyond 2 s.d. {inside[seen & far].mean():.3f}; correlation {correlation:.4f},"
        f" r-hat {fit.r_hat:.3f}, converged {fit.converged}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=2)
    simulations = parser.parse_args().simulations
    a = read()
    anchors = [(a.anchor, 1)]
    start = time.perf_counter()
    points = fit_ideal_points(*a.votes, anchors=anchors)
    print(f"{len(a.vote):,} votes, {len(points.kept):,} roll calls kept of {len(a.period):,}")
    print(f"threads: {numba.get_num_threads()}")
    print(f"first call, with compilation or its cache: {time.perf_counter() - start:.2f} s")
    print("mode:", timed(lambda: fit_ideal_points(*a.votes, anchors=anchors), 5))
    fit_ideal_points(*a.votes, anchors=anchors, intervals=True, draws=100, burn_in=0)
    print(
        "mode and intervals:",
        timed(lambda: fit_ideal_points(*a.votes, anchors=anchors, intervals=True), 2),
    )
    print("one pass over all votes:", limit(a))
    runs = [fit_ideal_points(*a.votes, anchors=anchors, start=s) for s in range(STARTS)]
    gap = max(float(np.nanmax(np.abs(run.theta - points.theta))) for run in runs)
    print(f"random starts: {sum(r.converged for r in runs)} of {STARTS} converge, apart {gap:.5f}")
    us = points.theta[a.anchor]
    print(f"United States, lowest and highest: {np.nanmin(us):.2f}, {np.nanmax(us):.2f}")
    for seed in range(1, simulations + 1):
        for name, spreads in (("walk that spreads", True), ("walk that does not", False)):
            print(
                f"coverage of 90 % intervals, {name}:", coverage(a, points, seed, spreads=spreads)
            )


if __name__ == "__main__":
    main()
