from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.trade_shares import SOURCES

(SOURCE,) = SOURCES


@pytest.mark.full_data
def test_russia_turns_to_china_and_the_us_and_china_have_no_rows(data_dir):
    table = SOURCE.load(data_dir).tables["trade_share"]
    russia = dict(table.filter(pl.col("state") == 365).select("year", "china").iter_rows())
    assert russia[2017] == pytest.approx(0.149, abs=0.0005)
    assert russia[2023] == pytest.approx(0.583, abs=0.0005)
    assert table.filter(pl.col("state").is_in([2, 710])).is_empty()
