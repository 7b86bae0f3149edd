"""Ideal points of the General Assembly beside the published ones of Bailey, Strezhnev and Voeten.

Published: doi:10.7910/DVN/LEJUQZ, final passage votes (IdealPointFP). Ours use all roll calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from rapallo import states
from rapallo.measures.ideal_points import IdealPoints, fit_ideal_points

USA, GFR, RUSSIA, CHINA = 2, 260, 365, 710
FIRST_YEAR = 1945  # Session s met in the year 1945 + s.
VINTAGES_DIFFER = 0.1

pytestmark = pytest.mark.full_data


@dataclass(frozen=True)
class Assembly:
    votes: tuple[NDArray[np.int64], ...]
    index: dict[int, int]
    published: NDArray[np.float64]

    @property
    def anchors(self) -> tuple[tuple[int, int], ...]:
        return (self.index[USA], 1), (self.index[RUSSIA], -1)


@pytest.fixture(scope="module")
def assembly(data_dir: Path) -> Assembly:
    calls = pl.read_csv(data_dir / "unga" / "un_roll_calls_1946_2019.csv.gz", infer_schema=False)
    calls = calls.select(pl.col("rcid", "session").cast(pl.Int64))
    votes = pl.read_csv(data_dir / "unga" / "un_votes_1946_2019.csv.gz")
    votes = votes.join(calls, on="rcid").with_columns(
        vote=pl.col("vote").replace_strict({"yes": 1, "abstain": 2, "no": 3}, return_dtype=pl.Int64)
    )
    codes = states.to_cow(votes["country"], None, "name")
    assert codes.null_count() == 0
    west = pl.col("country") == "Federal Republic of Germany"
    votes = votes.with_columns(cow=codes.cast(pl.Int64)).with_columns(
        cow=pl.when(west).then(GFR).otherwise("cow")
    )
    order = votes["cow"].unique().sort().to_list()
    index = {cow: i for i, cow in enumerate(order)}
    items = votes.select("rcid", "session").unique(maintain_order=True).with_row_index("item")
    votes = votes.join(items.select("rcid", "item"), on="rcid")
    arrays = (
        votes["cow"].replace_strict(index, return_dtype=pl.Int64).to_numpy(),
        votes["item"].cast(pl.Int64).to_numpy(),
        votes["vote"].to_numpy(),
        items["session"].to_numpy(),
    )
    table = pl.read_csv(
        data_dir / "unga" / "ideal_points_1946_2025.tab", separator="\t", infer_schema=False
    )
    published = np.full((len(index), int(items["session"].max()) + 1), np.nan)
    for cow, year, value in table.select(
        pl.col("ccode", "year").cast(pl.Int64), pl.col("IdealPointFP").cast(pl.Float64)
    ).iter_rows():
        if cow in index and 0 < year - FIRST_YEAR < published.shape[1]:
            published[index[cow], year - FIRST_YEAR] = value
    return Assembly(arrays, index, published)


@pytest.fixture(scope="module")
def points(assembly: Assembly) -> IdealPoints:
    return fit_ideal_points(*assembly.votes, anchors=assembly.anchors)


def test_correlates_with_the_published_positions_in_every_session(assembly, points):
    correlation = {}
    for t in range(points.theta.shape[1]):
        both = np.isfinite(points.theta[:, t]) & np.isfinite(assembly.published[:, t])
        if both.any():
            pair = points.theta[both, t], assembly.published[both, t]
            correlation[FIRST_YEAR + t] = np.corrcoef(*pair)[0, 1]
    assert len(correlation) == 73
    assert np.median(list(correlation.values())) >= 0.98
    assert min(r for year, r in correlation.items() if year >= 1950) >= 0.93


def test_orders_the_distances_of_the_three_powers_as_published(assembly, points):
    rows = [assembly.index[cow] for cow in (USA, RUSSIA, CHINA)]

    def distances(theta):
        us, russia, china = theta[rows]
        return np.abs(np.stack([us - russia, russia - china, us - china]))

    ours, theirs = distances(points.theta), distances(assembly.published)
    compared = 0
    for a, b in ((0, 1), (0, 2), (1, 2)):
        clear = np.abs(theirs[a] - theirs[b]) > VINTAGES_DIFFER
        assert np.array_equal((ours[a] > ours[b])[clear], (theirs[a] > theirs[b])[clear])
        compared += int(clear.sum())
    assert compared > 130


def test_the_scale_does_not_drift(assembly, points):
    us = points.theta[assembly.index[USA]]
    assert np.nanmin(us) > 0.5
    assert np.nanmax(us) < 4.0


@pytest.mark.parametrize("start", [1, 2])
def test_any_start_leads_to_the_same_positions(assembly, points, start):
    other = fit_ideal_points(*assembly.votes, anchors=assembly.anchors, start=start)
    assert points.converged
    assert other.converged
    assert np.nanmax(np.abs(other.theta - points.theta)) < 0.01


def test_the_session_with_one_roll_call_is_flagged(points):
    assert np.flatnonzero(points.thin).tolist() == [19]
    assert points.few[:, 19][np.isfinite(points.theta[:, 19])].all()
