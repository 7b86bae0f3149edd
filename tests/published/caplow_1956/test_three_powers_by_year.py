"""Caplow's type of China, Russia and the United States from the figures themselves.

Expected from the shares that National Material Capabilities 7.0 gives the three (of their sum):
1991 .382, .330 and .288 make type 5; 2017 .585, .321 and .094 make type 6 with China first. By
GDP of 2017 in current dollars (19.6, 12.3 and 1.6 trillion) it is type 6 with the United States.
"""

from __future__ import annotations

import pytest

from rapallo.errors import RapalloError
from rapallo.panel.asof import AsOf
from rapallo.triangle.coalitions import coalitions

USA, RUS, CHN = 2, 365, 710


def read(warehouse, year, tolerance=0.05):
    return coalitions(AsOf(warehouse, year, (CHN, RUS, USA)), (CHN, RUS, USA), tolerance)


@pytest.mark.parametrize(
    ("year", "kind", "first"), [(1991, 5, "USA"), (2017, 6, "CHN"), (2025, 6, "CHN")]
)
def test_by_capabilities(shipped, year, kind, first):
    found = read(shipped, year)[0]
    assert (found.kind, found.pattern.split()[0]) == (kind, first)
    assert all(power.source == "nmc_7_0" and power.year <= year for power in found.powers)
    assert (found.likely == ()) == (kind == 6)


def test_by_output_the_united_states_outweigh_the_two_others_in_2017(shipped):
    found = read(shipped, 2017)[1]
    assert found.powers[0].column == "gdp"
    assert (found.kind, found.pattern.split()[0], found.winning) == (
        6,
        "USA",
        (("CHN", "USA"), ("RUS", "USA")),
    )


def test_the_tolerance_decides_what_is_equal(shipped):
    # In 1955 the capabilities of the United States were within 2 % of those of the two others.
    assert read(shipped, 1955, 0.05)[0].kind == 7
    assert read(shipped, 1955, 0.0)[0].kind in (5, 6)
    with pytest.raises(RapalloError, match="0 to below 1"):
        read(shipped, 1955, 1.0)


def test_an_unknown_power_has_no_type_but_a_reason(shipped):
    found = read(shipped, 1850)[0]
    assert found.kind is None
    assert "CHN" in found.pattern
    assert found.powers[0].reason
