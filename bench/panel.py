"""Speed of the panel: 2.2 M directed dyad-years with eight columns, from the warehouse.

Named alternative: a plain pandas merge of the same columns onto the same frame, in the same run.
Run with the folder of the sources' files in RAPALLO_DATA, or with a warehouse built before.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from rapallo.alignment.derive import derive as alignment
from rapallo.panel.derive import derive as panel
from rapallo.panel.frame import dyad_years
from rapallo.warehouse.build import build
from rapallo.warehouse.store import Warehouse

COLUMNS = (
    "defence", "cinc", "contiguity", "distance", "igos", "polyarchy", "dispute", "rivalry",
)  # fmt: skip
LAST = 2024
RUNS = 5


def main() -> None:
    folder = os.environ.get("RAPALLO_DATA")
    with tempfile.TemporaryDirectory() as scratch:
        path = None
        if folder:
            begun = time.perf_counter()
            path = build(Path(folder), (panel, alignment), to=Path(scratch) / "rapallo.duckdb")
            seconds = time.perf_counter() - begun
            print(f"warehouse built in {seconds:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
        with Warehouse.open(path) as warehouse:
            print(f"reading from the {warehouse.kind} warehouse")
            ours = [ours_once(warehouse) for _ in range(RUNS)]
            rows = len(dyad_years(COLUMNS, directed=True, last=LAST, warehouse=warehouse))
            plain = [pandas_once(warehouse) for _ in range(2)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"{rows:,} directed dyad-years, {len(COLUMNS)} columns asked for")
    print(f"rapallo: median {median(ours):.2f} s, best {min(ours):.2f} s of {RUNS}")
    print(f"plain pandas: best {min(plain):.2f} s; ratio {min(plain) / median(ours):.0f}")
    print(f"peak memory of the whole run {peak:,.0f} MB")


def ours_once(warehouse: Warehouse) -> float:
    begun = time.perf_counter()
    dyad_years(COLUMNS, directed=True, last=LAST, warehouse=warehouse)
    return time.perf_counter() - begun


def pandas_once(warehouse: Warehouse) -> float:
    """Build the same rows from the same tables as a plain script would."""
    import pandas as pd

    begun = time.perf_counter()
    names = "state1, state2, year, contiguity, distance, igos, dispute, rivalry"
    where = f"WHERE year <= {LAST}"
    pairs = f"SELECT {names}, defence_12, defence_21 FROM dyad_year {where}"
    both = warehouse.sql(pairs).to_pandas()
    singles = f"SELECT state, year, cinc, polyarchy FROM state_year {where}"
    states = warehouse.sql(singles).to_pandas()
    turned = both.rename(
        columns={
            "state1": "state2", "state2": "state1",
            "defence_12": "defence_21", "defence_21": "defence_12",
        }
    )  # fmt: skip
    rows = pd.concat([both, turned])
    for side in ("1", "2"):
        mine = states.rename(
            columns={
                "state": f"state{side}", "cinc": f"cinc_{side}", "polyarchy": f"polyarchy_{side}",
            }
        )  # fmt: skip
        rows = rows.merge(mine, on=[f"state{side}", "year"], how="left")
    rows.drop(columns="defence_21").sort_values(["state1", "state2", "year"])
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
