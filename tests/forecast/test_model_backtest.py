"""The backtest: its parts, its page, and the record that is shipped."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from rapallo import states
from rapallo.errors import RapalloError
from rapallo.forecast.backtest import CHOSEN, Backtest, backtest, calibrated, subsets
from rapallo.forecast.backtest_page import page
from rapallo.forecast.declared import NAMES
from rapallo.forecast.events import pact_events
from rapallo.forecast.features import Features
from rapallo.forecast.outcomes import OUTCOMES, cases
from rapallo.forecast.record import record
from rapallo.forecast.scored import Bin, Score
from rapallo.forecast.scores import Interval
from rapallo.forecast.selection import PENALTIES, chosen_forecasts


@pytest.fixture
def world():
    """Pairs of states that lasted from 1940 to 1994; half of them ally, in a year of their own."""
    rng = np.random.default_rng(3)
    lasting = sorted(set(states.in_year(1950)) & set(states.in_year(1994)))
    lasting = lasting[: len(lasting) // 2 * 2]
    pairs = np.array(lasting).reshape(2, -1)
    count = pairs.shape[1]
    onset = np.where(np.arange(count) % 2, rng.permutation(np.arange(1955, 1994))[:count], 9999)
    year = np.repeat(np.arange(1950, 1995), count)
    pair = np.tile(np.arange(count), 45)
    allied = (year >= onset[pair]).astype(np.int8)
    return Features(
        pairs[0, pair].astype(np.int16), pairs[1, pair].astype(np.int16), year.astype(np.int16),
        allied, allied, np.full(len(year), np.nan, np.float32),
        np.zeros((len(year), len(NAMES)), np.float32),
    )  # fmt: skip


def test_a_calibration_is_not_taught_by_windows_that_are_still_open(world):
    standing = cases(world, OUTCOMES["defence_pact"])
    raw = np.random.default_rng(0).normal(-3, 1, len(world.year))
    one, _ = calibrated(world, standing, raw, 5, range(1970, 1971))
    changed = np.where(world.year > 1965, raw[::-1], raw)
    changed = np.where(world.year == 1970, raw, changed)
    two, _ = calibrated(world, standing, changed, 5, range(1970, 1971))
    np.testing.assert_array_equal(one, two)
    taught = np.where(world.year == 1965, raw + 3, raw)
    three, _ = calibrated(world, standing, taught, 5, range(1970, 1971))
    assert not np.array_equal(one, three, equal_nan=True)


def test_regions_and_eras_part_the_cases(world):
    rows = np.arange(len(world.year))
    parts = subsets(world, rows)
    eras = [m for name, m in parts.items() if re.match(r"\d", name)]
    places = [m for name, m in parts.items() if not re.match(r"\d", name)]
    assert (np.sum(places, axis=0) == 1).all()
    assert (np.sum(eras, axis=0)[world.year >= 1955] == 1).all()


def test_a_pact_that_ranked_first_is_seen_and_one_that_ranked_last_is_missed(world):
    standing = cases(world, OUTCOMES["defence_pact"])
    came = standing.wait <= 1
    knowing = np.where(standing.at_risk, 0.01 + 0.5 * came, np.nan)
    assert {e.seen for e in pact_events(world, standing, knowing, 1)} == {"seen"}
    perverse = np.where(standing.at_risk, 0.5 - 0.4 * came, np.nan)
    assert {e.seen for e in pact_events(world, standing, perverse, 1)} == {"missed"}


def test_origins_that_cannot_be_scored_yet_are_refused(shipped):
    with pytest.raises(RapalloError, match="2013"):
        backtest(shipped, horizon=5, first=1970, last=2016)
    with pytest.raises(RapalloError, match="1955"):
        backtest(shipped, horizon=5, first=1930, last=1980)


def test_the_shipped_record_tells_what_was_tuned_from_what_was_held_out():
    """The project's bar, on the origins with which in view the settings were fixed; and beside it
    what settings chosen by earlier origins reach, and the origins held out.
    """
    kept = record("defence_pact", 5)
    assert (kept.score.cases, kept.held_out.cases) == ("1970-2013", "1955-1969")
    assert kept.score.auc.value >= 0.94
    assert kept.score.precision_over_base.value >= 15
    assert kept.score.brier_skill.low > 0
    assert kept.score.log_skill.low > 0
    assert kept.chosen.forecast == CHOSEN
    assert kept.chosen.brier_skill.value > 0
    assert kept.chosen.log_skill.low > 0
    assert kept.held_out.auc.low > 0.5


def test_settings_are_chosen_by_windows_that_had_ended(world, monkeypatch):
    standing = cases(world, OUTCOMES["defence_pact"])
    rng = np.random.default_rng(5)
    by_penalty = {penalty: rng.normal(-3, 1, len(world.year)) for penalty in PENALTIES}
    monkeypatch.setattr(
        "rapallo.forecast.selection.past_forecasts",
        lambda *_, penalty: by_penalty[penalty],
    )
    one = chosen_forecasts(world, standing, 5, 1985)
    later = (world.year > 1975) & (world.year != 1980)
    happened_later = world.year > 1980
    changed = replace(standing, wait=np.where(later, 1, standing.wait).astype(np.int16))
    two = chosen_forecasts(world, changed, 5, 1985)
    at = world.year == 1980
    np.testing.assert_array_equal(one[at], two[at])
    assert not np.array_equal(one[happened_later], two[happened_later], equal_nan=True)


def test_a_forecast_finds_its_level_in_the_record():
    kept = record("defence_pact", 5)
    for chance in (1e-6, 0.0005, 0.02, 0.2, 0.99):
        level = kept.at(chance)
        if kept.levels[0].least <= chance <= kept.levels[-1].most:
            assert level.least <= chance * 1.01
            assert chance <= level.most * 1.01 or level == kept.levels[-1]
    assert record("defence_pact", 7) is None


def test_the_page_says_what_came_and_what_was_missed(world):
    figure = Interval(0.5, 0.4, 0.6)
    scores = [
        Score(name, window, 1000, 12, 3, 0.012, figure, figure, figure, figure)
        for window in ("1970-2013", "1955-1969")
        for name in ("additive model", CHOSEN)
    ]
    standing = cases(world, OUTCOMES["defence_pact"])
    chance = np.where(standing.at_risk, 0.1, np.nan)
    made = Backtest(
        "defence_pact", 5, 1955, 2013, tuple(scores),
        (Bin(0.0, 0.1, 1000, 3, 0.01, 0.012, 0.0, 0.03),),
        (Bin(0.0, 0.1, 1000, 3, 0.05, 0.012, 0.0, 0.03),), (),
        pact_events(world, standing, chance, 5), 1.0, 100.0,
    )  # fmt: skip
    text = page(made)
    assert "3 treaties" in text
    assert text.count("<circle") == 1
    assert "1.2 %" in text
    assert "Held out: origins of 1955-1969" in text
    assert "0 of the 1 bins" in " ".join(text.split())
