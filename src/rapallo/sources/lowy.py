"""Diplomatic posts by sender and host, 2016, 2017 and 2019: Lowy Institute."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import Field, Reading, Source, Table

YEARS = (2016, 2017, 2019)
FILES = tuple(f"diplomacy/lowy_gdi_{when}.csv" for when in YEARS)
MISSION = "Permanent Mission"
EMBASSY = "Embassy / High Commission"

POST = Table(
    "diplomatic_post",
    "Diplomatic posts that a sender keeps in a host",
    (
        state("sender", about="state that sends, one of those the index covers"),
        state("host", about="state that receives"),
        year(low=2016, high=2019),
        Field("posts", pl.Int16, low=1, about="embassies, consulates and other offices"),
        Field("embassies", pl.Int16, low=0, about="embassies and high commissions"),
    ),
    ("sender", "host", "year"),
)


def read(folder: Path) -> Reading:
    """Count posts by sender and host; missions to international bodies are left out."""
    frame = pl.concat(_posts(folder / file, when) for file, when in zip(FILES, YEARS, strict=True))
    frame, missions = drop_rows(
        frame, pl.col("kind") == MISSION, "mission to an international body"
    )
    frame = frame.with_columns(pl.col("from", "to").str.strip_suffix("*"))
    frame, dropped = match_states(frame, {"from": "sender", "to": "host"}, "name")
    table = frame.group_by("sender", "host", "year").agg(
        pl.len().cast(pl.Int16).alias("posts"),
        (pl.col("kind") == EMBASSY).sum().cast(pl.Int16).alias("embassies"),
    )
    return Reading(
        {"diplomatic_post": table.sort("year", "sender", "host").select(POST.key + COUNTS)},
        missions + dropped,
    )


COUNTS = ("posts", "embassies")


def _posts(path: Path, when: int) -> pl.DataFrame:
    frame = read_delimited(
        path, {"COUNTRY": pl.String, "POST COUNTRY": pl.String, "TYPE OF POST": pl.String}
    )
    frame.columns = ["from", "to", "kind"]
    return frame.with_columns(pl.lit(when, pl.Int16).alias("year"))


SOURCES = (
    Source(
        id="lowy_gdi_2019",
        short="Lowy GDI 2019",
        title="Lowy Institute Global Diplomacy Index",
        version="2016, 2017 and 2019",
        citation="Lowy Institute. Global Diplomacy Index, 2016, 2017 and 2019 editions.",
        bibtex="""@misc{lowy_gdi_2019,
  author = {{Lowy Institute}},
  title  = {Global Diplomacy Index},
  note   = {2016, 2017 and 2019 editions},
  url    = {https://globaldiplomacyindex.lowyinstitute.org}
}""",
        licence="use with citation; check the publisher's terms before redistribution",
        url="https://globaldiplomacyindex.lowyinstitute.org",
        first=2016,
        last=2019,
        files=FILES,
        tables=(POST,),
        read=read,
        basis="posts in the year of the edition; 2018 has no edition",
        notes=(
            "Senders are those the index covers (42 in 2016, 60 in 2017, 61 in 2019). For a "
            "sender in a year, a host without a row has no post of it; for any other state "
            "nothing is known."
        ),
        rows={"diplomatic_post": 13_719},
    ),
)
