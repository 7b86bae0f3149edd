"""Threat after Walt: how much one state threatens another."""

from __future__ import annotations

import numpy as np

from rapallo.measures import threat as walt
from rapallo.measures import threat_factors as factors
from rapallo.measures.activity import remembered
from rapallo.panel.column import Column, Domain
from rapallo.panel.columns import disputes, geography
from rapallo.panel.grid import Arrays, Floats, Grid, Tables
from rapallo.panel.years import FIRST

NMC = Domain.of("nmc_7_0")
MILES = 1.609344
# Farthest that states of each type of contiguity lie apart, in km; for years without distances.
CONTIGUOUS_KM = {1: 0.0, 2: 12 * MILES, 3: 24 * MILES, 4: 150 * MILES, 5: 400 * MILES}

COLUMNS = (
    Column(
        name="threat",
        label="Threat",
        unit="0-1",
        about=(
            "How much the first state threatens the second (Walt): its capabilities and its "
            "military, each as a share of the strongest state's, times nearness, times intent "
            "from remembered disputes and rivalry. An unknown factor is taken to be of the size "
            "of the known ones; disputes and rivalry carry on for ten years."
        ),
        level="dyad",
        theme="hostility",
        domains=(NMC,),
        directed=True,
        low=0,
        high=1,
        closer=-1,
        carry=5,
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Compute the threat of each state to each, year by year."""
    sheets = {
        name: grid.sheet(tables["capabilities"], name) for name in ("cinc", "milex", "milper")
    }
    level = disputes.highest(grid, tables["mid"], disputes.MID)
    hostility = carried(remembered(level / 5).astype(np.float32), 10)
    rivalry = carried(disputes.rivalry_cube(grid, tables), 10)
    distance = kilometres(grid, tables)
    out = np.full(level.shape, np.nan, np.float32)
    first, last = grid.years(NMC)
    for year in range(first, last + 1):
        t = year - FIRST
        members = np.flatnonzero(grid.member[t])
        block = np.ix_(members, members)
        power = factors.aggregate_power(sheets["cinc"][t, members])
        offence = factors.offensive_capability(
            sheets["milex"][t, members], sheets["milper"][t, members]
        )
        intent = factors.hostile_intent(hostility[t][block].T, rivalry[t][block])
        near = factors.proximity(distance[t][block])
        threatened = walt.threat(power, near, offence, intent, missing="known factors")
        out[t][block] = np.round(threatened.T, 6)
    return {"threat_12": grid.at(out), "threat_21": grid.at(out, reverse=True)}


def kilometres(grid: Grid, tables: Tables) -> Floats:
    """Return minimum distances; where unknown, those that contiguity implies."""
    distance = carried(geography.distance_cube(grid, tables), 20)
    contiguity = carried(geography.contiguity_cube(grid, tables), 20)
    for kind, km in CONTIGUOUS_KM.items():
        distance = np.where(np.isnan(distance) & (contiguity == kind), np.float32(km), distance)
    return distance


def carried(cube: Floats, years: int) -> Floats:
    """Return a cube in which a NaN takes the last known value of at most `years` before."""
    out = cube.copy()
    age = np.zeros(cube.shape[1:], dtype=np.int16)
    for t in range(1, len(out)):
        unknown = np.isnan(out[t])
        age = np.where(unknown, age + 1, 0)
        out[t] = np.where(unknown & (age <= years), out[t - 1], out[t])
    return out
