"""What two states' treaties provide for beyond promises: command, bases, a common policy."""

from __future__ import annotations

import numpy as np
import polars as pl

from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Grid, Tables
from rapallo.panel.years import FIRST

ATOP = Domain.of("atop_4", first=FIRST)

COLUMNS = (
    Column(
        name="military_contact",
        label="Military contact by treaty",
        unit="0-3",
        about=(
            "Most that a treaty in force between the two provides: 2 officers meet in peacetime, "
            "3 a common defence policy; 1 contact in war only."
        ),
        level="dyad",
        theme="security",
        domains=(ATOP,),
        low=0,
        high=3,
        closer=1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="integrated_command",
        label="Integrated command by treaty",
        unit="0/1",
        about="1 where a treaty in force sets up one command in peace and war.",
        level="dyad",
        theme="security",
        domains=(ATOP,),
        low=0,
        high=1,
        closer=1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="bases",
        label="Troops placed by treaty",
        unit="0/1",
        about="1 where a treaty in force provides for troops placed in a member.",
        level="dyad",
        theme="security",
        domains=(ATOP,),
        low=0,
        high=1,
        closer=1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="bilateral_defence",
        label="Bilateral defence treaty",
        unit="0/1",
        about="1 where a treaty in force between these two alone holds a defence obligation.",
        level="dyad",
        theme="security",
        domains=(ATOP,),
        low=0,
        high=1,
        closer=1,
        carry=10,
        kind="whole",
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Take the most that any treaty with both states as members provided in each year."""
    within = grid.years(ATOP)
    member = (
        tables["treaty_member"]
        .join(tables["treaty"].select("treaty", "bilateral"), on="treaty")
        .with_columns(
            last=pl.col("exit_year").fill_null(within[1]),
            bases=(pl.col("bases") > 0).cast(pl.Int8),
            bilateral_defence=pl.col("defence") * pl.col("bilateral"),
        )
    )
    names = [c.name for c in COLUMNS]
    mine = member.select("treaty", "phase", "state", "entry_year", "last", *names)
    spells = (
        mine.join(mine, on=["treaty", "phase"], suffix="_2")
        .filter(pl.col("state") < pl.col("state_2"))
        .select(
            state1="state",
            state2="state_2",
            first=pl.max_horizontal("entry_year", "entry_year_2"),
            last=pl.min_horizontal("last", "last_2"),
            **{name: pl.min_horizontal(name, f"{name}_2") for name in names},
        )
        .filter(pl.col("first") <= pl.col("last"))
    )
    return {name: grid.at(_most(grid, spells.drop_nulls(name), name, within)) for name in names}


def _most(grid: Grid, spells: pl.DataFrame, name: str, within: tuple[int, int]) -> np.ndarray:
    rising = spells.sort(name, maintain_order=True)
    return grid.spells(rising, name, "first", "last", within, fill=0)
