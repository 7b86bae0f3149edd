"""Armed conflicts and the states on each side: UCDP/PRIO Armed Conflict Dataset 25.1."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import flag, level, state, year
from rapallo.sources.matching import match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import Field, Reading, Source, Table

CONFLICT = Field("conflict", pl.Int32, low=1, about="UCDP's number of the conflict")
INTENSITY = level("intensity", 1, 2, "1: 25-999 deaths in battle this year, 2: 1,000 or more")
KIND = level("kind", 1, 4, "1 extrasystemic, 2 interstate, 3 intrastate, 4 internationalised")
TERRITORY = flag("territory", "fought over territory, not over government alone")

CONFLICT_PAIR = Table(
    "conflict",
    "Two states in one conflict in a year, on opposite sides or on the same (lower code first)",
    (
        CONFLICT,
        year(low=1946),
        state("state1"),
        state("state2"),
        Field(
            "role",
            pl.String,
            values=("opposed", "supporting"),
            about="opposed: troops on opposite sides; supporting: on the same side",
        ),
        INTENSITY,
        KIND,
        TERRITORY,
    ),
    ("conflict", "year", "state1", "state2"),
)
CONFLICT_STATE = Table(
    "conflict_state",
    "A state with troops in a conflict in a year",
    (
        CONFLICT,
        year(low=1946),
        state(),
        Field("side", pl.String, values=("a", "b"), about="a is the government's side in a revolt"),
        flag("secondary", "it supports a warring party with troops, and is none itself"),
        INTENSITY,
        KIND,
        TERRITORY,
    ),
    ("conflict", "year", "state", "side"),
)
SIDES = {
    "gwno_a": ("a", 0),
    "gwno_a_2nd": ("a", 1),
    "gwno_b": ("b", 0),
    "gwno_b_2nd": ("b", 1),
}
TERRITORIAL = (1, 3)
"""Incompatibilities about territory, and about territory and government."""
COLUMNS = {
    "conflict_id": pl.Int32,
    "year": pl.Int16,
    "intensity_level": pl.Int8,
    "type_of_conflict": pl.Int8,
    "incompatibility": pl.Int8,
    **dict.fromkeys(SIDES, pl.String),
}


def _read(folder: Path) -> Reading:
    return tidy(read_delimited(folder / UCDP_ACD.files[0], COLUMNS))


def tidy(frame: pl.DataFrame) -> Reading:
    """Make the two tables from the columns of the UCDP/PRIO file."""
    frame = frame.rename(
        {"conflict_id": "conflict", "intensity_level": "intensity", "type_of_conflict": "kind"}
    )
    frame = frame.with_columns(
        pl.col("incompatibility").is_in(TERRITORIAL).cast(pl.Int8).alias("territory")
    )
    common = ["conflict", "year", "intensity", "kind", "territory"]
    sides = pl.concat(
        frame.drop_nulls(column).select(
            *common,
            pl.col(column).str.split(",").alias("gw"),
            pl.lit(side).alias("side"),
            pl.lit(secondary, pl.Int8).alias("secondary"),
        )
        for column, (side, secondary) in SIDES.items()
    ).explode("gw")
    sides = sides.with_columns(pl.col("gw").str.strip_chars())
    sides, dropped = match_states(sides, {"gw": "state"}, "gw")
    one = sides.sort("conflict", "year", "state", "side", "secondary").unique(
        ["conflict", "year", "state", "side"], keep="first", maintain_order=True
    )
    names = [f.name for f in CONFLICT_STATE.fields]
    return Reading({"conflict": _pairs(one), "conflict_state": one.select(names)}, dropped)


def _pairs(sides: pl.DataFrame) -> pl.DataFrame:
    """Pair the states of each conflict and year; those seen on both sides count as opposed."""
    both = sides.join(sides.select("conflict", "year", "state", "side"), on=["conflict", "year"])
    both = both.filter(pl.col("state") < pl.col("state_right")).with_columns(
        pl.when(pl.col("side") == pl.col("side_right"))
        .then(pl.lit("supporting"))
        .otherwise(pl.lit("opposed"))
        .alias("role")
    )
    both = both.rename({"state": "state1", "state_right": "state2"})
    names = [f.name for f in CONFLICT_PAIR.fields]
    return (
        both.select(names).sort(names).unique(CONFLICT_PAIR.key, keep="first", maintain_order=True)
    )


UCDP_ACD = Source(
    id="ucdp_prio_acd_25_1",
    short="UCDP/PRIO 25.1",
    title="UCDP/PRIO Armed Conflict Dataset",
    version="25.1",
    citation=(
        "Gleditsch, Nils Petter, Peter Wallensteen, Mikael Eriksson, Margareta Sollenberg, and "
        "Håvard Strand. 2002. Armed Conflict 1946-2001: A New Dataset. Journal of Peace Research "
        "39(5): 615-637. Davies, Shawn, Therése Pettersson, Margareta Sollenberg, and Magnus "
        "Öberg. 2025. Organized Violence 1989-2024, and the Challenges of Identifying Civilian "
        "Victims. Journal of Peace Research 62(4)."
    ),
    bibtex="""@article{ucdp_prio_acd_25_1,
  author = {Gleditsch, Nils Petter and Wallensteen, Peter and Eriksson, Mikael
            and Sollenberg, Margareta and Strand, H{\\aa}vard},
  title = {Armed Conflict 1946--2001: A New Dataset},
  journal = {Journal of Peace Research},
  volume = {39},
  number = {5},
  pages = {615--637},
  year = {2002},
  doi = {10.1177/0022343302039005007},
  note = {Data version 25.1}
}""",
    licence="CC BY 4.0",
    url="https://ucdp.uu.se/downloads/",
    first=1946,
    last=2024,
    files=("ucdp/ucdp_prio_acd_25_1.csv",),
    tables=(CONFLICT_PAIR, CONFLICT_STATE),
    read=_read,
    notes=(
        "A conflict-year needs 25 deaths in battle. In an interstate conflict side A and side B "
        "are governments; in an intrastate one side A is the government and side B the rebels, who "
        "have no state code. Secondary parties are states that send troops in support: those of "
        "side A fight with the government, those of side B with the rebels, hence against the "
        "government (Russia in Ukraine 2014-2021 is opposed to Ukraine here). Support without "
        "troops is not counted. All states on a side are paired with all on the other, whether or "
        "not their troops met. Sides A and B do not say who attacked."
    ),
    rows={"conflict": 56_176, "conflict_state": 6_317},
)

SOURCES = (UCDP_ACD,)
