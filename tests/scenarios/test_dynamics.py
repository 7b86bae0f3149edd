"""Dynamics are found again in a history that was made with them."""

from __future__ import annotations

import numpy as np
import pytest

from rapallo.scenarios.dynamics import EVENT_TERMS, LEVEL_TERMS, learn
from rapallo.scenarios.history import RUN_UP, WINDOW, History, running_mean
from rapallo.scenarios.parts import EVENTS, LEVELS, PARTS, RIVALRY, index_by_rule

START = 2010
SLOPE = -30.0
"""Points by which a level of 100 falls in a year."""
PULL = 2.0


@pytest.fixture(scope="module")
def made() -> History:
    draw = np.random.default_rng(4)
    years = np.arange(START - WINDOW - RUN_UP, START + 1)
    codes = np.arange(2, 102)
    i, j = np.triu_indices(len(codes), 1)
    shape = (len(years), len(i))
    balance = draw.normal(0, 1, shape).astype(np.float32)
    places = np.full((*shape, len(PARTS)), np.nan, np.float32)
    level = LEVELS.index("igos")
    value = draw.uniform(40, 60, len(i))
    for t in range(len(years)):
        places[t, :, level] = value
        value = value + 15 + SLOPE * value / 100 + PULL * balance[t] + draw.normal(0, 2, len(i))
    on = np.zeros((*shape, len(EVENTS)), np.float32)
    chance = 1 / (1 + np.exp(-(-4 + 1.0 * balance)))
    on[1:, :, RIVALRY] = draw.uniform(size=shape)[1:] < chance[:-1]
    flat = np.full(shape, 50, np.float32)
    return History(
        years=years.astype(np.int16), codes=codes.astype(np.int16), i=i, j=j, places=places,
        means=running_mean(places[:, :, : len(LEVELS)]), on=on,
        memory=draw.uniform(0, 5, shape).astype(np.float32), index=flat + balance, hostility=flat,
        balance=balance, gap=draw.uniform(0, 1, shape).astype(np.float32),
        prone=draw.integers(0, 2, shape).astype(np.float32),
        cinc=np.full((len(years), len(codes)), 0.01, np.float32),
        polyarchy=np.full((len(years), len(codes)), 0.5, np.float32),
    )  # fmt: skip


def test_a_level_s_persistence_and_pull_are_found(made: History) -> None:
    learnt, level = learn(made), LEVELS.index("igos")
    found = dict(zip(LEVEL_TERMS, learnt.level[level], strict=True))
    error = dict(zip(LEVEL_TERMS, np.sqrt(np.diag(learnt.level_spread[level])), strict=True))
    assert found["level"] == pytest.approx(SLOPE, abs=4 * error["level"] + 0.2)
    assert found["third parties"] == pytest.approx(PULL, abs=4 * error["third parties"] + 0.01)
    assert abs(found["regime gap"]) < 4 * error["regime gap"] + 0.02
    middle = learnt.surprise[level, 4]  # pairs between the 50th and 75th percentile
    assert np.std(middle) == pytest.approx(2, rel=0.05)


def test_an_event_s_odds_are_found(made: History) -> None:
    learnt = learn(made)
    found = dict(zip(EVENT_TERMS, learnt.event[RIVALRY, 0], strict=True))
    spread = np.sqrt(np.diag(learnt.event_spread[RIVALRY, 0]))
    error = dict(zip(EVENT_TERMS, spread, strict=True))
    assert found["memory of disputes"] == pytest.approx(0, abs=4 * error["memory of disputes"])
    rows = made.balance[-WINDOW - 1 : -1][made.on[-WINDOW - 1 : -1, :, RIVALRY] == 0]
    after = made.on[-WINDOW:, :, RIVALRY][made.on[-WINDOW - 1 : -1, :, RIVALRY] == 0]
    assert rows[after == 1].mean() > 0.5  # it was made to depend on third parties
    assert found["third parties"] + found["index"] / 100 == pytest.approx(1, abs=0.15)


def test_what_is_not_known_is_not_moved(made: History) -> None:
    learnt = learn(made)
    other = LEVELS.index("un_agreement")
    assert not learnt.level[other].any()
    assert not learnt.surprise[other].any()


def test_the_index_takes_the_two_worst_of_hostility() -> None:
    places = np.full((2, len(PARTS)), 50, np.float32)
    places[1, PARTS.index("rivalry")] = 100
    index, hostility = index_by_rule(places)
    assert hostility.tolist() == [50, 75]
    assert index.tolist() == [50, pytest.approx((50 + 50 + 50 + 25) / 4)]
    unknown = np.full((1, len(PARTS)), np.nan, np.float32)
    assert np.isnan(index_by_rule(unknown)[0]).all()
