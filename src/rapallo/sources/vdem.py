"""Electoral democracy with intervals: V-Dem's polyarchy."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo import states
from rapallo.sources.fields import state, year
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Dropped, Field, Reading, Source, Table


def _share(name: str, about: str) -> Field:
    return Field(name, pl.Float64, nullable=True, low=0, high=1, about=about)


DEMOCRACY = Table(
    "democracy",
    "How democratic a state is in a year, with its interval",
    (
        state(),
        year(low=1900),
        _share("polyarchy", "electoral democracy index, 0 to 1"),
        _share("low", "lower end of its 68 % interval"),
        _share("high", "upper end of its 68 % interval"),
    ),
    ("state", "year"),
)

COLUMNS = {
    "country_text_id": pl.String,
    "year": pl.Int16,
    "v2x_polyarchy": pl.Float64,
    "v2x_polyarchy_codelow": pl.Float64,
    "v2x_polyarchy_codehigh": pl.Float64,
}


def _read(folder: Path) -> Reading:
    frame = read_delimited(
        folder / VDEM_ERT.files[0],
        COLUMNS,
        numbered=True,
    )
    return tidy(frame)


def tidy(frame: pl.DataFrame) -> Reading:
    """Make the table from V-Dem's columns, of which it may have more, and `ROW`."""
    frame = frame.with_columns(states.to_cow(frame["country_text_id"], frame["year"], "vdem"))
    out = frame.filter(pl.col("state").is_null())
    dropped = Dropped(
        "countries that were no member of the state system in the year",
        out.height,
        tuple(out["country_text_id"].unique().sort().head(8)),
    )
    tidy = frame.drop_nulls("state").select(
        "state",
        "year",
        pl.col("v2x_polyarchy").alias("polyarchy"),
        pl.col("v2x_polyarchy_codelow").alias("low"),
        pl.col("v2x_polyarchy_codehigh").alias("high"),
        ROW,
    )
    return Reading({"democracy": tidy}, (dropped,) if out.height else ())


VDEM_ERT = Source(
    id="vdem_ert",
    short="V-Dem 15",
    title="V-Dem electoral democracy index, from Episodes of Regime Transformation",
    version="V-Dem 15 (1900-2024)",
    citation=(
        "Maerz, Seraphine F., Amanda B. Edgell, Matthew C. Wilson, Sebastian Hellmeier, and "
        "Staffan I. Lindberg. 2024. Episodes of Regime Transformation. Journal of Peace Research "
        "61(6): 967-984. Coppedge, Michael, et al. 2025. V-Dem Country-Year Dataset v15. Varieties "
        "of Democracy (V-Dem) Project. https://doi.org/10.23696/vdemds25."
    ),
    bibtex="""@article{vdem_ert,
  author = {Maerz, Seraphine F. and Edgell, Amanda B. and Wilson, Matthew C.
            and Hellmeier, Sebastian and Lindberg, Staffan I.},
  title = {Episodes of Regime Transformation},
  journal = {Journal of Peace Research},
  volume = {61},
  number = {6},
  pages = {967--984},
  year = {2024},
  doi = {10.1177/00223433231168192}
}
@misc{vdem_ert_data,
  author = {Coppedge, Michael and Gerring, John and Knutsen, Carl Henrik
            and Lindberg, Staffan I. and Teorell, Jan and others},
  title = {{V-Dem} Country-Year Dataset v15},
  publisher = {Varieties of Democracy ({V-Dem}) Project},
  year = {2025},
  doi = {10.23696/vdemds25}
}""",
    licence="CC BY-SA 4.0",
    url="https://v-dem.net/data/ert-dataset/",
    first=1900,
    last=2024,
    files=("vdem/ert.csv",),
    tables=(DEMOCRACY,),
    read=_read,
    notes=(
        "The interval is V-Dem's measurement uncertainty, about one standard deviation to either "
        "side, not 95 %. Rows for colonies and occupied countries are left out: only members of "
        "the state system in the year are kept. Under Russia's code stands the Soviet Union, under "
        "Serbia's Yugoslavia, under Czechia's Czechoslovakia, under Germany's West Germany "
        "(1949-1990). Germany (from 1945) and a few others have years without a value."
    ),
    rows={"democracy": 13_783},
)

SOURCES = (VDEM_ERT,)
