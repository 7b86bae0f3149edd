"""The UN's paths of population: low, medium and high, from 2024."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.errors import RapalloError
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float64]

PROJECTION = "population_projection"
PUBLISHED = 2024
"""Year of the UN's projections: an earlier start did not know them."""


def un_paths(
    warehouse: Warehouse,
    codes: tuple[int, ...],
    people: Floats,
    start: int,
    years: int,
    variant: str,
) -> tuple[Floats | None, str]:
    """Return the UN's population of states and years (3, states, years + 1), and what to say of it.

    `people` (states,) is the population at the start, joined to the paths if they begin later.

    Raises
    ------
    RapalloError
        If a variant is asked for that is not here.
    """
    if variant == "history" or (variant == "auto" and start < PUBLISHED):
        return None, "populations grow as before the start"
    if PROJECTION not in warehouse.tables():
        if variant == "auto":
            return None, (
                "populations grow as before the start: the UN's paths are not among these figures"
            )
        raise RapalloError(
            f"population: {variant} needs the UN's projections, which are not in the shipped "
            "figures; make a warehouse with: rapallo data build --from DIR, or say population: "
            "history"
        )
    wanted = ", ".join(str(code) for code in codes)
    rows = warehouse.sql(
        f"SELECT state, year, low, medium, high FROM {PROJECTION} WHERE state IN ({wanted}) "
        "AND year BETWEEN ? AND ? ORDER BY state, year",
        [max(start, PUBLISHED), start + years],
    )
    out = np.empty((3, len(codes), years + 1))
    for k, code in enumerate(codes):
        mine = rows.filter(pl.col("state") == code)
        if mine.height < start + years - max(start, PUBLISHED) + 1:
            raise RapalloError(
                f"population: the UN's projections do not hold state {code} to {start + years}"
            )
        for v, name in enumerate(("low", "medium", "high")):
            values = mine[name].to_numpy().astype(float)
            before = np.geomspace(people[k], values[0], years + 2 - len(values))[:-1]
            out[v, k] = np.concatenate([before, values])
    if variant in ("low", "medium", "high"):
        out[:] = out[("low", "medium", "high").index(variant)][None]
    path = "paths between low and high" if variant in ("auto", "spread") else f"{variant} path"
    said = f"populations follow the UN's {path} (2024)"
    if start < PUBLISHED:
        said += f", which {start} did not know: hindsight"
    return out, said
