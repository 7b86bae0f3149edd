"""SIPRI's register of arms transfers: a row a deal and year of delivery.

The site exports it as a CSV below a preamble; the interface behind the site takes a POST and wraps
the same CSV in JSON (``{"bytes": "..."}``, base 64). The columns are those of the file given, and
address, request and wrapping those that public code uses; none of it could be tried here.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import polars as pl

from rapallo.sources import sipri
from rapallo.sources.content import as_utf8, read_raw
from rapallo.sources.matching import drop_rows
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import parse_delimited
from rapallo.sources.source import Reading, Source, SourceError, check_table

HEADER = b"SIPRI AT Database ID"
URL = "https://atbackend.sipri.org/api/p/trades/trade-register-csv/"
_YEARLY, _REGISTER = sipri.SOURCES[1:]


def read_register(files: tuple[Path, ...]) -> Reading:
    """Read the deals."""
    return _deals(files[0], _REGISTER)[0]


def read_yearly(files: tuple[Path, ...]) -> Reading:
    """Add the deliveries of all deals of a pair in a year."""
    reading, where = _deals(files[0], _YEARLY)
    deals = check_table(reading.tables["arms_register"], sipri.REGISTER, where)
    keys = ("supplier", "recipient", "year")
    yearly = deals.group_by(keys, maintain_order=True).agg(pl.col("tiv").sum())
    return Reading({"arms": yearly}, reading.dropped)


def _deals(path: Path, source: Source) -> tuple[Reading, str]:
    """Read the register's rows; deliveries before the source begins are left out."""
    text, where = _text(path)
    start = text.find(HEADER)
    if start < 0:
        raise SourceError(f"{where}: no row begins with {HEADER.decode()!r}")
    where = f"{where} below line {text[:start].count(10)}"
    frame = parse_delimited(text[start:], where, sipri.REGISTERED, numbered=True)
    early = pl.col("Delivery year") < source.first
    frame, before = drop_rows(frame, early, f"delivered before {source.first}")
    reading = sipri.tidy_register(frame)
    return Reading(reading.tables, before + reading.dropped), where


def _text(path: Path) -> tuple[bytes, str]:
    raw, where = read_raw(path), str(path)
    if raw.lstrip().startswith(b"{"):
        try:
            raw = base64.b64decode(json.loads(raw)["bytes"], validate=True)
        except (ValueError, TypeError, KeyError) as error:
            said = raw[:120].decode("utf-8", "replace")
            raise SourceError(f"{where}: not an answer with a table, but {said!r}") from error
    try:
        raw.decode()
        return as_utf8(raw, where), where
    except UnicodeDecodeError:
        return as_utf8(raw, where, "latin-1"), where


def _address(first: int) -> Address:
    """Ask for all deliveries since a year; the fields are those that the site itself sends."""
    years = f'"condition": "contains", "value1": {first}, "value2": YEAR, "listData": []'
    other = '"condition": "", "value1": "", "value2": "", "listData": []'
    filters = ", ".join(
        f'{{"field": "{field}", "oldField": "", {said}}}'
        for field, said in (
            ("Delivery year", years),
            ("Order year", years.replace(str(first), "0")),
            ("opendeals", other),
            ("exportOption", other),
        )
    )
    body = f'{{"filters": [{filters}], "logic": "AND"}}'
    return Address(URL, name="trade-register.json", body=body)


FORMS = (
    Official(
        _YEARLY,
        (_address(_YEARLY.first),),
        read_yearly,
        notes="Summed from the register's deals; an edition of another year, so figures differ.",
    ),
    Official(_REGISTER, (_address(_REGISTER.first),), read_register),
)
