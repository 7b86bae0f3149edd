from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.visits import FILE, SOURCES

(SOURCE,) = SOURCES
TEXT = """reporter_iso,partner_iso,year,stateVisits
CHN,USA,2019,1.0
USA,CHN,2019,1.0
"""


def test_a_pair_whose_two_counts_differ_is_refused(bench):
    differ = TEXT.replace("USA,CHN,2019,1.0", "USA,CHN,2019,2.0")
    bench.refuses(SOURCE, {FILE: differ}, FILE, "row 2", "differ by reporter")


@pytest.mark.full_data
def test_one_row_a_pair_and_year(data_dir):
    reading = SOURCE.load(data_dir)
    table = reading.tables["visit"]
    assert table.height + sum(d.rows for d in reading.dropped) == 3_998
    assert table.filter(pl.col("state1") >= pl.col("state2")).is_empty()
    pair = table.filter(pl.col("state1") == 365, pl.col("state2") == 710)
    visits = dict(pair.select("year", "visits").iter_rows())
    assert visits[2021] == 0
    assert visits[2023] > 0
