"""Alliance obligations by directed dyad-year: ATOP 5.1."""

from __future__ import annotations

from pathlib import Path

from rapallo.sources.fields import flag, state, year
from rapallo.sources.reading import read_table
from rapallo.sources.source import Reading, Source, Table

OBLIGATIONS = {
    "defence": "promises to defend the other if it is attacked",
    "offence": "promises to join the other in a war that neither was attacked in",
    "neutrality": "promises not to help the other's enemies",
    "nonaggression": "promises not to attack the other",
    "consultation": "promises to consult or cooperate in a crisis",
}
"""The five obligations of the Alliance Treaty Obligations and Provisions project."""

OBLIGATION = Table(
    "obligation",
    "What one state has promised another in any alliance in force that year",
    (
        state("state1", about="the state that promises"),
        state("state2", about="the state to which it promises"),
        year(low=1815),
        *(flag(name, about) for name, about in OBLIGATIONS.items()),
    ),
    ("state1", "state2", "year"),
)


def _read(folder: Path) -> Reading:
    names = {
        "state1": "ccode1",
        "state2": "ccode2",
        "year": "year",
        "defence": "atop_defense",
        "offence": "atop_offense",
        "neutrality": "atop_neutral",
        "nonaggression": "atop_nonagg",
        "consultation": "atop_consul",
    }
    return Reading({"obligation": read_table(folder / ATOP_5_1.files[0], OBLIGATION, names)})


ATOP_5_1 = Source(
    id="atop_5_1",
    short="ATOP 5.1",
    title="Alliance Treaty Obligations and Provisions, directed dyad-years",
    version="5.1",
    citation=(
        "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell, and Andrew G. Long. "
        "2002. Alliance Treaty Obligations and Provisions, 1815-1944. "
        "International Interactions 28(3): 237-260."
    ),
    bibtex="""@article{atop_5_1,
  author = {Leeds, Brett Ashley and Ritter, Jeffrey M. and Mitchell, Sara McLaughlin
            and Long, Andrew G.},
  title = {Alliance Treaty Obligations and Provisions, 1815--1944},
  journal = {International Interactions},
  volume = {28},
  number = {3},
  pages = {237--260},
  year = {2002},
  doi = {10.1080/03050620213653},
  note = {Data version 5.1}
}""",
    licence="Free for research with citation; no formal licence",
    url="http://www.atopdata.org/",
    first=1815,
    last=2018,
    files=("atop/atop_5.1_directed_dyad_year.csv.gz",),
    tables=(OBLIGATION,),
    read=_read,
    notes=(
        "A directed pair without a row has no obligation that year: within 1815-2018 absence "
        "means none, after 2018 it means unknown. An obligation is a promise on paper, not "
        "alignment: the Sino-Soviet defence pact stands from 1950 to 1980, through the border war "
        "of 1969. The obligations of all alliances between the two are joined; their treaties are "
        "in ATOP 4."
    ),
    rows={"obligation": 273_296},
)

SOURCES = (ATOP_5_1,)
