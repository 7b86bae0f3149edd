"""The simulation: where it starts, what it keeps, and that luck is shared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rapallo.alignment.index import Alignment
from rapallo.forecast.features import build
from rapallo.forecast.model import AdditiveModel
from rapallo.panel.asof import AsOf
from rapallo.scenarios.forcing import Forcing, forcing
from rapallo.scenarios.load import parse, ready
from rapallo.scenarios.outcome import both, outcome
from rapallo.scenarios.parts import DEFENCE, LEVELS, SANCTIONS
from rapallo.scenarios.record import Record
from rapallo.scenarios.run import Setting, Year, run
from rapallo.scenarios.say import as_json
from rapallo.scenarios.scenario import Scenario
from rapallo.scenarios.start import Start
from rapallo.triangle.dittmer import triangle
from rapallo.triangle.kinds import TYPES
from rapallo.warehouse.store import Warehouse

USA, RUS, CHN = 2, 365, 710
PAIRS = ((USA, RUS), (USA, CHN), (RUS, CHN))
NONE = Forcing.none(10, 3, 3)


HEAD = "title: t, states: [USA, RUS, CHN], start: 2018, horizon: 10"


def scenario(shocks: str) -> Scenario:
    return parse(f"{{{HEAD}, shocks: [{shocks}]}}", "t")


def test_the_start_is_the_published_index_chance_and_triangle(
    shipped: Warehouse, setting: Setting
) -> None:
    record = Record(setting, 10, 500, 1)
    run(setting, NONE, 500, 1, record)
    view = AsOf(shipped, 2018, (USA, RUS, CHN))
    alignment = Alignment(view)
    features, model = build(shipped, 2018), AdditiveModel.load(2018)
    assert model is not None
    for p, (a, b) in enumerate(PAIRS):
        assert np.ptp(record.index[0, :, p]) == 0
        assert record.index[0, 0, p] == pytest.approx(alignment.index(a, b).value, abs=0.3)
        row = features.row(a, b, 2018)
        assert row is not None
        told = model.forecast(features.matrix[row]).probability
        assert record.chance[0, 0, p] == pytest.approx(told, rel=1e-3)
    shares = triangle(view, alignment, USA, RUS, CHN).probabilities
    drawn = np.bincount(record.kind[0], minlength=len(TYPES)) / 500
    for name, share in zip(TYPES, drawn, strict=True):
        assert share == pytest.approx(shares[name], abs=0.08)


def test_the_same_seed_gives_the_same_numbers_however_it_is_cut(setting: Setting) -> None:
    def paths(first: int, draws: int, seed: int) -> np.ndarray:
        kept: list[np.ndarray] = []
        run(setting, NONE, draws, seed, lambda y: kept.append(y.index.copy()), first=first)
        return np.stack(kept)

    whole = paths(0, 100, 7)
    assert np.array_equal(whole, np.concatenate([paths(0, 40, 7), paths(40, 60, 7)], axis=1))
    assert not np.array_equal(whole, paths(0, 100, 8))


def test_no_shock_no_effect(setting: Setting) -> None:
    without, with_it, _ = both(setting, NONE, 200, 3)
    assert np.array_equal(without.index, with_it.index)
    assert np.array_equal(without.kind, with_it.kind)


def test_sanctions_lifted_stay_lifted_and_draw_the_pair_closer(
    start: Start, setting: Setting
) -> None:
    shocks = forcing(
        scenario("{kind: sanctions_lifted, between: [USA, RUS], year: 2020, duration: 4}"),
        start, setting.codes,
    )  # fmt: skip
    on: list[float] = []
    run(setting, shocks, 400, 3, lambda y: on.append(float(y.on[:, 0, SANCTIONS].mean())))
    assert on[1] > 0.5
    assert on[2:6] == [0, 0, 0, 0]
    without, with_it, _ = both(setting, shocks, 400, 3)
    effect = (with_it.index - without.index)[:, :, 0]
    assert np.all(effect[:2] == 0)
    assert effect[3].mean() > 0
    assert abs((with_it.index - without.index)[3, :, 1].mean()) < 0.1


def test_a_defence_treaty_is_in_force_in_every_draw(start: Start, setting: Setting) -> None:
    asked = scenario("{kind: defence_treaty, between: [RUS, CHN], year: 2019}")
    record = Record(setting, 10, 200, 3)
    run(setting, forcing(asked, start, setting.codes), 200, 3, record)
    assert record.pact[1:, :, 2].all()
    assert np.isnan(record.chance[1:, :, 2]).all()


def test_shocks_move_figures_as_far_as_they_say(start: Start, setting: Setting) -> None:
    asked = scenario(
        "{kind: trade_deal, between: [USA, RUS], year: 2019, size: 100, duration: 3, fade: 1},"
        "{kind: tariffs, between: [USA, CHN], year: 2019, size: 100}"
    )
    over = forcing(asked, start, setting.codes).over[:, :, LEVELS.index("trade_salience")]
    rises = over[:, 0]
    assert rises[0] == 0
    assert np.all(rises[1:4] > 0)
    assert 0 < rises[4] < rises[3]
    assert np.all(rises[5:] == 0)
    place = start.places[setting.at[1], LEVELS.index("trade_salience")]
    nothing = start.place_of("trade_salience", 0.0)
    assert place + over[1, 1] == pytest.approx(float(nothing), abs=0.2)


def test_levels_return_disputes_recur_and_pacts_last(start: Start) -> None:
    from rapallo.scenarios.dynamics import EVENT_TERMS
    from rapallo.scenarios.history import PACE
    from rapallo.scenarios.parts import DISPUTE

    learnt = start.dynamics
    for a, b in learnt.level[:, [1, 2]] / 100:  # slopes on the level and on its running mean
        motion = np.array([[1 + a, b], [PACE * (1 + a), 1 - PACE + PACE * b]])
        assert np.abs(np.linalg.eigvals(motion)).max() < 1.005  # no level runs away
    memory = learnt.event[DISPUTE, 0, EVENT_TERMS.index("memory of disputes")]
    assert memory > 0  # who has fought fights again
    assert learnt.event[DEFENCE, 1, 0] > 2  # pacts last


def test_nothing_after_the_start_is_used(shipped: Warehouse, tmp_path: Path) -> None:
    for table in ("alignment_year", "dyad_year", "state_year", "manifest"):
        rows = pl.scan_parquet(shipped.path / f"{table}.parquet")
        if table != "manifest":
            rows = rows.filter(pl.col("year") <= 1985)
        rows.sink_parquet(tmp_path / f"{table}.parquet", compression="lz4")
    asked = ready()["russia-card"].model_copy(update={"start": 1985, "shocks": ()})
    with Warehouse.open(tmp_path) as cut:
        then = outcome(cut, asked, 200)
    assert as_json(then) == as_json(outcome(shipped, asked, 200))


def test_a_year_is_handed_over_whole(setting: Setting) -> None:
    seen: list[Year] = []
    run(setting, NONE, 5, 1, seen.append)
    assert [year.t for year in seen] == list(range(11))
    assert seen[0].cinc.shape == (5, 3)
