"""UCDP's archive of the UCDP/PRIO Armed Conflict Dataset."""

from __future__ import annotations

from pathlib import Path

from rapallo.sources import ucdp
from rapallo.sources.content import as_utf8
from rapallo.sources.official.archive import unzip
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import parse_delimited
from rapallo.sources.source import Reading


def read(files: tuple[Path, ...]) -> Reading:
    """Read the one table of the archive."""
    raw, where = unzip(files[0], r"ucdp-?prio-?(conflict|acd).*\.csv")
    return ucdp.tidy(parse_delimited(as_utf8(raw, where), where, ucdp.COLUMNS))


FORMS = (
    Official(
        ucdp.UCDP_ACD,
        (
            Address(
                "https://ucdp.uu.se/downloads/ucdpprio/ucdp-prio-acd-251-csv.zip",
                "https://ucdp.uu.se/downloads/",
                r"[^\s\"'<>]*ucdp-prio-acd-\d+-csv\.zip",
            ),
        ),
        read,
    ),
)
