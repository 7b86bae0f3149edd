"""Economic sanctions: Global Sanctions Data Base 4, and International Sanctions Termination."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import flag, state, year
from rapallo.sources.matching import drop_rows
from rapallo.sources.reading import read_delimited
from rapallo.sources.sanction_parties import expand
from rapallo.sources.source import ROW, Dropped, Field, Reading, Source, SourceError, Table

KINDS = ("trade", "arms", "military", "financial", "travel", "other")

SANCTION = Table(
    "sanction",
    "A spell of sanctions by one sender on one target",
    (
        Field("case", pl.String, about="the case, as the list numbers it"),
        Field("edition", pl.String, values=("gsdb_4", "ist"), about="which list"),
        Field("record", pl.Int32, low=1, about="row of the list; a case may have several"),
        state("sender", nullable=True, about="sending state; empty where only a body is known"),
        state("target", about="target state"),
        Field(
            "sender_group",
            pl.String,
            nullable=True,
            about="body or group that sent the sanctions, of which the sender was a member",
        ),
        year("first", low=1945, about="first year in which the sender applied it"),
        year(
            "last",
            low=1945,
            nullable=True,
            about="last year of it; empty where it was still on when the list closed",
        ),
        flag("trade", "limits on trade"),
        flag("arms", "limits on arms sales"),
        flag("military", "limits on military assistance and cooperation"),
        flag("financial", "limits on finance, assets and aid"),
        flag("travel", "limits on travel"),
        flag("other", "other measures, diplomatic ones among them"),
    ),
    ("edition", "record", "sender", "target", "sender_group", "first"),
)
MEASURES = {
    "trade": ("TE", "CE", "OE"),
    "arms": ("AE",),
    "military": ("IM",),
    "financial": ("FS", "AF", "AS"),
    "travel": ("TB", "FB"),
    "other": ("DS",),
}
"""The measures of International Sanctions Termination under each kind."""
SENDERS = {
    "USA": "United States",
    "EEC": "EU",
    "AU": "African Union",
    "ComSec": "Commonwealth",
    "LOAS": "League of Arab States",
    "OAS": "Organization of American States",
}
"""Senders in the names of its cases, where they are not the usual names."""
Parties = tuple[pl.DataFrame, tuple[Dropped, ...]]


def _read_gsdb(folder: Path) -> Reading:
    frame = read_delimited(
        folder / GSDB_4.files[0],
        {
            "case_id": pl.String,
            "sanctioned_state": pl.String,
            "sanctioning_state": pl.String,
            "begin": pl.Int16,
            "end": pl.Int16,
            "success": pl.String,
            **dict.fromkeys(KINDS, pl.Int8),
        },
        numbered=True,
    ).rename({"case_id": "case", "begin": "first", "end": "last"})
    going = (pl.col("last") == GSDB_4.last) & pl.col("success").str.contains("ongoing")
    frame = frame.with_columns(
        pl.lit("gsdb_4").alias("edition"), going.fill_null(False).alias("ongoing")
    )
    sent = expand(frame, "sanctioning_state", "name", keep_bodies=True)
    hit = expand(frame, "sanctioned_state", "name", keep_bodies=False)
    return _tidy(frame, sent, hit, GSDB_4.last)


def _read_ist(folder: Path) -> Reading:
    path = folder / IST.files[0]
    frame = read_delimited(
        path,
        {
            "caseid": pl.String,
            "target": pl.String,
            "startdate": pl.String,
            "terdate": pl.String,
            "ongoing": pl.Int8,
            "measures": pl.String,
        },
        numbered=True,
    ).rename({"caseid": "case"})
    given = pl.col("measures").str.split(",").list.eval(pl.element().str.strip_chars())
    _require_known(frame.select(ROW, given.alias("given")), path)
    frame = frame.with_columns(
        pl.lit("ist").alias("edition"),
        pl.col("case").str.split("_").list.first().replace(SENDERS).alias("sender"),
        _year_of("startdate").alias("first"),
        _year_of("terdate").fill_null(IST.last).alias("last"),
        (pl.col("ongoing") == 1).alias("ongoing"),
        *(
            given.list.set_intersection(list(codes)).list.len().gt(0).cast(pl.Int8).alias(kind)
            for kind, codes in MEASURES.items()
        ),
    )
    frame, undated = drop_rows(frame, pl.col("first").is_null(), "no starting date", "case")
    sent = expand(frame, "sender", "name", keep_bodies=True)
    hit = expand(frame, "target", "cow", keep_bodies=False)
    reading = _tidy(frame, sent, hit, IST.last)
    return Reading(reading.tables, (*undated, *reading.dropped))


def _require_known(measures: pl.DataFrame, path: Path) -> None:
    """Refuse a measure that the list does not define."""
    known = sorted(code for codes in MEASURES.values() for code in codes)
    strange = measures.explode("given").filter(~pl.col("given").is_in(known))
    if strange.height:
        row, code = strange.row(0)
        raise SourceError(f"{path} row {row}: measures has {code!r}; it must be in {known}")


def _year_of(date: str) -> pl.Expr:
    return pl.col(date).str.extract(r"^\d{1,2}\.\d{1,2}\.(\d{4})$").cast(pl.Int16)


def _tidy(frame: pl.DataFrame, senders: Parties, targets: Parties, closed: int) -> Reading:
    """Give each sender and target its own spells; a spell is open if it reaches an open end."""
    (sent, lost_senders), (hit, lost_targets) = senders, targets
    sent = sent.rename({"state": "sender", "body": "sender_group"})
    hit = hit.rename({"state": "target", "first": "first_target", "last": "last_target"})
    pairs = sent.join(hit.drop("body"), on=ROW).with_columns(
        pl.max_horizontal("first", "first_target").alias("first"),
        pl.min_horizontal("last", "last_target").alias("last"),
    )
    pairs = pairs.filter(pl.col("first") <= pl.col("last"))
    pairs = pairs.join(frame.select(ROW, "case", "edition", "ongoing", *KINDS), on=ROW)
    pairs, selfs = drop_rows(
        pairs, pl.col("sender") == pl.col("target"), "sender and target are one state", "case"
    )
    going = pl.col("ongoing") & (pl.col("last") == closed)
    tidy = pairs.with_columns(
        pl.when(~going).then("last").alias("last"), pl.col(ROW).cast(pl.Int32).alias("record")
    )
    names = [f.name for f in SANCTION.fields]
    once = tidy.select(*names, ROW).unique(SANCTION.key, keep="first", maintain_order=True)
    once = once.sort("record", "sender", "target", "first", maintain_order=True)
    return Reading({"sanction": once}, (*lost_senders, *lost_targets, *selfs))


GSDB_4 = Source(
    id="gsdb_4",
    short="GSDB 4",
    title="Global Sanctions Data Base",
    version="4 (1949-2023)",
    citation=(
        "Yalcin, Erdal, Gabriel Felbermayr, Heider Kariem, Aleksandra Kirilakha, Ohyun Kwon, "
        "Constantinos Syropoulos, and Yoto V. Yotov. 2025. The Global Sanctions Data Base - "
        "Release 4: The Heterogeneous Effects of the Sanctions on Russia. The World Economy. "
        "https://doi.org/10.1111/twec.13732."
    ),
    bibtex="""@article{gsdb_4,
  author = {Yalcin, Erdal and Felbermayr, Gabriel and Kariem, Heider and Kirilakha, Aleksandra
            and Kwon, Ohyun and Syropoulos, Constantinos and Yotov, Yoto V.},
  title = {The {Global Sanctions Data Base} -- Release 4: The Heterogeneous Effects of the
           Sanctions on {Russia}},
  journal = {The World Economy},
  year = {2025},
  doi = {10.1111/twec.13732}
}""",
    licence="Sent on request; the publisher asks not to pass the data on. Cite",
    url="https://www.globalsanctionsdatabase.com/",
    first=1949,
    last=2023,
    files=("sanctions/GSDB_V4.csv",),
    tables=(SANCTION,),
    read=_read_gsdb,
    shippable=False,
    notes=(
        "Senders and targets are lists of names and bodies. The members of a body in each year "
        "stand as senders (or targets) one by one with the body in `sender_group`: the EU (with "
        "the EEC), NATO, G7, G8, Arab League, ASEAN, BRICS, EAEU and others of the list of groups. "
        "Sanctions of the United Nations, African Union, ECOWAS, Commonwealth, OAS, OSCE and other "
        "bodies have no sender state: `sender` is empty and `sender_group` names the body; those "
        "of the United Nations bind all its members. A state named beside its body has two rows. "
        "A case still on when the list closed, at the end of 2023, has no last year. Spells follow "
        "the states that a name stood for: West Germany to 1989, Germany from 1990. A row of the "
        "list (`record`) is a sender, target and set of measures; a case has several rows where "
        "these changed. Threats are not counted. Targets that are no state (armed groups, "
        "Palestine, Hong Kong) are left out."
    ),
    rows={"sanction": 6_600},  # a little less than now: members of bodies are added at times
)

IST = Source(
    id="ist",
    short="IST sanctions",
    title="International Sanctions Termination",
    version="1990-2018",
    citation=(
        "Attia, Hana, and Julia Grauvogel. 2023. International Sanctions Termination, 1990-2018: "
        "Introducing the IST Dataset. Journal of Peace Research 60(4): 709-719."
    ),
    bibtex="""@article{ist,
  author = {Attia, Hana and Grauvogel, Julia},
  title = {International Sanctions Termination, 1990--2018: Introducing the {IST} Dataset},
  journal = {Journal of Peace Research},
  volume = {60},
  number = {4},
  pages = {709--719},
  year = {2023},
  doi = {10.1177/00223433221087080}
}""",
    licence="No licence stated; cite",
    url="https://doi.org/10.1177/00223433221087080",
    first=1990,
    last=2018,
    files=("sanctions/IST-dataset.csv",),
    tables=(SANCTION,),
    read=_read_ist,
    notes=(
        "Sanctions of the EU, the United Nations, the United States and regional organisations "
        "in force in 1990 or later, to 2018; some began as early as 1948. Bodies as senders as in "
        "the Global Sanctions Data Base: EU members one by one, others without a sender state. "
        "Kinds from its measures: TE, CE, OE (embargoes on trade, commodities, oil) are trade; AE "
        "arms; IM military, read as an end of military assistance from the cases that have it; "
        "FS, AF and AS (finance, asset freezes, aid) financial; TB, FB (travel, flights) travel; "
        "DS (diplomatic) other. A case still on at the end of 2018 has no last year."
    ),
    rows={"sanction": 2_180},
)

SOURCES = (GSDB_4, IST)
