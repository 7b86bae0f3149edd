"""How numbers are written."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from rapallo.brief import units
from rapallo.panel.figure import Figure

TRADE = Figure("trade", "Trade", ("CHN", "RUS"), 84.07e9, "USD", 2017, 1, "itpd_e", 99.6)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (84.07e9, "USD", "84.1 bn"),
        (12.310491e12, "USD", "12.3 trn"),
        (84070.0, "million USD", "84.1 bn"),
        (84070.0, "USD million", "84.1 bn"),
        (0.0, "USD", "0"),
        (-5.2e9, "USD", "−5.20 bn"),
        (1.396215e9, "people", "1,396.2 m"),
        (145293260, "people", "145.3 m"),
        (40_500, "people", "40,500"),
        (0.0358, "share", ".0358"),
        (0.2220, "share", ".2220"),
        (1.0, "share", "1.0000"),
        (0.000123, "share", ".00012"),
        (3077, "TIV", "3,077"),
        (1, "yes/no", "yes"),
        (0, "yes/no", "no"),
        (2.5, "", "2.5"),
    ],
)
def test_numbers(value: float, unit: str, written: str) -> None:
    assert units.number(value, unit) == written


def test_agreement_has_three_decimals() -> None:
    assert units.number(0.8724, "share", "un_agreement") == ".872"


@pytest.mark.parametrize("unknown", [None, math.nan])
def test_unknown_is_never_zero(unknown: float | None) -> None:
    for unit in ("USD", "people", "share", "TIV", "yes/no", ""):
        assert units.number(unknown, unit) == "no data"
    assert units.percent(unknown) == units.score(unknown) == "no data"


def test_age_and_reason() -> None:
    assert units.when(TRADE) == "2017, 1 year old"
    assert units.when(replace(TRADE, year=2018, age=0)) == "2018"
    gone = replace(TRADE, value=None, year=None, age=None)
    assert units.reading(replace(gone, reason="not a member")) == "no data: not a member"
    assert units.reading(replace(gone, reason="no data after 2014")) == "no data after 2014"


def test_nearly_all_is_not_all() -> None:
    assert units.place(TRADE) == "99.6th"
    assert units.place(replace(TRADE, percentile=99.98)) == "99.9th"


@pytest.mark.parametrize("share", [10.0**-k for k in range(7)])
def test_small_probabilities_are_not_rounded_to_nothing(share: float) -> None:
    assert float(units.percent(share).rstrip("%")) == pytest.approx(100 * share, rel=0.06)
