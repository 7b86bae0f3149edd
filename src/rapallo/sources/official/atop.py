"""ATOP's own tables: one archive of CSV files, of which three are read."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources import atop, atop_treaties
from rapallo.sources.content import as_utf8
from rapallo.sources.matching import drop_rows
from rapallo.sources.official.archive import unzip
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import MISSING, parse_table
from rapallo.sources.source import Reading

DYADS = {
    "state1": "stateA",
    "state2": "stateB",
    "year": "year",
    "defence": "defense",
    "offence": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
    "consultation": "consul",
}
ARCHIVE = Address("http://www.atopdata.org/uploads/6/9/1/3/69134503/atop_5.1__.csv_.zip")


def read_dyads(files: tuple[Path, ...]) -> Reading:
    """Read what each state has promised each other one, by year."""
    raw, where = unzip(files[0], r"atop\d_\dddyr\.csv")
    frame = parse_table(as_utf8(raw, where), where, atop.OBLIGATION, DYADS, missing=MISSING)
    entity = (pl.col("state1") >= atop_treaties.ENTITIES) | (
        pl.col("state2") >= atop_treaties.ENTITIES
    )
    frame, dropped = drop_rows(frame, entity, "a side is no state (a code of four figures)")
    return Reading({"obligation": frame}, dropped)


def read_treaties(files: tuple[Path, ...]) -> Reading:
    """Read treaties and their members."""
    tables = []
    for pattern, table in (
        (r"atop\d_\da\.csv", atop_treaties.TREATY),
        (r"atop\d_\dm\.csv", atop_treaties.TREATY_MEMBER),
    ):
        raw, where = unzip(files[0], pattern)
        tables.append(parse_table(as_utf8(raw, where), where, table, atop_treaties.NAMES))
    return atop_treaties.tidy(*tables)


FORMS = (
    Official(
        atop.ATOP_5_1,
        (ARCHIVE,),
        read_dyads,
        {"obligation": "atop5_1ddyr.csv"},
        "The publisher's file has a row for each pair of allies and direction.",
    ),
    Official(
        atop_treaties.ATOP_4,
        (ARCHIVE,),
        read_treaties,
        {"treaty": "atop5_1a.csv", "treaty_member": "atop5_1m.csv"},
        "Version 5.1 of the treaties and their members, in place of version 4.",
    ),
)
