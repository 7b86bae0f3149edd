from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.trade_cow import FILE, SOURCES

(SOURCE,) = SOURCES
TEXT = """ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2
2,365,1950,12.5,7,12.5,7
365,2,1950,7,12.5,7,12.5
2,710,1950,NA,3,NA,3
710,2,1950,0,NA,0,NA
"""


def test_a_missing_flow_has_no_row_and_is_accounted_for_while_a_zero_stays(bench):
    reading = bench.load(SOURCE, {FILE: TEXT})
    table = reading.tables["trade_cow"]
    assert table.height == 3
    assert table.filter(pl.col("importer") == 710)["usd"].to_list() == [0.0]
    assert [d.rows for d in reading.dropped] == [1]


@pytest.mark.full_data
def test_each_flow_stands_twice_in_the_file(data_dir):
    frame = pl.read_csv(data_dir / FILE, null_values="NA", infer_schema_length=None)
    mirror = frame.select(ccode1="ccode2", ccode2="ccode1", year="year", back="flow2")
    both = frame.join(mirror, on=["ccode1", "ccode2", "year"], how="left")
    assert both.filter(pl.col("flow1").ne_missing(pl.col("back"))).height == 0


@pytest.mark.full_data
def test_the_file_loads_and_2014_is_near_what_the_states_reported_themselves(data_dir):
    table = SOURCE.load(data_dir).tables["trade_cow"]
    assert table.height == 1_296_475
    at = {
        (row[0], row[1]): row[3] / 1e9 for row in table.filter(pl.col("year") == 2014).iter_rows()
    }
    assert at[(365, 710)] == pytest.approx(41.6, rel=0.05)
    assert at[(710, 365)] == pytest.approx(50.9, rel=0.05)
    assert at[(710, 2)] == pytest.approx(466.8, rel=0.05)
