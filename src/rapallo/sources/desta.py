"""Trade agreements and their members: Design of Trade Agreements."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Dropped, Field, Reading, Source, Table

FILE = "desta/DESTA.csv"
MEMBERS = tuple(f"c{i}" for i in range(1, 92))
OWN_CODES = {"900": 347}
"""Kosovo has no number in ISO 3166; this is the publisher's."""
UNITED = {260: 255, 678: 679}
"""West Germany and North Yemen, and the united states that stayed parties to their treaties."""
YEAR_UNITED = 1990

AGREEMENT = Table(
    "trade_agreement",
    "Members of trade agreements, one row for each",
    (
        Field("agreement", pl.Int32, low=1, about="number of the base treaty"),
        Field("name", pl.String, about="name of the agreement when first signed"),
        year(low=1948, about="year in which the member signed or acceded"),
        year("entry_year", low=1948, nullable=True, about="year in which that took effect"),
        state(about="member, Correlates of War code"),
    ),
    ("agreement", "state"),
)


def read(folder: Path) -> Reading:
    """Read each member's first appearance in an agreement, its protocols and accessions."""
    frame = read_delimited(
        folder / FILE,
        {
            "base_treaty": pl.Int32,
            "name": pl.String,
            "entry_type": pl.String,
            "year": pl.Int16,
            "entryforceyear": pl.Int16,
            **dict.fromkeys(MEMBERS, pl.String),
        },
        separator=";",
        encoding="latin1",
        numbered=True,
    ).rename({"base_treaty": "agreement", "entryforceyear": "entry_year"})
    frame, dropped = _signed(frame)
    frame = frame.unpivot(
        on=MEMBERS, index=["agreement", "name", "year", "entry_year", ROW], value_name="code"
    ).filter(pl.col("code").is_not_null() & (pl.col("code") != "NA"))
    frame = frame.with_columns(
        pl.col("name").sort_by("year", ROW).first().over("agreement"),
    )
    frame, strangers = match_states(frame, {"code": "state"}, "iso_numeric", also=OWN_CODES)
    once = _first(frame)
    again = Dropped("member listed again in a later text", frame.height - once.height)
    names = [*(f.name for f in AGREEMENT.fields), ROW]
    table = _first(pl.concat([once.select(names), _continued(once).select(names)]))
    return Reading({"trade_agreement": table}, (*dropped, *strangers, again))


def _first(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep each member's first row in each agreement."""
    ordered = frame.sort("agreement", "state", "year", ROW)
    return ordered.unique(["agreement", "state"], keep="first", maintain_order=True)


def _continued(frame: pl.DataFrame) -> pl.DataFrame:
    """Give the memberships of a half to the united state, from the year of union."""
    united = pl.lit(YEAR_UNITED, pl.Int16)
    return frame.filter(pl.col("state").is_in(list(UNITED))).with_columns(
        pl.col("state").replace(UNITED),
        united.alias("year"),
        pl.when(pl.col("entry_year").is_not_null())
        .then(pl.max_horizontal("entry_year", united))
        .alias("entry_year"),
    )


def _signed(frame: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Dropped, ...]]:
    """Keep treaties, protocols and accessions."""
    dropped: tuple[Dropped, ...] = ()
    for kind, reason in (
        ("negotiation", "text not signed"),
        ("consolidated", "consolidated text, repeats a protocol"),
        ("withdrawal", "withdrawal: the file does not say by code who left"),
    ):
        frame, out = drop_rows(frame, pl.col("entry_type") == kind, reason, "name")
        dropped += out
    return frame, dropped


SOURCES = (
    Source(
        id="desta_2020",
        short="DESTA 2020",
        title="Design of Trade Agreements (DESTA), list of treaties",
        version="1948-2020",
        citation=(
            "Dür, Andreas, Leonardo Baccini, and Manfred Elsig. 2014. The Design of International "
            "Trade Agreements: Introducing a New Dataset. Review of International Organizations "
            "9(3): 353-375."
        ),
        bibtex="""@article{desta_2020,
  author  = {D{\\"u}r, Andreas and Baccini, Leonardo and Elsig, Manfred},
  title   = {The Design of International Trade Agreements: Introducing a New Dataset},
  journal = {The Review of International Organizations},
  year    = {2014},
  volume  = {9},
  number  = {3},
  pages   = {353--375},
  doi     = {10.1007/s11558-013-9179-8},
  note    = {List of treaties, 1948--2020}
}""",
        licence="CC BY 4.0 according to a repackager; check the publisher's page",
        url="https://www.designoftradeagreements.org",
        first=1948,
        last=2020,
        files=(FILE,),
        tables=(AGREEMENT,),
        read=read,
        basis="agreements signed, whether or not notified or in force",
        notes=(
            "A membership has no end: withdrawals (30 texts, such as the United Kingdom's from "
            "the EU) are not coded by state. Two states share an agreement from the later of "
            "their years. Members of a bloc are all listed in its agreements with outsiders. "
            "United Germany and Yemen continue the memberships of West Germany and North Yemen."
        ),
        rows={"trade_agreement": 4_882},
    ),
)
