"""Hindcasts: what bands of past starts held."""

from __future__ import annotations

import polars as pl
import pytest

from rapallo.errors import RapalloError
from rapallo.scenarios import hindcast as module
from rapallo.scenarios.hindcast import Hindcast, hindcast
from rapallo.warehouse.store import Warehouse


def test_coverage_counts_what_bands_hold() -> None:
    rows = pl.DataFrame(
        {
            "origin": pl.Series([1985, 1985, 2008, 2008], dtype=pl.Int16),
            "horizon": pl.Series([5] * 4, dtype=pl.Int8),
            "state1": [2] * 4,
            "state2": [365, 20, 365, 20],
            "major": [True, False, True, False],
            "counted": ["as published"] * 4,
            "before": [40.0] * 4,
            "low": [35.0] * 4,
            "middle": [40.0] * 4,
            "high": [45.0] * 4,
            "came": [44.0, 46.0, 30.0, 40.0],
        }
    )
    found = Hindcast(rows, 10, 1).coverage()

    def covered(group: str, origin: int | None) -> float:
        one = found.filter(
            pl.col("group") == group, pl.col("horizon") == 5, pl.col("origin").eq_missing(origin)
        )
        return float(one["covered"].item())

    assert covered("major powers", 1985) == 100
    assert covered("major powers", 2008) == 0
    assert covered("all simulated", 1985) == 50
    assert covered("all simulated", None) == 50


def test_bands_from_three_starts_hold_what_came(
    shipped: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SAMPLE", 1000)  # the major powers alone
    found = hindcast(shipped, draws=200).coverage()
    pooled = found.filter(
        pl.col("group") == "major powers",
        pl.col("counted") == "as published",
        pl.col("horizon").is_null(),
    )
    assert pooled["pairs"].item() == 120
    assert 80 <= pooled["covered"].item() <= 97
    widths = found.filter(pl.col("horizon").is_not_null(), pl.col("origin").is_null())
    by = dict(widths.group_by("horizon").agg(pl.col("width").mean()).iter_rows())
    assert by[5] < by[10]


def test_an_origin_with_nothing_after_it_is_refused(shipped: Warehouse) -> None:
    with pytest.raises(RapalloError, match="2024 is outside 1960 to 2020"):
        hindcast(shipped, origins=(2024,))
