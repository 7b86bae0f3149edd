"""Membership of the state system: the Correlates of War list and Gleditsch and Ward's."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import flag, state
from rapallo.sources.reading import date_of, read_delimited, read_table
from rapallo.sources.source import ROW, Field, Reading, Source, Table

START = Field("start", pl.Date, about="first day in the system")
END = Field("end", pl.Date, about="last day in the system, or the list's own last day")

STATE_SYSTEM = Table(
    "state_system",
    "A spell of a state's membership of the Correlates of War state system",
    (state(), START, END),
    ("state", "start"),
)
GW_SYSTEM = Table(
    "gw_system",
    "A spell of a state's membership of Gleditsch and Ward's state system",
    (
        Field("gw", pl.Int16, low=2, high=999, about="state, Gleditsch-Ward code"),
        START,
        END,
        Field("name", pl.String, about="name on the list"),
        flag("microstate", "on Gleditsch and Ward's tentative list of microstates"),
    ),
    ("gw", "start"),
)


PARTS = ("styear", "stmonth", "stday", "endyear", "endmonth", "endday")
COLUMNS = {"ccode": pl.Int16, **dict.fromkeys(PARTS, pl.Int32)}


def _read_cow(folder: Path) -> Reading:
    return tidy(read_delimited(folder / COW_STATE_SYSTEM.files[0], COLUMNS, numbered=True))


def tidy(frame: pl.DataFrame) -> Reading:
    """Make the table from the list's own columns and `ROW`."""
    return Reading(
        {
            "state_system": frame.select(
                pl.col("ccode").alias("state"),
                date_of(*map(pl.col, PARTS[:3])).alias("start"),
                date_of(*map(pl.col, PARTS[3:])).alias("end"),
                ROW,
            )
        }
    )


def _read_gw(folder: Path) -> Reading:
    names = {"gw": "gwcode", "start": "start", "end": "end", "name": "gw_name"}
    names["microstate"] = "microstate"
    return Reading({"gw_system": read_table(folder / GLEDITSCH_WARD.files[0], GW_SYSTEM, names)})


COW_STATE_SYSTEM = Source(
    id="cow_state_system_2016",
    short="COW states 2016",
    title="Correlates of War State System Membership",
    version="2016",
    citation=(
        "Correlates of War Project. 2017. State System Membership List, v2016. "
        "https://correlatesofwar.org/data-sets/state-system-membership/"
    ),
    bibtex="""@misc{cow_state_system_2016,
  author = {{Correlates of War Project}},
  title = {State System Membership List, v2016},
  year = {2017},
  url = {https://correlatesofwar.org/data-sets/state-system-membership/}
}""",
    licence="Free for research with citation; no formal licence",
    url="https://correlatesofwar.org/data-sets/state-system-membership/",
    first=1816,
    last=2016,
    files=("cow/state_system_2016.csv.gz",),
    tables=(STATE_SYSTEM,),
    read=_read_cow,
    notes=(
        "Every state still in the system carries the list's last day, 31 December 2016, as its "
        "end: read it as open. No state has been added to or removed from the list since."
    ),
    rows={"state_system": 243},
)

GLEDITSCH_WARD = Source(
    id="gleditsch_ward",
    short="Gleditsch-Ward states",
    title="Gleditsch and Ward's List of Independent States",
    version="to 2020, as given out with isard",
    citation=(
        "Gleditsch, Kristian S., and Michael D. Ward. 1999. A Revised List of Independent States "
        "since the Congress of Vienna. International Interactions 25(4): 393-413."
    ),
    bibtex="""@article{gleditsch_ward,
  author = {Gleditsch, Kristian S. and Ward, Michael D.},
  title = {A Revised List of Independent States since the Congress of Vienna},
  journal = {International Interactions},
  volume = {25},
  number = {4},
  pages = {393--413},
  year = {1999},
  doi = {10.1080/03050629908434958}
}""",
    licence="Free for research with citation; no formal licence",
    url="http://ksgleditsch.com/statelist.html",
    first=1816,
    last=2020,
    files=("states/gw_system.csv.gz",),
    tables=(GW_SYSTEM,),
    read=_read_gw,
    notes=(
        "Every state still independent carries the list's last day, 31 December 2020, as its end: "
        "read it as open. Codes differ from Correlates of War codes for Germany (260 throughout), "
        "Yemen (678 throughout) and Serbia (340), among others."
    ),
    rows={"gw_system": 239},
)

SOURCES = (COW_STATE_SYSTEM, GLEDITSCH_WARD)
