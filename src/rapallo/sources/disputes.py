"""Militarized interstate disputes by directed dyad-year: MID 5.0, and Gibler, Miller and Little."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from rapallo.sources.fields import flag, level, state, year
from rapallo.sources.reading import MISSING, read_table
from rapallo.sources.source import Field, Reading, Source, Table


def _disputes(name: str, project: str) -> Table:
    fatality = "state {}'s deaths in the whole dispute: 0 none, 1 1-25, 2 26-100, 3 101-250, "
    fatality += "4 251-500, 5 501-999, 6 more"
    return Table(
        name,
        f"A year of a militarized dispute between two states on opposite sides ({project})",
        (
            Field("dispute", pl.Int32, low=1, about="the dispute's number"),
            state("state1"),
            state("state2"),
            year(),
            flag("onset", "the dispute between the two began this year"),
            flag("ongoing", "the dispute went on this year (1 in every row)"),
            level("hostility1", 1, 5, "state 1's highest hostility in the dispute: " + HOSTILITY),
            level("hostility2", 1, 5, "state 2's highest hostility in the dispute: " + HOSTILITY),
            level("action1", 0, 21, "state 1's highest action, 0 none to 21 join a war"),
            level("action2", 0, 21, "state 2's highest action, 0 none to 21 join a war"),
            level("fatality1", 0, 6, fatality.format(1), nullable=True),
            level("fatality2", 0, 6, fatality.format(2), nullable=True),
            flag("side1", "state 1 is on side A, which took the first action"),
        ),
        ("state1", "state2", "year"),
    )


HOSTILITY = "1 none, 2 threat, 3 display, 4 use of force, 5 war"
MID = _disputes("mid", "Correlates of War")
GML = _disputes("gml", "Gibler, Miller and Little")


def names(prefix: str = "") -> dict[str, str]:
    """Return the column of a directed dispute-year file for each field of the table."""
    return {
        "dispute": "dispnum",
        "state1": "ccode1",
        "state2": "ccode2",
        "year": "year",
        "onset": f"{prefix}midonset",
        "ongoing": f"{prefix}midongoing",
        "hostility1": "hostlev1",
        "hostility2": "hostlev2",
        "action1": "hiact1",
        "action2": "hiact2",
        "fatality1": "fatality1",
        "fatality2": "fatality2",
        "side1": "sidea1",
    }


def _reader(table: Table, file: str, prefix: str) -> Callable[[Path], Reading]:
    def read(folder: Path) -> Reading:
        frame = read_table(folder / file, table, names(prefix), missing=(*MISSING, "-9"))
        return Reading({table.name: frame})

    return read


MID_FILE = "cow/mid_5.0_directed_dyad_year_disputes.csv.gz"
GML_FILE = "cow/gml_mid_directed_dyad_year_disputes.csv.gz"
NOTES = (
    "One dispute is kept for each directed pair and year, so years with several disputes count "
    "once; which one was kept is the choice of those who made the file, not of this reader. "
    "Hostility, action and deaths are those of the state in the whole dispute, against all its "
    "opponents: in a coalition war the two need not have met in battle. Missing deaths (-9) stay "
    "missing. A pair without a row had no dispute that year within the years covered."
)

MID_5_0 = Source(
    id="mid_5_0",
    short="MID 5.0",
    title="Correlates of War Militarized Interstate Disputes, directed dyad-years",
    version="5.0",
    citation=(
        "Palmer, Glenn, Roseanne W. McManus, Vito D'Orazio, Michael R. Kenwick, Mikaela Karstens, "
        "Chase Bloch, Nick Dietrich, Kayla Kahn, Kellan Ritter, and Michael J. Soules. 2022. The "
        "MID5 Dataset, 2011-2014: Procedures, Coding Rules, and Description. Conflict Management "
        "and Peace Science 39(4): 470-482."
    ),
    bibtex="""@article{mid_5_0,
  author = {Palmer, Glenn and McManus, Roseanne W. and D'Orazio, Vito and Kenwick, Michael R.
            and Karstens, Mikaela and Bloch, Chase and Dietrich, Nick and Kahn, Kayla
            and Ritter, Kellan and Soules, Michael J.},
  title = {The {MID5} Dataset, 2011--2014: Procedures, Coding Rules, and Description},
  journal = {Conflict Management and Peace Science},
  volume = {39},
  number = {4},
  pages = {470--482},
  year = {2022},
  doi = {10.1177/0738894221995743}
}""",
    licence="Free for research with citation; no formal licence",
    url="https://correlatesofwar.org/data-sets/mids/",
    first=1816,
    last=2014,
    files=(MID_FILE,),
    tables=(MID,),
    read=_reader(MID, MID_FILE, "cow"),
    notes=NOTES,
    rows={"mid": 10_234},
)

GML_MID = Source(
    id="gml_mid",
    short="GML disputes",
    title="Militarized Interstate Disputes corrected by Gibler, Miller and Little",
    version="1816-2010",
    citation=(
        "Gibler, Douglas M., Steven V. Miller, and Erin K. Little. 2016. An Analysis of the "
        "Militarized Interstate Dispute (MID) Dataset, 1816-2001. International Studies Quarterly "
        "60(4): 719-730."
    ),
    bibtex="""@article{gml_mid,
  author = {Gibler, Douglas M. and Miller, Steven V. and Little, Erin K.},
  title = {An Analysis of the Militarized Interstate Dispute ({MID}) Dataset, 1816--2001},
  journal = {International Studies Quarterly},
  volume = {60},
  number = {4},
  pages = {719--730},
  year = {2016},
  doi = {10.1093/isq/sqw045}
}""",
    licence="Free for research with citation; no formal licence",
    url="https://internationalconflict.ua.edu/data-download/",
    first=1816,
    last=2010,
    files=(GML_FILE,),
    tables=(GML,),
    read=_reader(GML, GML_FILE, "gml"),
    notes=NOTES + " Disputes' numbers are those of the Correlates of War, but dates, "
    "participants and deaths are corrected, so the two lists differ row by row.",
    rows={"gml": 9_284},
)

SOURCES = (MID_5_0, GML_MID)
