"""Time the exact frustration index: seven windows of world politics, and a full year's network.

Run `python bench/balance.py` with the sources' own files in RAPALLO_DATA, or in the data folder
beside the checkout. Two goals, on two cores: the seven windows in at most 3 s together, and about
195 states in at most 30 s, each with a proof or a proven gap.

The full year is the project's own signed network of 2018, and networks made up to be harder: three
camps of unlike sizes, neighbours and large states tied first, a share of ties of the wrong sign,
and in the last one a tie between every pair.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.measures.balance import triangle_index, walk_index
from rapallo.measures.frustration import Frustration, frustration
from rapallo.measures.modularity import modularity_camps
from rapallo.system.network import network
from rapallo.warehouse.store import Warehouse

DATA = Path(os.environ.get("RAPALLO_DATA", Path(__file__).parents[2] / "shared" / "data"))
Matrix = NDArray[np.float64]


def windows() -> dict[str, Matrix]:
    table = pl.read_csv(DATA / "balance" / "signed_networks.csv")
    found = {}
    for (name,), ties in table.group_by("network", maintain_order=True):
        ends, places = np.unique(ties.select("source", "target").to_numpy(), return_inverse=True)
        i, j = places.reshape(-1, 2).T
        matrix = np.zeros((len(ends), len(ends)))
        matrix[i, j] = matrix[j, i] = ties["sign"].to_numpy()
        found[str(name)] = matrix
    return found


def made_up(states: int, ties: int, *, doubt: float, hostile: float, weighted: bool) -> Matrix:
    random = np.random.default_rng(1)
    size = random.lognormal(0, 1.2, states)
    camp = random.choice(3, states, p=[0.45, 0.3, 0.25])
    place = random.normal(size=(states, 2))
    apart = np.linalg.norm(place[:, None] - place[None], axis=2)
    pull = np.log(np.outer(size, size)) * 0.7 - 1.2 * apart + random.gumbel(size=apart.shape)
    first, second = np.triu_indices(states, 1)
    chosen = np.argsort(-pull[first, second])[:ties]
    first, second = first[chosen], second[chosen]
    foe = (camp[first] != camp[second]) & (random.random(len(chosen)) < hostile)
    sign = np.where(foe, -1.0, 1.0) * np.where(random.random(len(chosen)) < doubt, -1.0, 1.0)
    weight = sign * (random.random(len(chosen)) if weighted else 1.0)
    matrix = np.zeros((states, states))
    matrix[first, second] = matrix[second, first] = weight
    return matrix


def timed(name: str, matrix: Matrix, *, camps: int | None = 2) -> float:
    start = time.perf_counter()
    found: Frustration = frustration(matrix, camps=camps)
    seconds = time.perf_counter() - start
    ties = int((matrix != 0).sum() / 2)
    proof = "proven" if found.proven else f"gap {found.gap / found.value:.1%}"
    print(
        f"  {name:34} {len(matrix):4} states {ties:6} ties  L {found.value:9.2f}  "
        f"F {found.normalised:.4f}  {seconds:7.2f} s  {proof}"
    )
    return seconds


def main() -> None:
    print(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    seven = windows()
    tribes = seven.pop("tribes")
    timed("tribes", tribes)
    print("Two camps, seven windows (goal: 3 s together)")
    print(f"  together {sum(timed(name, matrix) for name, matrix in seven.items()):.2f} s")
    print("Any number of camps")
    print(f"  together {sum(timed(n, m, camps=None) for n, m in seven.items()):.2f} s")
    print("A full year (goal: 30 s each, proof or proven gap)")
    with Warehouse.open() as warehouse:
        own = network(warehouse, 2018)
    timed("own network of 2018, signs", own.sign.astype(np.float64))
    timed("own network of 2018, expected signs", own.net)
    timed("made up", made_up(195, 3000, doubt=0.05, hostile=0.9, weighted=False))
    timed("made up, weighted", made_up(195, 3000, doubt=0.05, hostile=0.9, weighted=True))
    timed("made up, far from balance", made_up(195, 3000, doubt=0.05, hostile=0.5, weighted=False))
    every = 195 * 194 // 2
    timed("made up, every pair tied", made_up(195, every, doubt=0.05, hostile=0.9, weighted=True))
    for name, measure in (
        ("triangle index", triangle_index),
        ("walk index", walk_index),
        ("modularity camps", modularity_camps),
    ):
        start = time.perf_counter()
        measure(own.net)
        print(f"  {name:34} {time.perf_counter() - start:7.3f} s")


if __name__ == "__main__":
    main()
