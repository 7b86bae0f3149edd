"""Sanctions of one state against another."""

from __future__ import annotations

import polars as pl

from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Grid, Tables

GSDB = Domain.of("gsdb_4")

COLUMNS = (
    Column(
        name="sanctions",
        label="Sanctions",
        unit="cases",
        about=(
            "Sanctions cases of the first state against the second in force, alone or as a member "
            "of a group of senders; the United Nations' are left out."
        ),
        level="dyad",
        theme="hostility",
        domains=(GSDB,),
        directed=True,
        low=0,
        closer=-1,
        carry=3,
        ships="major powers",
        kind="whole",
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Count the cases in force by sender, target and year; an open case lasts to the data's end."""
    within = grid.years(GSDB)
    cases = (
        tables["sanction"]
        .filter(pl.col("edition") == GSDB.source)
        .drop_nulls(["sender", "target"])
        .with_columns(last=pl.col("last").fill_null(within[1]))
        .with_columns(year=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int16))
        .explode("year")
        .group_by("sender", "target", "year")
        .agg(cases=pl.col("case").n_unique())
    )
    cube = grid.cube(cases, "cases", by=("sender", "target"), within=within)
    return {"sanctions_12": grid.at(cube), "sanctions_21": grid.at(cube, reverse=True)}
