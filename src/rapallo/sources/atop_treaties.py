"""Alliance treaties and their members: ATOP 4."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.atop import OBLIGATIONS
from rapallo.sources.fields import flag, level, state, year
from rapallo.sources.reading import read_table
from rapallo.sources.source import Dropped, Field, Reading, Source, Table

ENTITIES = 1000
"""From this code on, ATOP numbers members that are no states."""
TREATY_ID = Field("treaty", pl.String, about="the treaty's number in ATOP")
MILITARY = (
    level("military_contact", 0, 3, "peacetime contact of officers; see notes", nullable=True),
    flag("integrated_command", "one command in peace and war", nullable=True),
    level("bases", 0, 3, "troops placed in a member; more than 0 means some are", nullable=True),
    level("organisation", 0, 3, "2 or 3: a formal organisation; see notes", nullable=True),
    level("military_aid", 0, 4, "0 none; 3 and 4 include training or technology", nullable=True),
    level("subordination", 0, 2, "forces under another's command in war if above 0", nullable=True),
    flag("contributions", "forces, funds or supplies are laid down", nullable=True),
)

TREATY = Table(
    "treaty",
    "An alliance treaty, with the most it ever provided for",
    (
        TREATY_ID,
        year("begin_year", low=1815, about="year in which it came into force"),
        year(
            "end_year", low=1815, nullable=True, about="year in which it ended, empty if in force"
        ),
        flag("bilateral", "two members only"),
        flag("wartime", "made during a war and for that war"),
        *(flag(name, f"some member {about}") for name, about in OBLIGATIONS.items()),
        *MILITARY,
        level(
            "institutionalisation",
            0,
            2,
            "peacetime military coordination: 0 none, 1 moderate, 2 high (Leeds and Anac 2005)",
            nullable=True,
        ),
    ),
    ("treaty",),
    file="atop/atop_4_alliance_level.csv",
)
TREATY_MEMBER = Table(
    "treaty_member",
    "A state's membership of a treaty during one phase of it",
    (
        TREATY_ID,
        level("phase", 0, 20, "0 where the treaty was never changed, else 1, 2, ..."),
        state(),
        year("entry_year", low=1815, about="year in which it entered this phase"),
        year(
            "exit_year", low=1815, nullable=True, about="year in which it left, empty if it had not"
        ),
        flag("in_system", "a member of the state system at the time"),
        *(flag(name, about) for name, about in OBLIGATIONS.items()),
        *MILITARY,
    ),
    ("treaty", "phase", "state", "entry_year"),
    file="atop/atop_4_member_level.csv",
)
NAMES = {
    "treaty": "atopid",
    "begin_year": "begyr",
    "end_year": "endyr",
    "bilateral": "bilat",
    "wartime": "wartime",
    "defence": "defense",
    "offence": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
    "consultation": "consul",
    "military_contact": "milcon",
    "integrated_command": "intcom",
    "bases": "base",
    "organisation": "organ1",
    "military_aid": "milaid",
    "subordination": "subord",
    "contributions": "contrib",
    "institutionalisation": "milinst",
    "phase": "phase",
    "state": "member",
    "entry_year": "yrent",
    "exit_year": "yrexit",
    "in_system": "cowsys",
}


def _read(folder: Path) -> Reading:
    treaty = read_table(folder / TREATY.file, TREATY, NAMES)
    member = read_table(folder / TREATY_MEMBER.file, TREATY_MEMBER, NAMES)
    return tidy(treaty, member)


def tidy(treaty: pl.DataFrame, member: pl.DataFrame) -> Reading:
    """Make the two tables from their columns and `ROW`; members that are no states are left out."""
    out = member.filter(pl.col("state") >= ENTITIES)
    dropped = Dropped(
        "members that are no state of the Correlates of War (a code of four figures)",
        out.height,
        tuple(out.select(pl.format("treaty {}: {}", "treaty", "state")).to_series().head(3)),
    )
    return Reading(
        {
            "treaty": treaty.with_columns(_none_for_zero("end_year")),
            "treaty_member": member.remove(pl.col("state") >= ENTITIES).with_columns(
                _none_for_zero("exit_year")
            ),
        },
        (dropped,) if out.height else (),
    )


def _none_for_zero(name: str) -> pl.Expr:
    """Empty the year 0, by which ATOP says that a treaty or membership had not ended."""
    return pl.col(name).replace(0, None)


ATOP_4 = Source(
    id="atop_4",
    short="ATOP 4 treaties",
    title="Alliance Treaty Obligations and Provisions, treaties and members",
    version="4.01",
    citation=(
        "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell, and Andrew G. Long. "
        "2002. Alliance Treaty Obligations and Provisions, 1815-1944. "
        "International Interactions 28(3): 237-260."
    ),
    bibtex="""@article{atop_4,
  author = {Leeds, Brett Ashley and Ritter, Jeffrey M. and Mitchell, Sara McLaughlin
            and Long, Andrew G.},
  title = {Alliance Treaty Obligations and Provisions, 1815--1944},
  journal = {International Interactions},
  volume = {28},
  number = {3},
  pages = {237--260},
  year = {2002},
  doi = {10.1080/03050620213653},
  note = {Data version 4}
}""",
    licence="Free for research with citation; no formal licence",
    url="http://www.atopdata.org/",
    first=1815,
    last=2016,
    files=(TREATY.file, TREATY_MEMBER.file),
    tables=(TREATY, TREATY_MEMBER),
    read=_read,
    notes=(
        "It codes what treaties say, not what was done: NATO's has no integrated command and no "
        "military contact here. A treaty's row has the most it ever provided for; what held in a "
        "phase is in its members' rows. Military contact (milcon): 2 officers meet in peacetime, "
        "3 a common defence policy (doctrine, training, procurement, planning); 1 is weaker than "
        "either. Integrated command (intcom): 1 one command in peace and in war. Bases (base): "
        "any value above 0 is a placement of troops, joint or by one side; the three values are "
        "not an order. Organisation (organ1): 2 and 3 count as a formal organisation, 1 does not. "
        "Leeds and Anac (2005, International Interactions 31(3): 183-202) call military "
        "institutionalisation high where milcon is 3, intcom is 1 or base is above 0, and moderate "
        "where milcon is 2, aid is training or technology (3, 4), forces are subordinated, "
        "contributions laid down, or an organisation has a military purpose. Treaties in force "
        "have no end year; no treaty in this file ends after 2013, so ends of 2014-2016 may be "
        "missing. Members outside the state system at the time are kept (`in_system` 0)."
    ),
    rows={"treaty": 745, "treaty_member": 2_397},
)

SOURCES = (ATOP_4,)
