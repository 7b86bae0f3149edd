"""Military exercises of several states: MME version 7 and JME version 3."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo import states
from rapallo.sources.fields import state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Dropped, Field, Reading, Source, Table
from rapallo.sources.spreadsheets import read_sheet

EXERCISE = Table(
    "exercise",
    "A state that took part in an exercise",
    (
        Field("exercise", pl.String, about="the exercise, by its number in the list or its row"),
        Field("edition", pl.String, values=("mme_v7", "jme_v3"), about="which list"),
        state(),
        year(low=1970, high=2010, about="year in which it began"),
    ),
    ("edition", "exercise", "state"),
)
NOT_GIVEN = "-9"
FIRST, LAST = 1970, 2010
"""Years that the lists cover; a beginning outside them is a slip of the pen."""


def _places(prefix: str, count: int) -> list[str]:
    """Name the columns of participants: A to Z, then AA, AB and so on, after a prefix."""
    single = [chr(ord("A") + i) for i in range(26)]
    return [prefix + letters for letters in [*single, *(f"A{one}" for one in single)][:count]]


def _read_mme(folder: Path) -> Reading:
    places = _places("State", 39)
    frame = read_delimited(
        folder / MME_V7.files[0],
        {"MMEID": pl.String, "s.year": pl.Int16, **dict.fromkeys(places, pl.String)},
        numbered=True,
    )
    again = pl.int_range(pl.len()).over("MMEID")
    second = pl.format("{}-{}", "MMEID", again + 1)
    number = pl.when(again == 0).then(pl.col("MMEID")).otherwise(second)
    frame = frame.with_columns(number.alias("exercise")).rename({"s.year": "year"})
    return _participants(frame, places, "mme_v7", "name")


def _read_jme(folder: Path) -> Reading:
    places = _places("State ", 30)
    frame = read_sheet(folder / JME_V3.files[0], "Sheet1_2", ["s.year", "Start Date", *places])
    began = pl.col("s.year").fill_null(pl.col("Start Date").str.extract(r"(\d{4})"))
    frame = frame.with_columns(
        pl.format("jme{}", ROW).alias("exercise"), began.cast(pl.Int16, strict=False).alias("year")
    )
    return _participants(frame, places, "jme_v3", "vdem")


def _participants(
    frame: pl.DataFrame, places: list[str], edition: str, scheme: states.Scheme
) -> Reading:
    frame, undated = drop_rows(
        frame,
        ~pl.col("year").is_between(FIRST, LAST).fill_null(False),
        f"no year of beginning within {FIRST}-{LAST}",
        "exercise",
    )
    long = frame.unpivot(places, index=["exercise", "year", ROW], value_name="name")
    long = long.with_columns(pl.col("name").str.strip_chars()).drop_nulls("name")
    long, unknown = drop_rows(long, pl.col("name") == NOT_GIVEN, "participant not known (-9)")
    long, strangers = match_states(long, {"name": "state"}, scheme)
    once = long.unique(["exercise", "state"], keep="first", maintain_order=True)
    repeated = long.height - once.height
    named_twice = (Dropped("state named twice in one exercise", repeated),) if repeated else ()
    tidy = once.sort(ROW, "state").select(
        "exercise", pl.lit(edition).alias("edition"), "state", "year", ROW
    )
    return Reading({"exercise": tidy}, (*undated, *unknown, *strangers, *named_twice))


MME_V7 = Source(
    id="mme_v7",
    short="MME 7",
    title="Multinational Military Exercises",
    version="7",
    citation=(
        "D'Orazio, Vito, and Kevin Galambos. 2021. Multinational Military Exercises, 1980-2010. "
        "Data set, version 7."
    ),
    bibtex="""@misc{mme_v7,
  author = {D'Orazio, Vito and Galambos, Kevin},
  title = {Multinational Military Exercises, 1980--2010},
  year = {2021},
  howpublished = {Data set, version 7},
  url = {https://www.vitodorazio.com/data.html}
}""",
    licence="No licence stated; cite, and ask before passing the data on",
    url="https://www.vitodorazio.com/data.html",
    first=1980,
    last=2010,
    files=("military_presence/mme_v7.csv",),
    tables=(EXERCISE,),
    read=_read_mme,
    notes=(
        "Coded from press reports in English: small exercises, and those of states that the press "
        "follows less, are undercounted, and the count grows after 1990 partly with the press. "
        "Nothing after 2010. Three numbers are used twice for different exercises; the second "
        "becomes mme3460-2 and so on. A group named without its members (NATO) counts for none. "
        "Russia stands for the Soviet Union before 1992."
    ),
    rows={"exercise": 13_645},
)

JME_V3 = Source(
    id="jme_v3",
    short="JME 3",
    title="Joint Military Exercises",
    version="3",
    citation=(
        "D'Orazio, Vito. 2013. Joint Military Exercises: Introducing a Dataset. Chapter of a "
        "doctoral dissertation, Pennsylvania State University. Data set, version 3."
    ),
    bibtex="""@misc{jme_v3,
  author = {D'Orazio, Vito},
  title = {Joint Military Exercises: Introducing a Dataset},
  year = {2013},
  howpublished = {Chapter of a doctoral dissertation, Pennsylvania State University; data set,
                  version 3},
  url = {https://www.vitodorazio.com/dissertation-chapter-three.html}
}""",
    licence="No licence stated; cite, and ask before passing the data on",
    url="https://www.vitodorazio.com/data.html",
    first=1974,
    last=2010,
    files=("military_presence/jme_v3.xls",),
    tables=(EXERCISE,),
    read=_read_jme,
    notes=(
        "An older, smaller list by the same author and from the same kind of reports; it overlaps "
        "with MME, so never add the two up. It is used for 1974-1979, where it has few rows. "
        "Exercises have no number; the row in the sheet serves."
    ),
    rows={"exercise": 6_310},
)

SOURCES = (MME_V7, JME_V3)
