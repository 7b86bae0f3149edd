"""Vetoes in the UN Security Council, 1946 to April 2026, from two lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from rapallo.sources.fields import state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Field, Reading, Source, SourceError, Table

EARLY = "unsc/vetoes_1946_2022.csv"
LATE = "unsc/vetoes_2022_2026.csv"
EARLY_ENDS = date(2022, 7, 31)
"""Last day of the early list; what the later list repeats is left out there."""
SEAT_CHANGES = date(1971, 10, 25)
"""Day on which the People's Republic took China's seat (General Assembly resolution 2758)."""


VETO = Table(
    "veto",
    "Vetoes, one row for each permanent member that cast one",
    (
        Field("edition", pl.String, values=("to_2022", "from_2022"), about="which list"),
        Field("item", pl.Int16, low=1, about="row of the list: one vote of the Council"),
        Field("draft", pl.String, nullable=True, about="draft or meeting voted on"),
        Field("date", pl.Date, about="day of the vote"),
        year(low=1946, high=2100),
        state(about="permanent member that cast the veto, Correlates of War code"),
        Field("topic", pl.String, about="what the vote was about"),
        Field("confidence", pl.String, nullable=True, about="how sure the compiler is"),
    ),
    ("edition", "item", "state"),
)


def read_early(folder: Path) -> Reading:
    """Read the list to July 2022 by its columns of vetoing members."""
    columns = ("member_veto1", "member_veto2", "member_veto3")
    frame = read_delimited(
        folder / EARLY,
        {
            "date": pl.String,
            "draft": pl.String,
            "crisis_topic": pl.String,
            **dict.fromkeys(columns, pl.String),
        },
        numbered=True,
    )
    frame = _dated(frame, "%m/%d/%Y", folder / EARLY)
    frame = frame.unpivot(
        on=columns,
        index=["item", "draft", "date", "year", "crisis_topic", ROW],
        value_name="member",
    ).rename({"crisis_topic": "topic"})
    frame = frame.filter(pl.col("member").str.strip_chars().fill_null("") != "")
    frame = frame.with_columns(
        pl.when((pl.col("member") == "China") & (pl.col("date") < SEAT_CHANGES))
        .then(pl.lit("Taiwan"))
        .otherwise(pl.col("member").str.strip_chars())
        .alias("member"),
        pl.lit(None, pl.String).alias("confidence"),
    )
    frame, dropped = match_states(frame, {"member": "state"}, "name")
    return Reading({"veto": _tidy(frame, "to_2022")}, dropped)


def read_late(folder: Path) -> Reading:
    """Read the list from 2022 on; leave out what the early list has."""
    frame = read_delimited(
        folder / LATE,
        {
            "date": pl.String,
            "draft": pl.String,
            "topic": pl.String,
            "vetoed_by": pl.String,
            "confidence": pl.String,
        },
        numbered=True,
    )
    frame = _dated(frame, "%Y-%m-%d", folder / LATE)
    frame, both = drop_rows(
        frame, pl.col("date") <= EARLY_ENDS, "also in the list to July 2022", "draft"
    )
    frame = frame.with_columns(pl.col("vetoed_by").str.split(" ").alias("member")).explode("member")
    frame, dropped = match_states(frame, {"member": "state"}, "iso3")
    return Reading({"veto": _tidy(frame, "from_2022")}, both + dropped)


def _dated(frame: pl.DataFrame, pattern: str, path: Path) -> pl.DataFrame:
    day = frame["date"].str.to_date(pattern, strict=False)
    if day.null_count():
        row = int(day.is_null().arg_true()[0])
        raise SourceError(f"{path} row {row + 1}: date is {frame['date'][row]!r}; not {pattern}")
    return frame.with_columns(
        day,
        day.dt.year().cast(pl.Int16).alias("year"),
        pl.col(ROW).cast(pl.Int16).alias("item"),
    )


def _tidy(frame: pl.DataFrame, edition: str) -> pl.DataFrame:
    frame = frame.with_columns(pl.lit(edition).alias("edition"))
    return frame.select(*(f.name for f in VETO.fields), ROW).sort("item", "state")


_CITATION = (
    "United Nations, Dag Hammarskjöld Library. Security Council, Quick Links: Vetoes; and the "
    "Council's meeting records."
)

SOURCES = (
    Source(
        id="unsc_vetoes_2022",
        short="UNSC vetoes to 2022",
        title="Vetoes in the UN Security Council, 1946 to July 2022",
        version="to July 2022",
        citation=_CITATION,
        bibtex="""@misc{unsc_vetoes_2022,
  author = {{United Nations, Dag Hammarskj{\\"o}ld Library}},
  title  = {Security Council, Quick Links: Vetoes},
  note   = {1946 to July 2022},
  url    = {https://research.un.org/en/docs/sc/quick}
}""",
        licence="facts; cite",
        url="https://research.un.org/en/docs/sc/quick",
        first=1946,
        last=2022,
        files=(EARLY,),
        tables=(VETO,),
        read=read_early,
        basis="negative votes of permanent members that defeated a draft",
        notes=(
            "Several vetoes may share a document where only the meeting is given (1946, 1947). "
            "The list's columns of flags by member are incomplete and are not used. The list has "
            "no veto of China's seat before 1972, though Taiwan, which then held it, cast one in "
            "1955 against Mongolia's admission."
        ),
        rows={"veto": 265},
    ),
    Source(
        id="unsc_vetoes_2026",
        short="UNSC vetoes to 2026",
        title="Vetoes in the UN Security Council, August 2022 to April 2026",
        version="to April 2026",
        citation=_CITATION,
        bibtex="""@misc{unsc_vetoes_2026,
  author = {{United Nations, Dag Hammarskj{\\"o}ld Library}},
  title  = {Security Council, Quick Links: Vetoes},
  note   = {August 2022 to April 2026, compiled from meeting records},
  url    = {https://research.un.org/en/docs/sc/quick}
}""",
        licence="facts; cite",
        url="https://research.un.org/en/docs/sc/quick",
        first=2022,
        last=2026,
        files=(LATE,),
        tables=(VETO,),
        read=read_late,
        basis="negative votes of permanent members that defeated a draft",
        notes="S/2025/115 is doubtful and S/2023/1029 an amendment, not a draft resolution.",
        rows={"veto": 21},
    ),
)
