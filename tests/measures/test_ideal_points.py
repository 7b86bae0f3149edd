"""Ideal points: the truth is found, whatever the labels, the start and the order of the votes."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from tests.measures.ideal_points_simulation import simulate, standard

from rapallo.measures.ideal_points import closer, distance, fit, fit_ideal_points

ANCHORS = ((int(np.nanargmax(simulate().theta[:, 0])), 1),)


@pytest.fixture(scope="module")
def sample():
    return simulate()


@pytest.fixture(scope="module")
def fitted(sample):
    return fit_ideal_points(*sample.votes, anchors=ANCHORS)


@pytest.fixture(scope="module")
def sampled(sample):
    return fit_ideal_points(*sample.votes, anchors=ANCHORS, intervals=True, draws=500, seed=1)


def test_finds_the_positions_that_made_the_votes(sample, fitted):
    assert fitted.converged
    truth = standard(sample.theta)
    for t in range(truth.shape[1]):
        seen = np.isfinite(truth[:, t])
        assert np.corrcoef(truth[seen, t], fitted.theta[seen, t])[0, 1] > 0.96


def test_absent_states_have_no_position_and_the_others_are_standardised(sample, fitted):
    assert np.array_equal(np.isnan(fitted.theta), np.isnan(sample.theta))
    assert np.allclose(np.nanmean(fitted.theta, axis=0), 0)
    assert np.allclose(np.nanstd(fitted.theta, axis=0), 1)
    assert np.all(np.isnan(fitted.low))


def test_finds_the_roll_calls_slopes(sample, fitted):
    slope = sample.slope[fitted.kept]
    assert np.mean(np.sign(slope) == np.sign(fitted.discrimination)) > 0.98
    assert np.corrcoef(slope, fitted.discrimination)[0, 1] > 0.9
    assert np.all(fitted.cutpoints[:, 0] < fitted.cutpoints[:, 1])


def test_intervals_cover(sample, sampled):
    truth = standard(sample.theta)
    seen = np.isfinite(truth)
    inside = (truth >= sampled.low) & (truth <= sampled.high)
    assert 0.84 < np.mean(inside[seen]) < 0.96
    assert sampled.converged
    assert sampled.r_hat < 1.1


def test_mean_and_mode_agree(fitted, sampled):
    seen = np.isfinite(fitted.theta)
    assert np.corrcoef(fitted.theta[seen], sampled.theta[seen])[0, 1] > 0.995
    assert np.all(sampled.low[seen] < sampled.theta[seen])
    assert np.all(sampled.theta[seen] < sampled.high[seen])


@pytest.mark.parametrize("start", [1, 2, 3])
def test_any_start_leads_to_the_same_positions(sample, fitted, start):
    other = fit_ideal_points(*sample.votes, anchors=ANCHORS, start=start)
    assert other.converged
    assert np.nanmax(np.abs(other.theta - fitted.theta)) < 0.01


def test_labels_and_order_do_not_matter(sample, fitted):
    rng = np.random.default_rng(5)
    states = rng.permutation(len(sample.theta))
    calls = rng.permutation(len(sample.period))
    rows = rng.permutation(len(sample.vote))
    period = np.empty_like(sample.period)
    period[calls] = sample.period
    other = fit_ideal_points(
        states[sample.state][rows],
        calls[sample.roll_call][rows],
        sample.vote[rows],
        period,
        anchors=[(int(states[ANCHORS[0][0]]), 1)],
    )
    assert np.nanmax(np.abs(other.theta[states] - fitted.theta)) < 0.01


def test_yes_and_no_exchanged_leave_positions_as_they_are(sample, fitted):
    other = fit_ideal_points(
        sample.state, sample.roll_call, 4 - sample.vote, sample.period, anchors=ANCHORS
    )
    assert np.nanmax(np.abs(other.theta - fitted.theta)) < 0.01
    assert np.allclose(other.discrimination, -fitted.discrimination, atol=0.02)


def test_the_anchor_decides_the_side(sample, fitted):
    state, _ = ANCHORS[0]
    other = fit_ideal_points(*sample.votes, anchors=[(state, -1)])
    assert np.nanmax(np.abs(other.theta + fitted.theta)) < 0.01


def test_the_seed_decides_the_draws(sample):
    few = {"intervals": True, "draws": 100, "burn_in": 10}
    one = fit_ideal_points(*sample.votes, seed=7, **few)
    same = fit_ideal_points(*sample.votes, seed=7, **few)
    other = fit_ideal_points(*sample.votes, seed=8, **few)
    assert one.draws is not None
    assert np.array_equal(one.draws, same.draws)
    assert not np.array_equal(one.draws, other.draws)


def test_draws_do_not_depend_on_the_number_of_threads(sample, monkeypatch):
    few = {"intervals": True, "draws": 100, "burn_in": 10, "seed": 7}
    alone = fit_ideal_points(*sample.votes, **few)
    monkeypatch.setattr(fit, "WORTH_THREADS", 0)
    many = fit_ideal_points(*sample.votes, **few)
    assert np.array_equal(many.draws, alone.draws)


def test_a_unanimous_roll_call_says_nothing(sample, fitted):
    states = np.arange(len(sample.theta))
    more = fit_ideal_points(
        np.concatenate([sample.state, states]),
        np.concatenate([sample.roll_call, np.full_like(states, len(sample.period))]),
        np.concatenate([sample.vote, np.ones_like(states)]),
        np.append(sample.period, 0),
        anchors=ANCHORS,
    )
    seen = np.isfinite(fitted.theta)
    assert np.array_equal(more.kept, fitted.kept)
    assert np.allclose(more.theta[seen], fitted.theta[seen], atol=1e-3)


def test_lopsided_roll_calls_are_kept_on_request(sample):
    state = np.concatenate([sample.state, np.arange(40)])
    call = np.concatenate([sample.roll_call, np.full(40, len(sample.period))])
    vote = np.concatenate([sample.vote, [3], np.ones(39, dtype=int)])
    period = np.append(sample.period, 0)
    strict = fit_ideal_points(state, call, vote, period, minority=0.05)
    lenient = fit_ideal_points(state, call, vote, period, minority=0.0)
    assert len(sample.period) not in strict.kept
    assert len(sample.period) in lenient.kept


def test_thin_data_are_flagged_and_have_wider_intervals(sample):
    sparse = (sample.state == 20) & (sample.roll_call % 10 != 0)
    thin = (sample.period[sample.roll_call] == 4) & (sample.roll_call % 30 > 4)
    keep = ~sparse & ~thin
    points = fit_ideal_points(
        sample.state[keep],
        sample.roll_call[keep],
        sample.vote[keep],
        sample.period,
        intervals=True,
        draws=200,
    )
    assert points.few[20].all()
    assert not points.few[21, [0, 1, 2, 3]].any()
    assert points.thin.tolist() == [t == 4 for t in range(8)]
    assert np.nanmean(points.se[20]) > 1.3 * np.nanmean(points.se[21:30])


def test_an_issue_area_uses_its_roll_calls_only(sample):
    use = np.arange(len(sample.period)) % 3 == 0
    issue = fit_ideal_points(*sample.votes, use=use)
    assert set(issue.kept) <= set(np.flatnonzero(use))
    assert issue.votes.sum() < 0.4 * len(sample.vote)


def test_the_walk_is_estimated_on_request():
    points = fit_ideal_points(*simulate(3, periods=16, walk=0.3).votes, sd_walk=None)
    assert 0.15 < points.sd_walk < 0.45


def test_pooled_scale_has_one_mean_and_deviation(sample):
    theta = fit_ideal_points(*sample.votes, scale="pooled").theta
    assert np.nanmean(theta) == pytest.approx(0)
    assert np.nanstd(theta) == pytest.approx(1)
    assert np.ptp(np.nanstd(theta, axis=0)) > 0.01


def test_distance_is_symmetric_and_inside_its_interval(sampled):
    d, back = distance(sampled, 15, 20), distance(sampled, 20, 15)
    both = np.isfinite(sampled.theta[15]) & np.isfinite(sampled.theta[20])
    for mine, theirs in zip(d, back, strict=True):
        assert np.allclose(mine, theirs, equal_nan=True)
        assert np.array_equal(np.isfinite(mine), both)
    assert np.all(d.low[both] <= d.value[both])
    assert np.all(d.value[both] <= d.high[both])
    assert np.all(d.low[both] >= 0)


def test_distance_of_a_state_to_itself_is_zero(sampled):
    own = distance(sampled, 20, 20)
    assert np.nanmax(own.high) == 0


def test_distances_cover(sample, sampled):
    truth = standard(sample.theta)
    inside = []
    for i in range(0, 40, 3):
        for j in range(i + 1, 40, 3):
            d, true = distance(sampled, i, j), np.abs(truth[i] - truth[j])
            both = np.isfinite(true)
            inside.extend(((d.low <= true) & (true <= d.high))[both])
    assert np.mean(inside) > 0.84


def test_closer_follows_the_distances_and_has_a_complement(sampled):
    forth = closer(sampled, (15, 20), (15, 25))
    back = closer(sampled, (15, 25), (15, 20))
    seen = np.isfinite(forth)
    assert np.allclose(forth[seen] + back[seen], 1)
    first, second = distance(sampled, 15, 20).value, distance(sampled, 15, 25).value
    clear = seen & (np.abs(first - second) > 0.5)
    assert clear.any()
    assert np.array_equal((first < second)[clear], (forth > 0.5)[clear])


def test_distance_without_draws_has_a_value_only(fitted):
    d = distance(fitted, 15, 20)
    assert np.isfinite(d.value).any()
    assert np.isnan(d.low).all()
    with pytest.raises(ValueError, match="intervals=True"):
        closer(fitted, (15, 20), (15, 25))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"vote": [1, 4]}, "vote must be 1"),
        ({"vote": [1]}, "equally long"),
        ({"vote": [1, 1]}, "no divided roll call"),
        ({"roll_call": [0, 3]}, "must index period"),
        ({"state": [0.5, 1.0]}, "integers"),
        ({"state": [1, 1]}, "votes twice"),
        ({"state": [-1, 1]}, "negative"),
        ({"state": [], "roll_call": [], "vote": []}, "integers|no votes"),
        ({"anchors": [(5, 1)]}, "anchor 5"),
        ({"anchors": [(0, 2)]}, "sign"),
        ({"minority": 0.7}, "minority"),
        ({"sd_walk": 0.0}, "sd_walk"),
        ({"scale": "none"}, "scale"),
        ({"use": [True, False]}, "use must be"),
        ({"intervals": True, "draws": 5}, "100 draws"),
    ],
)
def test_wrong_input_is_named(change, message):
    right = {"state": [0, 1], "roll_call": [0, 0], "vote": [1, 3], "period": [0]}
    with pytest.raises(ValueError, match=message):
        fit_ideal_points(**{**right, **change})


def test_importing_measures_does_not_import_numba():
    code = "import sys, rapallo.measures.ideal_points; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
