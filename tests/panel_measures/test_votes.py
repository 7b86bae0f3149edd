"""Agreement and similarity of votes in the General Assembly, from the built warehouse."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rapallo.panel.measures.compute import measured
from rapallo.panel.measures.portfolios import ISSUES

EXPECTED = pl.read_csv(Path(__file__).parents[1] / "published" / "voeten_2013" / "agreement.csv")
PAIRS = {"us_russia": ("USA", "RUS"), "russia_china": ("RUS", "CHN"), "us_china": ("USA", "CHN")}
ROUNDED = 0.00005 + 1e-9

pytestmark = pytest.mark.full_data


@pytest.mark.parametrize("pair", PAIRS)
def test_agreement_of_the_great_powers(pair, built):
    found = measured("agreement", *PAIRS[pair], warehouse=built).frame
    same = measured("same_share", *PAIRS[pair], warehouse=built).frame
    value = dict(zip(found["year"], found["value"], strict=True))
    share = dict(zip(same["year"], same["value"], strict=True))
    for row in EXPECTED.iter_rows(named=True):
        assert value[row["year"]] == pytest.approx(row[pair], abs=ROUNDED)
        assert share[row["year"]] == pytest.approx(row[f"{pair}_same"], abs=ROUNDED)


def test_agreement_is_the_panel_s_column(built):
    found = measured("agreement", first=2000, last=2001, warehouse=built).frame
    column = built.sql(
        "SELECT state1, state2, year, un_agreement FROM dyad_year "
        "WHERE year IN (2000, 2001) AND un_agreement IS NOT NULL"
    )
    both = found.drop_nulls("value").join(column, on=["state1", "state2", "year"])
    assert both.height == column.height > 30_000
    assert (both["value"] - both["un_agreement"]).abs().max() < 1e-6


def test_s_on_votes_is_agreement_on_another_scale(built):
    s = measured("s", on="votes", first=1985, last=1985, warehouse=built).frame
    agreed = measured("agreement", first=1985, last=1985, warehouse=built).frame
    assert s["value"].to_list() == pytest.approx((2 * agreed["value"] - 1).to_list(), abs=1e-12)


def test_an_issue_area_counts_its_own_roll_calls_only(built):
    """Human rights votes of 2017, counted by hand from the votes as stored."""
    votes = built.sql(
        "SELECT rcid, state, vote FROM un_vote JOIN un_roll_call USING (rcid) "
        "JOIN un_issue USING (rcid) WHERE session_year = 2017 AND issue = 'hr'"
    )
    shared, total = 0, 0.0
    for _, call in votes.group_by("rcid"):
        cast = dict(zip(call["state"], call["vote"], strict=True))
        if len(set(cast.values())) > 1 and {2, 710} <= set(cast):
            shared += 1
            total += 1 - abs(cast[2] - cast[710]) / 2
    found = measured("agreement", "USA", "CHN", issue="hr", first=2017, last=2017, warehouse=built)
    row = found.frame.row(0, named=True)
    assert row["calls"] == shared > 10
    assert row["value"] == pytest.approx(total / shared)


@pytest.mark.parametrize("issue", ISSUES)
def test_every_issue_area_has_fewer_calls_than_all(issue, built):
    every = measured("agreement", "USA", "GBR", first=1990, last=1995, warehouse=built).frame
    some = measured(
        "agreement", "USA", "GBR", issue=issue, first=1990, last=1995, warehouse=built
    ).frame
    both = some.join(every, on="year", suffix="_all")
    assert both.height == 6
    assert (both["calls"] < both["calls_all"]).all()
    assert (both["calls"] > 0).all()


def test_kappa_on_middle_east_votes_sets_israel_apart_from_syria(built):
    def with_the_us(state):
        return measured(
            "kappa_nominal", "USA", state, on="votes", issue="me", first=2000, last=2010,
            warehouse=built,
        ).frame  # fmt: skip

    both = with_the_us("ISR").join(with_the_us("SYR"), on="year", suffix="_syria").drop_nulls()
    assert both.height > 5
    # Where the United States votes no throughout, chance explains all and kappa is 0 for both.
    assert (both["value"] >= both["value_syria"]).all()
    assert (both["value"] > both["value_syria"]).any()


def test_a_pair_s_distance_of_ideal_points_comes_with_its_interval(built):
    found = measured("ideal_point_distance", "USA", "RUS", first=1950, last=1960, warehouse=built)
    rows = found.frame
    assert rows["year"].to_list() == list(range(1950, 1961))
    assert (rows["low"] <= rows["value"]).all()
    assert (rows["value"] <= rows["high"]).all()
    places = measured("ideal_point", first=1955, last=1955, warehouse=built).frame
    held = dict(zip(places["state"].to_list(), places["value"].to_list(), strict=True))
    assert held[2] > 0 > held[365]
