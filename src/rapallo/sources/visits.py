"""Visits of leaders between states, 2018-2024: Country and Organizational Leader Travel."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import state, year
from rapallo.sources.matching import match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Dropped, Field, Reading, Source, SourceError, Table

FILE = "visits/colt_visit_counts_2018_2024_five_reporters.csv"

VISIT = Table(
    "visit",
    "Visits of the leaders of two states to each other",
    (
        state("state1", about="state with the smaller code"),
        state("state2", about="state with the larger code"),
        year(low=2018, high=2024),
        Field("visits", pl.Int16, low=0, about="visits of either's leaders to the other"),
    ),
    ("state1", "state2", "year"),
)


def read(folder: Path) -> Reading:
    """Read visits by pair and year; a pair of two reporters stands in the file twice.

    The count is the same whichever of the two is the reporter, so it has no direction.

    Raises
    ------
    SourceError
        If the two rows of a pair of reporters differ.
    """
    frame = read_delimited(
        folder / FILE,
        {
            "reporter_iso": pl.String,
            "partner_iso": pl.String,
            "year": pl.Int16,
            "stateVisits": pl.Int16,
        },
        numbered=True,
    )
    frame, dropped = match_states(frame, {"reporter_iso": "one", "partner_iso": "two"}, "iso3")
    pairs = frame.select(
        pl.min_horizontal("one", "two").alias("state1"),
        pl.max_horizontal("one", "two").alias("state2"),
        "year",
        pl.col("stateVisits").alias("visits"),
        ROW,
    )
    once = pairs.unique([*VISIT.key, "visits"], keep="first", maintain_order=True)
    differ = once.filter(pl.struct(VISIT.key).is_duplicated())
    if differ.height:
        row = differ.row(-1, named=True)
        raise SourceError(
            f"{folder / FILE} row {row[ROW]}: the visits of {row['state1']} and {row['state2']} "
            f"in {row['year']} differ by reporter; they should be one count for the pair"
        )
    mirror = Dropped("pair of two reporters, in the file twice", pairs.height - once.height)
    return Reading({"visit": once}, (*dropped, mirror) if mirror.rows else dropped)


SOURCES = (
    Source(
        id="colt_2024",
        short="COLT 2024",
        title="Country and Organizational Leader Travel: visit counts with five reporters",
        version="2018-2024",
        citation=(
            "Moyer, Jonathan D., et al. 2025. When Heads of Government and State (HOGS) Fly: "
            "Introducing the Country and Organizational Leader Travel (COLT) Dataset Measuring "
            "Foreign Travel by HOGS. International Studies Quarterly."
        ),
        bibtex="""@article{colt_2024,
  author  = {Moyer, Jonathan D. and others},
  title   = {When Heads of Government and State ({HOGS}) Fly: Introducing the Country and
             Organizational Leader Travel ({COLT}) Dataset Measuring Foreign Travel by {HOGS}},
  journal = {International Studies Quarterly},
  year    = {2025},
  doi     = {10.1093/isq/sqaf013},
  note    = {Visit counts 2018--2024}
}""",
        licence="use with citation; check the publisher's terms before redistribution",
        url="https://korbel.du.edu/pardee/content/country-organization-leader-travel",
        first=2018,
        last=2024,
        files=(FILE,),
        tables=(VISIT,),
        read=read,
        basis="visits of either state's leaders to the other, both directions together",
        notes=(
            "Only pairs with China, the US, Germany, Japan or Singapore, and not every year for "
            "each (Germany from 2020, Japan to 2023, Singapore 2020-2021). A pair without a row "
            "is not known. Many visits to the US are to the United Nations."
        ),
        rows={"visit": 3_957},
    ),
)
