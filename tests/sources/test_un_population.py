from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.un_population import SOURCES

(SOURCE,) = SOURCES


@pytest.mark.full_data
def test_states_only_in_every_year_and_variants_in_order(data_dir):
    table = SOURCE.load(data_dir).tables["population_projection"]
    states = table["state"].n_unique()
    assert table.height == states * 77
    assert 190 < states < 200
    assert table.filter(pl.col("state") == 347).height == 77, "Kosovo"
    assert table.filter(pl.col("low") > pl.col("medium")).is_empty()
    assert table.filter(pl.col("medium") > pl.col("high")).is_empty()


@pytest.mark.full_data
def test_china_and_russia_shrink_in_the_medium_variant(data_dir):
    table = SOURCE.load(data_dir).tables["population_projection"]
    for state in (710, 365):
        people = dict(table.filter(pl.col("state") == state).select("year", "medium").iter_rows())
        assert people[2050] < people[2024]
    china = table.filter(pl.col("state") == 710, pl.col("year") == 2024)["medium"].item()
    assert 1.3e9 < china < 1.5e9
