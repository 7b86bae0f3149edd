"""Ideal points from General Assembly votes, and the distance of two states on that scale."""

from __future__ import annotations

import numpy as np
import polars as pl

from rapallo.measures.ideal_points import IdealPoints, distance, fit_ideal_points
from rapallo.panel.measures.declaration import Data, Measure, Request
from rapallo.panel.measures.portfolios import VOTE_TABLES, VOTING

WEST, EAST = 2, 365
"""Anchors: the United States on the positive side, Russia (the Soviet Union) on the negative."""
FIRST_SESSION = 1946
DATA = {VOTING: Data(columns=("un_agreement",), tables=VOTE_TABLES)}


def _fit(request: Request) -> tuple[IdealPoints, list[int]]:
    """Fit all sessions up to the last year asked for; sample intervals where states are named."""
    about = "AND rcid IN (SELECT rcid FROM un_issue WHERE issue = ?)" if request.issue else ""
    cast = request.warehouse.sql(
        "SELECT rcid, session_year AS year, state, vote FROM un_vote JOIN un_roll_call "
        f"USING (rcid) WHERE session_year <= ? AND vote IS NOT NULL {about} ORDER BY rcid, state",
        [request.last, *([request.issue] if request.issue else [])],
    )
    codes, state = np.unique(cast["state"].to_numpy(), return_inverse=True)
    calls, call = np.unique(cast["rcid"].to_numpy(), return_inverse=True)
    period = np.zeros(len(calls), dtype=np.int64)
    period[call] = cast["year"].to_numpy() - FIRST_SESSION
    order = [int(code) for code in codes]
    anchors = [(order.index(code), sign) for code, sign in ((WEST, 1), (EAST, -1)) if code in order]
    points = fit_ideal_points(
        state,
        call,
        cast["vote"].cast(pl.Int64).to_numpy(),
        period,
        anchors=anchors,
        intervals=bool(request.states),
    )
    return points, order


def _positions(request: Request) -> pl.DataFrame:
    points, order = _fit(request)
    index = {code: i for i, code in enumerate(order)}
    asked = [(code, index[code]) for code in request.states or order if code in index]
    rows = [
        (code, FIRST_SESSION + int(t), points.theta[i, t], points.low[i, t], points.high[i, t],
         int(points.votes[i, t]), bool(points.few[i, t]))
        for code, i in asked
        for t in np.flatnonzero(~np.isnan(points.theta[i]))
    ]  # fmt: skip
    return _within(pl.DataFrame(rows, schema=POSITIONS, orient="row"), request)


def _distances(request: Request) -> pl.DataFrame:
    points, order = _fit(request)
    a, b = np.triu_indices(len(order), 1)
    codes = np.array(order)
    for code in request.states:
        asked = (codes[a] == code) | (codes[b] == code)
        a, b = a[asked], b[asked]
    value = np.abs(points.theta[a] - points.theta[b])
    low = high = np.full_like(value, np.nan)
    if len(request.states) == 2 and len(a):
        value, low, high = (part[None] for part in distance(points, a[0], b[0]))
    pair, t = np.nonzero(~np.isnan(value))
    rows = {
        "state1": codes[a[pair]],
        "state2": codes[b[pair]],
        "year": FIRST_SESSION + t,
        "value": value[pair, t],
        "low": low[pair, t],
        "high": high[pair, t],
        "few": points.few[a[pair], t] | points.few[b[pair], t],
    }
    return _within(pl.DataFrame(rows, schema=DISTANCES), request)


def _within(rows: pl.DataFrame, request: Request) -> pl.DataFrame:
    return rows.filter(pl.col("year").is_between(request.first, request.last)).with_columns(
        pl.col("value", "low", "high").fill_nan(None)
    )


POSITIONS = {
    "state": pl.Int16, "year": pl.Int16, "value": pl.Float64, "low": pl.Float64,
    "high": pl.Float64, "votes": pl.Int32, "few": pl.Boolean,
}  # fmt: skip
DISTANCES = {
    "state1": pl.Int16, "state2": pl.Int16, "year": pl.Int16, "value": pl.Float64,
    "low": pl.Float64, "high": pl.Float64, "few": pl.Boolean,
}  # fmt: skip

MEASURES = (
    Measure(
        name="ideal_point",
        label="Ideal point from UN votes",
        formula="position of a dynamic ordered logit on yes, abstain, no, fitted on all sessions "
        "up to the last asked for; mean 0 and s.d. 1 in each; 90 % interval for named states",
        level="state",
        data=DATA,
        compute=_positions,
        page="ideal_points.md",
        references=("bailey_strezhnev_voeten_2017", "martin_quinn_2002"),
        values=("value", "low", "high", "votes", "few"),
        options=("issue",),
        smoothed=True,
    ),
    Measure(
        name="ideal_point_distance",
        label="Distance of ideal points from UN votes",
        formula="|a - b| of the two positions; 90 % interval from their joint draws for a pair",
        level="dyad",
        data=DATA,
        compute=_distances,
        page="ideal_points.md",
        references=("bailey_strezhnev_voeten_2017", "martin_quinn_2002"),
        low=0,
        values=("value", "low", "high", "few"),
        options=("issue",),
        smoothed=True,
    ),
)
