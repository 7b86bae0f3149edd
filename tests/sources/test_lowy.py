from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.lowy import SOURCES

(SOURCE,) = SOURCES
HEADER = '\ufeff"COUNTRY","POST CITY","POST COUNTRY","TYPE OF POST"\n'
ONE = '"China","Beijing","Russian Federation","Embassy / High Commission"\n'


def test_missions_to_international_bodies_are_no_posts_in_their_host(bench):
    mission = '"China","Geneva","Switzerland","Permanent Mission"\n'
    files = dict.fromkeys(SOURCE.files, HEADER + ONE + mission)
    reading = bench.load(SOURCE, files)
    assert reading.tables["diplomatic_post"]["host"].unique().to_list() == [365]
    assert [d.rows for d in reading.dropped] == [3]


def test_faults_are_refused_with_the_file_named(bench):
    files = dict.fromkeys(SOURCE.files, HEADER + ONE)
    for file in SOURCE.files:
        renamed = {**files, file: files[file].replace("POST COUNTRY", "POST LAND")}
        bench.refuses(SOURCE, renamed, file, "'POST COUNTRY' is missing")


@pytest.fixture(scope="module")
def posts(request):
    return SOURCE.load(request.getfixturevalue("data_dir")).tables["diplomatic_post"]


@pytest.mark.full_data
def test_senders_are_those_of_the_index(posts):
    senders = dict(posts.group_by("year").agg(pl.col("sender").n_unique()).iter_rows())
    assert senders == {2016: 42, 2017: 60, 2019: 61}


@pytest.mark.full_data
def test_russia_in_china_and_the_us_in_taiwan(posts):
    at = {
        (row["sender"], row["host"], row["year"]): (row["posts"], row["embassies"])
        for row in posts.iter_rows(named=True)
    }
    assert at[(365, 710, 2019)] == (5, 1)
    assert at[(2, 713, 2019)][1] == 0, "an institute, no embassy"
    assert (2, 631, 2019) not in at
