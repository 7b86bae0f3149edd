"""Militarized disputes, rivalries and armed conflict between two states."""

from __future__ import annotations

import numpy as np
import polars as pl

from rapallo.measures.activity import remembered
from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Floats, Grid, Tables
from rapallo.panel.windows import trailing_sum
from rapallo.panel.years import FIRST

MID = Domain.of("mid_5_0")
GML = Domain.of("gml_mid")
RIVALRY = Domain.of("thompson_sakuwa_suhas", first=FIRST)
UCDP = Domain.of("ucdp_prio_acd_25_1")
HALF_LIFE = 5.0
FORGOTTEN = 0.1
WINDOW = 5

COLUMNS = (
    Column(
        name="dispute",
        label="Militarized dispute",
        unit="0/1",
        about="1 where a militarized interstate dispute between the two was under way.",
        level="dyad",
        theme="hostility",
        domains=(MID,),
        low=0,
        high=1,
        closer=-1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="dispute_level",
        label="Hostility level in disputes",
        unit="0-5",
        about=(
            "Highest hostility level that the first state reached against the second: 2 threat, "
            "3 display, 4 use of force, 5 war; 1 no militarized action; 0 no dispute."
        ),
        level="dyad",
        theme="hostility",
        domains=(MID,),
        directed=True,
        low=0,
        high=5,
        closer=-1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="dispute_memory",
        label="Memory of disputes",
        unit="0-5",
        about=(
            "Geometric mean of the two hostility levels, fading by half every five years: the "
            "greatest that remains of any dispute so far; forgotten (0) below 0.1."
        ),
        level="dyad",
        theme="hostility",
        domains=(MID,),
        low=0,
        high=5,
        closer=-1,
        carry=10,
    ),
    Column(
        name="dispute_intensity",
        label="Intensity of disputes in five years",
        unit="0-1",
        about=(
            "Mean over the year and the four before it of the geometric mean of the two hostility "
            "levels, over 5; a year without a dispute counts 0."
        ),
        level="dyad",
        theme="hostility",
        domains=(Domain.of("mid_5_0", first=MID.first + WINDOW - 1),),
        low=0,
        high=1,
        closer=-1,
        carry=10,
    ),
    Column(
        name="last_dispute",
        label="Last militarized dispute",
        unit="year",
        about="Year of the last militarized interstate dispute so far; null where there was none.",
        level="dyad",
        theme="hostility",
        domains=(MID,),
        low=FIRST,
        carry=10,
        kind="whole",
    ),
    Column(
        name="dispute_gml",
        label="Militarized dispute (Gibler, Miller and Little)",
        unit="0/1",
        about="As dispute, in the corrected list of Gibler, Miller and Little.",
        level="dyad",
        theme="hostility",
        domains=(GML,),
        low=0,
        high=1,
        closer=-1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="rivalry",
        label="Strategic rivalry",
        unit="0/1",
        about="1 where the two regarded each other as competitors, threats and enemies.",
        level="dyad",
        theme="hostility",
        domains=(RIVALRY,),
        low=0,
        high=1,
        closer=-1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="shared_rivals",
        label="Shared rivals",
        unit="states",
        about="Third states that are strategic rivals of both.",
        level="dyad",
        theme="security",
        domains=(RIVALRY,),
        low=0,
        closer=1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="war",
        label="Armed conflict on opposite sides",
        unit="0-2",
        about="Intensity of armed conflict with the two on opposite sides: 1 minor, 2 war; 0 none.",
        level="dyad",
        theme="hostility",
        domains=(UCDP,),
        low=0,
        high=2,
        closer=-1,
        carry=2,
        kind="whole",
    ),
    Column(
        name="same_side",
        label="Armed conflict on the same side",
        unit="0-2",
        about="Intensity of armed conflict with the two on the same side; 0 none.",
        level="dyad",
        theme="security",
        domains=(UCDP,),
        low=0,
        high=2,
        closer=1,
        carry=2,
        kind="whole",
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Lay disputes, rivalries and conflicts out by pair and year."""
    level = highest(grid, tables["mid"], MID)
    mutual = np.sqrt(level * np.swapaxes(level, 1, 2))
    memory = remembered(mutual, half_life=HALF_LIFE)
    rivalry = rivalry_cube(grid, tables)
    return {
        "dispute": grid.at((level > 0).astype(np.float32) + 0 * level),
        "dispute_level_12": grid.at(level),
        "dispute_level_21": grid.at(level, reverse=True),
        "dispute_memory": grid.at(np.where(memory < FORGOTTEN, 0, memory)),
        "dispute_intensity": grid.at(trailing_sum(mutual, WINDOW) / (5 * WINDOW)),
        "last_dispute": grid.at(last_year(level)),
        "dispute_gml": grid.at(np.minimum(highest(grid, tables["gml"], GML), 1)),
        "rivalry": grid.at(rivalry),
        "shared_rivals": grid.at(shared_rivals(rivalry)),
        "war": grid.at(_conflict(grid, tables["conflict"], "opposed")),
        "same_side": grid.at(_conflict(grid, tables["conflict"], "supporting")),
    }


def last_year(level: Floats) -> Floats:
    """Return the last year so far with a level above 0, NaN where there was none or no data."""
    year = np.arange(FIRST, FIRST + len(level), dtype=np.float32)[:, None, None]
    marked = np.where(level > 0, year, np.float32(-np.inf))
    latest = np.maximum.accumulate(marked, axis=0)
    out: Floats = np.where(np.isnan(level) | np.isinf(latest), np.nan, latest).astype(np.float32)
    return out


def rivalry_cube(grid: Grid, tables: Tables) -> Floats:
    """Return 1 in the years of a strategic rivalry, 0 in the others that the list covers."""
    rivalry = tables["rivalry"].filter(pl.col("edition") == RIVALRY.source)
    return grid.spells(rivalry, None, "first", "last", grid.years(RIVALRY), fill=0)


def shared_rivals(rivalry: Floats) -> Floats:
    """Return the number of third states that are rivals of both."""
    return np.stack([year @ year for year in rivalry])


def highest(grid: Grid, disputes: pl.DataFrame, domain: Domain) -> Floats:
    """Return the highest hostility level of the first state against the second, 0 for none."""
    level = disputes.group_by("state1", "state2", "year").agg(
        level=pl.max_horizontal(pl.col("hostility1").max(), 1)
    )
    return grid.cube(level, "level", within=grid.years(domain))


def _conflict(grid: Grid, conflicts: pl.DataFrame, role: str) -> Floats:
    intensity = (
        conflicts.filter(pl.col("role") == role)
        .group_by("state1", "state2", "year")
        .agg(pl.col("intensity").max())
    )
    return grid.cube(intensity, "intensity", within=grid.years(UCDP), symmetric=True)
