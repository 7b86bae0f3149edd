"""Correlates of War IGO archives: a column an organisation, for states and for pairs of them.

The names of archives and texts and the codes were checked in public code that reads them and in
the codebook's words there; which columns stand before the organisations' was not seen in the
files themselves, so that a column with another code than the codebook's is refused by its name.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from rapallo.sources import igo
from rapallo.sources.content import as_utf8
from rapallo.sources.official.archive import unzip
from rapallo.sources.official.cow import HOME
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import parse_delimited
from rapallo.sources.source import ROW, PolarsType, Reading, SourceError, Table

FULL = 1
CODES = (-9, -1, 0, 1, 2, 3)
"""Missing, no such state or organisation yet, none, full, associate, observer."""
ABOUT = ("ccode", "ccode1", "ccode2", "state", "country", "country1", "country2", "state1",
         "state2", "year", "dyadid", "dyad", "version")  # fmt: skip
"""Columns that are no organisation's."""
NONE = -128
"""What stands for a text that is no code."""
BLOCK = 8 << 20
"""Bytes that are read at a time: the pairs' text has more than a gigabyte."""


def read(files: tuple[Path, ...]) -> Reading:
    """Count the organisations of which a state, or both states of a pair, are full members."""
    pairs, states = files
    both = {"ccode1": "state1", "ccode2": "state2", "year": "year"}
    one = {"ccode": "state", "year": "year"}
    return Reading(
        {
            "igo_pair": _counted(pairs, r"dyadic_formatv\d+\.csv", both, igo.IGO_PAIR),
            "igo_state": _counted(states, r"state_year_formatv\d+\.csv", one, igo.IGO_STATE),
        }
    )


def _counted(path: Path, pattern: str, keys: dict[str, str], table: Table) -> pl.DataFrame:
    raw, where = unzip(path, pattern)
    text = as_utf8(raw, where, "utf-8")
    types = {f.name: f.dtype for f in table.fields}
    wanted: dict[str, PolarsType] = {old: types[new] for old, new in keys.items()}
    count = table.fields[-1].name
    parts = []
    rows = 0
    for block in _blocks(text):
        known = parse_delimited(block, f"{where} below row {rows}", wanted)
        parts.append(known.rename(keys).with_columns(_full(block, where, rows).alias(count)))
        rows += known.height
    return pl.concat(parts).with_row_index(ROW, 1).select(*types, ROW)


def _full(block: bytes, where: str, above: int) -> pl.Series:
    """Return the number of full memberships in each row."""
    names = pl.read_csv(io.BytesIO(block), n_rows=0).columns
    organisations = [name for name in names if name.lower() not in ABOUT]
    if not organisations:
        raise SourceError(f"{where}: no column is an organisation's; it has {names}")
    types = dict.fromkeys(organisations, pl.Int8)
    frame = pl.read_csv(
        io.BytesIO(block), columns=organisations, schema_overrides=types, ignore_errors=True
    )
    codes = frame.fill_null(NONE).to_numpy()
    wrong = ~np.isin(codes, CODES)
    if wrong.any():
        row, column = (int(at[0]) for at in np.nonzero(wrong))
        name = organisations[column]
        text = pl.read_csv(io.BytesIO(block), columns=[name], infer_schema=False)[name][row]
        raise SourceError(
            f"{where} row {above + row + 1}: {name} is {text!r}; it must be in {CODES}"
        )
    return pl.Series("full", (codes == FULL).sum(axis=1), pl.Int16)


def _blocks(text: bytes) -> Iterator[bytes]:
    """Cut a text into pieces of whole lines, each under the text's header."""
    head = text.find(b"\n") + 1
    header, start = text[:head], head
    while start < len(text):
        end = text.find(b"\n", start + BLOCK) + 1 or len(text)
        yield header + text[start:end]
        start = end


FORMS = (
    Official(
        igo.IGO_3_0,
        (Address(f"{HOME}dyadic_formatv3.zip"), Address(f"{HOME}state_year_formatv3.zip")),
        read,
        {"igo_pair": "dyadic_formatv3.csv", "igo_state": "state_year_formatv3.csv"},
    ),
)
