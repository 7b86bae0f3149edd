"""Membership of intergovernmental organisations, and votes cast together in the Council."""

from __future__ import annotations

import polars as pl

from rapallo import states
from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Grid, Tables

IGO = Domain.of("igo_3_0")
VETO = (Domain.of("unsc_vetoes_2022"), Domain.of("unsc_vetoes_2026"))
CHINA = 710
PERMANENT = (2, 200, 220, 365, CHINA)

COLUMNS = (
    Column(
        name="igos",
        label="Shared intergovernmental organisations",
        unit="organisations",
        about="Organisations of which both states are full members.",
        level="dyad",
        theme="diplomacy",
        domains=(IGO,),
        low=0,
        closer=1,
        carry=15,
        kind="whole",
    ),
    Column(
        name="igo_memberships",
        label="Memberships of intergovernmental organisations",
        unit="organisations",
        about="Organisations of which the state is a full member.",
        level="state",
        theme="diplomacy",
        domains=(IGO,),
        low=0,
        carry=15,
        kind="whole",
    ),
    Column(
        name="joint_vetoes",
        label="Joint vetoes in the Security Council",
        unit="drafts",
        about="Drafts vetoed by both in the year; null but for pairs of permanent members.",
        level="dyad",
        theme="diplomacy",
        domains=VETO,
        low=0,
        closer=1,
        carry=1,
        kind="whole",
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Lay shared memberships out, and count vetoes that two permanent members cast together."""
    cast = tables["veto"].select("draft", "year", "state").unique()
    joint = (
        cast.join(cast, on=["draft", "year"], suffix="_2")
        .filter(pl.col("state") != pl.col("state_2"))
        .group_by("state", "state_2", "year")
        .len("vetoes")
    )
    last = grid.years(VETO[1])[1]
    years = pl.DataFrame({"year": range(VETO[0].first, last + 1)}, schema={"year": pl.Int16})
    seats = pl.DataFrame({"state": PERMANENT}, schema={"state": pl.Int16})
    every = (
        seats.join(seats.rename({"state": "state_2"}), how="cross")
        .filter(pl.col("state") != pl.col("state_2"))
        .join(years, how="cross")
        .filter(_seated("state", last) & _seated("state_2", last))
        .join(joint, on=["state", "state_2", "year"], how="left")
        .with_columns(pl.col("vetoes").fill_null(0))
    )
    return {
        "igos": grid.at(grid.cube(tables["igo_pair"], "shared", symmetric=True)),
        "igo_memberships": grid.at_states(grid.sheet(tables["igo_state"], "memberships")),
        "joint_vetoes": grid.at(grid.cube(every, "vetoes", by=("state", "state_2"))),
    }


def _seated(name: str, last: int) -> pl.Expr:
    """Return whether a permanent member held its seat at the end of the year."""
    absent = [y for y in range(VETO[0].first, last + 1) if states.china_seat(y) != CHINA]
    return (pl.col(name) != CHINA) | ~pl.col("year").is_in(absent)
