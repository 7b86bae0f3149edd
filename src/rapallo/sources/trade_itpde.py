"""Bilateral trade 2000-2016 in constant dollars: International Trade and Production Database."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.fields import amount, state, year
from rapallo.sources.matching import match_states
from rapallo.sources.reading import read_delimited
from rapallo.sources.source import ROW, Reading, Source, Table

FILE = "trade/itpde_dyadic_2000_2016.csv.gz"

TRADE = Table(
    "trade_itpde",
    "Trade from exporter to importer, all sectors, in a year",
    (
        state("exporter", about="state the goods and services come from"),
        state("importer", about="state they go to"),
        year(low=2000, high=2016),
        amount("usd", "trade, constant 2010 US dollars"),
    ),
    ("exporter", "importer", "year"),
)


def read(folder: Path) -> Reading:
    """Read directed flows by country name; trade of a state with itself is left out."""
    frame = read_delimited(
        folder / FILE,
        {
            "exporter": pl.String,
            "importer": pl.String,
            "year": pl.Int16,
            "flow_const2010usd": pl.Float64,
        },
        numbered=True,
    ).rename({"exporter": "from", "importer": "to", "flow_const2010usd": "usd"})
    frame, dropped = match_states(frame, {"from": "exporter", "to": "importer"}, "name")
    return Reading(
        {"trade_itpde": frame.select("exporter", "importer", "year", "usd", ROW)}, dropped
    )


SOURCES = (
    Source(
        id="itpde_2016",
        short="ITPD-E 1",
        title="International Trade and Production Database for Estimation, summed over sectors",
        version="release 1, 2000-2016",
        citation=(
            "Borchert, Ingo, Mario Larch, Serge Shikher, and Yoto V. Yotov. 2021. The "
            "International Trade and Production Database for Estimation (ITPD-E). International "
            "Economics 166: 140-166."
        ),
        bibtex="""@article{itpde_2016,
  author  = {Borchert, Ingo and Larch, Mario and Shikher, Serge and Yotov, Yoto V.},
  title   = {The International Trade and Production Database for Estimation (ITPD-E)},
  journal = {International Economics},
  year    = {2021},
  volume  = {166},
  pages   = {140--166}
}""",
        licence="work of the United States government (US International Trade Commission)",
        url="https://www.usitc.gov/data/gravity/itpde.htm",
        first=2000,
        last=2016,
        files=(FILE,),
        tables=(TRADE,),
        read=read,
        basis="trade as reported, constant 2010 USD",
        notes=(
            "Constant dollars and wider coverage than the Correlates of War figures: never splice "
            "the two raw. A pair without a row has no recorded figure, which is not zero."
        ),
        rows={"trade_itpde": 420_448},
    ),
)
