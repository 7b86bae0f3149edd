"""How a state is ruled."""

from __future__ import annotations

import numpy as np
import polars as pl

from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Grid, Tables

VDEM = Domain.of("vdem_ert")
LONG = Domain.of("democracy_long")
POLITY_LAST = 2018
"""Last year of Polity 5; the file has two stray values after it."""

COLUMNS = (
    Column(
        name="polyarchy",
        label="Electoral democracy (V-Dem)",
        unit="0-1",
        about="V-Dem's polyarchy index; before 1900 and for gaps from the long series.",
        level="state",
        theme="regime",
        domains=(VDEM, LONG),
        low=0,
        high=1,
        carry=2,
    ),
    Column(
        name="polyarchy_low",
        label="Electoral democracy, low",
        unit="0-1",
        about="Lower end of V-Dem's interval (about 68 %).",
        level="state",
        theme="regime",
        domains=(VDEM,),
        low=0,
        high=1,
        carry=2,
    ),
    Column(
        name="polyarchy_high",
        label="Electoral democracy, high",
        unit="0-1",
        about="Upper end of V-Dem's interval (about 68 %).",
        level="state",
        theme="regime",
        domains=(VDEM,),
        low=0,
        high=1,
        carry=2,
    ),
    Column(
        name="polity",
        label="Polity score",
        unit="-10 to 10",
        about="Polity 5 combined score, interpolated in transitions (polity2).",
        level="state",
        theme="regime",
        domains=(Domain.of("democracy_long", last=POLITY_LAST),),
        low=-10,
        high=10,
        carry=2,
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Lay V-Dem's index out by state and year, the long series where it has no value."""
    sheets = {
        name: grid.sheet(tables["democracy"], column)
        for name, column in (
            ("polyarchy", "polyarchy"),
            ("polyarchy_low", "low"),
            ("polyarchy_high", "high"),
        )
    }
    longer = grid.sheet(tables["polyarchy_long"], "polyarchy")
    sheets["polyarchy"] = np.where(np.isnan(sheets["polyarchy"]), longer, sheets["polyarchy"])
    polity = tables["polyarchy_long"].filter(pl.col("year") <= POLITY_LAST)
    sheets["polity"] = grid.sheet(polity, "polity2")
    return {name: grid.at_states(sheet) for name, sheet in sheets.items()}
