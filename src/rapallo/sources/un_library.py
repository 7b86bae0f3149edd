"""General Assembly votes on adopted resolutions, 1992-2021: UN Digital Library."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import level, state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Field, Reading, Source, SourceError, Table

FILE = "unga/un_library_votes_1992_2022_long.csv.gz"
LAST = 2021
"""The file holds a handful of votes of the year after, which do not make a year."""
CODES = {"Y": 1, "A": 2, "N": 3}
ABSENT = "X"

_ROLLCALL = Field(
    "rollcall", pl.Int32, low=1946001, about="year and number in the year, as in 1992001"
)

ROLL_CALL = Table(
    "un_library_roll_call",
    "Votes on resolutions that the General Assembly adopted",
    (
        _ROLLCALL,
        year(low=1946),
        Field("resolution", pl.String, nullable=True, about="symbol, given from 2020"),
    ),
    ("rollcall",),
)
VOTE = Table(
    "un_library_vote",
    "Votes cast; a member that did not vote has no row",
    (_ROLLCALL, year(low=1946), state(), level("vote", 1, 3, "1 yes, 2 abstain, 3 no")),
    ("rollcall", "state"),
)


def read(folder: Path) -> Reading:
    """Read the votes; leave out members that did not vote and the stray votes of 2022.

    Raises
    ------
    SourceError
        If a vote is none of Y, A, N and X.
    """
    frame = read_delimited(
        folder / FILE,
        {
            "year": pl.Int16,
            "seq_in_year": pl.Int32,
            "resolution": pl.String,
            "iso3": pl.String,
            "vote": pl.String,
        },
        numbered=True,
    )
    wrong = frame.filter(~pl.col("vote").is_in([*CODES, ABSENT]))
    if wrong.height:
        raise SourceError(f"{folder / FILE}: vote is {wrong['vote'][0]!r}; it is Y, A, N or X")
    frame, late = drop_rows(frame, pl.col("year") > LAST, "part of a year only", "year")
    frame, absent = drop_rows(frame, pl.col("vote") == ABSENT, "member did not vote")
    frame = frame.with_columns(
        (pl.col("year").cast(pl.Int32) * 1000 + pl.col("seq_in_year")).alias("rollcall"),
        pl.col("vote").replace_strict(CODES, return_dtype=pl.Int8),
    )
    roll_calls = frame.select("rollcall", "year", "resolution").unique(maintain_order=True)
    votes, dropped = match_states(frame, {"iso3": "state"}, "iso3")
    return Reading(
        {
            "un_library_roll_call": roll_calls,
            "un_library_vote": votes.select("rollcall", "year", "state", "vote", ROW),
        },
        late + absent + dropped,
    )


SOURCES = (
    Source(
        id="un_library_votes_2021",
        short="UN Library votes to 2021",
        title="United Nations Digital Library: General Assembly voting data",
        version="1992-2021",
        citation=(
            "United Nations, Dag Hammarskjöld Library. General Assembly Voting Data. UN Digital "
            "Library, record 4060887."
        ),
        bibtex="""@misc{un_library_votes_2021,
  author = {{United Nations, Dag Hammarskj{\\"o}ld Library}},
  title  = {General Assembly Voting Data},
  note   = {Adopted resolutions, 1992--2021},
  url    = {https://digitallibrary.un.org/record/4060887}
}""",
        licence="United Nations, use with attribution",
        url="https://digitallibrary.un.org/record/4060887",
        first=1992,
        last=LAST,
        files=(FILE,),
        tables=(ROLL_CALL, VOTE),
        read=read,
        basis="recorded votes on adopted resolutions, without votes on paragraphs",
        notes=(
            "Another set of votes than the Voeten data: agreement differs by some points, so the "
            "two must not be spliced. Members that did not vote (X) have no row."
        ),
        rows={"un_library_roll_call": 2_338, "un_library_vote": 398_696},
    ),
)
