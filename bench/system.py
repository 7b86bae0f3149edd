"""Time the whole board: a year's camps and their proof, the board, and the series since 1816.

Run `python bench/system.py`, against the shipped figures; with `--processor` on a busy machine.
Goals, on two cores: a full year's network of about 195 states and its exact two-camp optimum, or
its proven gap, in at most 30 s; the triangle of three states over all years in at most 0.2 s from
the warehouse.

`bench/balance.py` times the frustration index by itself, `bench/landscape.py` all configurations
of up to 25 actors.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # As the command line; read by NumPy.

from rapallo.alignment.index import Alignment
from rapallo.panel.asof import AsOf
from rapallo.panel.years import FIRST, LAST
from rapallo.system.board import board
from rapallo.system.camps import Camps, camps
from rapallo.system.network import network
from rapallo.system.scoring import against_history
from rapallo.system.series import series
from rapallo.triangle.dittmer import triangle
from rapallo.warehouse.store import Warehouse

T = TypeVar("T")
YEARS = (1914, 1939, 1955, 1985, 2018, LAST)


def timed(call: Callable[[], T]) -> tuple[float, T]:
    """Time a call; on a machine that does other work too, by the processor's time."""
    clock = time.process_time if "--processor" in sys.argv else time.perf_counter
    start = clock()
    found = call()
    return clock() - start, found


def said(found: Camps) -> str:
    proof = "proven" if found.proven else f"gap {(found.value - found.bound) / found.value:.2%}"
    return f"{found.count} camps, strain {found.value:.2%}, {proof}"


def main() -> None:
    print(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with Warehouse.open() as warehouse:
        print(f"warehouse: {warehouse.kind}")
        print("A year's signed network, with its probabilities")
        for year in YEARS:
            seconds, signed = timed(partial(network, warehouse, year))
            print(f"  {year} {len(signed.codes):4} states {seconds:7.2f} s")
        print("Two camps of all states (goal: 30 s, proof or proven gap)")
        for year in YEARS:
            seconds, found = timed(partial(camps, warehouse, year, time_limit=3))
            print(f"  {year} limit 3 s {seconds:7.2f} s  {said(found)}")
        print("Any number of camps, limit 3 s")
        for year in YEARS:
            free = partial(camps, warehouse, year, count=None, time_limit=3, draws=0)
            seconds, found = timed(free)
            print(f"  {year} {seconds:7.2f} s  {said(found)}")
        seconds, _ = timed(lambda: board(warehouse, 2018))
        print(f"The board of 2018, as `rapallo system --as-of 2018` {seconds:7.2f} s")
        seconds, _ = timed(lambda: against_history(warehouse))
        print(f"Against history, all ways {seconds:7.2f} s")
        seconds, years = timed(lambda: list(series(warehouse)))
        unproven = sum(not year.proven for year in years)
        print(
            f"Series {FIRST}-{LAST} {seconds:7.1f} s, {seconds / len(years):.2f} s a year; "
            f"frustration not proven in {unproven} years"
        )
        who = (2, 365, 710)

        def over_all_years() -> object:
            view = AsOf(warehouse, LAST, who)
            return triangle(view, Alignment(view), *who)

        seconds = min(timed(over_all_years)[0] for _ in range(5))
        print(f"Triangle of three states over all years (goal: 0.2 s) {seconds:.3f} s")


if __name__ == "__main__":
    main()
