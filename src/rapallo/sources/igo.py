"""Memberships of intergovernmental organisations: Correlates of War IGO 3.0."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import state, year
from rapallo.sources.reading import read_table
from rapallo.sources.source import Field, Reading, Source, Table

IGO_PAIR = Table(
    "igo_pair",
    "How many organisations two states belong to together (the lower code first)",
    (
        state("state1"),
        state("state2"),
        year(),
        Field("shared", pl.Int16, low=0, about="organisations in which both are full members"),
    ),
    ("state1", "state2", "year"),
    file="cow/igo_3.0_dyad_year.csv.gz",
)
IGO_STATE = Table(
    "igo_state",
    "How many organisations a state belongs to",
    (
        state(),
        year(),
        Field("memberships", pl.Int16, low=0, about="organisations of which it is a full member"),
    ),
    ("state", "year"),
    file="cow/igo_3.0_state_year.csv.gz",
)


def _read(folder: Path) -> Reading:
    pair = {"state1": "ccode1", "state2": "ccode2", "year": "year", "shared": "dyadigos"}
    one = {"state": "ccode", "year": "year", "memberships": "sum_igo_full"}
    return Reading(
        {
            "igo_pair": read_table(folder / IGO_PAIR.file, IGO_PAIR, pair),
            "igo_state": read_table(folder / IGO_STATE.file, IGO_STATE, one),
        }
    )


IGO_3_0 = Source(
    id="igo_3_0",
    short="IGO 3.0",
    title="Correlates of War Intergovernmental Organizations",
    version="3.0",
    citation=(
        "Pevehouse, Jon C.W., Timothy Nordstrom, Roseanne W. McManus, and Anne Spencer Jamison. "
        "2020. Tracking Organizations in the World: The Correlates of War IGO Version 3.0 "
        "Datasets. Journal of Peace Research 57(3): 492-503."
    ),
    bibtex="""@article{igo_3_0,
  author = {Pevehouse, Jon C. W. and Nordstrom, Timothy and McManus, Roseanne W.
            and Jamison, Anne Spencer},
  title = {Tracking Organizations in the World: The Correlates of War {IGO} Version 3.0 Datasets},
  journal = {Journal of Peace Research},
  volume = {57},
  number = {3},
  pages = {492--503},
  year = {2020},
  doi = {10.1177/0022343319881175}
}""",
    licence="Free for research with citation; no formal licence",
    url="https://correlatesofwar.org/data-sets/igos/",
    first=1816,
    last=2014,
    files=(IGO_PAIR.file, IGO_STATE.file),
    tables=(IGO_PAIR, IGO_STATE),
    read=_read,
    notes=(
        "Every year has rows, but memberships before 1965 were collected at five-year steps, so "
        "when one began or ended is less sure then. Counting organisations says nothing of their "
        "weight. Full memberships only, not associates or observers."
    ),
    rows={"igo_pair": 917_695, "igo_state": 15_557},
)

SOURCES = (IGO_3_0,)
