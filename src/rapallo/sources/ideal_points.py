"""Ideal points in the UN General Assembly, with intervals: Bailey, Strezhnev and Voeten."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import flag, state, year
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Field, Reading, Source, Table

FILE = "unga/ideal_points_1946_2025.tab"
FEW_VOTES = 10
"""A session's estimates rest on few votes where no state has as many as this."""


def _point(name: str, about: str) -> Field:
    return Field(name, pl.Float64, low=-6, high=6, about=about)


IDEAL_POINT = Table(
    "ideal_point",
    "Position of a state on the first dimension of General Assembly votes, by session",
    (
        state(),
        year(low=1946, about="year in which the regular session began (session + 1945)"),
        Field("votes", pl.Int16, low=1, about="votes the state cast in the session"),
        _point("ideal", "posterior mean; larger is nearer the United States"),
        _point("q5", "5 % quantile of the posterior"),
        _point("q10", "10 % quantile of the posterior"),
        _point("q50", "median of the posterior"),
        _point("q90", "90 % quantile of the posterior"),
        _point("q95", "95 % quantile of the posterior"),
        flag("few_votes", f"1 where no state cast {FEW_VOTES} votes in the session"),
    ),
    ("state", "year"),
)


def read(folder: Path) -> Reading:
    """Read the estimates; Correlates of War codes are the file's own."""
    return read_file(folder / FILE, "\t")


def read_file(path: Path, separator: str) -> Reading:
    """Read the estimates from a file whose columns are separated by `separator`."""
    frame = read_delimited(
        path,
        {
            "ccode": pl.Int16,
            "year": pl.Int16,
            "NVotesFP": pl.Int16,
            "IdealPointFP": pl.Float64,
            "Q5%FP": pl.Float64,
            "Q10%FP": pl.Float64,
            "Q50%FP": pl.Float64,
            "Q90%FP": pl.Float64,
            "Q95%FP": pl.Float64,
        },
        separator=separator,
        numbered=True,
    )
    few = (pl.col("NVotesFP").max().over("year") < FEW_VOTES).cast(pl.Int8)
    frame = frame.select(pl.exclude(ROW), few.alias("few_votes"), ROW)
    frame.columns = [*(f.name for f in IDEAL_POINT.fields), ROW]
    return Reading({"ideal_point": frame})


SOURCES = (
    Source(
        id="ideal_points_2025",
        short="UN ideal points to 2025",
        title="United Nations General Assembly Ideal Point Estimates",
        version="1946-2025, final-passage votes",
        citation=(
            "Bailey, Michael A., Anton Strezhnev, and Erik Voeten. 2017. Estimating Dynamic State "
            "Preferences from United Nations Voting Data. Journal of Conflict Resolution 61(2): "
            "430-456."
        ),
        bibtex="""@article{ideal_points_2025,
  author  = {Bailey, Michael A. and Strezhnev, Anton and Voeten, Erik},
  title   = {Estimating Dynamic State Preferences from United Nations Voting Data},
  journal = {Journal of Conflict Resolution},
  year    = {2017},
  volume  = {61},
  number  = {2},
  pages   = {430--456},
  doi     = {10.1177/0022002715595700},
  note    = {Estimates 1946--2025, doi:10.7910/DVN/LEJUQZ}
}""",
        licence="CC0 1.0",
        url="https://doi.org/10.7910/DVN/LEJUQZ",
        first=1946,
        last=2025,
        files=(FILE,),
        tables=(IDEAL_POINT,),
        read=read,
        basis="ordinal item response model of roll calls on final passage",
        notes=(
            "Estimates shift between releases, so compare distances within one release only. The "
            "sessions of 1951, 1955 and 2024 rest on 5 to 8 votes (few_votes = 1); 1964 had "
            "no votes. China's seat is Taiwan's (713) to 1971. The year is that of the session: "
            "its last votes may fall in the next calendar year."
        ),
        rows={"ideal_point": 11_610},
    ),
)
