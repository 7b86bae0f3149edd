"""Common threat, exercises, arms and regimes, through the store."""

from __future__ import annotations

import polars as pl
import pytest

from rapallo.panel.measures.compute import measured

USA, RUS, CHN = 2, 365, 710
KEYS = ["state1", "state2", "year"]


def test_common_threat_from_a_rival_is_the_smaller_of_the_two(shipped):
    threats = measured("threat", first=2010, last=2010, warehouse=shipped).frame
    posed = {b: v for a, b, _, v in threats.iter_rows() if a == USA}
    rows = measured("common_threat", rival="USA", first=2010, last=2010, warehouse=shipped).frame
    assert rows.height > 10_000
    assert not (rows["state1"] == USA).any()
    wrong = [r for r in rows.iter_rows() if r[3] != pytest.approx(min(posed[r[0]], posed[r[1]]))]
    assert not wrong


def test_the_worst_common_threat_is_at_least_that_of_any_rival(shipped):
    worst = measured("common_threat", first=1960, last=1960, warehouse=shipped).frame
    assert (worst["third"] != worst["state1"]).all()
    assert (worst["third"] != worst["state2"]).all()
    for rival in ("USA", "RUS", "CHN"):
        one = measured("common_threat", rival=rival, first=1960, last=1960, warehouse=shipped).frame
        both = worst.join(one, on=KEYS, suffix="_one").drop_nulls("value_one")
        assert (both["value"] >= both["value_one"]).all()
        same = both.filter(pl.col("third") == pl.col("third_one"))
        assert same.height > 0
        assert (same["value"] == same["value_one"]).all()


def test_exercises_decay_year_by_year(shipped):
    """A(t) = c(t) + A(t - 1) / 2^(1/5), from the panel's counts."""
    found = measured("exercise_intensity", "USA", "GBR", warehouse=shipped).frame
    counts = shipped.sql(
        "SELECT year, exercises FROM dyad_year WHERE state1 = 2 AND state2 = 200 "
        "AND year BETWEEN 1980 AND 2010 ORDER BY year"
    )
    memory, expected = 0.0, []
    for count in counts["exercises"]:
        memory = count + memory * 2 ** (-1 / 5)
        expected.append(memory)
    assert found["value"].to_list() == pytest.approx(expected, rel=1e-6)


def test_regime_distance_lies_in_its_interval(shipped):
    rows = measured("regime_distance", first=2000, last=2000, warehouse=shipped).frame
    known = rows.drop_nulls("low")
    assert known.height > 10_000
    assert (known["low"] <= known["expected"]).all()
    assert (known["expected"] <= known["high"]).all()
    assert (known["expected"] >= known["value"] - 1e-12).all()


def test_regime_distance_has_no_interval_where_v_dem_gives_none(shipped):
    rows = measured("regime_distance", "USA", "GBR", first=1850, last=1850, warehouse=shipped).frame
    assert rows["value"].null_count() == 0
    assert rows["low"].null_count() == rows["high"].null_count() == 1


@pytest.mark.full_data
class TestBuilt:
    """What needs tables that only a built warehouse has."""

    def test_shares_of_suppliers_sum_to_one(self, built):
        rows = measured("arms_dependence", first=2018, last=2018, warehouse=built).frame
        total = rows.group_by("state2").agg(pl.col("value").sum(), known=pl.col("value").count())
        armed = total.filter(pl.col("known") > 0)
        assert armed.height > 100
        # States that have left the system by the year still count in the whole.
        assert (armed["value"] <= 1 + 1e-6).all()
        assert armed["value"].median() == pytest.approx(1)

    def test_who_imported_nothing_depends_on_nobody(self, built):
        rows = measured("arms_dependence", first=2018, last=2018, warehouse=built).frame
        known = rows.group_by("state2").agg(
            some=pl.col("value").is_not_null().any(), every=pl.col("value").is_not_null().all()
        )
        assert (known["some"] == known["every"]).all()
        assert not known["some"].all()

    def test_arms_of_ten_years_by_hand(self, built):
        sums = built.sql(
            "SELECT supplier, sum(tiv) AS tiv FROM arms "
            "WHERE recipient = 710 AND year BETWEEN 2009 AND 2018 GROUP BY supplier"
        )
        russia = sums.filter(pl.col("supplier") == RUS)["tiv"][0] / sums["tiv"].sum()
        found = measured("arms_dependence", "RUS", "CHN", first=2018, last=2018, warehouse=built)
        value = {a: v for a, _, _, v in found.frame.iter_rows()}
        assert value[RUS] == pytest.approx(russia, rel=1e-6)
        assert value[CHN] == 0

    def test_large_exercises_count_less_by_size(self, built):
        plain = measured("exercise_intensity", warehouse=built).frame
        by_size = measured("exercise_intensity_by_size", warehouse=built).frame
        both = plain.join(by_size, on=KEYS, suffix="_by_size")
        assert both.height == plain.height
        assert (both["value_by_size"] <= both["value"] + 1e-6).all()
        assert ((both["value"] > 0) == (both["value_by_size"] > 0)).all()
