"""Time the landscape: every configuration of 17 and 25 actors, and plain NumPy for comparison.

Run `python bench/landscape.py`. Goals, on two cores and once compiled: 17 actors in at most
0.05 s, 25 in at most 3 s. Two landscapes each: rivals only, which have many minima, and normal
propensities, which have few.

Plain NumPy computes the energies of all configurations as one product, and from them which are
minima; it does not follow them to their basins.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rapallo.measures.landscape import landscape

T = TypeVar("T")
Matrix = NDArray[np.float64]


def best_of(call: Callable[[], T], times: int = 5) -> tuple[float, T]:
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        found = call()
        seconds.append(time.perf_counter() - start)
    return min(seconds), found


def plain_numpy(sizes: Matrix, propensities: Matrix) -> int:
    """Number of weak minima, by the energies of all configurations."""
    weight = np.outer(sizes, sizes) * propensities
    actors = len(sizes)
    number = np.arange(2 ** (actors - 1))
    side = 1.0 - 2 * ((number[:, None] << 1) >> np.arange(actors) & 1)
    rise = 2 * side * (side @ weight)
    return int((rise >= -1e-9 * np.abs(weight).sum(axis=1).max()).all(axis=1).sum())


def main() -> None:
    print(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    random = np.random.default_rng(0)
    start = time.perf_counter()
    landscape(np.ones(3), np.eye(3) - 1)
    print(f"first call, compiling or reading the cache: {time.perf_counter() - start:.2f} s")
    for actors, times in ((17, 20), (20, 5), (25, 2)):
        sizes = random.lognormal(size=actors)
        upper = np.triu(random.normal(size=(actors, actors)), 1)
        for name, propensities in (("rivals", np.eye(actors) - 1), ("normal", upper + upper.T)):
            seconds, found = best_of(lambda s=sizes, p=propensities: landscape(s, p), times)
            line = f"{actors} actors, {name}: {seconds:8.4f} s, {len(found.energy):,} minima"
            if actors <= 20:
                plain, count = best_of(lambda s=sizes, p=propensities: plain_numpy(s, p), 2)
                assert count == len(found.energy)
                line += f"; plain NumPy, without basins {plain:.3f} s"
            print(line)


if __name__ == "__main__":
    main()
