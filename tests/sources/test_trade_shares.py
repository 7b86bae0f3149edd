from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.trade_shares import FILE, SOURCES

(SOURCE,) = SOURCES
TEXT = """iso3,year,trade_share_US,trade_share_China,trade_share_G7,trade_share_BRICS
RUS,2017,0.03,0.15,0.25,0.17
NAM,2017,0.01,0.02,0.03,0.04
"""


def test_each_share_reaches_its_own_column(bench):
    table = bench.load(SOURCE, {FILE: TEXT}).tables["trade_share"]
    assert table.rows() == [(365, 2017, 0.03, 0.15, 0.25, 0.17), (565, 2017, 0.01, 0.02, 0.03, 0.04)]


def test_a_share_above_one_is_refused(bench):
    bench.refuses(SOURCE, {FILE: TEXT.replace("0.25", "25.0")}, "g7", "at most 1", "row 1")


def test_faults_are_refused_with_the_file_named(bench):
    bench.faults(SOURCE, {FILE: TEXT}, FILE, column="trade_share_G7", number="0.25")


@pytest.mark.full_data
def test_russia_turns_to_china_and_the_us_and_china_have_no_rows(data_dir):
    table = SOURCE.load(data_dir).tables["trade_share"]
    russia = dict(table.filter(pl.col("state") == 365).select("year", "china").iter_rows())
    assert russia[2017] == pytest.approx(0.149, abs=0.0005)
    assert russia[2023] == pytest.approx(0.583, abs=0.0005)
    assert table.filter(pl.col("state").is_in([2, 710])).is_empty()
