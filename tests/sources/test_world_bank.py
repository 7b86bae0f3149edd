from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.world_bank import GDP_FILE, POPULATION_FILE, SOURCES

GDP, POPULATION = SOURCES
HEADER = "Country Name,Country Code,Year,Value\n"


def test_todays_russia_is_not_taken_for_the_soviet_union(bench):
    text = HEADER + "Russian Federation,RUS,1989,5\nRussian Federation,RUS,1993,6\n"
    for source, file in ((GDP, GDP_FILE), (POPULATION, POPULATION_FILE)):
        reading = bench.load(source, {file: text})
        assert reading.tables[source.tables[0].name]["year"].to_list() == [1993]
        assert sum(d.rows for d in reading.dropped) == 1


def test_people_are_whole_numbers(bench):
    reading = bench.load(POPULATION, {POPULATION_FILE: HEADER + "France,FRA,1990,58000001\n"})
    assert reading.tables["population"].row(0) == (220, 1990, 58_000_001)


@pytest.mark.full_data
@pytest.mark.parametrize(
    ("state", "year", "trillions"),
    [
        (2, 2017, 19.612102),
        (710, 2017, 12.310491),
        (365, 2017, 1.574199),
        (2, 2023, 27.360935),
        (710, 2023, 17.794782),
        (365, 2023, 2.021421),
        (365, 2013, 2.292470),
        (365, 2014, 2.059242),
        (365, 2016, 1.276786),
        (365, 2022, 2.266029),
    ],
)
def test_gdp_is_as_published(data_dir, state, year, trillions):
    table = GDP.load(data_dir).tables["gdp"]
    found = table.filter(pl.col("state") == state, pl.col("year") == year)["usd"].item()
    assert round(found / 1e12, 6) == trillions


@pytest.mark.full_data
@pytest.mark.parametrize(
    ("state", "year", "people"),
    [
        (365, 2017, 145_293_260),
        (365, 2024, 143_533_851),
        (710, 2017, 1_396_215_000),
        (710, 2022, 1_412_175_000),
        (710, 2024, 1_408_975_000),
    ],
)
def test_population_is_as_published(data_dir, state, year, people):
    table = POPULATION.load(data_dir).tables["population"]
    found = table.filter(pl.col("state") == state, pl.col("year") == year)["people"].item()
    assert found == people


@pytest.mark.full_data
@pytest.mark.parametrize(("source", "rows"), [(GDP, 13_979), (POPULATION, 17_195)])
def test_every_row_of_the_file_is_kept_or_accounted_for(data_dir, source, rows):
    reading = source.load(data_dir)
    kept = reading.tables[source.tables[0].name]
    assert kept.height + sum(d.rows for d in reading.dropped) == rows
    by_year = kept.group_by("year").len()
    assert by_year["len"].max() < 200, "aggregates would make more rows than there are states"
