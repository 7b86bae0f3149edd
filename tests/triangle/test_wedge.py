"""The wedge: what would close the gap, and how often history closed one."""

from __future__ import annotations

import numpy as np
import pytest

from rapallo.alignment.index import Alignment
from rapallo.forecast.pairs import Pairs
from rapallo.panel.asof import AsOf
from rapallo.triangle.wedge import Wedge, _reached, wedges
from rapallo.warehouse.store import Warehouse

USA, RUS, CHN = 2, 365, 710


def found(year: int) -> tuple[Wedge, ...]:
    with Warehouse.open() as warehouse:
        alignment = Alignment(AsOf(warehouse, year, (CHN, RUS, USA)))
        return wedges(Pairs.until(warehouse, year), alignment, CHN, RUS, USA)


@pytest.mark.parametrize("year", [1969, 2018, 2025])
def test_a_wedge_is_priced_towards_whichever_tie_is_closer(year: int) -> None:
    for wedge in found(year):
        assert wedge.by == "USA"
        assert {wedge.target, wedge.partner} == {"CHN", "RUS"}
        assert wedge.needed > wedge.now
        points = [step.points for step in wedge.steps]
        assert points == sorted(points, reverse=True)
        for precedent in wedge.precedents:
            assert 0 <= precedent.cases <= precedent.of
            assert all(int(case[-4:]) <= year for case in precedent.examples)


def test_longer_windows_see_more() -> None:
    for wedge in found(2018):
        five, ten = wedge.precedents
        assert five.rate is not None
        assert ten.rate is not None
        assert five.rate < ten.rate


def test_a_case_reaches_the_level_within_the_window_and_the_same_pair() -> None:
    pair = np.array([1, 1, 1, 1, 2, 2], dtype=np.int32)
    when = np.array([1900, 1901, 1902, 1910, 1903, 1904], dtype=np.int16)
    index = np.array([40, 45, 61, 90, 99, 40], dtype=np.float32)
    start, known = np.array([0, 2, 3, 5]), np.full(6, 4)
    assert _reached(pair, when, index, known, start, 5, 60.0).tolist() == [1902, 0, 0, 0]
    assert _reached(pair, when, index, known, start, 10, 60.0).tolist() == [1902, 1910, 0, 0]
    known[2] = 3
    assert _reached(pair, when, index, known, start, 5, 60.0).tolist() == [0, 0, 0, 0]
