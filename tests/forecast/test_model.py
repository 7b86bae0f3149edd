"""The forecasting model: exact sums on real pairs, nothing from the future, what history shows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from rapallo.forecast.calibration import Calibration, calibrate, expit, logit
from rapallo.forecast.declared import FEATURES, NAMES
from rapallo.forecast.effects import effects
from rapallo.forecast.features import build, build_years
from rapallo.forecast.model import AdditiveModel, fit_model
from rapallo.forecast.outcomes import HORIZONS
from rapallo.forecast.terms import TERMS
from rapallo.forecast.watch_list import NoModelError, watch_list, without_recorded

AS_OF = 1935


@pytest.fixture(scope="module")
def history(shipped):
    return build_years(shipped, 1816, AS_OF + 8)


@pytest.fixture(scope="module")
def fitted(history):
    return fit_model(history, 5, AS_OF)


def test_every_feature_belongs_to_a_titled_term():
    assert {f.term for f in FEATURES} == set(TERMS)


def test_terms_add_up_to_the_forecast_for_a_hundred_pairs_and_years(shipped):
    rng = np.random.default_rng(4)
    for year in rng.integers(1895, 2026, 5):
        features = build(shipped, int(year))
        model = AdditiveModel.load(int(year))
        assert model is not None
        assert model.origin <= year
        at_risk = np.flatnonzero(features.allied == 0)
        chances = model.probabilities(features)
        for row in rng.choice(at_risk, 20):
            told = model.forecast(features.matrix[row])
            total = told.baseline + sum(p.log_odds for p in told.terms.values()) + told.calibration
            assert_allclose(total, told.log_odds, rtol=0, atol=1e-9)
            assert_allclose(expit(np.array(told.log_odds)), told.probability)
            assert_allclose(told.probability, chances[row], rtol=1e-6)
            assert told.low <= told.probability <= told.high


def test_a_year_has_the_same_features_whether_or_not_later_years_are_read(shipped, history):
    alone = build(shipped, AS_OF)
    rows = history.year == AS_OF
    assert_array_equal(alone.matrix, history.matrix[rows])
    assert_array_equal(alone.allied, history.allied[rows])


def test_a_fit_does_not_change_when_the_future_does(history, fitted):
    rng = np.random.default_rng(0)
    later = history.year > AS_OF
    matrix = history.matrix.copy()
    matrix[later] = rng.normal(size=matrix[later].shape)
    allied = np.where(later, rng.integers(0, 2, len(later)), history.allied).astype(np.int8)
    again = fit_model(replace(history, matrix=matrix, allied=allied, tied=allied), 5, AS_OF)
    assert_array_equal(again.shapes.values, fitted.shapes.values)
    assert_array_equal(again.shapes.draws, fitted.shapes.draws)
    assert again.shapes.baseline == fitted.shapes.baseline
    assert again.calibration == fitted.calibration


def test_a_fit_does_change_when_the_past_does(history, fitted):
    allied = np.where(history.year == 1920, 1 - history.allied, history.allied).astype(np.int8)
    again = fit_model(replace(history, allied=allied), 5, AS_OF)
    assert not np.array_equal(again.shapes.values, fitted.shapes.values)


def test_a_model_comes_back_from_its_file_as_it_went(fitted, history):
    back = AdditiveModel.from_bytes(f"defence_pact-5-{AS_OF}.npz", fitted.to_bytes())
    rows = history.year == AS_OF
    names = ("state1", "state2", "year", "allied", "tied", "matrix")
    some = replace(history, **{name: getattr(history, name)[rows] for name in names})
    assert_allclose(back.probabilities(some), fitted.probabilities(some), rtol=1e-4)
    assert (back.outcome, back.horizon, back.origin) == ("defence_pact", 5, AS_OF)


def test_longer_horizons_are_no_less_likely_on_the_whole(shipped):
    features = build(shipped, 2018)
    means = [np.nanmean(AdditiveModel.load(2018, h).probabilities(features)) for h in HORIZONS]
    assert all(a < b for a, b in pairwise(means))


def test_a_forecast_uses_no_model_of_a_later_year():
    for year in (1890, 1935, 1990, 2012):
        assert AdditiveModel.load(year).origin <= year
    assert AdditiveModel.load(1820) is None


def test_the_pact_of_1894_stood_out_four_years_before(shipped):
    """France and Russia allied in 1894: rarely does a pair rank so high of all at risk."""
    listed = watch_list(shipped, 1890, 5, top=None)
    rank = listed.filter(
        (pl.col("name1") == "France") & (pl.col("name2").str.contains("Russia|Soviet"))
    )["rank"]
    assert rank.len() == 1
    assert rank[0] <= 0.2 * listed.height


def test_the_watch_list_falls_in_likelihood_and_holds_no_allies(shipped):
    listed = watch_list(shipped, 2018, top=200)
    assert listed["probability"].is_sorted(descending=True)
    both = {"USA", "GBR"}
    assert not any({a, b} == both for a, b in listed.select("code1", "code2").iter_rows())


def test_pairs_allied_since_the_treaty_data_end_are_left_out(shipped):
    features = build(shipped, 2025)
    asked = {(2, 375): False, (365, 731): False, (365, 710): True}
    rows = np.array([features.row(a, b, 2025) for a, b in asked])
    kept = without_recorded(features, rows, 2025)
    assert kept.tolist() == [row for row, free in zip(rows, asked.values(), strict=True) if free]
    assert without_recorded(features, rows, 2018).tolist() == rows.tolist()


def test_no_model_as_of_so_early_a_year_is_said_plainly(shipped):
    with pytest.raises(NoModelError, match="1817"):
        watch_list(shipped, 1817)


def test_nothing_past_leaves_the_forecast_but_for_a_surprise():
    taught = calibrate(np.array([]), np.array([], bool), rate=0.01)
    p = taught.probability(np.array([-8.0, -2.0]))
    assert_allclose(p, 0.99 * expit(np.array([-8.0, -2.0])) + 0.01 * 0.01)


def test_calibration_keeps_the_order_and_learns_from_overconfidence():
    rng = np.random.default_rng(2)
    odds = rng.normal(-5, 2, 60_000)
    happened = rng.random(60_000) < expit(-4 + 0.7 * (odds + 4))
    taught = calibrate(odds, happened, rate=float(happened.mean()))
    assert taught.slope < 1
    assert (np.diff(taught.probability(np.sort(odds))) >= 0).all()
    assert isinstance(taught, Calibration)


def test_logit_is_the_inverse_of_expit():
    x = np.array([-15.0, -1.0, 0.0, 3.0])
    assert_allclose(logit(expit(x)), x, rtol=1e-6)


def test_a_monotone_shape_never_turns_against_theory(fitted):
    shapes = fitted.shapes
    held = [k for k, f in enumerate(FEATURES) if f.monotone]
    assert len(held) >= 8
    for k in held:
        steps = np.diff(shapes.values[shapes.start[k] : shapes.start[k + 1] - 1])
        assert (FEATURES[k].sign * steps >= -1e-9).all()


def test_history_is_set_against_theory_where_theory_says_something(fitted):
    found = {e.feature: e for e in effects(fitted)}
    assert set(found) == set(NAMES)
    for feature in FEATURES:
        told = found[feature.name]
        assert told.low <= told.log_odds <= told.high
        if not feature.sign:
            assert told.verdict == "open"
    assert any(e.verdict == "as theory" for e in found.values())


def test_features_have_names_in_order(history):
    assert history.matrix.shape[1] == len(NAMES)
    shares = history.column("pull_more")
    assert np.nanmin(shares) >= 0
    assert np.nanmax(shares) <= 1 + 1e-6
