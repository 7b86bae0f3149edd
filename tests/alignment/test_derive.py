"""Percentiles, dimensions and index of every pair, by hand on a few and as they are shipped."""

import numpy as np
import polars as pl
import pytest

from rapallo.alignment.derive import carry_forward, percentile_in_year
from rapallo.alignment.indicators import DIMENSIONS, INDICATORS, counted, of_dimension
from rapallo.panel.columns import COLUMNS, column


@pytest.fixture(scope="module")
def shipped_alignment(shipped):
    return shipped.sql("SELECT * FROM alignment_year")


def keys(*rows):
    return pl.DataFrame(
        rows, {"state1": pl.Int16, "state2": pl.Int16, "year": pl.Int16}, orient="row"
    )


def test_a_percentile_counts_those_below_and_half_of_those_equal():
    year = pl.Series([1900] * 5)
    places = percentile_in_year(year, pl.Series("x", [3.0, 1.0, 1.0, None, 9.0]))
    assert places.to_list() == [62.5, 25.0, 25.0, None, 87.5]


def test_percentiles_are_among_the_pairs_of_the_year_alone():
    year = pl.Series([1900, 1900, 1901, 1901])
    places = percentile_in_year(year, pl.Series("x", [1.0, 2.0, 50.0, 60.0]))
    assert places.to_list() == [25.0, 75.0, 25.0, 75.0]


def test_values_are_carried_within_a_pair_for_as_long_as_told():
    rows = keys(
        *((2, 200, year) for year in range(1900, 1905)), *((2, 220, y) for y in range(1900, 1903))
    )
    values = np.array([np.nan, 7, np.nan, np.nan, np.nan, np.nan, 5, np.nan], np.float32)
    carried = carry_forward(rows, values, 2)
    expected = np.array([np.nan, 7, 7, 7, np.nan, np.nan, 5, 5], np.float32)
    assert np.array_equal(carried, expected, equal_nan=True)


def test_years_count_and_not_rows_where_a_pair_was_broken_off():
    rows = keys((2, 200, 1900), (2, 200, 1950))
    carried = carry_forward(rows, np.array([7, np.nan], np.float32), 10)
    assert np.isnan(carried[1])


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.name)
def test_an_indicator_points_the_way_its_column_is_declared(indicator):
    declared = column(indicator.name)
    assert indicator.stored == declared.stored
    hostile = indicator.dimension == "hostility"
    assert declared.closer == (-indicator.sign if hostile else indicator.sign)


def test_places_average_50_in_every_year(shipped_alignment):
    whole = [i.name for i in INDICATORS if COLUMNS[i.name].ships == "all"]
    means = shipped_alignment.group_by("year").agg(pl.col(name).mean() for name in whole)
    for name in whole:
        known = means[name].drop_nulls()
        assert known.len() > 10
        assert (known - 50).abs().max() < 0.1


def test_dimensions_and_index_lie_between_0_and_100(shipped_alignment):
    for name in (*DIMENSIONS, "alignment"):
        known = shipped_alignment[name].drop_nulls()
        assert known.min() >= 0
        assert known.max() <= 100
        assert known.std() > 1


@pytest.mark.full_data
def test_a_dimension_is_the_mean_of_its_known_indicators_and_the_index_of_dimensions(built):
    frame = built.sql("SELECT * FROM alignment_year WHERE year IN (1880, 1950, 2018)")
    for name in DIMENSIONS:
        places = frame.select(i.name for i in of_dimension(name)).cast(pl.Float64).rows()
        used = [counted(name, [p for p in row if p is not None]) for row in places]
        mean = pl.Series([sum(u) / len(u) if u else None for u in used], dtype=pl.Float64)
        assert (frame[name] - mean).abs().max() <= 0.051
        assert frame[name].is_null().equals(mean.is_null().rename(name))
    mean = frame.select(
        pl.mean_horizontal("security", "diplomacy", "economy", 100 - pl.col("hostility"))
    ).to_series()
    assert (frame["alignment"] - mean).abs().max() <= 0.051


def test_rows_are_those_of_the_panel_in_the_same_order(shipped, shipped_alignment):
    pairs = shipped.sql("SELECT state1, state2, year FROM dyad_year")
    assert shipped_alignment.select("state1", "state2", "year").equals(pairs)
