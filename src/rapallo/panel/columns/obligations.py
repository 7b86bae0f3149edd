"""Alliance obligations, shared allies, and likeness of defence portfolios."""

from __future__ import annotations

import numpy as np

from rapallo.measures.similarity import kappa
from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Floats, Grid, Tables
from rapallo.panel.years import FIRST

ATOP = Domain.of("atop_5_1", first=FIRST)
KINDS = {
    "defence": "to defend the other if it is attacked",
    "offence": "to join the other in a war not provoked by an attack",
    "neutrality": "to stay neutral if the other is at war",
    "nonaggression": "not to use force against the other",
    "consultation": "to consult or cooperate in a crisis",
}

RESTRAINTS = ("defence", "neutrality", "nonaggression")

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
        name="restraint_begun",
        label="Newest promise of defence or restraint",
        unit="year",
        about=(
            "Year in which the newest obligation so far of defence, neutrality or non-aggression "
            "between the two began, either way; null where there was none."
        ),
        level="dyad",
        theme="security",
        domains=(ATOP,),
        low=FIRST,
        carry=10,
        kind="whole",
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
    within = grid.years(ATOP)
    out: Arrays = {}
    begun: list[Floats] = []
    for kind in KINDS:
        cube = grid.cube(obligations, kind, within=within)
        out[f"{kind}_12"] = grid.at(cube)
        out[f"{kind}_21"] = grid.at(cube, reverse=True)
        if kind in RESTRAINTS:
            begun.append(latest_start(np.fmax(cube, np.swapaxes(cube, 1, 2))))
        if kind == "defence":
            shared, likeness = _likeness(grid, cube)
            out["shared_allies"] = grid.at(shared)
            out["defence_similarity"] = grid.at(likeness)
    out["restraint_begun"] = grid.at(np.fmax.reduce(begun))
    return out


def latest_start(flags: Floats) -> Floats:
    """Return the year in which the latest spell of 1 so far began, NaN where none has.

    Years in which the flag is NaN (outside the source) are NaN.
    """
    out = np.full_like(flags, np.nan)
    start = np.full(flags.shape[1:], np.nan, dtype=flags.dtype)
    before = np.zeros(flags.shape[1:], dtype=flags.dtype)
    for t, flag in enumerate(flags):
        start = np.where((flag == 1) & (before != 1), np.float32(t + FIRST), start)
        out[t] = np.where(np.isnan(flag), np.nan, start)
        before = flag
    return out


def _likeness(grid: Grid, defence: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    shared = np.full(defence.shape, np.nan, np.float32)
    likeness = np.full(defence.shape, np.nan, np.float32)
    first, last = grid.years(ATOP)
    for t in range(first - FIRST, last - FIRST + 1):
        members = np.flatnonzero(grid.member[t])
        block = np.ix_(members, members)
        portfolio = np.maximum(defence[t][block], defence[t][block].T)
        shared[t][block] = portfolio @ portfolio
        np.fill_diagonal(portfolio, 1)
        likeness[t][block] = kappa(portfolio, levels=(0, 1), distance="nominal")
    return shared, likeness
