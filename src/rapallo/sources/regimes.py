"""Long series of democracy: V-Dem's polyarchy and Polity's score by state-year."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import level, state, year
from rapallo.sources.reading import read_table
from rapallo.sources.source import Field, Reading, Source, Table

POLYARCHY_LONG = Table(
    "polyarchy_long",
    "How democratic a state is in a year, by two measures, from 1816",
    (
        state(),
        year(),
        Field(
            "polyarchy",
            pl.Float64,
            nullable=True,
            low=0,
            high=1,
            about="V-Dem's electoral democracy index, 0 to 1",
        ),
        level("polity2", -10, 10, "Polity's score, -10 autocracy to 10 democracy", nullable=True),
    ),
    ("state", "year"),
)


def _read(folder: Path) -> Reading:
    names = {"state": "ccode", "year": "year", "polyarchy": "v2x_polyarchy", "polity2": "polity2"}
    frame = read_table(folder / DEMOCRACY_LONG.files[0], POLYARCHY_LONG, names)
    return Reading({"polyarchy_long": frame})


DEMOCRACY_LONG = Source(
    id="democracy_long",
    short="V-Dem 16 and Polity5",
    title="Democracy by state-year: V-Dem polyarchy and Polity5, as given out with isard",
    version="V-Dem 16 by its years (to 2025), Polity5 v2018",
    citation=(
        "Coppedge, Michael, et al. 2025. V-Dem Country-Year Dataset v15. Varieties of Democracy "
        "(V-Dem) Project. https://doi.org/10.23696/vdemds25. Marshall, Monty G. 2020. Polity5: "
        "Dataset Users' Manual v2018. Center for Systemic Peace. Put together in: Miller, Steven "
        "V. 2022. peacesciencer: An R Package for Quantitative Peace Science Research. Conflict "
        "Management and Peace Science 39(6): 755-779."
    ),
    bibtex="""@article{democracy_long,
  author = {Miller, Steven V.},
  title = {peacesciencer: An {R} Package for Quantitative Peace Science Research},
  journal = {Conflict Management and Peace Science},
  volume = {39},
  number = {6},
  pages = {755--779},
  year = {2022},
  doi = {10.1177/07388942221077926}
}
@misc{democracy_long_vdem,
  author = {Coppedge, Michael and Gerring, John and Knutsen, Carl Henrik
            and Lindberg, Staffan I. and Teorell, Jan and others},
  title = {{V-Dem} Country-Year Dataset v15},
  publisher = {Varieties of Democracy ({V-Dem}) Project},
  year = {2025},
  doi = {10.23696/vdemds25}
}
@misc{democracy_long_polity,
  author = {Marshall, Monty G.},
  title = {{Polity5}: Dataset Users' Manual v2018},
  publisher = {Center for Systemic Peace},
  year = {2020},
  url = {https://www.systemicpeace.org}
}""",
    licence="V-Dem: CC BY-SA 4.0; Polity5: free for research with citation",
    url="https://v-dem.net/data/the-v-dem-dataset/",
    first=1816,
    last=2025,
    files=("states/cw_democracy.csv.gz",),
    tables=(POLYARCHY_LONG,),
    read=_read,
    notes=(
        "Polyarchy reaches 2025, so it is of a later V-Dem release than the table with intervals "
        "(to 2024): the two differ by up to .09 for one state and year, so take both states of a "
        "pair from one table. Polity's score ends in 2018 (2020 for one state); its interregnums "
        "and transitions are already turned into scores. The publisher's documentation names "
        "V-Dem 15, which had no 2025."
    ),
    rows={"polyarchy_long": 17_706},
)

SOURCES = (DEMOCRACY_LONG,)
