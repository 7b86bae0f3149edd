"""Which states border each other, by land or water: Correlates of War direct contiguity 3.2."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import level, state
from rapallo.sources.reading import read_table
from rapallo.sources.source import Dropped, Field, Reading, Source, Table

CONTIGUITY = Table(
    "contiguity",
    "A spell during which two states are directly contiguous; both directions are given",
    (
        state("state1"),
        state("state2"),
        level(
            "type",
            1,
            5,
            "1 land or river border; sea of at most 2: 12, 3: 24, 4: 150, 5: 400 miles",
        ),
        Field("start", pl.Date, about="first month, given as its first day"),
        Field("end", pl.Date, about="last month, given as its first day"),
    ),
    ("state1", "state2", "start"),
)


def _read(folder: Path) -> Reading:
    names = {
        "state1": "ccode1",
        "state2": "ccode2",
        "type": "conttype",
        "start": "stdate",
        "end": "enddate",
    }
    frame = read_table(folder / CONTIGUITY_3_2.files[0], CONTIGUITY, names)
    return tidy(frame)


def tidy(frame: pl.DataFrame) -> Reading:
    """Make the table from its columns and `ROW`; spells of no contiguity are left out."""
    apart = frame.filter(pl.col("type") == 0)
    examples = apart.head(3).select(pl.format("{}-{} {}", "state1", "state2", "start")).to_series()
    dropped = Dropped(
        "spells of no contiguity (type 0), which pad the file for pairs contiguous at other times",
        apart.height,
        tuple(examples),
    )
    return Reading(
        {"contiguity": frame.filter(pl.col("type").ne_missing(0))},
        (dropped,) if apart.height else (),
    )


CONTIGUITY_3_2 = Source(
    id="contiguity_3_2",
    short="COW contiguity 3.2",
    title="Correlates of War Direct Contiguity",
    version="3.2",
    citation=(
        "Stinnett, Douglas M., Jaroslav Tir, Philip Schafer, Paul F. Diehl, and Charles Gochman. "
        "2002. The Correlates of War Project Direct Contiguity Data, Version 3. "
        "Conflict Management and Peace Science 19(2): 58-66."
    ),
    bibtex="""@article{contiguity_3_2,
  author = {Stinnett, Douglas M. and Tir, Jaroslav and Schafer, Philip and Diehl, Paul F.
            and Gochman, Charles},
  title = {The Correlates of War Project Direct Contiguity Data, Version 3},
  journal = {Conflict Management and Peace Science},
  volume = {19},
  number = {2},
  pages = {58--66},
  year = {2002},
  doi = {10.1177/073889420201900203},
  note = {Data version 3.2}
}""",
    licence="Free for research with citation; no formal licence",
    url="https://correlatesofwar.org/data-sets/direct-contiguity/",
    first=1816,
    last=2016,
    files=("cow/direct_contiguity_3.2_spells.csv.gz",),
    tables=(CONTIGUITY,),
    read=_read,
    notes=(
        "Dates are months; the day is always the first and means nothing. A spell that ends in "
        "December 2016 was still going when the data end. The five types are not an ordinal "
        "scale of closeness. Contiguity through a dependency is another dataset."
    ),
    rows={"contiguity": 1_694},
)

SOURCES = (CONTIGUITY_3_2,)
