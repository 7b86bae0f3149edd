"""The UN Digital Library's yearly files of all votes: General Assembly and Security Council."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import flag, level, state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Dropped, Field, Reading, Source, SourceError, Table
from rapallo.sources.un_library import CODES, SOURCES

ABSENT = ("X", "NV")
"""How a member that did not vote is marked; older files say NV."""
NAMES = {"undl_id": "undl", "ms_code": "iso3", "ms_vote": "vote", "date": "date"}
NEWEST = "https://digitallibrary.un.org/api/v1/file?recid={}"


def read_assembly(files: tuple[Path, ...]) -> Reading:
    """Read General Assembly votes; roll calls are numbered within the calendar year by date.

    Raises
    ------
    SourceError
        If a vote is none of Y, A, N, X and NV, or a member has two votes on a resolution.
    """
    votes, resolutions, account = _votes(files[0])
    roll_calls = (
        resolutions.sort("date", "undl")
        .with_columns(pl.col("undl").cum_count().over("year").cast(pl.Int32).alias("number"))
        .with_columns((pl.col("year").cast(pl.Int32) * 1000 + pl.col("number")).alias("rollcall"))
    )
    votes = votes.join(roll_calls.select("undl", "rollcall"), on="undl", maintain_order="left")
    votes, dropped = match_states(votes, {"iso3": "state"}, "iso3")
    return Reading(
        {
            "un_library_roll_call": roll_calls.select("rollcall", "year", "resolution"),
            "un_library_vote": votes.select("rollcall", "year", "state", "vote", ROW),
        },
        account + dropped,
    )


def read_council(files: tuple[Path, ...]) -> Reading:
    """Read Security Council votes on the resolutions that it adopted."""
    votes, resolutions, account = _votes(files[0], "permanent_member", "modality")
    permanent = pl.col("permanent_member").str.to_lowercase().is_in(["true", "1"]).cast(pl.Int8)
    votes = votes.with_columns(permanent.alias("permanent"))
    votes, dropped = match_states(votes, {"iso3": "state"}, "iso3")
    names = [f.name for f in COUNCIL_VOTE.fields]
    rows = resolutions.select("undl", "date", "year", "resolution").sort("undl")
    return Reading(
        {"un_council_resolution": rows, "un_council_vote": votes.select(*names, ROW)},
        account + dropped,
    )


def _votes(path: Path, *more: str) -> tuple[pl.DataFrame, pl.DataFrame, tuple[Dropped, ...]]:
    """Return votes cast, the resolutions voted on, and an account of the rest."""
    frame = read_delimited(
        path,
        {
            "undl_id": pl.Int64,
            "ms_code": pl.String,
            "ms_vote": pl.String,
            "date": pl.Date,
            "resolution": pl.String,
            **dict.fromkeys(more, pl.String),
        },
        numbered=True,
    ).rename(NAMES)
    frame = frame.with_columns(pl.col("date").dt.year().cast(pl.Int16).alias("year"))
    blank = pl.col("vote").is_null()
    frame, none = drop_rows(frame, blank, "no vote is recorded for the member", "iso3")
    frame, absent = drop_rows(frame, pl.col("vote").is_in(ABSENT), "member did not vote")
    wrong = frame.filter(~pl.col("vote").is_in(list(CODES)))
    if wrong.height:
        raise SourceError(
            f"{path} row {wrong[ROW][0]}: ms_vote is {wrong['vote'][0]!r}; "
            f"it must be in {(*CODES, *ABSENT)}"
        )
    frame = frame.with_columns(pl.col("vote").replace_strict(CODES, return_dtype=pl.Int8))
    resolutions = frame.select("undl", "date", "year", "resolution").unique(maintain_order=True)
    return frame, resolutions, none + absent


_UNDL = Field("undl", pl.Int64, low=1, about="record in the UN Digital Library")
COUNCIL_RESOLUTION = Table(
    "un_council_resolution",
    "Resolutions that the Security Council adopted by a vote",
    (
        _UNDL,
        Field("date", pl.Date, about="day of the vote"),
        year(low=1946),
        Field("resolution", pl.String, nullable=True, about="symbol"),
    ),
    ("undl",),
)
COUNCIL_VOTE = Table(
    "un_council_vote",
    "Votes cast in the Security Council on resolutions adopted; who did not vote has no row",
    (
        _UNDL,
        Field("date", pl.Date, about="day of the vote"),
        year(low=1946),
        state(),
        level("vote", 1, 3, "1 yes, 2 abstain, 3 no"),
        flag("permanent", "a permanent member"),
    ),
    ("undl", "state"),
)

COUNCIL = Source(
    id="un_library_council",
    short="UN Library, Council votes",
    title="United Nations Digital Library: Security Council voting data",
    version="1946 on",
    citation=(
        "United Nations, Dag Hammarskjöld Library. Security Council Voting Data. UN Digital "
        "Library, record 4055387."
    ),
    bibtex="""@misc{un_library_council,
  author = {{United Nations, Dag Hammarskj{\\"o}ld Library}},
  title  = {Security Council Voting Data},
  note   = {Adopted resolutions, 1946 on},
  url    = {https://digitallibrary.un.org/record/4055387}
}""",
    licence="United Nations, use with attribution",
    url="https://digitallibrary.un.org/record/4055387",
    first=1946,
    last=2026,
    files=(),
    tables=(COUNCIL_RESOLUTION, COUNCIL_VOTE),
    read=lambda _: Reading({}),
    basis="votes on resolutions that the Council adopted: no vetoed draft is among them",
    notes=(
        "Adopted resolutions only: a veto defeats a draft, so no veto is in this file; see the "
        "lists of vetoes. Those adopted without a vote have no votes cast and are left out."
    ),
)

FORMS = (
    Official(
        SOURCES[0],
        (
            Address(
                "https://digitallibrary.un.org/record/4060887/files/2026_02_06_ga_voting.csv",
                NEWEST.format(4060887),
                r"https?://[^\s\"']*/\d{4}_\d{1,2}_\d{1,2}_ga_voting[\w-]*\.csv",
            ),
        ),
        read_assembly,
        notes="From 1946. Roll calls are numbered within the year by date and record, so that the "
        "numbers are not those of the file given from 1992 to 2021.",
    ),
    Official(
        COUNCIL,
        (
            Address(
                "https://digitallibrary.un.org/record/4055387/files/2026_02_06_sc_voting.csv",
                NEWEST.format(4055387),
                r"https?://[^\s\"']*/\d{4}_\d{1,2}_\d{1,2}_sc_voting[\w-]*\.csv",
            ),
        ),
        read_council,
    ),
)
