"""Strategic rivalries: Thompson and Dreyer, and Thompson, Sakuwa and Suhas."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import flag, state, year
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Dropped, Field, Reading, Source, Table

KINDS = ("spatial", "positional", "ideological", "interventionary")
VENICE = 324
"""Not a state of the Correlates of War; a code invented for these lists by those who typed them."""

RIVALRY = Table(
    "rivalry",
    "A rivalry of two states (the lower code first) from its first to its last year",
    (
        state("state1"),
        state("state2"),
        year("first", low=1494, about="first year of the rivalry"),
        year("last", low=1494, about="last year, or the edition's last where it goes on"),
        flag("ongoing", "it had not ended when the edition closed, so `last` is not its end"),
        Field(
            "edition",
            pl.String,
            values=("thompson_dreyer", "thompson_sakuwa_suhas"),
            about="which list",
        ),
        Field("name", pl.String, about="the rivalry's name"),
        *(flag(kind, f"it has a {kind} element") for kind in KINDS),
        flag("principal", "each is the other's main rival", nullable=True),
    ),
    ("edition", "state1", "state2", "first"),
)


def _read_dreyer(folder: Path) -> Reading:
    types = ("type1", "type2", "type3")
    frame = read_delimited(
        folder / THOMPSON_DREYER.files[0],
        {
            "ccode1": pl.Int16,
            "ccode2": pl.Int16,
            "styear": pl.Int16,
            "endyear": pl.Int16,
            "rivalryname": pl.String,
            **dict.fromkeys(types, pl.String),
        },
        numbered=True,
    )
    kinds = [
        pl.any_horizontal(pl.col(t).eq_missing(kind) for t in types).cast(pl.Int8).alias(kind)
        for kind in KINDS
    ]
    names = {"styear": "first", "endyear": "last", "rivalryname": "name"}
    principal = pl.lit(None, pl.Int8).alias("principal")
    return _tidy(frame.with_columns(*kinds, principal).rename(names), THOMPSON_DREYER)


def _read_sakuwa(folder: Path) -> Reading:
    frame = read_delimited(
        folder / THOMPSON_SAKUWA_SUHAS.files[0],
        {
            "ccode1": pl.Int16,
            "ccode2": pl.Int16,
            "start": pl.Int16,
            "end": pl.Int16,
            "rivalry": pl.String,
            **dict.fromkeys((*KINDS, "principal"), pl.Int8),
        },
        numbered=True,
    )
    frame = frame.with_columns(pl.col(*KINDS, "principal").fill_null(0))
    names = {"start": "first", "end": "last", "rivalry": "name"}
    return _tidy(frame.rename(names), THOMPSON_SAKUWA_SUHAS)


def _tidy(frame: pl.DataFrame, source: Source) -> Reading:
    venice = (pl.col("ccode1") == VENICE) | (pl.col("ccode2") == VENICE)
    out = frame.filter(venice)
    dropped = Dropped("Venice, no member of the state system", out.height, tuple(out["name"]))
    frame = frame.remove(venice).with_columns(
        pl.col("ccode1").alias("state1"),
        pl.col("ccode2").alias("state2"),
        (pl.col("last") == source.last).cast(pl.Int8).alias("ongoing"),
        pl.lit(source.id).alias("edition"),
    )
    names = [f.name for f in RIVALRY.fields]
    return Reading({"rivalry": frame.select(*names, ROW)}, (dropped,) if out.height else ())


THOMPSON_DREYER = Source(
    id="thompson_dreyer",
    short="Thompson-Dreyer rivalries",
    title="Strategic rivalries, Handbook of International Rivalries",
    version="2012 (1494-2010)",
    citation=(
        "Thompson, William R., and David R. Dreyer. 2012. Handbook of International Rivalries, "
        "1494-2010. Washington, DC: CQ Press."
    ),
    bibtex="""@book{thompson_dreyer,
  author = {Thompson, William R. and Dreyer, David R.},
  title = {Handbook of International Rivalries, 1494--2010},
  publisher = {CQ Press},
  address = {Washington, DC},
  year = {2012}
}""",
    licence="Facts from the book; cite",
    url="https://us.sagepub.com/en-us/nam/handbook-of-international-rivalries/book235200",
    first=1494,
    last=2010,
    files=("rivalries/rivalries_thompson_dreyer.csv.gz",),
    tables=(RIVALRY,),
    read=_read_dreyer,
    notes=(
        "Rivalries still going are bounded at 2010 (`ongoing` is 1). Years before 1816 are kept. "
        "The order of types in the book (first, second, third) is not kept. It has no principal "
        "rivalries: that column is empty."
    ),
    rows={"rivalry": 195},
)

THOMPSON_SAKUWA_SUHAS = Source(
    id="thompson_sakuwa_suhas",
    short="Thompson-Sakuwa-Suhas rivalries",
    title="Strategic rivalries, Analyzing Strategic Rivalries in World Politics",
    version="2021 (1494-2020)",
    citation=(
        "Thompson, William R., Kentaro Sakuwa, and Prashant Hosur Suhas. 2021. Analyzing Strategic "
        "Rivalries in World Politics: Types of Rivalry, Regional Variation, and "
        "Escalation/De-escalation. Singapore: Springer."
    ),
    bibtex="""@book{thompson_sakuwa_suhas,
  author = {Thompson, William R. and Sakuwa, Kentaro and Suhas, Prashant Hosur},
  title = {Analyzing Strategic Rivalries in World Politics: Types of Rivalry, Regional Variation,
           and Escalation/De-escalation},
  publisher = {Springer},
  address = {Singapore},
  year = {2021},
  doi = {10.1007/978-981-33-6671-8}
}""",
    licence="Facts from the book; cite",
    url="https://doi.org/10.1007/978-981-33-6671-8",
    first=1494,
    last=2020,
    files=("rivalries/rivalries_thompson_sakuwa_suhas.csv.gz",),
    tables=(RIVALRY,),
    read=_read_sakuwa,
    notes=(
        "Rivalries still going are bounded at 2020 (`ongoing` is 1). Years before 1816 are kept. "
        "Asymmetric principal rivalries (main rival to one of the two only) count as not principal."
    ),
    rows={"rivalry": 262},
)

SOURCES = (THOMPSON_DREYER, THOMPSON_SAKUWA_SUHAS)
