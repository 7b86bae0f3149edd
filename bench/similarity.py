"""Time the similarity measures of whole histories, against plain NumPy and plain pandas.

Run `python bench/similarity.py` with the sources' own files in RAPALLO_DATA, or in the data
folder beside the checkout. Three things are timed, on one core, since the products of one year
are too small to gain from more (set OPENBLAS_NUM_THREADS to try):

1. all five measures for all directed dyad-years of the alliance portfolios, 1816-2018;
2. the same for all General Assembly votes, all pairs, all sessions, from the long table;
3. the plain versions, S, kappa and pi only, on six years, scaled to the whole history.

The limit named is the matrix product's arithmetic at the speed that this machine reaches on a
large product, or writing the results at the speed of its memory, whichever takes longer.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # Read when NumPy is imported.

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
from numpy.typing import NDArray

from rapallo.measures.agreement import VOTES, roll_calls
from rapallo.measures.history import similarities, similarity_history
from rapallo.measures.portfolios import portfolio_matrix, with_self_ties

DATA = Path(os.environ.get("RAPALLO_DATA", Path(__file__).parents[2] / "shared" / "data"))
LEVELS = (0, 1, 2, 3)
KINDS = {"kappa_distance": "squared", "pi_distance": "nominal"}
RESULTS = 5
Matrix = NDArray[np.int8]


def best_of(call: Callable[[], object], times: int = 5) -> float:
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def alliance_portfolios() -> list[Matrix]:
    held = pl.read_csv(DATA / "atop" / "atop_5.1_directed_dyad_year.csv.gz")
    cow = pl.read_csv(DATA / "cow" / "state_system_2016.csv.gz")
    tie = np.select(
        [
            held["atop_defense"] == 1,
            (held["atop_neutral"] == 1) | (held["atop_nonagg"] == 1),
            (held["atop_consul"] == 1) | (held["atop_offense"] == 1),
        ],
        [3, 2, 1],
        0,
    )
    year, first, second = (held[name].to_numpy() for name in ("year", "ccode1", "ccode2"))
    portfolios = []
    for each in range(1816, 2019):
        known = min(each, 2016)
        inside = cow.filter((pl.col("styear") <= known) & (pl.col("endyear") >= known))
        states = np.unique(inside["ccode"].to_numpy())
        rows = (year == each) & np.isin(first, states) & np.isin(second, states)
        ties = portfolio_matrix(
            np.searchsorted(states, first[rows]),
            np.searchsorted(states, second[rows]),
            tie[rows],
            shape=(len(states), len(states)),
            fill=0,
        )
        portfolios.append(with_self_ties(ties, 3))
    return portfolios


def votes_long() -> tuple[NDArray[np.int64], ...]:
    votes = pl.read_csv(DATA / "unga" / "un_votes_1946_2019.csv.gz")
    calls = pl.read_csv(DATA / "unga" / "un_roll_calls_1946_2019.csv.gz")
    table = votes.join(calls.select("rcid", "session"), on="rcid").with_columns(
        vote=pl.col("vote").replace_strict({"yes": 1, "abstain": 2, "no": 3}),
        state=pl.col("country").rank("dense") - 1,
    )
    columns = ("session", "state", "rcid", "vote")
    return tuple(table[name].cast(pl.Int64).to_numpy() for name in columns)


def vote_matrices(session: NDArray[np.int64], *rest: NDArray[np.int64]) -> list[Matrix]:
    order = np.argsort(session, kind="stable")
    cuts = np.flatnonzero(np.diff(session[order])) + 1
    matrices = []
    for state, call, vote in zip(*(np.split(part[order], cuts) for part in rest), strict=True):
        _, i = np.unique(state, return_inverse=True)
        _, k = np.unique(call, return_inverse=True)
        matrices.append(roll_calls(portfolio_matrix(i, k, vote, shape=(i.max() + 1, k.max() + 1))))
    return matrices


def plain_numpy(x: Matrix, levels: tuple[int, ...]) -> NDArray[np.float64]:
    """S, kappa and pi, one pair at a time, as the formulas read."""
    top = len(levels) - 1
    scale = np.arange(top + 1)
    squared = ((scale[:, None] - scale[None, :]) / top) ** 2
    nominal = (scale[:, None] != scale[None, :]).astype(float)
    results = np.full((3, len(x), len(x)), np.nan)
    for i in range(len(x)):
        for j in range(len(x)):
            both = (x[i] != -1) & (x[j] != -1)
            a, b = x[i][both] - levels[0], x[j][both] - levels[0]
            if not len(a):
                continue
            table = np.bincount(a * (top + 1) + b, minlength=(top + 1) ** 2) / len(a)
            table = table.reshape(top + 1, top + 1)
            row, column = table.sum(axis=1), table.sum(axis=0)
            pooled = (row + column) / 2
            with np.errstate(invalid="ignore", divide="ignore"):
                results[0, i, j] = 1 - 2 * np.abs(a - b).mean() / top
                results[1, i, j] = 1 - (squared * table).sum() / (row @ squared @ column)
                results[2, i, j] = 1 - (nominal * table).sum() / (pooled @ nominal @ pooled)
    return results


def plain_pandas(x: Matrix, levels: tuple[int, ...]) -> None:
    """One long table of all pairs and targets with pandas, grouped by pair."""
    actors, targets = x.shape
    long = pd.DataFrame(
        {
            "actor": np.repeat(np.arange(actors), targets),
            "target": np.tile(np.arange(targets), actors),
            "level": x.ravel(),
        }
    )
    long = long[long.level != -1]
    pairs = long.merge(long, on="target", suffixes=("", "_2"))
    pairs["apart"] = (pairs.level - pairs.level_2).abs() / (len(levels) - 1)
    pairs["squared"] = pairs.apart**2
    pairs["nominal"] = pairs.apart > 0
    keys = ["actor", "actor_2"]
    observed = pairs.groupby(keys)[["apart", "squared", "nominal"]].mean()
    1 - 2 * observed.apart
    first = pairs.groupby([*keys, "level"]).size().unstack(fill_value=0)
    second = pairs.groupby([*keys, "level_2"]).size().unstack(fill_value=0)
    first = first.reindex(columns=levels, fill_value=0)
    second = second.reindex(columns=levels, fill_value=0)
    first = first.div(first.sum(axis=1), axis=0)
    second = second.div(second.sum(axis=1), axis=0)
    scale = np.arange(len(levels))
    squared = ((scale[:, None] - scale[None, :]) / (len(levels) - 1)) ** 2
    nominal = (scale[:, None] != scale[None, :]).astype(float)
    pooled = (first + second) / 2
    1 - observed.squared / (first.to_numpy() @ squared * second.to_numpy()).sum(axis=1)
    1 - observed.nominal / (pooled.to_numpy() @ nominal * pooled.to_numpy()).sum(axis=1)


def machine() -> tuple[float, float]:
    """Multiply-adds a second in a large single-precision product, and bytes written a second."""
    x = np.random.default_rng(0).random((2000, 2000), dtype=np.float32)
    product = best_of(lambda: x @ x)
    whole = np.empty(50_000_000)
    writing = best_of(lambda: whole.fill(1.0))
    return 2000**3 / product, whole.nbytes / writing


def report(
    name: str,
    seconds: float,
    matrices: list[Matrix],
    levels: tuple[int, ...],
    machine: tuple[float, float],
) -> None:
    speed, memory = machine
    dyads = sum(len(x) ** 2 for x in matrices)
    # Half of the product of the stacked indicators with themselves, which is symmetric.
    work = sum((len(levels) * x.shape[0]) ** 2 * x.shape[1] for x in matrices) / 2
    limit = max(work / speed, RESULTS * 8 * dyads / memory)
    print(f"{name}: {dyads:,} directed dyad-years")
    print(f"  five measures           {seconds:8.3f} s   {seconds / dyads * 1e6:.3f} s a million")
    print(f"  arithmetic of the product {work / speed:6.3f} s")
    print(f"  writing the results     {RESULTS * 8 * dyads / memory:8.3f} s")
    print(f"  times the limit         {seconds / limit:8.1f}")
    one = similarities(matrices[0], levels=levels, **KINDS)
    np.testing.assert_allclose(
        plain_numpy(matrices[0], levels), [one.s, one.kappa, one.pi], rtol=1e-6, atol=1e-9
    )
    some = [matrices[k] for k in np.linspace(0, len(matrices) - 1, 6).astype(int)]
    share = sum(x.shape[0] ** 2 * x.shape[1] for x in matrices)
    share /= sum(x.shape[0] ** 2 * x.shape[1] for x in some)
    pairs = dyads / sum(len(x) ** 2 for x in some)
    numpy_time = best_of(lambda: [plain_numpy(x, levels) for x in some], 1) * pairs
    pandas_time = best_of(lambda: [plain_pandas(x, levels) for x in some], 1) * share
    for plain, took in (("NumPy", numpy_time), ("pandas", pandas_time)):
        print(f"  plain {plain:6} (scaled)  {took:8.1f} s   {took / seconds:.0f} times as long")


def main() -> None:
    speed, memory = machine()
    print(f"this core: {speed / 1e9:.1f} G multiply-adds/s, {memory / 1e9:.1f} GB/s")
    portfolios = alliance_portfolios()
    seconds = best_of(lambda: similarity_history(portfolios, levels=LEVELS, **KINDS))
    report("Alliance portfolios 1816-2018", seconds, portfolios, LEVELS, (speed, memory))
    long = votes_long()
    print(f"Votes: {len(long[0]):,}")
    matrices = vote_matrices(*long)
    laying_out = best_of(lambda: vote_matrices(*long))
    seconds = best_of(lambda: [similarities(x, levels=VOTES, **KINDS) for x in matrices])
    print(f"  long table to matrices  {laying_out:8.3f} s")
    print(f"  and five measures       {laying_out + seconds:8.3f} s")
    report("General Assembly votes 1946-2019", seconds, matrices, VOTES, (speed, memory))


if __name__ == "__main__":
    main()
