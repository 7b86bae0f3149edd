"""Cooperation and conflict in the news by directed dyad-year, 2002-2014: ICEWS events."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import state, year
from rapallo.sources.matching import match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Field, Reading, Source, Table

FILE = "icews/icews_dyad_year_2002_2014.csv.gz"
COUNTS = {
    "verbal_cooperation": "verbCoop",
    "material_cooperation": "matlCoop",
    "verbal_conflict": "verbConf",
    "material_conflict": "matlConf",
}

EVENTS = Table(
    "icews",
    "Events in the news that one state directs at another, counted by kind",
    (
        state("state1", about="state that acts"),
        state("state2", about="state acted on"),
        year(low=2002, high=2014),
        *(
            Field(name, pl.Int32, low=0, about=f"events of {name.replace('_', ' ')}")
            for name in COUNTS
        ),
    ),
    ("state1", "state2", "year"),
)


def read(folder: Path) -> Reading:
    """Read yearly counts by country names."""
    frame = read_delimited(
        folder / FILE,
        {
            "i": pl.String,
            "j": pl.String,
            "year": pl.Int16,
            **dict.fromkeys(COUNTS.values(), pl.Int32),
        },
        numbered=True,
    ).rename({old: new for new, old in COUNTS.items()})
    frame, dropped = match_states(frame, {"i": "state1", "j": "state2"}, "name")
    return Reading({"icews": frame.select(*(f.name for f in EVENTS.fields), ROW)}, dropped)


SOURCES = (
    Source(
        id="icews_2014",
        short="ICEWS to 2014",
        title="Integrated Crisis Early Warning System: yearly event counts by directed dyad",
        version="2002-2014",
        citation=(
            "Boschee, Elizabeth, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James "
            "Starz, and Michael Ward. 2015. ICEWS Coded Event Data. Harvard Dataverse, "
            "doi:10.7910/DVN/28075."
        ),
        bibtex="""@dataset{icews_2014,
  author    = {Boschee, Elizabeth and Lautenschlager, Jennifer and O'Brien, Sean and
               Shellman, Steve and Starz, James and Ward, Michael},
  title     = {{ICEWS} Coded Event Data},
  publisher = {Harvard Dataverse},
  year      = {2015},
  doi       = {10.7910/DVN/28075},
  note      = {Yearly counts 2002--2014}
}""",
        licence="free to use with citation; check the publisher's page",
        url="https://doi.org/10.7910/DVN/28075",
        first=2002,
        last=2014,
        files=(FILE,),
        tables=(EVENTS,),
        read=read,
        basis="counts of coded news events",
        notes=(
            "Counts follow how much the press reports on a pair, so compare shares, not levels. "
            "A pair without a row had no event coded."
        ),
        rows={"icews": 130_401},
    ),
)
