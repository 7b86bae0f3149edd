"""Trade measures: identities between them, and the basis of each value."""

from __future__ import annotations

import polars as pl
import pytest

from rapallo.panel.measures.compute import measured

KEYS = ["state1", "state2", "year"]


@pytest.fixture(scope="module")
def of_2010(shipped):
    def get(name):
        return measured(name, first=2010, last=2010, warehouse=shipped).frame

    return get


def test_interdependence_is_salience_times_symmetry(of_2010):
    parts = (
        of_2010("trade_salience")
        .join(of_2010("trade_symmetry"), on=KEYS, suffix="_symmetry")
        .join(of_2010("trade_interdependence"), on=KEYS, suffix="_both")
        .drop_nulls("value")
    )
    assert parts.height > 10_000
    product = parts["value"] * parts["value_symmetry"]
    assert (product - parts["value_both"]).abs().max() < 1e-12


def test_asymmetry_turns_its_sign_with_the_pair(of_2010):
    forth = of_2010("trade_asymmetry").drop_nulls("value")
    back = forth.rename({"state1": "state2", "state2": "state1"}).select(*KEYS, back="value")
    both = forth.join(back, on=KEYS)
    assert both.height == forth.height > 20_000
    assert (both["value"] + both["back"]).abs().max() < 1e-12


def test_the_weak_link_is_the_smaller_dependence(of_2010):
    dependence = of_2010("trade_dependence").drop_nulls("value")
    smaller = (
        dependence.with_columns(
            state1=pl.min_horizontal("state1", "state2"),
            state2=pl.max_horizontal("state1", "state2"),
        )
        .group_by(KEYS)
        .agg(least=pl.col("value").min(), known=pl.len())
        .filter(pl.col("known") == 2)
    )
    both = of_2010("weak_link").drop_nulls("value").join(smaller, on=KEYS)
    assert both.height == smaller.height > 10_000
    assert (both["value"] - both["least"]).abs().max() < 1e-12


def test_dependence_is_share_times_openness(of_2010):
    """Gartzke and Li's identity holds up to the rounding of the shipped figures (3 digits)."""
    rows = (
        of_2010("trade_dependence")
        .join(of_2010("trade_share"), on=KEYS, suffix="_share")
        .join(
            of_2010("openness").rename({"state": "state1"}), on=["state1", "year"], suffix="_open"
        )
        .drop_nulls(["value", "value_share", "value_open"])
        .filter(pl.col("value") > 0.01)
    )
    assert rows.height > 500
    ratio = rows["value_share"] * rows["value_open"] / rows["value"]
    assert ratio.min() > 0.98
    assert ratio.max() < 1.02


@pytest.mark.parametrize("name", ["trade_dependence", "trade_share", "weak_link", "trade_salience"])
def test_every_value_names_its_basis(name, shipped):
    for year in (2014, 2015, 2022):
        rows = measured(name, first=year, last=year, warehouse=shipped).frame
        known = rows.drop_nulls("value")
        assert known.height > 0
        assert known["basis"].null_count() == 0
        assert rows.filter(pl.col("value").is_null())["basis"].drop_nulls().is_empty()
        assert year > 2014 or known["basis"].unique().to_list() == ["cow_trade_4_0"]
        assert year < 2015 or "cow_trade_4_0" not in known["basis"].unique().to_list()


def test_shares_of_one_year_have_one_basis(shipped):
    rows = measured("trade_share", first=1990, last=2025, warehouse=shipped).frame
    bases = rows.drop_nulls("value").group_by("year").agg(pl.col("basis").n_unique())
    assert bases["basis"].max() == 1


def test_shares_of_a_state_sum_to_one(of_2010):
    total = of_2010("trade_share").group_by("state1").agg(pl.col("value").sum(), pl.len())
    known = total.filter(pl.col("value") > 0)
    assert known.height > 150
    assert known["value"].is_between(0.99, 1.01).all()
