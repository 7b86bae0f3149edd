"""What the similarity measures compare: alliance ties with all states, or votes on roll calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.errors import RapalloError, did_you_mean
from rapallo.measures.agreement import VOTES, roll_calls
from rapallo.measures.portfolios import MISSING, portfolio_matrix
from rapallo.panel.measures.declaration import Data, Request
from rapallo.panel.measures.layout import Codes, Floats, pairs_by_year, sheet

TIES = ("defence", "neutrality", "nonaggression", "consultation", "offence")
DEFENCE, RESTRAINT, OTHER = 3, 2, 1
ALLIANCES, ANY_TIE, DEFENCE_ONLY, VOTING = "alliances", "any-tie", "defence", "votes"
VOTE_TABLES = ("un_vote", "un_roll_call", "un_issue")

PORTFOLIOS = {
    ALLIANCES: Data(columns=TIES),
    ANY_TIE: Data(columns=TIES),
    DEFENCE_ONLY: Data(columns=("defence",)),
    VOTING: Data(columns=("un_agreement",), tables=VOTE_TABLES),
}
"""What may be compared, the first by default."""

ISSUES = {
    "me": "Middle East",
    "nu": "nuclear weapons",
    "di": "disarmament",
    "hr": "human rights",
    "co": "colonialism",
    "ec": "economic development",
}
"""Issue areas of General Assembly roll calls, by their code in Voeten's data."""


@dataclass(frozen=True)
class Portfolios:
    """The portfolios of one year.

    Parameters
    ----------
    year : int
    codes : ndarray of int16, shape (actors,)
        The states.
    x : ndarray of int8, shape (actors, targets)
        Levels; -1 where missing.
    levels : tuple of int
        The full scale.
    weights : ndarray of float64, shape (targets,), or None
        Weights of the targets; None where each counts 1.
    """

    year: int
    codes: Codes
    x: NDArray[np.int8]
    levels: tuple[int, ...]
    weights: Floats | None = None


def portfolios(request: Request) -> Iterator[Portfolios]:
    """Return the portfolios asked for, year by year.

    Of two states asked about, only these two are the actors; the targets are always all.
    """
    years = _ballots(request) if request.on == VOTING else _alliances(request)
    for one in years:
        asked = np.isin(one.codes, request.states)
        if len(request.states) == 2:
            one = Portfolios(one.year, one.codes[asked], one.x[asked], one.levels, one.weights)
        if len(one.codes) > 1:
            yield one


def check_issue(issue: str | None) -> None:
    """Raise `RapalloError` for an issue area that is none."""
    if issue is not None and issue not in ISSUES:
        listed = ", ".join(f"{code} ({name})" for code, name in ISSUES.items())
        hint = did_you_mean(issue, ISSUES)
        raise RapalloError(f"there is no issue area {issue!r}{hint}; there are {listed}")


def _alliances(request: Request) -> Iterator[Portfolios]:
    wanted = ("defence",) if request.on == DEFENCE_ONLY else TIES
    stored = [f"{kind}_{way}" for kind in wanted for way in ("12", "21")]
    weights = dict(_weights(request)) if request.weights else {}
    for pairs in pairs_by_year(request, stored):
        held = {kind: pairs.matrix(f"{kind}_12", f"{kind}_21") == 1 for kind in wanted}
        ties = np.where(held["defence"], DEFENCE, 0).astype(np.int8)
        if request.on != DEFENCE_ONLY:
            restraint = held["neutrality"] | held["nonaggression"]
            ties = np.maximum(ties, np.where(restraint, RESTRAINT, 0).astype(np.int8))
            other = held["consultation"] | held["offence"]
            ties = np.maximum(ties, np.where(other, OTHER, 0).astype(np.int8))
        np.fill_diagonal(ties, DEFENCE)
        levels: tuple[int, ...] = (0, OTHER, RESTRAINT, DEFENCE)
        if request.on != ALLIANCES:
            ties, levels = (ties > 0).astype(np.int8), (0, 1)
        if not request.weights:
            yield Portfolios(pairs.year, pairs.codes, ties, levels)
        elif pairs.year in weights:
            members, cinc = weights[pairs.year]
            # A target whose weight is unknown is left out, as a weight of 0 does.
            known = np.nan_to_num(cinc[np.searchsorted(members, pairs.codes)])
            if known.any():
                yield Portfolios(pairs.year, pairs.codes, ties, levels, known)


def _weights(request: Request) -> Iterator[tuple[int, tuple[Codes, Floats]]]:
    for year, members, values in sheet(request, ["cinc"]):
        yield year, (members, values["cinc"])


def votes_by_year(request: Request) -> Iterator[tuple[int, Codes, NDArray[np.int8]]]:
    """Return each session's year, the states that voted, and their votes, shape (states, calls)."""
    about, values = "", list[Any]([request.first, request.last])
    if request.issue is not None:
        about = "AND rcid IN (SELECT rcid FROM un_issue WHERE issue = ?)"
        values.append(request.issue)
    cast = request.warehouse.sql(
        "SELECT rcid, session_year AS year, state, vote FROM un_vote JOIN un_roll_call "
        f"USING (rcid) WHERE session_year BETWEEN ? AND ? {about} ORDER BY session_year",
        values,
    )
    for part in cast.drop_nulls("vote").partition_by("year"):
        codes, actor = np.unique(part["state"].to_numpy(), return_inverse=True)
        calls, target = np.unique(part["rcid"].to_numpy(), return_inverse=True)
        size = (len(codes), len(calls))
        votes = portfolio_matrix(
            actor, target, part["vote"].cast(pl.Int8).to_numpy(), shape=size, fill=MISSING
        )
        yield int(part["year"][0]), codes.astype(np.int16), votes


def _ballots(request: Request) -> Iterator[Portfolios]:
    for year, codes, votes in votes_by_year(request):
        yield Portfolios(year, codes, roll_calls(votes), VOTES)
