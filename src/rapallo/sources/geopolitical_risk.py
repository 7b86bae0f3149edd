"""Geopolitical risk in the press, yearly means 1900-2026: Caldara and Iacoviello."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import amount, state, year
from rapallo.sources.matching import match_states
from rapallo.sources.source import ROW, Field, Reading, Source, SourceError, Table
from rapallo.sources.spreadsheets import read_sheet

FILE = "gpr/gpr_monthly_1900_2026.xls"
SHEET = "Sheet1"
COUNTRIES = (
    "ARG AUS BEL BRA CAN CHE CHL CHN COL DEU DNK EGY ESP FIN FRA GBR HKG HUN IDN IND ISR ITA JPN "
    "KOR MEX MYS NLD NOR PER PHL POL PRT RUS SAU SWE THA TUN TUR TWN UKR USA VEN VNM ZAF"
)
"""Codes for which the workbook has a series."""
WORLD = {"historical": "GPRH", "recent": "GPR"}
STATE_PREFIX = {"historical": "GPRHC_", "recent": "GPRC_"}

RISK = Table(
    "geopolitical_risk",
    "Geopolitical risk, mean of the months of a year",
    (
        Field(
            "edition",
            pl.String,
            values=("historical", "recent"),
            about="historical: 3 newspapers from 1900; recent: 10 newspapers from 1985",
        ),
        state(nullable=True, about="state, Correlates of War code; empty for the world"),
        year(low=1900),
        amount(
            "index",
            "world: 100 is the mean of 1900-2019 (historical) or 1985-2019 (recent); "
            "state: percent of articles that meet the definition and name the state",
        ),
        Field("months", pl.Int8, low=1, high=12, about="months in the mean"),
    ),
    ("edition", "state", "year"),
)


def read(folder: Path) -> Reading:
    """Read monthly series and take yearly means; a year in progress has fewer than 12 months."""
    series = {world: edition for edition, world in WORLD.items()}
    series |= {
        prefix + code: edition
        for edition, prefix in STATE_PREFIX.items()
        for code in COUNTRIES.split()
    }
    frame = read_sheet(folder / FILE, SHEET, ["month", *series])
    frame = frame.with_columns(
        pl.col("month").str.extract(r"^(\d{4})").cast(pl.Int16, strict=False).alias("year")
    ).filter(pl.col("month").is_not_null())
    long = frame.unpivot(on=list(series), index=["year", ROW], value_name="text")
    values = long["text"].cast(pl.Float64, strict=False)
    wrong = long.filter(long["text"].is_not_null() & values.is_null())
    if wrong.height:
        series_name, what, row = wrong.select("variable", "text", ROW).row(0)
        raise SourceError(
            f"{folder / FILE} row {row}: {series_name} is {what!r}; it must be a number"
        )
    undated = frame.filter(pl.col("year").is_null())
    if undated.height:
        what, row = undated.select("month", ROW).row(0)
        raise SourceError(
            f"{folder / FILE} row {row}: month is {what!r}; it must begin with a year"
        )
    means = (
        long.with_columns(values.alias("index"))
        .drop_nulls("index")
        .group_by("variable", "year", maintain_order=True)
        .agg(pl.col("index").mean(), pl.len().cast(pl.Int8).alias("months"))
        .with_columns(
            pl.col("variable").replace_strict(series).alias("edition"),
            pl.col("variable").str.extract(r"_([A-Z]{3})$").alias("iso3"),
        )
    )
    world = means.filter(pl.col("iso3").is_null()).with_columns(
        pl.lit(None, pl.Int16).alias("state")
    )
    by_state, dropped = match_states(
        means.filter(pl.col("iso3").is_not_null()), {"iso3": "state"}, "vdem"
    )
    names = [f.name for f in RISK.fields]
    table = pl.concat([world.select(names), by_state.select(names)])
    return Reading({"geopolitical_risk": table.sort("edition", "state", "year")}, dropped)


SOURCES = (
    Source(
        id="gpr_2026",
        short="GPR 2026",
        title="Geopolitical Risk Index",
        version="January 1900 to May 2026",
        citation=(
            "Caldara, Dario, and Matteo Iacoviello. 2022. Measuring Geopolitical Risk. American "
            "Economic Review 112(4): 1194-1225."
        ),
        bibtex="""@article{gpr_2026,
  author  = {Caldara, Dario and Iacoviello, Matteo},
  title   = {Measuring Geopolitical Risk},
  journal = {American Economic Review},
  year    = {2022},
  volume  = {112},
  number  = {4},
  pages   = {1194--1225},
  doi     = {10.1257/aer.20191823}
}""",
        licence="use with citation; check the publisher's page before redistribution",
        url="https://www.matteoiacoviello.com/gpr.htm",
        first=1900,
        last=2026,
        files=(FILE,),
        tables=(RISK,),
        read=read,
        basis="share of newspaper articles; world scaled to a mean of 100, states in percent",
        notes=(
            "English-language newspapers of North America and Britain. The year 2026 rests on "
            "five months. The series of Russia counts articles on the Soviet Union before 1992."
        ),
        rows={"geopolitical_risk": 6_671},
    ),
)
