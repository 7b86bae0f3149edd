"""Bilateral trade in goods of all pairs, 2022 and 2023: Observatory of Economic Complexity."""

from __future__ import annotations

from pathlib import Path

from rapallo.sources.flows import exports_table, read_exports
from rapallo.sources.source import Reading, Source

FILE = "trade/oec_all_pairs_2022_2023.csv"


def read(folder: Path) -> Reading:
    """Read directed flows of all pairs."""
    return read_exports(folder / FILE, "trade_oec", ("exporter", "importer", "year", "value_usd"))


SOURCES = (
    Source(
        id="oec_2023",
        short="OEC 2023",
        title="Observatory of Economic Complexity: bilateral goods trade",
        version="2022-2023",
        citation=(
            "Simoes, Alexander J. G., and Cesar A. Hidalgo. 2011. The Economic Complexity "
            "Observatory: An Analytical Tool for Understanding the Dynamics of Economic "
            "Development. Workshops at the Twenty-Fifth AAAI Conference on Artificial "
            "Intelligence. Data: oec.world."
        ),
        bibtex="""@inproceedings{oec_2023,
  author    = {Simoes, Alexander J. G. and Hidalgo, C{\\'e}sar A.},
  title     = {The Economic Complexity Observatory: An Analytical Tool for Understanding the
               Dynamics of Economic Development},
  booktitle = {Workshops at the Twenty-Fifth AAAI Conference on Artificial Intelligence},
  year      = {2011},
  note      = {Bilateral trade 2022--2023, oec.world}
}""",
        licence="OEC terms: use with citation; non-commercial",
        url="https://oec.world",
        first=2022,
        last=2023,
        files=(FILE,),
        tables=(exports_table("trade_oec", "Trade from exporter to importer", 2022, 2023),),
        read=read,
        basis="reconciled goods trade (exporter's and importer's reports), current USD",
        notes=(
            "Japan to China 2022 is an outlier (141.7 bn; the importer's own report says 184.5). "
            "Russia-Iran 2023 is missing: a gap, not zero."
        ),
        rows={"trade_oec": 48_659},
    ),
)
