"""Diplomatic posts, leaders' visits, and events in the news."""

from __future__ import annotations

import polars as pl

from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Grid, Tables

LOWY = Domain.of("lowy_gdi_2019")
COLT = Domain.of("colt_2024")
RISK = Domain.of("gpr_2026")
ICEWS = Domain.of("icews_2014")
EVENTS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")

COLUMNS = (
    Column(
        name="posts",
        label="Diplomatic posts",
        unit="posts",
        about="Embassies, consulates and other posts of the first state in the second.",
        level="dyad",
        theme="diplomacy",
        domains=(LOWY,),
        directed=True,
        low=0,
        closer=1,
        carry=5,
        kind="whole",
    ),
    Column(
        name="visits",
        label="Leader visits",
        unit="visits",
        about="Visits of the two states' leaders to each other in the year (five states' only).",
        level="dyad",
        theme="diplomacy",
        domains=(COLT,),
        low=0,
        closer=1,
        carry=1,
        kind="whole",
    ),
    *(
        Column(
            name=name,
            label=f"{name.replace('_', ' ').capitalize()} in the news",
            unit="events",
            about=f"Events of {name.replace('_', ' ')} of the first state towards the second.",
            level="dyad",
            theme="diplomacy" if name.endswith("cooperation") else "hostility",
            domains=(ICEWS,),
            directed=True,
            low=0,
            closer=1 if name.endswith("cooperation") else -1,
            carry=4,
            kind="whole",
        )
        for name in EVENTS
    ),
    Column(
        name="risk_in_news",
        label="Geopolitical risk in the news",
        unit="% of articles",
        about="Share of newspaper articles on geopolitical risk that name the state, yearly mean.",
        level="state",
        theme="power",
        domains=(RISK,),
        low=0,
        carry=1,
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Lay posts, visits and event counts out by pair and year."""
    posts = grid.cube(tables["diplomatic_post"], "posts", by=("sender", "host"))
    visits = grid.cube(tables["visit"], "visits")
    out: Arrays = {
        "posts_12": grid.at(posts),
        "posts_21": grid.at(posts, reverse=True),
        "visits": grid.at(visits),
    }
    for name in EVENTS:
        cube = grid.cube(tables["icews"], name)
        out[f"{name}_12"] = grid.at(cube)
        out[f"{name}_21"] = grid.at(cube, reverse=True)
    risk = tables["geopolitical_risk"].filter(pl.col("edition") == "historical")
    out["risk_in_news"] = grid.at_states(grid.sheet(risk.drop_nulls("state"), "index"))
    return out
