"""Military expenditure and arms transfers: Stockholm International Peace Research Institute."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import amount, state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Dropped, Field, PolarsType, Reading, Source, Table

MILEX_FILE = "sipri/milex_1949_2024_long.csv"
TIV_FILE = "sipri/tiv_supplier_recipient_year_1950_2021.csv"
REGISTER_FILE = "sipri/trade_register_1995_2025.csv"


_LICENCE = (
    "SIPRI terms: non-commercial use with citation; less than 10 % of a database may be republished"
)

MILEX = Table(
    "milex",
    "Military expenditure",
    (
        state(),
        year(low=1949),
        amount("constant_usd_million", "millions, constant 2023 US dollars", nullable=True),
        amount("current_usd_million", "millions, current US dollars", nullable=True),
        amount("share_gdp", "share of gross domestic product, 0 to 1", nullable=True),
    ),
    ("state", "year"),
)
ARMS = Table(
    "arms",
    "Deliveries of major arms from supplier to recipient in a year",
    (
        state("supplier", about="state that delivers"),
        state("recipient", about="state that receives"),
        year(low=1950),
        amount("tiv", "trend-indicator value, millions; volume of arms, not money"),
    ),
    ("supplier", "recipient", "year"),
)
REGISTER = Table(
    "arms_register",
    "Deliveries of major arms by deal",
    (
        Field("line", pl.Int32, low=1, about="row of the register"),
        Field("deal", pl.Int32, low=1, about="the publisher's number of the deal"),
        state("supplier", about="state that delivers"),
        state("recipient", about="state that receives"),
        year("ordered", low=1945, about="year of the order"),
        year("year", low=1950, about="year of delivery"),
        Field("designation", pl.String, about="model delivered"),
        Field("category", pl.String, about="armament category"),
        amount("number", "items delivered"),
        amount("tiv", "trend-indicator value of the deliveries, millions"),
    ),
    ("line",),
)


def read_milex(folder: Path) -> Reading:
    """Read military expenditure in three units."""
    frame = read_delimited(
        folder / MILEX_FILE,
        {
            "Country": pl.String,
            "year": pl.Int16,
            "milex_constant_2023_usd_m": pl.Float64,
            "milex_current_usd_m": pl.Float64,
            "milex_share_gdp": pl.Float64,
        },
        numbered=True,
    )
    return tidy_milex(frame)


def tidy_milex(frame: pl.DataFrame) -> Reading:
    """Make the table from rows of country, year, constant and current dollars, share and `ROW`.

    A current-dollar figure of exactly 0 where no other unit is given, or where the constant-dollar
    figure is positive (Russia in 1992), is a missing figure or one lost to redenomination, and
    becomes null.
    """
    constant, current, share = (pl.col(c) for c in frame.columns[2:5])
    lost = current.is_between(0, 0.005, closed="left") & (constant.is_null() | (constant > 0))
    frame = frame.with_columns(
        constant.alias("constant_usd_million"),
        pl.when(~lost).then(current).alias("current_usd_million"),
        share.alias("share_gdp"),
    )
    nothing = pl.all_horizontal(
        pl.col("constant_usd_million", "current_usd_million", "share_gdp").is_null()
    )
    frame, empty = drop_rows(frame, nothing, "no figure in any unit", "Country")
    frame, dropped = match_states(frame, {"Country": "state"}, "name")
    return Reading({"milex": frame.select(*(f.name for f in MILEX.fields), ROW)}, empty + dropped)


def _drop_actors(frame: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Dropped, ...]]:
    dropped: tuple[Dropped, ...] = ()
    for side in ("from", "to"):
        frame, out = drop_rows(
            frame,
            pl.col(side).str.ends_with("*"),
            "armed group or international body (marked * by the publisher)",
            side,
        )
        dropped += out
    return frame, dropped


def read_arms(folder: Path) -> Reading:
    """Read yearly deliveries by names; the file's own codes give armed groups their state's."""
    frame = read_delimited(
        folder / TIV_FILE,
        {"supplier": pl.String, "recipient": pl.String, "year": pl.Int16, "value": pl.Float64},
        numbered=True,
    ).rename({"supplier": "from", "recipient": "to", "value": "tiv"})
    frame, actors = _drop_actors(frame)
    frame, dropped = match_states(frame, {"from": "supplier", "to": "recipient"}, "name")
    table = frame.select("supplier", "recipient", "year", "tiv", ROW)
    return Reading({"arms": table}, actors + dropped)


REGISTERED: dict[str, PolarsType] = {
    "SIPRI AT Database ID": pl.Int32,
    "Supplier": pl.String,
    "Recipient": pl.String,
    "Order date": pl.Int16,
    "Delivery year": pl.Int16,
    "Designation": pl.String,
    "Armament category": pl.String,
    "Numbers delivered": pl.Float64,
    "TIV delivery values": pl.Float64,
}
"""Columns of the register that are read, as the publisher names them."""


def read_register(folder: Path) -> Reading:
    """Read the trade register: one row per deal and delivery year."""
    return tidy_register(read_delimited(folder / REGISTER_FILE, REGISTERED, numbered=True))


def tidy_register(frame: pl.DataFrame) -> Reading:
    """Make the table from the columns of `REGISTERED` and `ROW`."""
    frame = frame.with_columns(pl.col(ROW).cast(pl.Int32).alias("line"))
    columns = ["deal", "from", "to", "ordered", "year", "designation", "category", "number", "tiv"]
    frame.columns = [*columns, ROW, "line"]
    frame, actors = _drop_actors(frame)
    frame, dropped = match_states(frame, {"from": "supplier", "to": "recipient"}, "name")
    table = frame.select(*(f.name for f in REGISTER.fields), ROW)
    return Reading({"arms_register": table}, actors + dropped)


SOURCES = (
    Source(
        id="sipri_milex_2024",
        short="SIPRI milex 2024",
        title="SIPRI Military Expenditure Database",
        version="1949-2024",
        citation=(
            "Stockholm International Peace Research Institute. 2025. SIPRI Military Expenditure "
            "Database, 1949-2024."
        ),
        bibtex="""@misc{sipri_milex_2024,
  author = {{Stockholm International Peace Research Institute}},
  title  = {{SIPRI} Military Expenditure Database, 1949--2024},
  year   = {2025},
  url    = {https://www.sipri.org/databases/milex},
  doi    = {10.55163/CQGC9685}
}""",
        licence=_LICENCE,
        url="https://www.sipri.org/databases/milex",
        first=1949,
        last=2024,
        files=(MILEX_FILE,),
        tables=(MILEX,),
        read=read_milex,
        basis="military expenditure in constant 2023 USD, current USD and share of GDP",
        shippable=False,
        notes=(
            "No figures for the Soviet Union before 1988 and for 1991, nor for China before 1989."
        ),
        rows={"milex": 8_662},
    ),
    Source(
        id="sipri_tiv_2021",
        short="SIPRI arms to 2021",
        title="SIPRI Arms Transfers Database: yearly trend-indicator values by pair",
        version="1950-2021",
        citation=(
            "Stockholm International Peace Research Institute. 2022. SIPRI Arms Transfers "
            "Database, 1950-2021."
        ),
        bibtex="""@misc{sipri_tiv_2021,
  author = {{Stockholm International Peace Research Institute}},
  title  = {{SIPRI} Arms Transfers Database, 1950--2021},
  year   = {2022},
  url    = {https://www.sipri.org/databases/armstransfers}
}""",
        licence=_LICENCE,
        url="https://www.sipri.org/databases/armstransfers",
        first=1950,
        last=2021,
        files=(TIV_FILE,),
        tables=(ARMS,),
        read=read_arms,
        basis="trend-indicator value of deliveries, millions: volume of arms, not money",
        shippable=False,
        notes="A pair without a row had no recorded delivery of major arms in that year.",
        rows={"arms": 20_687},
    ),
    Source(
        id="sipri_register_2024",
        short="SIPRI arms register",
        title="SIPRI Arms Transfers Database: trade register",
        version="deliveries 1995-2024",
        citation=(
            "Stockholm International Peace Research Institute. 2025. SIPRI Arms Transfers "
            "Database, trade register."
        ),
        bibtex="""@misc{sipri_register_2024,
  author = {{Stockholm International Peace Research Institute}},
  title  = {{SIPRI} Arms Transfers Database, trade register},
  year   = {2025},
  url    = {https://www.sipri.org/databases/armstransfers}
}""",
        licence=_LICENCE,
        url="https://www.sipri.org/databases/armstransfers",
        first=1995,
        last=2024,
        files=(REGISTER_FILE,),
        tables=(REGISTER,),
        read=read_register,
        basis="trend-indicator value of deliveries, millions: volume of arms, not money",
        shippable=False,
        notes="Later edition than the yearly values: the same year may differ between the two.",
        rows={"arms_register": 24_558},
    ),
)
