"""Voeten's tables on Dataverse: roll calls with all votes in one file, and ideal points."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources import ideal_points, un_votes
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Reading, SourceError

ISSUES = ("me", "nu", "di", "hr", "co", "ec")
CAST = (1, 2, 3)
NOT_CAST = (8, 9)
"""Absent, and not a member."""
DATASET = (
    "https://dataverse.harvard.edu/api/datasets/:persistentId/?persistentId=doi:10.7910/DVN/LEJUQZ"
)
FILE = "https://dataverse.harvard.edu/api/access/datafile/{}"


def read_votes(files: tuple[Path, ...]) -> Reading:
    """Read roll calls, votes and issues from the one table of all votes.

    Raises
    ------
    SourceError
        If a vote is none of 1, 2, 3, 8, 9, or a roll call has two dates.
    """
    path = files[0]
    frame = read_delimited(
        path,
        {
            "rcid": pl.Int32,
            "ccode": pl.Int16,
            "session": pl.Int16,
            "vote": pl.Int8,
            "date": pl.Date,
            "unres": pl.String,
            "importantvote": pl.Int8,
            "descr": pl.String,
            **dict.fromkeys(ISSUES, pl.Int8),
        },
        separator=separator(path),
        numbered=True,
    )
    wrong = frame.filter(~pl.col("vote").is_in([*CAST, *NOT_CAST]))
    if wrong.height:
        raise SourceError(
            f"{path} row {wrong[ROW][0]}: vote is {wrong['vote'][0]!r}; "
            f"it must be in {(*CAST, *NOT_CAST)}"
        )
    frame = frame.with_columns(pl.col("date").dt.year().cast(pl.Int16).alias("year"))
    about = frame.unique(
        ["rcid", "session", "date", "unres", "importantvote", "descr", *ISSUES],
        keep="first",
        maintain_order=True,
    )
    frame, absent = drop_rows(frame, pl.col("vote").is_in(NOT_CAST), "absent or not a member")
    votes, dropped = match_states(frame, {"ccode": "state"}, "cow")
    issues = about.unpivot(on=ISSUES, index=["rcid"], variable_name="issue").filter(
        pl.col("value") == 1
    )
    roll_calls = about.select(
        "rcid",
        "session",
        (pl.col("session") + un_votes.FIRST_SESSION).cast(pl.Int16).alias("session_year"),
        "year",
        "date",
        pl.col("importantvote").alias("important"),
        *(pl.when(pl.col(c) != "NA").then(pl.col(c)).alias(c) for c in ("unres", "descr")),
        ROW,
    )
    return Reading(
        {
            "un_roll_call": roll_calls,
            "un_vote": votes.select("rcid", "state", "vote", ROW),
            "un_issue": issues.select("rcid", "issue").unique(maintain_order=True),
        },
        absent + dropped,
    )


def read_points(files: tuple[Path, ...]) -> Reading:
    """Read ideal points, as Dataverse's tab-separated table or as the original CSV."""
    return ideal_points.read_file(files[0], separator(files[0]))


def separator(path: Path) -> str:
    """Return a tab for Dataverse's own tables, else a comma."""
    return "\t" if path.suffix == ".tab" else ","


FORMS = (
    Official(
        un_votes.SOURCES[0],
        (
            Address(
                FILE.format(""),
                DATASET,
                r"(?i)un_?votes.*\.(tab|csv)",
                kind="dataverse",
            ),
        ),
        read_votes,
        notes="One table with a row a vote, which names roll calls anew from release to release.",
    ),
    Official(
        ideal_points.SOURCES[0],
        (
            Address(
                FILE.format(""),
                DATASET,
                r"(?i)ideal_?point_?estimates.*\d{4}.*\.(tab|csv)",
                kind="dataverse",
            ),
        ),
        read_points,
    ),
)
