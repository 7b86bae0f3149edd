from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.un_library import FILE, SOURCES

(SOURCE,) = SOURCES
TEXT = """year,seq_in_year,resolution,iso3,vote
1993,1,,USA,N
1993,1,,CHN,X
2022,1,A/RES/76/1,USA,Y
"""


def test_not_voting_is_neither_an_abstention_nor_forgotten(bench):
    reading = bench.load(SOURCE, {FILE: TEXT})
    assert reading.tables["un_library_vote"]["state"].to_list() == [2]
    assert {d.reason: d.rows for d in reading.dropped} == {
        "part of a year only": 1,
        "member did not vote": 1,
    }


def test_an_unknown_vote_is_refused(bench):
    bench.refuses(SOURCE, {FILE: TEXT.replace(",N", ",NV")}, FILE, "'NV'")


@pytest.mark.full_data
def test_the_file_loads_to_2021_with_a_whole_year_each(data_dir):
    reading = SOURCE.load(data_dir)
    calls = reading.tables["un_library_roll_call"].group_by("year").len()
    assert sorted(calls["year"]) == list(range(1992, 2022))
    assert calls["len"].min() > 60
    votes = reading.tables["un_library_vote"]
    assert votes.height + sum(d.rows for d in reading.dropped) == 445_355
    assert votes.filter(pl.col("state") == 565).height > 1000, "Namibia"
