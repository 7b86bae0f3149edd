"""Contiguity and distance."""

from __future__ import annotations

import numpy as np
import polars as pl

from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Floats, Grid, Tables

CONTIGUITY = Domain.of("contiguity_3_2")
DISTANCE = Domain.of("minimum_distance")

COLUMNS = (
    Column(
        name="contiguity",
        label="Contiguity",
        unit="1-5",
        about="1 by land or river, 2 within 12 miles of sea, 3 24, 4 150, 5 400; 0 none of these.",
        level="dyad",
        theme="geography",
        domains=(CONTIGUITY,),
        low=0,
        high=5,
        carry=50,
        kind="whole",
    ),
    Column(
        name="distance",
        label="Minimum distance",
        unit="km",
        about="Shortest distance between the two states' territories.",
        level="dyad",
        theme="geography",
        domains=(DISTANCE,),
        low=0,
        carry=50,
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Lay spells out by year."""
    return {
        "contiguity": grid.at(contiguity_cube(grid, tables)),
        "distance": np.round(grid.at(distance_cube(grid, tables)), 0),
    }


def contiguity_cube(grid: Grid, tables: Tables) -> Floats:
    """Return the type of contiguity, the closest where two spells of a pair overlap."""
    direct = (
        tables["contiguity"]
        .with_columns(first=pl.col("start").dt.year(), last=pl.col("end").dt.year())
        .sort("type", descending=True)
    )
    return grid.spells(direct, "type", "first", "last", grid.years(CONTIGUITY), fill=0)


def distance_cube(grid: Grid, tables: Tables) -> Floats:
    """Return the minimum distance in km."""
    return grid.spells(tables["distance"], "km", "first", "last", grid.years(DISTANCE))
