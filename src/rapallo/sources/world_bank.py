"""Gross domestic product and population: World Development Indicators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from rapallo.sources.fields import amount, state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Dropped, Field, Reading, Source, Table

GDP_FILE = "world_bank/gdp_current_usd.csv"
POPULATION_FILE = "world_bank/population.csv"

PRESENT_BORDERS = {
    "RUS": 1992,
    "DEU": 1990,
    "YEM": 1990,
    "VNM": 1976,
    "PAK": 1972,
    "SRB": 2008,
    "CZE": 1993,
}
"""First year in which a state had the borders for which the Bank gives its back series.

The Bank carries today's territory back: its Russia of 1960 is not the Soviet Union, nor its
Germany of 1970 the Federal Republic. Those years belong to no state of the time.
"""
POPULATION_BORDERS = {**PRESENT_BORDERS, "ETH": 1993, "SDN": 2012}
"""As above; only the population series also leave out Eritrea and South Sudan all along."""

GDP = Table(
    "gdp",
    "Gross domestic product",
    (state(), year(low=1960), amount("usd", "gross domestic product, current US dollars")),
    ("state", "year"),
)
POPULATION = Table(
    "population",
    "Residents at mid-year",
    (
        state(),
        year(low=1960),
        Field("people", pl.Int64, low=1, about="residents at mid-year"),
    ),
    ("state", "year"),
)


@dataclass(frozen=True)
class Series:
    """A series of the Bank: its code there, the table it fills, and which years it may not."""

    code: str
    table: Table
    borders: Mapping[str, int]


GDP_SERIES = Series("NY.GDP.MKTP.CD", GDP, PRESENT_BORDERS)
POPULATION_SERIES = Series("SP.POP.TOTL", POPULATION, POPULATION_BORDERS)


def _reader(file: str, series: Series) -> Callable[[Path], Reading]:
    def read(folder: Path) -> Reading:
        frame = read_delimited(
            folder / file,
            {"Country Code": pl.String, "Year": pl.Int16, "Value": pl.Float64},
            numbered=True,
        )
        frame.columns = ["iso3", "year", "value", ROW]
        return tidy(frame, series)

    return read


def tidy(frame: pl.DataFrame, series: Series) -> Reading:
    """Make a series' table from rows of ISO 3166 alpha-3 code, year and value.

    Parameters
    ----------
    frame : DataFrame
        Columns ``iso3``, ``year`` (Int16), ``value`` (Float64, null where not known) and `ROW`.
    series : Series
        Which of the Bank's series it is.
    """
    table = series.table
    column = table.fields[-1]
    frame, unknown = drop_rows(frame, pl.col("value").is_null(), "no figure", "iso3")
    frame, earlier = _drop_other_borders(frame, series.borders)
    frame, unmatched = match_states(frame, {"iso3": "state"}, "iso3")
    rows = frame.select("state", "year", pl.col("value").cast(column.dtype).alias(column.name), ROW)
    return Reading({table.name: rows}, unknown + earlier + unmatched)


def _drop_other_borders(
    frame: pl.DataFrame, borders: Mapping[str, int]
) -> tuple[pl.DataFrame, tuple[Dropped, ...]]:
    since = pl.col("iso3").replace_strict(borders, default=None, return_dtype=pl.Int16)
    return drop_rows(
        frame,
        pl.col("year") < since,
        "figure for today's territory in a year when the state had other borders",
        "iso3",
    )


_NOTES = (
    "Regional and income aggregates are left out, and years before a state had today's borders "
    "(Russia to 1991, Germany to 1989, Serbia to 2007 and others), for which the "
    "Bank's figure is not that of the state of the time; so there is none for West Germany or the "
    "Soviet Union. GDP is kept for Sudan to 2011 and Ethiopia to 1992, population is not, since it "
    "leaves out South Sudan and Eritrea all along. Taiwan is not in the file."
)

SOURCES = (
    Source(
        id="wdi_gdp",
        short="World Bank GDP",
        title="World Development Indicators: GDP (current US$), NY.GDP.MKTP.CD",
        version="to 2023",
        citation=(
            "World Bank. World Development Indicators. GDP (current US$), NY.GDP.MKTP.CD. "
            "World Bank national accounts data, and OECD National Accounts data files."
        ),
        bibtex="""@misc{wdi_gdp,
  author = {{World Bank}},
  title  = {World Development Indicators: {GDP} (current {US}\\$), {NY.GDP.MKTP.CD}},
  url    = {https://data.worldbank.org/indicator/NY.GDP.MKTP.CD},
  note   = {Data to 2023}
}""",
        licence="CC BY 4.0",
        url="https://data.worldbank.org/indicator/NY.GDP.MKTP.CD",
        first=1960,
        last=2023,
        files=(GDP_FILE,),
        tables=(GDP,),
        read=_reader(GDP_FILE, GDP_SERIES),
        basis="gross domestic product at market exchange rates, current USD",
        notes=_NOTES,
        rows={"gdp": 9_768},
    ),
    Source(
        id="wdi_population",
        short="World Bank population",
        title="World Development Indicators: Population, total, SP.POP.TOTL",
        version="to 2024",
        citation="World Bank. World Development Indicators. Population, total, SP.POP.TOTL.",
        bibtex="""@misc{wdi_population,
  author = {{World Bank}},
  title  = {World Development Indicators: Population, total, {SP.POP.TOTL}},
  url    = {https://data.worldbank.org/indicator/SP.POP.TOTL},
  note   = {Data to 2024}
}""",
        licence="CC BY 4.0",
        url="https://data.worldbank.org/indicator/SP.POP.TOTL",
        first=1960,
        last=2024,
        files=(POPULATION_FILE,),
        tables=(POPULATION,),
        read=_reader(POPULATION_FILE, POPULATION_SERIES),
        basis="residents at mid-year",
        notes=_NOTES,
        rows={"population": 10_543},
    ),
)
