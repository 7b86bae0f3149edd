"""National material capabilities and their index: Correlates of War NMC 7.0."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import amount, state, year
from rapallo.sources.reading import read_table
from rapallo.sources.source import Field, Reading, Source, Table

CAPABILITIES = Table(
    "capabilities",
    "A state's material capabilities in a year",
    (
        state(),
        year(),
        amount(
            "milex", "military expenditure, thousand current GBP to 1913, then USD", nullable=True
        ),
        amount("milper", "military personnel, thousands", nullable=True),
        amount("irst", "iron and steel production, thousand tonnes", nullable=True),
        amount("pec", "primary energy consumption, thousand coal-ton equivalents", nullable=True),
        amount("tpop", "total population, thousands", nullable=True),
        amount("upop", "population of cities over 100,000, thousands", nullable=True),
        Field(
            "cinc",
            pl.Float64,
            nullable=True,
            low=0,
            high=1,
            about="composite index: mean of the state's world shares of the six components",
        ),
    ),
    ("state", "year"),
)

NAMES = {field.name: field.name for field in CAPABILITIES.fields} | {"state": "ccode"}
MISSING = ("", "NA", "-9")


def _read(folder: Path) -> Reading:
    frame = read_table(folder / NMC_7_0.files[0], CAPABILITIES, NAMES, missing=MISSING)
    return Reading({"capabilities": frame})


NMC_7_0 = Source(
    id="nmc_7_0",
    short="NMC 7.0",
    title="Correlates of War National Material Capabilities",
    version="7.0",
    citation=(
        "Singer, J. David, Stuart Bremer, and John Stuckey. 1972. Capability Distribution, "
        "Uncertainty, and Major Power War, 1820-1965. In Peace, War, and Numbers, edited by "
        "Bruce Russett, 19-48. Beverly Hills: Sage."
    ),
    bibtex="""@incollection{nmc_7_0,
  author = {Singer, J. David and Bremer, Stuart and Stuckey, John},
  title = {Capability Distribution, Uncertainty, and Major Power War, 1820--1965},
  booktitle = {Peace, War, and Numbers},
  editor = {Russett, Bruce},
  publisher = {Sage},
  address = {Beverly Hills},
  pages = {19--48},
  year = {1972},
  note = {Data version 7.0}
}""",
    licence="Free for research with citation; no formal licence",
    url="https://correlatesofwar.org/data-sets/national-material-capabilities/",
    first=1816,
    last=2022,
    files=("cow/nmc_7.0.csv.gz",),
    tables=(CAPABILITIES,),
    read=_read,
    notes=(
        "Urban population has a series break between 2016 and 2017 (that of the United States "
        "falls from 197.8 to 110.0 million), which moves every index from 2017. Military "
        "expenditure is in pounds to 1913 and in dollars from 1914: compare shares, not levels. "
        "The index is the mean of the components that are known, so in years with missing ones "
        "(most years before 1950) the world's indices add up to more than 1, by up to 7 %."
    ),
    rows={"capabilities": 17_121},
)

SOURCES = (NMC_7_0,)
