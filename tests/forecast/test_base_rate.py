"""Base rates counted on a small history made by hand, and analogues with a closed aftermath."""

from __future__ import annotations

import numpy as np
import pytest

from rapallo.forecast.analogues import AFTERMATH, analogues
from rapallo.forecast.base_rate import HORIZONS, base_rates
from rapallo.forecast.pairs import FEATURES, Pairs
from rapallo.panel.columns import column
from rapallo.warehouse.store import Warehouse

NEVER = np.iinfo(np.int16).max


def history(*pairs: tuple[int, int, int, str]) -> Pairs:
    """Pairs of states with a first year and a mark a year: ``-`` unallied, ``+`` allied."""
    rows = [
        (a, b, first + t, mark == "+")
        for a, b, first, marks in pairs
        for t, mark in enumerate(marks)
    ]
    one, two, year, allied = (np.array(part) for part in zip(*rows, strict=True))
    return Pairs(
        state1=one.astype(np.int16),
        state2=two.astype(np.int16),
        year=year.astype(np.int16),
        allied=allied.astype(np.int8),
        alignment=np.full(len(year), 50, np.float32),
        features=np.full((len(FEATURES), len(year)), 0.5, np.float32),
    )


def test_the_next_change_is_of_the_same_pair() -> None:
    pairs = history((2, 20, 1900, "--+"), (2, 70, 1900, "---"), (20, 70, 1900, "+-+"))
    new = pairs.change_after(0)
    assert new[:2].tolist() == [1902, 1902]
    assert new[3:6].tolist() == [NEVER] * 3
    assert pairs.change_after(1)[6] == 1901


def test_a_base_rate_is_the_share_of_pair_years_at_risk() -> None:
    pairs = history(
        (2, 20, 1900, "-" * 12), (2, 70, 1900, "-----+++++++"), (20, 70, 1900, "-" * 12)
    )
    outlook = {o.horizon: o for o in base_rates(pairs, 2, 20, 1911)}
    # At risk and closed after 3 years: 1900-1908 of the third pair, 1900-1904 of the second.
    three = outlook[3]
    assert (three.of, three.cases) == (9 + 5, 3)
    assert three.base_rate == pytest.approx(3 / 14, abs=1e-4)
    assert three.probability is None


def test_windows_that_end_after_the_as_of_year_are_not_used() -> None:
    before = history((2, 20, 1900, "-" * 10), (2, 70, 1900, "-" * 10))
    after = history((2, 20, 1900, "-" * 10), (2, 70, 1900, "-" * 9 + "+"))
    one = {o.horizon: o for o in base_rates(before, 2, 20, 1908)}
    two = {o.horizon: o for o in base_rates(after, 2, 20, 1908)}
    assert one == two


def test_an_allied_pair_is_asked_how_often_pacts_end() -> None:
    pairs = history((2, 20, 1900, "+" * 8), (2, 70, 1900, "+++-----"))
    assert {o.outcome for o in base_rates(pairs, 2, 20, 1907)} == {"end_of_defence_pact"}


def test_longer_horizons_see_more() -> None:
    with Warehouse.open() as warehouse:
        found = base_rates(Pairs.until(warehouse, 2018), 710, 365, 2018)
    rates = [o.base_rate for o in found if o.base_rate is not None]
    assert [o.horizon for o in found] == list(HORIZONS)
    assert rates == sorted(rates)
    for outlook in found:
        assert outlook.base_low is not None
        assert outlook.base_high is not None
        assert outlook.base_rate is not None
        assert outlook.base_low <= outlook.base_rate <= outlook.base_high


@pytest.mark.parametrize("year", [1890, 1970, 2018, 2025])
def test_the_aftermath_of_an_analogue_is_closed(year: int) -> None:
    with Warehouse.open() as warehouse:
        found = analogues(Pairs.until(warehouse, year), 200, 365, year)
    assert found
    end = min(year, column("defence").last)
    for analogue in found:
        assert analogue.year <= end - AFTERMATH
        assert set(analogue.pair) != {"GBR", "RUS"}
        assert 0 <= analogue.similarity <= 1
    similar = [analogue.similarity for analogue in found]
    assert similar == sorted(similar, reverse=True)


def test_unknown_features_are_left_out_of_the_distance() -> None:
    pairs = history((2, 20, 1900, "--"), (2, 70, 1900, "--"))
    pairs.features[0, 2] = np.nan
    pairs.features[:, 3] = np.nan
    assert pairs.distances_from(0)[2] == 0
    assert np.isinf(pairs.distances_from(0)[3])
