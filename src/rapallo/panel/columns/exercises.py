"""Joint military exercises of two states."""

from __future__ import annotations

import polars as pl

from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Grid, Tables
from rapallo.panel.windows import trailing_sum

MME = Domain.of("mme_v7")
JME = Domain.of("jme_v3", last=MME.first - 1)
DOMAINS = (MME, JME)
WINDOW = 5

COLUMNS = (
    Column(
        name="exercises",
        label="Joint exercises",
        unit="exercises",
        about="Multinational military exercises of the year in which both took part.",
        level="dyad",
        theme="security",
        domains=DOMAINS,
        low=0,
        closer=1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="exercises_5y",
        label="Joint exercises in five years",
        unit="exercises",
        about="Multinational military exercises of the year and the four before it with both.",
        level="dyad",
        theme="security",
        domains=(MME, Domain.of("jme_v3", first=JME.first + WINDOW - 1, last=JME.last)),
        low=0,
        closer=1,
        carry=10,
        kind="whole",
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Count the exercises that two states shared, from MME where it reaches, else from JME."""
    spans = pl.DataFrame(
        [(d.source, *grid.years(d)) for d in DOMAINS], ["edition", "first", "last"], orient="row"
    )
    rows = (
        tables["exercise"]
        .join(spans, on="edition")
        .filter(pl.col("year").is_between("first", "last"))
        .select("exercise", "year", "state")
        .unique()
    )
    pairs = (
        rows.join(rows, on=["exercise", "year"], suffix="_2")
        .filter(pl.col("state") != pl.col("state_2"))
        .group_by("state", "state_2", "year")
        .len("exercises")
    )
    within = (JME.first, grid.years(MME)[1])
    cube = grid.cube(pairs, "exercises", by=("state", "state_2"), within=within)
    return {
        "exercises": grid.at(cube),
        "exercises_5y": grid.at(trailing_sum(cube, WINDOW)),
    }
