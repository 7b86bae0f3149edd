from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.trade_itpde import FILE, SOURCES

(SOURCE,) = SOURCES
TEXT = """exporter,importer,year,flow_const2010usd
Russia,China,2010,5000.5
China,Russia,2010,70
Cote dIvoire,Viet Nam,2010,3
Niue,China,2010,9
South Sudan,China,2005,1
"""


def test_territories_and_states_not_yet_in_the_system_are_accounted_for_apart(bench):
    dropped = bench.load(SOURCE, {FILE: TEXT}).dropped
    assert [(d.rows, d.examples[0].split(" 2")[0]) for d in dropped] == [
        (1, "Niue"),
        (1, "South Sudan"),
    ]
    assert dropped[0].reason != dropped[1].reason


@pytest.mark.full_data
def test_the_file_loads_and_only_places_without_a_state_are_left_out(data_dir):
    reading = SOURCE.load(data_dir)
    table = reading.tables["trade_itpde"]
    assert table.height + sum(d.rows for d in reading.dropped) == 425_845
    named = " ".join(example for d in reading.dropped for example in d.examples)
    for place in ("Palestine", "Cook Islands", "Niue", "Western Sahara"):
        assert place in named
    pair = table.filter(
        pl.col("exporter").is_in([365, 710])
        & pl.col("importer").is_in([365, 710])
        & (pl.col("year") == 2014)
    )
    assert pair["usd"].sum() / 1e9 == pytest.approx(86.0, abs=0.1)
