"""United Nations votes: agreement of two states, and their ideal points."""

from __future__ import annotations

import numpy as np
import polars as pl

from rapallo.measures.agreement import agreement
from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Floats, Grid, Tables
from rapallo.panel.years import FIRST

VOTES = Domain.of("unga_votes_2019", short=1)  # years are those in which a session opened
LIBRARY = Domain.of("un_library_votes_2021")
IDEAL = Domain.of("ideal_points_2025")

COLUMNS = (
    Column(
        name="un_agreement",
        label="Agreement in the UN General Assembly",
        unit="0-1",
        about=(
            "Mean of 1 - |v1 - v2| / 2 over roll calls of the session that opened in the year, in "
            "which both voted "
            "(yes 1, abstain 2, no 3), unanimous ones left out."
        ),
        level="dyad",
        theme="diplomacy",
        domains=(VOTES,),
        low=0,
        high=1,
        closer=1,
        carry=5,
        lag=1,
    ),
    Column(
        name="un_agreement_library",
        label="Agreement in the UN General Assembly (adopted resolutions)",
        unit="0-1",
        about=(
            "As un_agreement, over roll calls on adopted resolutions in the UN Library's record: "
            "another set of votes, never spliced with un_agreement."
        ),
        level="dyad",
        theme="diplomacy",
        domains=(LIBRARY,),
        low=0,
        high=1,
        closer=1,
        carry=5,
    ),
    Column(
        name="ideal_distance",
        label="Distance of ideal points",
        unit="ideal-point units",
        about="Absolute difference of the two states' UN ideal points.",
        level="dyad",
        theme="diplomacy",
        domains=(IDEAL,),
        low=0,
        closer=-1,
        carry=3,
        lag=1,
    ),
    *(
        Column(
            name=name,
            label=label,
            unit=unit,
            about=about,
            level="state",
            theme="diplomacy",
            domains=(IDEAL,),
            carry=3,
            lag=1,
            kind="whole" if name == "ideal_votes" else "real",
        )
        for name, label, unit, about in (
            ("ideal", "UN ideal point", "ideal-point units", "Posterior mean position."),
            ("ideal_low", "UN ideal point, low", "ideal-point units", "5 % quantile."),
            ("ideal_high", "UN ideal point, high", "ideal-point units", "95 % quantile."),
            ("ideal_votes", "Votes behind the ideal point", "votes", "Votes cast in the year."),
        )
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Compute agreement of every pair and year from the roll calls; take ideal points as given."""
    year_of = tables["un_roll_call"].select("rcid", year="session_year")
    whole = pl.col("year") <= grid.years(VOTES)[1]
    votes = tables["un_vote"].join(year_of.filter(whole), on="rcid")
    library = tables["un_library_vote"].rename({"rollcall": "rcid"})
    ideal = {
        name: grid.sheet(tables["ideal_point"], column)
        for name, column in (
            ("ideal", "ideal"),
            ("ideal_low", "q5"),
            ("ideal_high", "q95"),
            ("ideal_votes", "votes"),
        )
    }
    position = ideal["ideal"].astype(np.float32)
    distance = np.abs(position[:, :, None] - position[:, None, :])
    return {
        "un_agreement": grid.at(agreement_cube(grid, votes)),
        "un_agreement_library": grid.at(agreement_cube(grid, library)),
        "ideal_distance": grid.at(distance),
        **{name: grid.at_states(sheet) for name, sheet in ideal.items()},
    }


def agreement_cube(grid: Grid, votes: pl.DataFrame) -> Floats:
    """Return the agreement of all pairs by year, NaN where they share no divided roll call.

    Parameters
    ----------
    grid : Grid
    votes : polars.DataFrame
        Columns ``rcid``, ``year``, ``state``, ``vote`` (1 yes, 2 abstain, 3 no).
    """
    out = np.full((len(grid.member), len(grid.codes), len(grid.codes)), np.nan, np.float32)
    for (year,), cast in votes.group_by("year"):
        call = cast["rcid"].rank("dense").to_numpy().astype(np.intp) - 1
        state = grid.position(cast["state"])
        sheet = np.full((len(grid.codes), call.max() + 1), -1, dtype=np.int8)
        known = state >= 0
        sheet[state[known], call[known]] = cast["vote"].to_numpy()[known]
        voted = np.flatnonzero((sheet > 0).any(axis=1))
        out[int(str(year)) - FIRST][np.ix_(voted, voted)] = agreement(sheet[voted])
    return out
