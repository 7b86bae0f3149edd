"""The shape of a file: its texts' columns and encodings, to tell what a new version changed."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import fastexcel

HEAD = 1 << 16
"""Bytes of each text that are looked at."""
MEMBERS = 60
"""Texts of an archive that are looked at."""


def shape(path: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the columns and the encodings of the texts in a file, by name.

    A CSV is its own text, an archive (or one within it) has one a CSV, a workbook one a sheet,
    whose columns are left out, and an answer in JSON one with its rows' keys.
    """
    columns: dict[str, list[str]] = {}
    encodings: dict[str, str] = {}
    if path.suffix in (".xls", ".xlsx"):
        return {sheet: [] for sheet in fastexcel.read_excel(path.read_bytes()).sheet_names}, {}
    for name, head in _texts(path):
        text, encodings[name] = _decoded(head)
        columns[name] = _keys(path) if name.endswith(".json") else _header(text)
    return columns, encodings


def changes(
    before: tuple[dict[str, list[str]], dict[str, str]],
    after: tuple[dict[str, list[str]], dict[str, str]],
) -> tuple[str, ...]:
    """Say which texts, columns and encodings are new, gone or other.

    Examples
    --------
    >>> changes(({"a.csv": ["x", "y"]}, {}), ({"a.csv": ["x", "z"]}, {}))
    ('a.csv: column y is gone', 'a.csv: column z is new')
    """
    said = [f"{name} is gone" for name in before[0] if name not in after[0]]
    said += [f"{name} is new" for name in after[0] if name not in before[0]]
    for name in before[0]:
        if name not in after[0]:
            continue
        old, new = before[0][name], after[0][name]
        said += [f"{name}: column {column} is gone" for column in old if column not in new]
        said += [f"{name}: column {column} is new" for column in new if column not in old]
        was, now = before[1].get(name), after[1].get(name)
        if was != now and "ascii" not in (was, now):
            said.append(f"{name}: encoded as {now}, before as {was}")
    return tuple(said)


def _texts(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.suffix != ".zip":
        with path.open("rb") as file:
            yield path.name, file.read(HEAD)
        return
    yield from _members(zipfile.ZipFile(path))


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    with archive:
        for entry in archive.infolist()[:MEMBERS]:
            if "__MACOSX" in entry.filename:
                continue
            if entry.filename.endswith(".csv"):
                with archive.open(entry) as file:
                    yield Path(entry.filename).name, file.read(HEAD)
            elif entry.filename.endswith(".zip") and entry.file_size < HEAD**2:
                yield from _members(zipfile.ZipFile(BytesIO(archive.read(entry))))


def _decoded(head: bytes) -> tuple[str, str]:
    for mark, name in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    ):
        if head.startswith(mark):
            return head.decode(name, "replace"), name
    if head.isascii():
        return head.decode(), "ascii"
    try:
        return head[: head.rfind(b"\n") + 1].decode(), "utf-8"
    except UnicodeDecodeError:
        return head.decode("latin-1"), "latin-1"


def _header(text: str) -> list[str]:
    """Return the first row with three fields and more; what stands above is a preamble."""
    for line in text.splitlines():
        for separator in (",", "\t", ";"):
            row = next(csv.reader([line], delimiter=separator), [])
            if len(row) > 2:
                return [name for name in row if name and not name.isdigit()]
    return []


def _keys(path: Path) -> list[str]:
    try:
        answer = json.loads(path.read_bytes())
        return sorted(answer[1][0])
    except (ValueError, IndexError, KeyError, TypeError):
        return []
