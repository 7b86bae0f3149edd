"""The weaker state of a pair, read back from the features that precedents are counted on."""

from __future__ import annotations

import numpy as np
import pytest

from rapallo.forecast.pairs import Pairs
from rapallo.triangle.precedents import STRONG, precedents, weaker


@pytest.fixture(scope="module")
def pairs(shipped):
    return Pairs.until(shipped, 2018)


def test_the_weaker_s_share_is_the_smaller_cinc(shipped, pairs):
    rows = np.flatnonzero(pairs.year == 1985)
    cinc = dict(
        shipped.sql("SELECT state, cinc FROM state_year WHERE year = 1985 AND cinc > 0").iter_rows()
    )
    compared = 0
    for row, share in zip(rows.tolist(), weaker(pairs, rows).tolist(), strict=True):
        both = [cinc.get(int(code[row])) for code in (pairs.state1, pairs.state2)]
        if None not in both and min(both) > 1e-3:
            assert share == pytest.approx(min(both), rel=1e-3)
            compared += 1
    assert compared > 1000


def test_strong_pairs_are_some_of_all(pairs):
    for found in precedents(pairs, 2018, 38.0, 58.0):
        assert 0 < found.strong_cases < found.cases
        assert 0 < found.strong_of < found.of
        assert found.strong_pairs <= min(found.strong_cases, found.pairs)
    assert 0 < STRONG < 0.1
