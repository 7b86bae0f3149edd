"""The index of a pair: its interval, its place among all, and what missing dimensions do."""

import numpy as np
import pytest

from rapallo import states
from rapallo.alignment.index import TREND, Alignment, _draws
from rapallo.alignment.indicators import DIMENSIONS, INDICATORS
from rapallo.forecast.verdict import HOSTILE
from rapallo.panel.asof import AsOf

USA, UKG, FRN, RUS, CHN = 2, 200, 220, 365, 710


def alignment(warehouse, year, *who):
    return Alignment(AsOf(warehouse, year, who))


def sample(count):
    draw = np.random.default_rng(1899)
    for year in draw.integers(1816, 2026, count):
        a, b = draw.choice(states.in_year(int(year)), 2, replace=False)
        yield int(a), int(b), int(year)


@pytest.mark.parametrize("case", list(sample(25)), ids=str)
def test_the_value_lies_in_its_interval_and_its_place_is_consistent(shipped, case):
    a, b, year = case
    found = alignment(shipped, year, a, b)
    index = found.index(a, b)
    everyone = found.everyone
    if index.value is None:
        assert (index.low, index.high, index.percentile, index.rank) == (None,) * 4
        return
    assert 0 <= index.low <= index.value <= index.high <= 100
    assert index.of == len(everyone)
    assert index.rank == 1 + (everyone > index.value + 0.01).sum()
    below = (everyone < index.value - 0.01).mean() * 100
    above = (everyone > index.value + 0.01).mean() * 100
    assert index.percentile == pytest.approx((below + 100 - above) / 2, abs=0.051)


def test_the_order_of_the_pair_does_not_matter(shipped):
    found = alignment(shipped, 2018, USA, RUS, CHN)
    assert found.index(RUS, CHN) == found.index(CHN, RUS)
    one, two = found.dimensions(RUS, CHN), found.dimensions(CHN, RUS)
    assert [(d.value, d.low, d.high) for d in one] == [(d.value, d.low, d.high) for d in two]


def test_the_trend_is_the_change_in_five_years(shipped):
    now = alignment(shipped, 2018, RUS, CHN).index(RUS, CHN)
    then = alignment(shipped, 2018 - TREND, RUS, CHN).index(RUS, CHN)
    assert now.trend_5y == pytest.approx(now.value - then.value, abs=0.051)


def width(row):
    low, high = np.quantile(_draws(row), (0.05, 0.95))
    return high - low


def test_a_missing_dimension_widens_the_interval():
    row = {i.name: 50.0 for i in INDICATORS}
    assert width(row) == pytest.approx(0, abs=1e-6)
    widths = [0.0]
    for dimension in DIMENSIONS:
        row.update({i.name: None for i in INDICATORS if i.dimension == dimension})
        widths.append(width(row))
    assert widths[1] > widths[0] + 5
    assert widths[2] > widths[1] + 5
    assert widths[-1] == max(widths)


def test_indicators_that_disagree_widen_the_interval():
    agreed = {i.name: 100.0 - 50.0 * (i.dimension == "hostility") for i in INDICATORS}
    torn = agreed | {"trade_salience": 0.0, "rivalry": 100.0}
    assert width(torn) > width(agreed) + 5


def test_a_pair_of_which_one_was_no_state_yet_has_no_index(shipped):
    found = alignment(shipped, 1950, USA, 510)
    assert found.index(USA, 510).value is None
    assert found.index(USA, 510).of == len(found.everyone) > 1000
    assert all(d.value is None for d in found.dimensions(USA, 510))
    assert found.history(USA, 510).is_empty()


def test_the_place_of_a_dimension_spans_its_indicators(shipped):
    for dimension in alignment(shipped, 2018, RUS, CHN).dimensions(RUS, CHN):
        places = [f.percentile for f in dimension.indicators if f.percentile is not None]
        assert (dimension.low, dimension.high) == (min(places), max(places))
        assert dimension.low <= dimension.value + 0.05
        assert dimension.value - 0.05 <= dimension.high


def test_1970_does_not_read_as_close_alignment_and_1955_does(shipped):
    found = alignment(shipped, 1970, RUS, CHN)
    hostility = {d.name: d.value for d in found.dimensions(RUS, CHN)}["hostility"]
    assert hostility > HOSTILE
    before = alignment(shipped, 1955, RUS, CHN).index(RUS, CHN)
    assert before.value > found.index(RUS, CHN).value + 10
    assert before.percentile > found.index(RUS, CHN).percentile


def test_old_allies_are_among_the_closest_and_enemies_among_the_farthest(shipped):
    assert alignment(shipped, 2018, USA, UKG).index(USA, UKG).percentile > 90
    assert alignment(shipped, 1942, USA, 740).index(USA, 740).percentile < 25


def test_all_pairs_are_counted_once_in_the_distribution(shipped):
    found = alignment(shipped, 2018, USA, UKG)
    assert sum(found.distribution()) == len(found.everyone)
    assert len(found.distribution(10)) == 10
