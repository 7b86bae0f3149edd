"""Bilateral trade in goods as reported to the International Monetary Fund."""

from __future__ import annotations

from pathlib import Path

from rapallo.sources.flows import exports_table, read_exports, read_reported, reported_table
from rapallo.sources.source import Reading, Source

PAIRS_2025 = "trade/imts_exports_all_pairs_2025.csv"
US_CHINA = "trade/imts_usa_chn_all_partners_2001_2024.csv"
DOTS = "trade/dots_15x15_2011_2020.csv"

_TERMS = "IMF data terms: free to use and redistribute with attribution"
_URL = "https://data.imf.org/en/datasets/IMF.STA:IMTS"
_BASIS = "exports FOB and imports as reported (CIF; the US at customs value), current USD"


def read_pairs_2025(folder: Path) -> Reading:
    """Read exports of all pairs in 2025."""
    return read_exports(
        folder / PAIRS_2025,
        "trade_imts_2025",
        ("exporter", "importer", "year", "export_fob_usd"),
    )


def read_us_china(folder: Path) -> Reading:
    """Read trade of the United States and China with all partners."""
    return read_reported(
        folder / US_CHINA,
        "trade_imts_us_china",
        ("reporter_iso3", "partner_iso3", "year", "flow", "value_usd"),
    )


def read_dots(folder: Path) -> Reading:
    """Read trade among fifteen states."""
    return read_reported(
        folder / DOTS,
        "trade_dots",
        ("reporter_iso3", "partner_iso3", "year", "flow", "value_usd"),
    )


SOURCES = (
    Source(
        id="imf_imts_2025",
        short="IMF IMTS 2025",
        title="International Trade in Goods by partner country (IMTS): exports of all pairs, 2025",
        version="2025",
        citation="International Monetary Fund. International Trade in Goods (by partner country).",
        bibtex="""@misc{imf_imts_2025,
  author = {{International Monetary Fund}},
  title  = {International Trade in Goods (by partner country), exports, 2025},
  url    = {https://data.imf.org/en/datasets/IMF.STA:IMTS}
}""",
        licence=_TERMS,
        url=_URL,
        first=2025,
        last=2025,
        files=(PAIRS_2025,),
        tables=(
            exports_table("trade_imts_2025", "Exports from exporter to importer, 2025", 2025, 2025),
        ),
        read=read_pairs_2025,
        basis="exports FOB as reported by the exporter (or the partner's mirror), current USD",
        notes=(
            "The year is inferred from totals. North Korea is absent, and Russia-Kazakhstan is "
            "missing in both directions: a gap, not zero. Rounded to 0.1 million."
        ),
        rows={"trade_imts_2025": 20_740},
    ),
    Source(
        id="imf_imts_us_china",
        short="IMF IMTS US and China",
        title="International Trade in Goods by partner country (IMTS): United States and China",
        version="2001-2024",
        citation="International Monetary Fund. International Trade in Goods (by partner country).",
        bibtex="""@misc{imf_imts_us_china,
  author = {{International Monetary Fund}},
  title  = {International Trade in Goods (by partner country), {United States} and {China}},
  note   = {2001--2024},
  url    = {https://data.imf.org/en/datasets/IMF.STA:IMTS}
}""",
        licence=_TERMS,
        url=_URL,
        first=2001,
        last=2024,
        files=(US_CHINA,),
        tables=(
            reported_table(
                "trade_imts_us_china",
                "Trade of the United States and China with each partner, as they report it",
                2001,
                2024,
            ),
        ),
        read=read_us_china,
        basis=_BASIS,
        notes=(
            "China's trade with Russia here is China's own report, not Russia's. US imports are at "
            "customs value, some 5 % below the CIF value that Comtrade gives."
        ),
        rows={"trade_imts_us_china": 17_785},
    ),
    Source(
        id="imf_dots_2020",
        short="IMF DOTS 15 states",
        title="Direction of Trade Statistics: trade among fifteen states",
        version="2011-2020",
        citation="International Monetary Fund. Direction of Trade Statistics.",
        bibtex="""@misc{imf_dots_2020,
  author = {{International Monetary Fund}},
  title  = {Direction of Trade Statistics},
  note   = {Fifteen states, 2011--2020},
  url    = {https://data.imf.org}
}""",
        licence=_TERMS,
        url="https://data.imf.org",
        first=2011,
        last=2020,
        files=(DOTS,),
        tables=(
            reported_table("trade_dots", "Trade among fifteen states, by reporter", 2011, 2020),
        ),
        read=read_dots,
        basis=_BASIS,
        notes="Sums of twelve months; a few rows have months of zero.",
        rows={"trade_dots": 4_200},
    ),
)
