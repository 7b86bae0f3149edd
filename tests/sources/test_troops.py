from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.troops import FILE, SOURCES

(SOURCE,) = SOURCES
HEADER = "countryname,year,ccode,troops_ad\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [("Japan,1960,740,many", "troops_ad is 'many'"), ("Japan,1960,740,-5", "troops is -5")],
)
def test_faults_are_refused_with_the_file_named(bench, line, words):
    bench.refuses(SOURCE, {FILE: f"{HEADER}{line}\n"}, FILE, words)


@pytest.mark.full_data
def test_hosts_named_twice_have_one_figure_and_the_other_is_nought(data_dir):
    frame = pl.read_csv(data_dir / FILE, null_values="NA", infer_schema_length=None)
    twice = frame.filter(pl.struct("ccode", "year").is_duplicated())
    noughts = twice.group_by("ccode", "year").agg((pl.col("troops_ad") == 0).sum().alias("n"))
    assert noughts.height == 29
    assert noughts["n"].min() == 1


@pytest.mark.full_data
def test_germany_is_the_federal_republic_to_1989(data_dir):
    table = SOURCE.load(data_dir).tables["troops"]
    at = {(row[0], row[1]): row[2] for row in table.iter_rows()}
    assert at[(260, 1989)] == 248_621
    assert at[(255, 1990)] == 227_586
    assert (255, 1989) not in at
    assert at[(740, 2017)] == 45_231
    assert 2 not in table["state"].to_list()
