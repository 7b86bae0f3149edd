"""Roll calls of the UN General Assembly and the votes of its members, 1946 to January 2020."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from rapallo.sources.fields import flag, level, state, year
from rapallo.sources.matching import match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Field, Reading, Source, SourceError, Table

VOTES = "unga/un_votes_1946_2019.csv.gz"
ROLL_CALLS = "unga/un_roll_calls_1946_2019.csv.gz"
ISSUES = "unga/un_roll_call_issues_1946_2019.csv.gz"
FIRST_SESSION = 1945
"""A session and this number give the year in which the session began."""

CODES = {"yes": 1, "abstain": 2, "no": 3}
GERMANY_UNITED = date(1990, 10, 3)
YEMEN_UNITED = date(1990, 5, 22)

_RCID = Field("rcid", pl.Int32, low=1, about="roll call, the compilers' number")

ROLL_CALL = Table(
    "un_roll_call",
    "Roll calls of the General Assembly",
    (
        _RCID,
        Field("session", pl.Int16, low=1, high=100, about="regular session"),
        year("session_year", low=1946, about="year in which the session began: session + 1945"),
        year(low=1946, about="calendar year of the roll call"),
        Field("date", pl.Date, about="day of the roll call"),
        flag("important", "1 where the US Department of State lists it", nullable=True),
        Field("unres", pl.String, nullable=True, about="resolution or document symbol"),
        Field("descr", pl.String, nullable=True, about="what was voted on"),
    ),
    ("rcid",),
    ROLL_CALLS,
)
VOTE = Table(
    "un_vote",
    "Votes cast; a member that was absent has no row",
    (_RCID, state(), level("vote", 1, 3, "1 yes, 2 abstain, 3 no")),
    ("rcid", "state"),
    VOTES,
)
ISSUE = Table(
    "un_issue",
    "What a roll call is about; one roll call may have several issues or none",
    (
        _RCID,
        Field(
            "issue",
            pl.String,
            values=("me", "nu", "di", "hr", "co", "ec"),
            about=(
                "me Palestinian conflict, nu nuclear weapons and material, di arms control, "
                "hr human rights, co colonialism, ec economic development"
            ),
        ),
    ),
    ("rcid", "issue"),
    ISSUES,
)


def read(folder: Path) -> Reading:
    """Read roll calls, votes and issues; members that were not states of the system are left out.

    Raises
    ------
    SourceError
        If a vote is not yes, abstain or no, or a vote or issue belongs to no roll call.
    """
    roll_calls = _roll_calls(folder)
    known = roll_calls.select("rcid", "session_year", "year", "date")
    votes = read_delimited(
        folder / VOTES,
        {"rcid": pl.Int32, "country": pl.String, "vote": pl.String},
        numbered=True,
    )
    wrong = votes.filter(~pl.col("vote").is_in(list(CODES)))
    if wrong.height:
        raise SourceError(f"{folder / VOTES}: vote is {wrong['vote'][0]!r}; it is yes, abstain, no")
    votes = votes.with_columns(
        pl.col("vote").replace_strict(CODES, return_dtype=pl.Int8),
    ).join(known, on="rcid", how="left", maintain_order="left")
    _require_known(votes, folder / VOTES)
    votes = votes.with_columns(_member())
    votes, dropped = match_states(votes, {"country": "state"}, "name")
    issues = read_delimited(
        folder / ISSUES, {"rcid": pl.Int32, "short_name": pl.String}, numbered=True
    )
    _require_known(issues.join(known, on="rcid", how="left"), folder / ISSUES)
    return Reading(
        {
            "un_roll_call": roll_calls,
            "un_vote": votes.select("rcid", "state", "vote", ROW),
            "un_issue": issues.rename({"short_name": "issue"}),
        },
        dropped,
    )


def _roll_calls(folder: Path) -> pl.DataFrame:
    frame = read_delimited(
        folder / ROLL_CALLS,
        {
            "rcid": pl.Int32,
            "session": pl.Int16,
            "importantvote": pl.Int8,
            "date": pl.Date,
            "unres": pl.String,
            "descr": pl.String,
        },
        numbered=True,
    )
    return frame.select(
        "rcid",
        "session",
        (pl.col("session") + FIRST_SESSION).cast(pl.Int16).alias("session_year"),
        pl.col("date").dt.year().cast(pl.Int16).alias("year"),
        "date",
        pl.col("importantvote").alias("important"),
        *(pl.when(pl.col(c) != "NA").then(pl.col(c)).alias(c) for c in ("unres", "descr")),
        ROW,
    )


def _member() -> pl.Expr:
    """Name united Germany and Yemen from the day they united: the file waits for 1991."""
    name, day = pl.col("country"), pl.col("date")
    return (
        pl.when((name == "Federal Republic of Germany") & (day >= GERMANY_UNITED))
        .then(pl.lit("Germany"))
        .when((name == "Yemen Arab Republic") & (day >= YEMEN_UNITED))
        .then(pl.lit("Yemen"))
        .otherwise(name)
        .alias("country")
    )


def _require_known(frame: pl.DataFrame, path: Path) -> None:
    lost = frame.filter(pl.col("date").is_null())
    if lost.height:
        raise SourceError(f"{path}: roll call {lost['rcid'][0]} is not in {ROLL_CALLS}")


SOURCES = (
    Source(
        id="unga_votes_2019",
        short="UNGA votes to 2019",
        title="United Nations General Assembly Voting Data",
        version="sessions 1-74, to January 2020",
        citation=(
            "Voeten, Erik. 2013. Data and Analyses of Voting in the United Nations General "
            "Assembly. In Routledge Handbook of International Organization, edited by Bob "
            "Reinalda. London: Routledge. Data: Voeten, Erik, Anton Strezhnev, and Michael "
            "Bailey, United Nations General Assembly Voting Data, doi:10.7910/DVN/LEJUQZ."
        ),
        bibtex="""@incollection{unga_votes_2019,
  author    = {Voeten, Erik},
  title     = {Data and Analyses of Voting in the {United Nations} {General Assembly}},
  booktitle = {Routledge Handbook of International Organization},
  editor    = {Reinalda, Bob},
  publisher = {Routledge},
  address   = {London},
  year      = {2013},
  note      = {Data: doi:10.7910/DVN/LEJUQZ, sessions 1--74}
}""",
        licence="CC0 1.0",
        url="https://doi.org/10.7910/DVN/LEJUQZ",
        first=1946,
        last=2020,
        files=(ROLL_CALLS, VOTES, ISSUES),
        tables=(ROLL_CALL, VOTE, ISSUE),
        read=read,
        basis="roll calls in plenary, adopted or not, with votes on paragraphs and amendments",
        notes=(
            "Sessions run into the next calendar year, so a session is not a year: use the date "
            "for as-of questions and session_year to compare with ideal points. Session 19 "
            "(1964) held one vote. China's seat is Taiwan's (713) until October 1971. Ukraine "
            "and Belarus vote from 1946 but enter the state system in 1991. Do not splice with "
            "the UN Library's votes, which are another set."
        ),
        rows={"un_roll_call": 6_203, "un_vote": 862_714, "un_issue": 5_745},
    ),
)
