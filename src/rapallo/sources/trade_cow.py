"""Bilateral trade 1870-2014: Correlates of War trade data, version 4.0."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import amount, state, year
from rapallo.sources.matching import drop_rows
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Reading, Source, Table

FILE = "cow/dyadic_trade_4.0_directed.csv.gz"
MILLION = 1e6

TRADE = Table(
    "trade_cow",
    "Goods that the importer reports from the exporter, in a year",
    (
        state("exporter", about="state the goods come from"),
        state("importer", about="state that reports them"),
        year(low=1870),
        amount("usd", "imports, current US dollars"),
    ),
    ("exporter", "importer", "year"),
)


def read(folder: Path) -> Reading:
    """Read imports of `ccode1` from `ccode2` (``flow1``); the mirror row holds the other way.

    ``flow2`` of a row repeats ``flow1`` of its mirror row, so that each flow stands in the file
    twice and is kept once. The file counts in millions; the table counts in dollars. A flow the
    file leaves empty is not known and has no row.
    """
    frame = read_delimited(
        folder / FILE,
        {"ccode1": pl.Int16, "ccode2": pl.Int16, "year": pl.Int16, "flow1": pl.Float64},
        numbered=True,
    )
    return tidy(frame)


def tidy(frame: pl.DataFrame) -> Reading:
    """Make the table from rows of importer, exporter, year, imports in millions and `ROW`."""
    frame, dropped = drop_rows(frame, pl.col("flow1").is_null(), "flow not known", "year")
    table = frame.select(
        pl.col("ccode2").alias("exporter"),
        pl.col("ccode1").alias("importer"),
        "year",
        (pl.col("flow1") * MILLION).alias("usd"),
        ROW,
    )
    return Reading({"trade_cow": table}, dropped)


SOURCES = (
    Source(
        id="cow_trade_4_0",
        short="COW trade 4.0",
        title="Correlates of War Project: Trade Data Set",
        version="4.0",
        citation=(
            "Barbieri, Katherine, and Omar M. G. Keshk. 2016. Correlates of War Project Trade "
            "Data Set Codebook, Version 4.0. Barbieri, Katherine, Omar M. G. Keshk, and Brian M. "
            "Pollins. 2009. Trading Data: Evaluating our Assumptions and Coding Rules. Conflict "
            "Management and Peace Science 26(5): 471-491."
        ),
        bibtex="""@article{cow_trade_4_0,
  author  = {Barbieri, Katherine and Keshk, Omar M. G. and Pollins, Brian M.},
  title   = {Trading Data: Evaluating our Assumptions and Coding Rules},
  journal = {Conflict Management and Peace Science},
  year    = {2009},
  volume  = {26},
  number  = {5},
  pages   = {471--491},
  doi     = {10.1177/0738894209343887},
  note    = {Trade Data Set, version 4.0}
}""",
        licence="free to use with citation",
        url="https://correlatesofwar.org/data-sets/bilateral-trade/",
        first=1870,
        last=2014,
        files=(FILE,),
        tables=(TRADE,),
        read=read,
        basis="imports as reported by the importer, current USD (file in millions)",
        notes=(
            "The file in use rounds to whole millions, so a zero may stand for up to half a "
            "million. Flows that the publisher leaves missing (-9) have no row."
        ),
        rows={"trade_cow": 1_296_475},
    ),
)
