"""US troops abroad by host, 1950-2024."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo import states
from rapallo.sources.fields import state, year
from rapallo.sources.matching import drop_rows
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import Dropped, Field, Reading, Source, Table

FILE = "military_presence/troopdata-rebuild-country-year.csv"
UNITED_STATES = 2
GERMANY, WEST_GERMANY, GERMANY_UNITED = 255, 260, 1990

TROOPS = Table(
    "troops",
    "US troops on active duty in a host",
    (
        state(about="host, Correlates of War code"),
        year(low=1950, high=2024),
        Field("troops", pl.Int32, low=0, about="US troops on active duty"),
    ),
    ("state", "year"),
)


def read(folder: Path) -> Reading:
    """Read troops by host; the file has some hosts twice in a year, under an old and a new name.

    Of two rows for one host and year one is 0 in every case, so their sum is the figure.
    """
    frame = read_delimited(
        folder / FILE,
        {"countryname": pl.String, "ccode": pl.Int32, "year": pl.Int16, "troops_ad": pl.Int32},
    )
    frame, home = drop_rows(frame, pl.col("ccode") == UNITED_STATES, "at home", "countryname")
    west = (pl.col("ccode") == GERMANY) & (pl.col("year") < GERMANY_UNITED)
    frame = frame.with_columns(
        pl.when(west).then(WEST_GERMANY).otherwise("ccode").cast(pl.Int32).alias("state")
    )
    members = states.state_years().with_columns(pl.lit(True).alias("member"))
    frame = frame.join(
        members.with_columns(pl.col("state").cast(pl.Int32)),
        on=["state", "year"],
        how="left",
        maintain_order="left",
    )
    last = int(members["year"].to_numpy().max())
    frame, strangers = drop_rows(
        frame,
        pl.col("member").is_null() & (pl.col("year") <= last),
        "host not in the state system in that year",
        "countryname",
    )
    table = frame.group_by("state", "year", maintain_order=True).agg(
        pl.col("troops_ad").sum().alias("troops")
    )
    doubled = Dropped("host in the file twice in a year, summed", frame.height - table.height)
    table = table.with_columns(pl.col("state").cast(pl.Int16))
    return Reading({"troops": table}, home + strangers + (doubled,))


SOURCES = (
    Source(
        id="troopdata_2024",
        short="troopdata 2024",
        title="troopdata: US military deployments by country and year",
        version="1950-2024",
        citation=(
            "Allen, Michael A., Michael E. Flynn, and Carla Martinez Machain. 2022. US Global "
            "Military Deployments, 1950-2020. Conflict Management and Peace Science 39(3): "
            "351-370."
        ),
        bibtex="""@article{troopdata_2024,
  author  = {Allen, Michael A. and Flynn, Michael E. and Martinez Machain, Carla},
  title   = {{US} Global Military Deployments, 1950--2020},
  journal = {Conflict Management and Peace Science},
  year    = {2022},
  volume  = {39},
  number  = {3},
  pages   = {351--370},
  note    = {Country-years 1950--2024}
}""",
        licence="GPL-3 or later (the package that carries it); figures of the US government",
        url="https://github.com/meflynn/troopdata",
        first=1950,
        last=2024,
        files=(FILE,),
        tables=(TROOPS,),
        read=read,
        basis="persons on active duty on a day of the year, as the Department of Defense reports",
        notes=(
            "Troops at war are counted in some years and not in others. A host without a row in "
            "a year was not listed."
        ),
        rows={"troops": 11_699},
    ),
)
