"""Bilateral trade in goods as reported to UN Comtrade."""

from __future__ import annotations

from pathlib import Path

from rapallo.sources.flows import exports_table, read_exports, read_reported, reported_table
from rapallo.sources.source import Reading, Source

FIFTEEN = "trade/comtrade_15reporters_2018_2022.csv"
EXPORTS = "trade/comtrade_exports_five_reporters_2015_2024_partial.csv"

_TERMS = "UN Comtrade terms: use with attribution; bulk redistribution needs leave"
_URL = "https://comtradeplus.un.org"


def read_fifteen(folder: Path) -> Reading:
    """Read trade of fifteen reporters with all partners."""
    return read_reported(
        folder / FIFTEEN,
        "trade_comtrade",
        ("reporter_iso3", "partner_iso3", "year", "flow", "value_usd"),
    )


def read_five(folder: Path) -> Reading:
    """Read exports of five reporters, many years of which are missing."""
    return read_exports(
        folder / EXPORTS,
        "trade_comtrade_exports",
        ("reporterISO", "partnerISO", "refYear", "export_usd"),
    )


SOURCES = (
    Source(
        id="comtrade_15_2022",
        short="UN Comtrade 15 reporters",
        title="UN Comtrade: fifteen reporters with all partners",
        version="2018-2022",
        citation="United Nations Statistics Division. UN Comtrade Database.",
        bibtex="""@misc{comtrade_15_2022,
  author = {{United Nations Statistics Division}},
  title  = {{UN} Comtrade Database},
  note   = {Fifteen reporters, 2018--2022},
  url    = {https://comtradeplus.un.org}
}""",
        licence=_TERMS,
        url=_URL,
        first=2018,
        last=2022,
        files=(FIFTEEN,),
        tables=(
            reported_table(
                "trade_comtrade", "Trade of fifteen reporters with each partner", 2018, 2022
            ),
        ),
        read=read_fifteen,
        basis="exports FOB and imports CIF as reported, current USD",
        notes="Russia is no reporter here. Imports CIF: do not mix with exports.",
        rows={"trade_comtrade": 28_024},
    ),
    Source(
        id="comtrade_exports_5_2024",
        short="UN Comtrade 5 exporters",
        title="UN Comtrade: exports of five reporters",
        version="2015-2024, partial",
        citation="United Nations Statistics Division. UN Comtrade Database.",
        bibtex="""@misc{comtrade_exports_5_2024,
  author = {{United Nations Statistics Division}},
  title  = {{UN} Comtrade Database},
  note   = {Exports of five reporters, 2015--2024, partial},
  url    = {https://comtradeplus.un.org}
}""",
        licence=_TERMS,
        url=_URL,
        first=2015,
        last=2024,
        files=(EXPORTS,),
        tables=(
            exports_table(
                "trade_comtrade_exports", "Exports of five reporters, partial", 2015, 2024
            ),
        ),
        read=read_five,
        basis="exports FOB as reported, current USD, summed over chapters present in the file",
        notes="Many partners and years are missing: for spot checks, not for totals.",
        rows={"trade_comtrade_exports": 1_074},
    ),
)
