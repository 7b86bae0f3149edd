"""Shares of a state's trade with the US, China, the G7 and BRICS, 1990-2023."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import state, year
from rapallo.sources.matching import match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Field, Reading, Source, Table

FILE = "trade/trade_shares_us_china_g7_brics_1990_2023.csv"
COLUMNS = {
    "us": "trade_share_US",
    "china": "trade_share_China",
    "g7": "trade_share_G7",
    "brics": "trade_share_BRICS",
}


def _share(name: str, partner: str) -> Field:
    about = f"share of the state's goods trade (exports and imports) with {partner}"
    return Field(name, pl.Float64, low=0, high=1, about=about)


SHARE = Table(
    "trade_share",
    "Whom a state trades with, as shares of its trade",
    (
        state(),
        year(low=1990, high=2023),
        _share("us", "the United States"),
        _share("china", "China"),
        _share("g7", "the G7"),
        _share("brics", "Brazil, Russia, India, China and South Africa"),
    ),
    ("state", "year"),
)


def read(folder: Path) -> Reading:
    """Read the shares; the US and China have no rows of their own."""
    frame = read_delimited(
        folder / FILE,
        {"iso3": pl.String, "year": pl.Int16, **dict.fromkeys(COLUMNS.values(), pl.Float64)},
        numbered=True,
    )
    frame = frame.rename({old: new for new, old in COLUMNS.items()})
    frame, dropped = match_states(frame, {"iso3": "state"}, "iso3")
    return Reading({"trade_share": frame.select(*(f.name for f in SHARE.fields), ROW)}, dropped)


SOURCES = (
    Source(
        id="trade_shares_2023",
        short="Trade shares to 2023",
        title="Trade shares with the US, China, the G7 and BRICS",
        version="1990-2023",
        citation=(
            "Dynamic Alignment Observatory. Trade shares 1990-2023, computed from IMF and World "
            "Integrated Trade Solution figures."
        ),
        bibtex="""@misc{trade_shares_2023,
  author = {{Dynamic Alignment Observatory}},
  title  = {Trade shares with the {US}, {China}, the {G7} and {BRICS}, 1990--2023},
  note   = {Computed from IMF and WITS figures}
}""",
        licence="use with citation; check the publisher's page before redistribution",
        url="https://data.imf.org",
        first=1990,
        last=2023,
        files=(FILE,),
        tables=(SHARE,),
        read=read,
        basis="shares of goods trade, no unit",
        notes="No rows for the US and China themselves. Group membership is fixed over time.",
        rows={"trade_share": 4_748},
    ),
)
