"""Population projections to 2100: World Population Prospects 2024."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import state, year
from rapallo.sources.matching import match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Field, Reading, Source, Table

FILE = "un_population/wpp_2024_total_population_2024_2100.csv"
THOUSAND = 1000
OWN_CODES = {"412": 347}
"""Kosovo has no number in ISO 3166; this is the publisher's."""
TODAY = 2024
"""Year for which codes are matched: projections are for the states of that year."""


def _people(name: str, about: str) -> Field:
    return Field(name, pl.Int64, low=1, about=f"residents at mid-year, {about}")


PROJECTION = Table(
    "population_projection",
    "Projected population",
    (
        state(),
        year(low=2024, high=2100),
        _people("low", "low-fertility variant"),
        _people("medium", "medium variant"),
        _people("high", "high-fertility variant"),
    ),
    ("state", "year"),
)


def read(folder: Path) -> Reading:
    """Read the projections by UN numeric code; the file counts in thousands."""
    frame = read_delimited(
        folder / FILE,
        {
            "country_code": pl.String,
            "year": pl.Int16,
            "pop_low_thousand": pl.Float64,
            "pop_med_thousand": pl.Float64,
            "pop_high_thousand": pl.Float64,
        },
        numbered=True,
    )
    frame = frame.with_columns(pl.lit(TODAY, pl.Int16).alias("today"))
    frame, dropped = match_states(
        frame, {"country_code": "state"}, "iso_numeric", year="today", also=OWN_CODES
    )
    table = frame.select(
        "state",
        "year",
        *(
            (pl.col(f"pop_{old}_thousand") * THOUSAND).round().cast(pl.Int64).alias(new)
            for old, new in (("low", "low"), ("med", "medium"), ("high", "high"))
        ),
        ROW,
    )
    return Reading({"population_projection": table}, dropped)


SOURCES = (
    Source(
        id="wpp_2024",
        short="UN WPP 2024",
        title="World Population Prospects 2024: total population, projections",
        version="2024 revision",
        citation=(
            "United Nations, Department of Economic and Social Affairs, Population Division. "
            "2024. World Population Prospects 2024, Online Edition."
        ),
        bibtex="""@misc{wpp_2024,
  author = {{United Nations, Department of Economic and Social Affairs, Population Division}},
  title  = {World Population Prospects 2024, Online Edition},
  year   = {2024},
  url    = {https://population.un.org/wpp/}
}""",
        licence="CC BY 3.0 IGO",
        url="https://population.un.org/wpp/",
        first=2024,
        last=2100,
        files=(FILE,),
        tables=(PROJECTION,),
        read=read,
        basis="residents at mid-year, projected",
        notes=(
            "Low and high are variants of fertility, not bounds of an interval. Regions, income "
            "groups and territories are left out; China is without Hong Kong, Macao and Taiwan."
        ),
        rows={"population_projection": 15_015},
    ),
)
