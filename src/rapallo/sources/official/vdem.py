"""V-Dem's country-year archive, core or full."""

from __future__ import annotations

from pathlib import Path

from rapallo.sources import vdem
from rapallo.sources.content import as_utf8
from rapallo.sources.matching import drop_rows
from rapallo.sources.official.archive import unzip
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import parse_delimited
from rapallo.sources.source import Reading


def read(files: tuple[Path, ...]) -> Reading:
    """Read polyarchy with its interval; years before 1900 are left out, as in the form given."""
    import polars as pl

    raw, where = unzip(files[0], r"V-Dem-CY-.*\.csv")
    frame = parse_delimited(as_utf8(raw, where), where, vdem.COLUMNS, numbered=True)
    frame, early = drop_rows(frame, pl.col("year") < vdem.VDEM_ERT.first, "before 1900")
    reading = vdem.tidy(frame)
    return Reading(reading.tables, early + reading.dropped)


FORMS = (
    Official(
        vdem.VDEM_ERT,
        (
            Address(
                "https://www.v-dem.net/media/datasets/V-Dem-CY-Core-v15_csv.zip",
                "https://www.v-dem.net/data/the-v-dem-dataset/",
                r"[^\s\"'<>]*V-Dem-CY-Core-v\d+_csv\.zip",
            ),
        ),
        read,
    ),
)
