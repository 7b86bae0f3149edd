"""A change of level: what it does not hang on, what it does, and how often it is wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapallo.measures.change_point import level_change

DRAWS = 99


def noise(seed, months=60, memory=0.0):
    """Return a Gaussian series of variance 1 whose months remember the one before."""
    values = np.random.default_rng(seed).standard_normal(months)
    for month in range(1, months):
        values[month] = memory * values[month - 1] + (1 - memory**2) ** 0.5 * values[month]
    return values


def stepped(seed, at=48, size=3.0, months=60, memory=0.0):
    values = noise(seed, months, memory)
    values[at:] += size
    return values


def change(values, first=36, **options):
    found = level_change(values, first, draws=DRAWS, **options)
    assert found is not None
    return found


seeds = st.integers(0, 10_000)


@settings(max_examples=15, deadline=None)
@given(seeds, st.floats(-1e3, 1e3), st.floats(0.01, 1e3))
def test_unit_and_origin_do_not_matter(seed, origin, unit):
    here, there = change(stepped(seed, size=1)), change(origin + unit * stepped(seed, size=1))
    assert (there.at, there.p_value) == (here.at, here.p_value)
    assert there.difference == pytest.approx(unit * here.difference, rel=1e-6, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_only_the_order_of_values_tells_whether_and_when(seed):
    values = stepped(seed, size=1)
    for other in (np.exp(values), values**3, 1 / (1 + np.exp(-values))):
        assert change(other).at == change(values).at
        assert change(other).p_value == change(values).p_value


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_turned_upside_down_a_rise_is_a_fall(seed):
    up, down = change(stepped(seed, size=1)), change(-stepped(seed, size=1))
    assert down.at == up.at
    assert down.statistic == pytest.approx(-up.statistic)
    assert down.difference == pytest.approx(-up.difference)


def test_run_backwards_a_clear_step_is_dated_at_that_place():
    """Memory now and then takes up a month or two of a step: not all are dated exactly."""
    off = []
    for seed in range(40):
        values = stepped(seed, at=30, size=8)
        there = change(values, first=20, least=20)
        back = change(values[::-1], first=20, least=20)
        off += [there.at - 30, len(values) - back.at - 30]
        assert back.difference == pytest.approx(-there.difference, abs=0.5)
    assert np.mean(np.abs(off) <= 1) > 0.95
    assert np.abs(off).max() <= 3


@settings(max_examples=25, deadline=None)
@given(seeds, st.floats(0, 0.9), st.floats(-3, 3))
def test_estimates_lie_in_their_intervals(seed, memory, size):
    found = change(stepped(seed, size=size, memory=memory))
    assert 36 <= found.at_low <= found.at <= found.at_high <= 57
    assert found.difference_low <= found.difference <= found.difference_high
    assert found.difference == pytest.approx(found.after - found.before)
    assert 1 / (DRAWS + 1) <= found.p_value <= 1
    assert 0 <= found.autocorrelation <= 0.95


def test_months_put_in_random_order_have_no_change():
    values = stepped(1, size=3)
    assert change(values).p_value <= 0.02
    random = np.random.default_rng(2)
    shuffled = [change(random.permutation(values)).p_value for _ in range(60)]
    assert 0.3 < np.mean(shuffled) < 0.7


@pytest.mark.parametrize(("memory", "most"), [(0.0, 0.16), (0.3, 0.16), (0.6, 0.17)])
def test_few_series_without_a_change_seem_to_have_one(memory, most):
    alarms = [
        change(noise(seed, 70, memory), first=60, seed=seed).p_value <= 0.1 for seed in range(200)
    ]
    assert np.mean(alarms) <= most


def test_series_with_a_change_of_two_standard_deviations_mostly_show_it():
    seen = [change(stepped(seed, 62, 2, 70), first=60).p_value <= 0.1 for seed in range(60)]
    assert np.mean(seen) > 0.9


def test_a_month_of_huge_counts_weighs_no_more_than_a_month_of_large_ones():
    large, huge = noise(3), noise(3)
    large[50], huge[50] = 9, 9e9
    assert change(huge).p_value == change(large).p_value > 0.1


def test_a_step_without_noise_is_found_as_it_is():
    found = change([0.0] * 40 + [1.0] * 20)
    assert found.at == 40
    assert 39 <= found.at_low <= found.at_high <= 41
    assert (found.before, found.after) == (0, 1)
    assert 0.9 < found.difference_low <= found.difference_high == 1


def test_months_before_first_are_not_tried():
    assert change(stepped(4, at=30, size=5), first=36).at >= 36


def test_gaps_are_left_out_not_filled():
    values = stepped(5, size=4)
    gaps = values.copy()
    gaps[[3, 20, 21, 44]] = np.nan
    found = change(gaps)
    assert found.at == 48
    assert found.after == pytest.approx(values[48:].mean())
    assert found.before == pytest.approx(np.nanmean(gaps[:48]))


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (np.arange(8.0), 5),
        (noise(0, 20), 19),
        (np.ones(40), 30),
        (np.where(np.arange(60) < 40, noise(0), np.nan), 40),
        (np.where(np.arange(60) % 2, noise(0), np.nan), 40),
        ([], 1),
    ],
    ids=["short", "two after", "all equal", "none after", "no two in a row", "empty"],
)
def test_too_little_is_told_as_none(values, first):
    assert level_change(values, first) is None


def test_the_same_series_gives_the_same_answer():
    assert level_change(noise(7), 40) == level_change(noise(7), 40)


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        ([[1.0, 2.0]], {"first": 1}, "one axis"),
        ([1.0, np.inf], {"first": 1}, "infinite"),
        (noise(0), {"first": 0}, "first"),
        (noise(0), {"first": 40, "least": 0}, "least"),
        (noise(0), {"first": 40, "draws": 0}, "draws"),
    ],
)
def test_what_is_no_series_is_refused(values, options, said):
    with pytest.raises(ValueError, match=said):
        level_change(values, **options)
