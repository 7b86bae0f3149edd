"""The wedge: what would close the gap, who pays, and how often history closed one."""

from __future__ import annotations

import numpy as np
import pytest

from rapallo.alignment.index import Alignment
from rapallo.alignment.indicators import DIMENSIONS
from rapallo.forecast.pairs import Pairs
from rapallo.panel.asof import AsOf
from rapallo.triangle.around import Around
from rapallo.triangle.precedents import BAND, precedents, reached
from rapallo.triangle.wedge import wedges

USA, RUS, CHN = 2, 365, 710


@pytest.fixture(scope="module")
def pairs(shipped):
    return Pairs.until(shipped, 2025)


@pytest.fixture(scope="module")
def found(shipped, pairs):
    def make(year):
        alignment = Alignment(AsOf(shipped, year, (CHN, RUS, USA)))
        return wedges(pairs, alignment, Around(alignment.view), CHN, RUS, USA)

    return {year: make(year) for year in (1969, 2018, 2025)}


@pytest.mark.parametrize("year", [1969, 2018, 2025])
def test_a_wedge_is_priced_towards_whichever_tie_is_closer(found, year):
    assert found[year]
    for wedge in found[year]:
        assert wedge.by == "USA"
        assert {wedge.target, wedge.partner} == {"CHN", "RUS"}
        assert wedge.needed > wedge.now
        points = [step.points for step in wedge.steps]
        assert points == sorted(points, reverse=True)
        for precedent in wedge.precedents:
            assert 0 <= precedent.cases <= precedent.of
            assert precedent.pairs <= min(precedent.cases, precedent.of_pairs)
            assert all(int(case[-4:]) <= year for case in precedent.examples)


@pytest.mark.parametrize("year", [1969, 2018, 2025])
def test_a_step_is_in_units_of_a_real_tie_known_of_both(found, year):
    for wedge in found[year]:
        for step in wedge.steps:
            assert step.now.value is not None
            assert step.needed.value is not None
            assert set(step.now.states) == {wedge.by, wedge.target}
            assert set(step.needed.states) == {wedge.target, wedge.partner}


def test_all_steps_of_2018_together_close_the_gap(found):
    for wedge in found[2018]:
        assert wedge.together == pytest.approx(wedge.needed, abs=0.3)


def test_the_grand_bargain_is_paid_by_ukraine_and_georgia(found):
    """The essay's price: sanctions lifted, and Ukraine and Georgia left to Russia."""
    bargain = next(w for w in found[2018] if w.target == "RUS")
    assert {"Ukraine", "Georgia"} <= set(bargain.torn)
    assert any(f.column == "sanctions" and f.states == ("USA", "RUS") for f in bargain.price)
    assert any(f.column == "arms_5y" for f in bargain.stakes)
    assert bargain.losses[0].states == ("CHN", "RUS")


def test_a_pair_so_far_apart_seldom_came_so_close(found):
    for wedge in found[2018]:
        five, ten = wedge.precedents
        assert five.rate < ten.rate < 0.05
    for wedge in found[2025]:
        five, ten = wedge.precedents
        assert five.rate < ten.rate < 0.01


def test_by_history_the_opening_to_china_was_rare(shipped, pairs):
    """From 1969 the index of the two rose by nine points in three years; few pairs did."""
    alignment = Alignment(AsOf(shipped, 1980, (USA, CHN, RUS)))
    index = {y: alignment.at(USA, CHN, y)["alignment"] for y in (1969, 1972, 1979, 1980)}
    before = precedents(pairs, 1969, index[1969], index[1972], horizons=(3,))[0]
    assert 0 < before.rate < 0.1
    assert before.pairs <= before.of_pairs / 5
    # The level of the Sino-Soviet tie of 1969 it reached in 1980 only, beyond both windows.
    soviet = Alignment(AsOf(shipped, 1969, (RUS, CHN))).at(RUS, CHN, 1969)["alignment"]
    assert index[1979] < soviet <= index[1980]


def test_precedents_start_as_low_on_as_many_dimensions_and_end_in_time(pairs):
    now, needed, year = 38.0, 58.0, 2018
    five = precedents(pairs, year, now, needed)[0]
    known = (~np.isnan(pairs.features[: len(DIMENSIONS)])).sum(axis=0)
    near = (np.abs(pairs.alignment - now) <= BAND) & (pairs.year <= year - 5)
    assert five.of == int((near & (known == len(DIMENSIONS))).sum())
    assert five.of < int(near.sum())


def test_a_level_already_reached_or_out_of_reach(pairs):
    assert precedents(pairs, 2018, 50.0, 0.0)[0].rate == pytest.approx(1, abs=0.02)
    none = precedents(pairs, 2018, 50.0, 100.1)[0]
    assert (none.cases, none.rate, none.examples) == (0, 0.0, ())
    assert precedents(pairs, 2018, -50.0, 10.0)[0].rate is None


def test_a_case_reaches_the_level_within_the_window_and_the_same_pair():
    pair = np.array([1, 1, 1, 1, 2, 2], dtype=np.int32)
    when = np.array([1900, 1901, 1902, 1910, 1903, 1904], dtype=np.int16)
    index = np.array([40, 45, 61, 90, 99, 40], dtype=np.float32)
    start, known = np.array([0, 2, 3, 5]), np.full(6, 4)
    assert reached(pair, when, index, known, start, 5, 60.0).tolist() == [1902, 0, 0, 0]
    assert reached(pair, when, index, known, start, 10, 60.0).tolist() == [1902, 1910, 0, 0]
    known[2] = 3
    assert reached(pair, when, index, known, start, 5, 60.0).tolist() == [0, 0, 0, 0]
