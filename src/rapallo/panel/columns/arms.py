"""Arms transfers between two states."""

from __future__ import annotations

import numpy as np

from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Grid, Tables
from rapallo.panel.windows import trailing_sum

SIPRI = Domain.of("sipri_tiv_2021")
WINDOW = 5

COLUMNS = (
    Column(
        name="arms",
        label="Arms transfers",
        unit="million TIV",
        about="Major arms delivered by the first state to the second, trend-indicator value.",
        level="dyad",
        theme="security",
        domains=(SIPRI,),
        directed=True,
        low=0,
        closer=1,
        carry=5,
        ships="major powers",
    ),
    Column(
        name="arms_5y",
        label="Arms transfers in five years",
        unit="million TIV",
        about="Major arms delivered either way in the year and the four before it.",
        level="dyad",
        theme="security",
        domains=(Domain.of("sipri_tiv_2021", first=SIPRI.first + WINDOW - 1),),
        low=0,
        closer=1,
        carry=5,
        ships="major powers",
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Lay transfers out by pair and year, 0 where the source lists none in a year it covers."""
    within = grid.years(SIPRI)
    cube = grid.cube(tables["arms"], "tiv", by=("supplier", "recipient"), within=within)
    both = cube + np.swapaxes(cube, 1, 2)
    return {
        "arms_12": grid.at(cube),
        "arms_21": grid.at(cube, reverse=True),
        "arms_5y": grid.at(trailing_sum(both, WINDOW)),
    }
