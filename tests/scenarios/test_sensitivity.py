"""Sensitivity: what moves an effect, and what turns its verdict."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rapallo.errors import RapalloError
from rapallo.scenarios import sensitivity as module
from rapallo.scenarios.load import parse, ready
from rapallo.scenarios.outcome import verdict
from rapallo.scenarios.run import Setting
from rapallo.scenarios.sensitivity import Sensitivity, sensitivity
from rapallo.warehouse.store import Warehouse

BARGAIN = """\
title: t
states: [USA, RUS, CHN]
start: 2018
horizon: 5
shocks:
  - {kind: border_settlement, between: [USA, RUS], year: 2019}
  - {kind: sanctions_lifted, between: [USA, RUS], year: 2019}
"""


@pytest.fixture(scope="module")
def found(shipped: Warehouse, setting: Setting) -> Iterator[Sensitivity]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "setting_of", lambda *_: setting)  # not estimated once more
        yield sensitivity(shipped, parse(BARGAIN, "t"), draws=300)


def test_the_pair_with_the_largest_effect_is_examined(found: Sensitivity) -> None:
    assert found.pair == ("USA", "RUS")
    assert found.effect > 1
    assert found.verdict == "closer"


def test_bars_come_widest_first_and_hold_every_group(found: Sensitivity) -> None:
    widths = [bar.width for bar in found.bars]
    assert widths == sorted(widths, reverse=True)
    assert {bar.group for bar in found.bars} == {"shock", "dynamics", "weight", "threshold"}


def test_hostility_counted_double_doubles_an_end_of_rivalry(found: Sensitivity) -> None:
    bar = next(b for b in found.bars if b.name == "weight of hostility in the index")
    assert bar.effect_down < found.effect < bar.effect_up
    assert bar.effect_up == pytest.approx(found.effect * 2 * 4 / 5, rel=0.1)


def test_half_a_bargain_has_less_than_its_effect(found: Sensitivity) -> None:
    bar = next(b for b in found.bars if b.name.startswith("sanctions lifted"))
    assert (bar.down, bar.up) == ("left out", "as given")
    assert bar.effect_up == found.effect
    assert 0 < bar.effect_down < found.effect
    assert bar.flips == (bar.verdict_down != "closer")


def test_no_shocks_nothing_to_examine(shipped: Warehouse) -> None:
    quiet = ready()["russia-card"].model_copy(update={"shocks": ()})
    with pytest.raises(RapalloError, match="without shocks"):
        sensitivity(shipped, quiet)


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ((0.1, 3.0, 6.0), "closer"),
        ((-6.0, -3.0, 0.0), "farther"),
        ((-4.0, 1.5, 6.0), "no clear effect"),
        ((0.2, 0.6, 0.9), "no clear effect"),
    ],
)
def test_a_verdict_needs_a_size_and_a_sign(effect: tuple[float, ...], said: str) -> None:
    assert verdict(*effect) == said
