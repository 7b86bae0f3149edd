"""What two states do together, and who arms whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.measures.activity import decayed_count, joint_events
from rapallo.measures.arms import arms_dependence, arms_market
from rapallo.measures.portfolios import Floats
from rapallo.panel.columns import column
from rapallo.panel.grid import Grid
from rapallo.panel.measures.declaration import Data, Measure, Request
from rapallo.panel.measures.layout import as_pairs
from rapallo.panel.years import FIRST

WINDOW = 10
HALF_LIFE = 5
MME = next(d for d in column("exercises").domains if d.source == "mme_v7")
VISITS = column("visits")
ARMS = column("arms")
DECAY = f"count of the year + count of the year before × 2^(-1/{HALF_LIFE}) + ..., "


def _by_year(
    request: Request, grid: Grid, begin: int, cube: NDArray[np.floating], *, directed: bool
) -> pl.DataFrame:
    """Return the years asked for of a cube that begins in `begin`, members of each year only."""
    frames = []
    for year in range(request.first, request.last + 1):
        here = np.flatnonzero(grid.member[year - FIRST])
        matrix = cube[year - begin][np.ix_(here, here)].astype(np.float64)
        frames.append(as_pairs(year, grid.codes[here], {"value": matrix}, directed=directed))
    return pl.concat(frames)


def _decayed(request: Request, name: str, begin: int) -> pl.DataFrame:
    """Let a column's counts decay from the source's first year on."""
    grid = Grid.of_system()
    rows = request.warehouse.sql(
        f'SELECT state1, state2, year, "{name}" FROM dyad_year '
        f'WHERE "{name}" IS NOT NULL AND year BETWEEN ? AND ?',
        [begin, request.last],
    )
    cube = grid.cube(rows, name, symmetric=True)[begin - FIRST : request.last - FIRST + 1]
    return _by_year(request, grid, begin, decayed_count(cube, half_life=HALF_LIFE), directed=False)


def _discounted(request: Request) -> pl.DataFrame:
    """Let exercises count 1 / (participants - 1) for each pair, and decay."""
    grid = Grid.of_system()
    rows = request.warehouse.sql(
        "SELECT DISTINCT exercise, year, state FROM exercise "
        "WHERE edition = ? AND year BETWEEN ? AND ? ORDER BY year",
        [MME.source, MME.first, request.last],
    )
    years = {int(part["year"][0]): part for part in rows.partition_by("year")}
    counts = np.zeros((request.last - MME.first + 1, len(grid.codes), len(grid.codes)))
    for year, part in years.items():
        state = grid.position(part["state"])
        event = part["exercise"].rank("dense").to_numpy().astype(np.intp) - 1
        took_part = np.zeros((event.max() + 1, len(grid.codes)), dtype=bool)
        took_part[event[state >= 0], state[state >= 0]] = True
        counts[year - MME.first] = joint_events(took_part)
    return _by_year(
        request, grid, MME.first, decayed_count(counts, half_life=HALF_LIFE), directed=False
    )


def _arms(request: Request, measure: Callable[..., Floats]) -> pl.DataFrame:
    grid = Grid.of_system()
    begin = max(request.first - WINDOW + 1, ARMS.first)
    rows = request.warehouse.sql(
        "SELECT supplier, recipient, year, tiv FROM arms WHERE year BETWEEN ? AND ?",
        [begin, request.last],
    )
    cube = grid.cube(rows, "tiv", by=("supplier", "recipient"), within=(begin, request.last))
    flows = cube[begin - FIRST : request.last - FIRST + 1]
    return _by_year(request, grid, begin, measure(flows, window=WINDOW), directed=True)


def _arms_measure(name: str, label: str, formula: str, measure: Callable[..., Floats]) -> Measure:
    return Measure(
        name=name,
        label=label,
        formula=formula,
        level="dyad",
        directed=True,
        data={"": Data(columns=("arms",), tables=("arms",), first=ARMS.first + WINDOW - 1)},
        compute=partial(_arms, measure=measure),
        page="arms-dependence.md",
        low=0,
        high=1,
    )


def _intensity(
    name: str,
    label: str,
    formula: str,
    compute: Callable[[Request], pl.DataFrame],
    data: Mapping[str, Data],
) -> Measure:
    return Measure(
        name=name,
        label=label,
        formula=formula,
        level="dyad",
        data=data,
        compute=compute,
        page="activity.md",
        low=0,
    )


MEASURES = (
    _arms_measure(
        "arms_dependence",
        "Arms dependence",
        f"share of the first state, as supplier, in the second's arms imports of {WINDOW} years",
        arms_dependence,
    ),
    _arms_measure(
        "arms_market",
        "Arms market",
        f"share of the second state, as recipient, in the first's arms exports of {WINDOW} years",
        arms_market,
    ),
    _intensity(
        "exercise_intensity",
        "Exercise intensity",
        DECAY + "each joint exercise counting 1",
        partial(_decayed, name="exercises", begin=MME.first),
        {"": Data(columns=("exercises",), first=MME.first, last=MME.last)},
    ),
    _intensity(
        "exercise_intensity_by_size",
        "Exercise intensity, large exercises discounted",
        DECAY + "each exercise of m states counting 1 / (m - 1) for each pair",
        _discounted,
        {"": Data(columns=("exercises",), tables=("exercise",), first=MME.first, last=MME.last)},
    ),
    _intensity(
        "visit_intensity",
        "Visit intensity",
        DECAY + "each leader's visit counting 1 (five states' leaders only)",
        partial(_decayed, name="visits", begin=VISITS.first),
        {"": Data(columns=("visits",))},
    ),
)
