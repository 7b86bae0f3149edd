"""Balance of a year's signed network, polarity, and the series."""

from __future__ import annotations

import numpy as np
import pytest

from rapallo.errors import RapalloError
from rapallo.system.balance import balance
from rapallo.system.network import SignedNetwork, network, thresholds
from rapallo.system.polarity import poles
from rapallo.system.propensities import sizes
from rapallo.system.series import series
from rapallo.warehouse.store import Warehouse

USA, RUSSIA, CHINA = 2, 365, 710


def test_balance_counts_what_the_network_holds(shipped: Warehouse) -> None:
    signed = network(shipped, 1914)
    found = balance(signed, draws=20)
    assert found.two.proven
    assert found.any.value <= found.two.value <= found.hostile
    balanced = found.triads[0] + found.triads[2]
    assert found.triangles == pytest.approx(balanced / sum(found.triads))
    assert found.expected is not None
    assert found.expected.low <= found.expected.mean <= found.expected.high
    strained = found.strained(sizes(shipped, 1914, signed.codes))
    assert len(strained) == found.two.value
    camp = dict(zip(signed.codes.tolist(), found.two.camps.tolist(), strict=True))
    assert all((camp[a] == camp[b]) == (sign < 0) for a, b, sign in strained)


def test_higher_thresholds_make_fewer_ties(shipped: Warehouse) -> None:
    usual = balance(network(shipped, 1955), draws=0)
    strict = balance(network(shipped, 1955, thresholds(trade=99, intensity=0.9)), draws=0)
    assert strict.ties < usual.ties
    assert strict.hostile <= usual.hostile


def test_thresholds_out_of_range_and_a_network_without_ties() -> None:
    for given in ({"trade": 101}, {"intensity": -0.1}, {"memory": -1}, {"trade": float("nan")}):
        with pytest.raises(RapalloError, match=next(iter(given))):
            thresholds(**given)
    none = np.zeros((4, 4))
    empty = SignedNetwork(1900, np.arange(4, dtype=np.int16), none.astype(np.int8), none, none)
    with pytest.raises(RapalloError, match="no two states have a tie in 1900"):
        balance(empty)


def test_poles_are_the_major_powers_of_the_year(shipped: Warehouse) -> None:
    found = poles(shipped, 1985)
    assert found.powers[:3] == (RUSSIA, USA, CHINA)
    assert sum(found.shares) == pytest.approx(1)
    assert found.kind == "bipolar"
    assert found.top_two == pytest.approx(sum(found.shares[:2]))


def test_the_series_says_of_a_year_what_the_year_says(shipped: Warehouse) -> None:
    years = list(series(shipped, 1913, 1915))
    assert [year.year for year in years] == [1913, 1914, 1915]
    alone = balance(network(shipped, 1914), draws=0)
    assert years[1].frustrated == alone.two.value
    assert (years[1].ties, years[1].hostile) == (alone.ties, alone.hostile)
    assert years[1].triangles == pytest.approx(alone.triangles)
    assert all(0.5 <= year.first_share <= 1 for year in years)
    with pytest.raises(RapalloError, match="first before the last"):
        list(series(shipped, 1990, 1980))
