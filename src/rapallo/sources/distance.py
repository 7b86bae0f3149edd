"""Shortest distance between the territories of two states, from CShapes 2.0."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import state, year
from rapallo.sources.reading import read_table
from rapallo.sources.source import Field, Reading, Source, Table

DISTANCE = Table(
    "distance",
    "A spell of years with the same shortest distance between two states (the lower code first)",
    (
        state("state1"),
        state("state2"),
        year("first", low=1886, about="first year of the spell"),
        year("last", low=1886, about="last year of the spell"),
        Field(
            "km", pl.Float64, low=0, high=20_040, about="shortest distance, km; 0 where they touch"
        ),
    ),
    ("state1", "state2", "first"),
)


def _read(folder: Path) -> Reading:
    names = {
        "state1": "ccode1",
        "state2": "ccode2",
        "first": "styear",
        "last": "endyear",
        "km": "mindist",
    }
    frame = read_table(folder / MINIMUM_DISTANCE.files[0], DISTANCE, names)
    return Reading({"distance": frame})


MINIMUM_DISTANCE = Source(
    id="minimum_distance",
    short="CShapes distance",
    title="Minimum distance between states, from CShapes 2.0",
    version="CShapes 2.0, 1886-2019",
    citation=(
        "Schvitz, Guy, Luc Girardin, Seraina Rüegger, Nils B. Weidmann, Lars-Erik Cederman, and "
        "Kristian Skrede Gleditsch. 2022. Mapping the International System, 1886-2019: The "
        "CShapes 2.0 Dataset. Journal of Conflict Resolution 66(1): 144-161."
    ),
    bibtex="""@article{minimum_distance,
  author = {Schvitz, Guy and Girardin, Luc and R{\\"u}egger, Seraina and Weidmann, Nils B.
            and Cederman, Lars-Erik and Gleditsch, Kristian Skrede},
  title = {Mapping the International System, 1886--2019: The {CShapes} 2.0 Dataset},
  journal = {Journal of Conflict Resolution},
  volume = {66},
  number = {1},
  pages = {144--161},
  year = {2022},
  doi = {10.1177/00220027211013563}
}""",
    licence="CShapes 2.0: CC BY-NC-SA 4.0; cite",
    url="https://icr.ethz.ch/data/cshapes/",
    first=1886,
    last=2019,
    files=("cow/minimum_distance_spells_1886_2019.csv.gz",),
    tables=(DISTANCE,),
    read=_read,
    basis="kilometres between the nearest points of the two territories on 1 January",
    notes=(
        "Taken on 1 January, so a state has no distance in the year it enters the system. "
        "Nothing before 1886. Distance 0 includes borders across a bridge or river, and differs "
        "now and then from the Correlates of War's contiguity."
    ),
    rows={"distance": 25_754},
)

SOURCES = (MINIMUM_DISTANCE,)
