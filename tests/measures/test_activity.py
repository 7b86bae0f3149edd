from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rapallo.measures.activity import decayed_count, joint_events, remembered
from rapallo.measures.arms import arms_dependence, arms_market

series = hnp.arrays(np.float64, st.integers(1, 20), elements=st.floats(0, 100))
half_lives = st.floats(0.5, 20)


@given(series, half_lives)
def test_decayed_count_by_its_definition(counts, half_life):
    found = decayed_count(counts, half_life=half_life)
    for year in range(len(counts)):
        ages = year - np.arange(year + 1)
        wanted = (counts[: year + 1] * 0.5 ** (ages / half_life)).sum()
        assert found[year] == pytest.approx(wanted, abs=1e-9)


@given(series, half_lives)
def test_remembered_by_its_definition(levels, half_life):
    found = remembered(levels, half_life=half_life)
    for year in range(len(levels)):
        ages = year - np.arange(year + 1)
        assert found[year] == pytest.approx((levels[: year + 1] * 0.5 ** (ages / half_life)).max())


@given(series, half_lives, st.integers(0, 19))
def test_the_future_changes_nothing_about_the_past(counts, half_life, year):
    changed = counts.copy()
    changed[year + 1 :] += 7
    for measure in (decayed_count, remembered):
        before = measure(counts, half_life=half_life)[: year + 1]
        np.testing.assert_array_equal(measure(changed, half_life=half_life)[: year + 1], before)


def test_uncovered_years_are_unknown_and_memory_goes_on():
    found = decayed_count([4, np.nan, 0], half_life=1)
    assert np.isnan(found[1])
    assert found[2] == 1


def test_a_big_exercise_counts_less_for_each_pair():
    exercises = np.array([[1, 1, 0, 0], [1, 1, 1, 1]])
    assert joint_events(exercises)[0, 1] == pytest.approx(1 + 1 / 3)
    assert joint_events(exercises, discount_size=False)[0, 1] == 2
    assert joint_events(exercises)[2, 3] == pytest.approx(1 / 3)


def test_an_exercise_alone_makes_no_pair():
    assert not joint_events([[1, 0, 0]]).any()


transfers = hnp.arrays(
    np.float64,
    st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 4)),
    elements=st.one_of(st.just(0.0), st.floats(0.1, 1000)),
)


@given(transfers, st.integers(1, 6))
def test_arms_shares_by_their_definition(flow, window):
    found, market = arms_dependence(flow, window=window), arms_market(flow, window=window)
    years, suppliers, recipients = flow.shape
    for year in range(years):
        if year < window - 1:
            assert np.isnan(found[year]).all()
            continue
        summed = flow[year - window + 1 : year + 1].sum(axis=0)
        for j in range(suppliers):
            for k in range(recipients):
                bought, sold = summed[:, k].sum(), summed[j].sum()
                share = summed[j, k] / bought if bought else np.nan
                np.testing.assert_allclose(found[year, j, k], share)
                share = summed[j, k] / sold if sold else np.nan
                np.testing.assert_allclose(market[year, j, k], share)


def test_unknown_transfer_makes_the_recipients_shares_unknown():
    flow = np.array([[[1.0, 1.0], [np.nan, 1.0]]])
    found = arms_dependence(flow, window=1)[0]
    assert np.isnan(found[:, 0]).all()
    assert found[:, 1].tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    "call",
    [
        lambda: decayed_count([-1.0]),
        lambda: decayed_count([1.0], half_life=0),
        lambda: decayed_count(1.0),
        lambda: joint_events([1, 0]),
        lambda: arms_dependence([[1.0]]),
        lambda: arms_dependence([[[-1.0]]]),
        lambda: arms_dependence([[[1.0]]], window=0),
    ],
)
def test_what_makes_no_sense_is_refused(call):
    with pytest.raises(ValueError, match=r"\w"):
        call()
