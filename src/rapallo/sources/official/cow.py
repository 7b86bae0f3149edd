"""Correlates of War archives: states, capabilities, contiguity and trade."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources import capabilities, contiguity, state_system, trade_cow
from rapallo.sources.content import as_utf8
from rapallo.sources.official.archive import unzip
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import date_of, parse_delimited, parse_table
from rapallo.sources.source import ROW, Reading

HOME = "https://correlatesofwar.org/wp-content/uploads/"
MISSING = ("", "NA", "-9")


def read_states(files: tuple[Path, ...]) -> Reading:
    """Read the list of members of the state system, whether its headers have capitals or not."""
    raw, where = unzip(files[0], r"(statelist|states)\d{4}\.csv")
    text = as_utf8(raw, where, "latin-1")
    head, line, rest = text.partition(b"\n")
    frame = parse_delimited(head.lower() + line + rest, where, state_system.COLUMNS, numbered=True)
    return state_system.tidy(frame)


def read_capabilities(files: tuple[Path, ...]) -> Reading:
    """Read the abridged table, an archive within the archive."""
    raw, where = unzip(files[0], r"NMC-v?\d+-abridged\.zip", r"NMC-?\d+-abridged\.csv")
    text = as_utf8(raw, where)
    table = capabilities.CAPABILITIES
    frame = parse_table(text, where, table, capabilities.NAMES, missing=capabilities.MISSING)
    return Reading({"capabilities": frame})


def read_contiguity(files: tuple[Path, ...]) -> Reading:
    """Read the master list, which has each pair once (lower code first), as two directed rows.

    Its months (192001) become the first day of the month, as in the form given.
    """
    raw, where = unzip(files[0], r"contdir\.csv")
    columns = {"statelno": pl.Int16, "statehno": pl.Int16, "conttype": pl.Int8}
    frame = parse_delimited(
        as_utf8(raw, where, "latin-1"),
        where,
        {**columns, "begin": pl.Int32, "end": pl.Int32},
        numbered=True,
    )
    low, high = pl.col("statelno").alias("state1"), pl.col("statehno").alias("state2")
    rest = [
        pl.col("conttype").alias("type"),
        *(
            date_of(pl.col(c) // 100, pl.col(c) % 100, pl.lit(1)).alias(name)
            for c, name in (("begin", "start"), ("end", "end"))
        ),
        pl.col(ROW),
    ]
    forth = frame.select(low, high, *rest)
    back = frame.select(high.alias("state1"), low.alias("state2"), *rest)
    return contiguity.tidy(pl.concat([forth, back]).sort(ROW, maintain_order=True))


def read_trade(files: tuple[Path, ...]) -> Reading:
    """Read the dyadic table, which has each pair once: flow1 is what `ccode1` imports."""
    raw, where = unzip(files[0], r"Dyadic_COW_\d\.\d\.csv")
    frame = parse_delimited(
        as_utf8(raw, where, "latin-1"),
        where,
        {
            "ccode1": pl.Int16,
            "ccode2": pl.Int16,
            "year": pl.Int16,
            "flow1": pl.Float64,
            "flow2": pl.Float64,
        },
        missing=MISSING,
        numbered=True,
    )
    turned = frame.select(
        pl.col("ccode2").alias("ccode1"),
        pl.col("ccode1").alias("ccode2"),
        "year",
        pl.col("flow2").alias("flow1"),
        ROW,
    )
    both = pl.concat([frame.select(turned.columns), turned]).sort(ROW, maintain_order=True)
    return trade_cow.tidy(both)


FORMS = (
    Official(
        state_system.COW_STATE_SYSTEM,
        (
            Address(
                f"{HOME}States2024.zip",
                state_system.COW_STATE_SYSTEM.url,
                r"[^\s\"'<>]*/States\d{4}\.zip",
            ),
        ),
        read_states,
        {"state_system": "statelist2024.csv"},
    ),
    Official(
        capabilities.NMC_7_0,
        (Address(f"{HOME}NMCv7.zip"),),
        read_capabilities,
        {"capabilities": "NMC-70-abridged.csv"},
    ),
    Official(
        contiguity.CONTIGUITY_3_2,
        (Address(f"{HOME}DirectContiguity320.zip"),),
        read_contiguity,
        {"contiguity": "contdir.csv"},
    ),
    Official(
        trade_cow.SOURCES[0],
        (Address(f"{HOME}COW_Trade_4.0.zip"),),
        read_trade,
        {"trade_cow": "Dyadic_COW_4.0.csv"},
    ),
)
