"""Militarized disputes: the Correlates of War's archive, and Gibler, Miller and Little's.

Both are brought into the form of the file given: one dispute for each directed pair and year.
Names and columns were checked against copies of MIDB 5.0 and of ``gml-ddy-disputes-2.1.1.csv``,
and against the code that made the files given from them (peacesciencer, in R). The address of
Gibler, Miller and Little's archive is the short one on an author's page; it could not be tried.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources import disputes
from rapallo.sources.content import as_utf8
from rapallo.sources.disputes import GML, MID
from rapallo.sources.official.archive import unzip
from rapallo.sources.official.cow import HOME
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import MISSING, date_of, parse_delimited
from rapallo.sources.source import ROW, Dropped, Reading, SourceError

ABSENT = (*MISSING, "-9")
GRAVITY = ("fatality", "hostlev", "mindur", "maxdur", "recip")
"""By which of several disputes of a pair in a year the gravest is kept, the first first."""
WHOLE = {**dict.fromkeys((*GRAVITY, "stmon"), pl.Int32), "dispnum": pl.Int32}
DATES = ("stday", "stmon", "styear", "endday", "endmon", "endyear")
PARTICIPANT = {
    "dispnum": pl.Int32,
    "ccode": pl.Int16,
    **dict.fromkeys(DATES, pl.Int32),
    **dict.fromkeys(("sidea", "fatality", "hiact", "hostlev"), pl.Int8),
}


def read_mid(files: tuple[Path, ...]) -> Reading:
    """Pair the participants of a dispute who were on opposite sides on a day, year by year.

    An unknown day is the first of the month of entry and the last of the month of leaving. A
    dispute begins anew for a pair where one of them left and came back.
    """
    raw, where = unzip(files[0], r"MIDA \d+\.\d+\.csv")
    whole = parse_delimited(as_utf8(raw, where), where, WHOLE, missing=ABSENT)
    raw, where = unzip(files[0], r"MIDB \d+\.\d+\.csv")
    part = parse_delimited(as_utf8(raw, where), where, PARTICIPANT, missing=ABSENT, numbered=True)
    left = pl.col("endyear"), pl.col("endmon")
    part = part.with_columns(
        begin=date_of(pl.col("styear"), pl.col("stmon"), pl.col("stday").fill_null(1)),
        end=pl.when(pl.col("endday").is_null())
        .then(date_of(*left, pl.lit(1)).dt.month_end())
        .otherwise(date_of(*left, pl.col("endday"))),
    )
    wrong = part.filter(~(pl.col("begin") <= pl.col("end")).fill_null(False))
    if wrong.height:
        raise SourceError(
            f"{where} row {wrong[ROW][0]}: {' '.join(DATES)} must be two dates, the first not "
            "after the second"
        )
    pairs = (
        part.join(part, on="dispnum", suffix="2", maintain_order="left_right")
        .filter(
            pl.col("sidea") != pl.col("sidea2"),
            pl.col("begin") <= pl.col("end2"),
            pl.col("begin2") <= pl.col("end"),
        )
        .with_columns(
            begin=pl.max_horizontal("begin", "begin2").dt.year(),
            end=pl.min_horizontal("end", "end2").dt.year(),
        )
        .with_columns(year=pl.int_ranges("begin", pl.col("end") + 1, dtype=pl.Int16))
        .explode("year")
        .with_columns(onset=(pl.col("year") == pl.col("begin")).cast(pl.Int8))
        .select(
            *(pl.col(old).alias(new) for new, old in _SIDES.items()),
            "year",
            "onset",
            pl.lit(1, pl.Int8).alias("ongoing"),
            ROW,
        )
    )
    once = pairs.sort("onset", descending=True, maintain_order=True).unique(
        ["dispute", "state1", "state2", "year"], keep="first", maintain_order=True
    )
    rows = once.join(whole, left_on="dispute", right_on="dispnum", how="left")
    table, dropped = _gravest(rows)
    return Reading({"mid": table.select(*(f.name for f in MID.fields), ROW)}, dropped)


_SIDES = {
    "dispute": "dispnum",
    "state1": "ccode",
    "state2": "ccode2",
    "hostility1": "hostlev",
    "hostility2": "hostlev2",
    "action1": "hiact",
    "action2": "hiact2",
    "fatality1": "fatality",
    "fatality2": "fatality2",
    "side1": "sidea",
}


def read_gml(files: tuple[Path, ...]) -> Reading:
    """Read the directed dispute-years."""
    raw, where = unzip(files[0], r"gml-ddy-disputes-[\d.]+\.csv")
    named = {**disputes.names(), "onset": "midonset", "ongoing": "midongoing"}
    types = {f.name: f.dtype for f in GML.fields}
    columns = {**{old: types[new] for new, old in named.items()}, **WHOLE}
    frame = parse_delimited(as_utf8(raw, where), where, columns, missing=ABSENT, numbered=True)
    rows = frame.select(
        *(pl.col(old).alias(new) for new, old in named.items()), *GRAVITY, "stmon", ROW
    )
    table, dropped = _gravest(rows)
    return Reading({"gml": table.select(*(f.name for f in GML.fields), ROW)}, dropped)


def _gravest(rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Dropped, ...]]:
    """Keep one dispute of each directed pair and year.

    A dispute that began that year comes before one that went on; then the one with more deaths
    (unknown ones count as few), higher hostility, longer duration, or that was answered; then the
    earlier in the year.
    """
    keys = ["state1", "state2", "year"]
    ordered = rows.with_columns(pl.col("fatality").cast(pl.Float64).fill_null(0.5)).sort(
        [*keys, "onset", *GRAVITY, "stmon", "dispute"],
        descending=[False] * 3 + [True] * 6 + [False] * 2,
        nulls_last=True,
    )
    same = pl.struct("dispute", *keys)
    repeated = ordered.filter(~same.is_first_distinct())
    kept = ordered.unique(keys, keep="first", maintain_order=True)
    others = ordered.height - kept.height - repeated.height
    # A row given twice stays, so that the check of the table finds it.
    table = pl.concat([kept, repeated]).sort(keys, maintain_order=True)
    return table, (Dropped("another dispute of the same pair and year", others),)


FORMS = (
    Official(
        disputes.MID_5_0,
        (Address(f"{HOME}MID-5-Data-and-Supporting-Materials.zip"),),
        read_mid,
        {"mid": "MIDB 5.0.csv"},
        "Made from participants and their dates (MIDB) and whole disputes (MIDA).",
    ),
    Official(
        disputes.GML_MID,
        (
            Address(
                "https://bit.ly/gml_mid_202",
                "https://svmiller.com/gml-mid-data/",
                r"https?://bit\.ly/gml_mid_\d+",
                name="gml-mid.zip",
            ),
        ),
        read_gml,
        {"gml": "gml-ddy-disputes.csv"},
    ),
)
