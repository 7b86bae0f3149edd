"""Alliance obligations, shared allies, and likeness of defence portfolios."""

from __future__ import annotations

import numpy as np

from rapallo.measures.similarity import kappa
from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import FIRST, Arrays, Grid, Tables

ATOP = Domain.of("atop_5_1", first=FIRST)
KINDS = {
    "defence": "to defend the other if it is attacked",
    "offence": "to join the other in a war not provoked by an attack",
    "neutrality": "to stay neutral if the other is at war",
    "nonaggression": "not to use force against the other",
    "consultation": "to consult or cooperate in a crisis",
}

COLUMNS = (
    *(
        Column(
            name=kind,
            label=f"{kind.capitalize()} obligation",
            unit="0/1",
            about=f"1 where a treaty binds the first state {promise}.",
            level="dyad",
            theme="security",
            domains=(ATOP,),
            directed=True,
            low=0,
            high=1,
            closer=1,
            carry=10,
            kind="whole",
        )
        for kind, promise in KINDS.items()
    ),
    Column(
        name="shared_allies",
        label="Shared allies",
        unit="states",
        about="Third states that have a defence obligation to both.",
        level="dyad",
        theme="security",
        domains=(ATOP,),
        low=0,
        closer=1,
        carry=10,
        kind="whole",
    ),
    Column(
        name="defence_similarity",
        label="Likeness of defence portfolios",
        unit="kappa",
        about=(
            "Cohen's kappa of the two states' defence obligations to all states, each counted as "
            "its own ally (Haege 2011)."
        ),
        level="dyad",
        theme="security",
        domains=(ATOP,),
        low=-1,
        high=1,
        closer=1,
        carry=10,
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Lay the obligations out by pair and year; compute shared allies and kappa year by year."""
    obligations = tables["obligation"]
    within = (ATOP.first, ATOP.last)
    out: Arrays = {}
    for kind in KINDS:
        cube = grid.cube(obligations, kind, within=within)
        out[f"{kind}_12"] = grid.at(cube)
        out[f"{kind}_21"] = grid.at(cube, reverse=True)
        if kind == "defence":
            shared, likeness = _likeness(grid, cube)
            out["shared_allies"] = grid.at(shared)
            out["defence_similarity"] = grid.at(likeness)
    return out


def _likeness(grid: Grid, defence: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    shared = np.full(defence.shape, np.nan, np.float32)
    likeness = np.full(defence.shape, np.nan, np.float32)
    for t in range(ATOP.first - FIRST, ATOP.last - FIRST + 1):
        members = np.flatnonzero(grid.member[t])
        block = np.ix_(members, members)
        portfolio = np.maximum(defence[t][block], defence[t][block].T)
        shared[t][block] = portfolio @ portfolio
        np.fill_diagonal(portfolio, 1)
        likeness[t][block] = kappa(portfolio, levels=(0, 1), distance="nominal")
    return shared, likeness
