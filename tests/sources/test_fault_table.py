"""The fault table: every kind of fault, in the files of every source that it can befall.

Each case spoils a source's sample file in one way and builds a warehouse from it: it must end with
one error that names the file and, where a row is at fault, the row and the rule; and the warehouse
that stood there must stand there still, untouched and alone.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rapallo.sources.source import Source, SourceError
from rapallo.warehouse.build import build

EARLIER = b"the warehouse as it was"
Lines = list[list[str]]


class Case:
    """A source's sample in a folder, to be spoilt, with what stands where a warehouse goes."""

    def __init__(self, sample: dict[str, Any], source: Source, folder: Path) -> None:
        self.sample, self.source = sample, source
        self.folder = folder / "files"
        self.target = folder / "home" / "rapallo.duckdb"
        self.target.parent.mkdir()
        self.target.write_bytes(EARLIER)
        self.names = list(sample["files"])
        self.separator = sample.get("separator", ",")

    def path(self, number: int = 0) -> Path:
        return self.folder / self.names[number]

    def text(self, number: int, change: Callable[[Lines], Lines]) -> dict[str, str]:
        """The sample's files with the cells of one of them changed."""
        name = self.names[number]
        rows = list(csv.reader(io.StringIO(self.sample["files"][name]), delimiter=self.separator))
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator="\n").writerows(change(rows))
        return {**self.sample["files"], name: out.getvalue()}

    def refused(self, *words: str, number: int = 0) -> str:
        """Build; assert that it is refused in these words, and that nothing else happened."""
        with pytest.raises(SourceError) as caught:
            build(
                self.folder,
                to=self.target,
                sources=(self.source,),
                forms=(),
            )
        message = str(caught.value)
        for word in (self.path(number).name, *words):
            assert word in message, message
        assert len(message) < 700
        assert self.target.read_bytes() == EARLIER
        assert [p.name for p in self.target.parent.iterdir()] == [self.target.name]
        return message


def cell(column: str, value: str) -> Callable[[Lines], Lines]:
    """Put a value into the second row."""

    def change(rows: Lines) -> Lines:
        rows[2][rows[0].index(column)] = value
        return rows

    return change


def without(column: str) -> Callable[[Lines], Lines]:
    """Take a column out."""

    def change(rows: Lines) -> Lines:
        at = rows[0].index(column)
        return [row[:at] + row[at + 1 :] for row in rows]

    return change


def renamed(column: str) -> Callable[[Lines], Lines]:
    def change(rows: Lines) -> Lines:
        rows[0][rows[0].index(column)] = f"{column}x"
        return rows

    return change


def needed(sample: dict[str, Any]) -> str:
    return str(sample.get("number") or sample["needed"])


def zipped(path: Path) -> bool:
    return path.suffix == ".gz"


# Each fault takes a case and a function that writes files, spoils, and asserts what is told.
Write = Callable[[Path, dict[str, str]], None]


def truncated(case: Case, write: Write) -> None:
    write(case.folder, case.sample["files"])
    rows = {name: table.height for name, table in case.source.load(case.folder).tables.items()}
    case.source = replace(case.source, rows=rows)
    content = case.path().read_bytes()
    case.path().write_bytes(content[: len(content) // 2])
    case.refused()


def wrong_delimiter(case: Case, write: Write) -> None:
    name = case.names[0]
    other = "|" if case.separator == ";" else ";"
    text = case.sample["files"][name].replace(case.separator, other)
    write(case.folder, {**case.sample["files"], name: text})
    case.refused(f"separated by {case.separator!r}")


def missing_column(case: Case, write: Write) -> None:
    column = needed(case.sample)
    write(case.folder, case.text(0, without(column)))
    case.refused(f"column {column!r} is missing")


def renamed_column(case: Case, write: Write) -> None:
    column = needed(case.sample)
    write(case.folder, case.text(0, renamed(column)))
    case.refused(f"column {column!r} is missing", f"{column}x")


def wrong_type(case: Case, write: Write) -> None:
    column = case.sample["number"]
    write(case.folder, case.text(0, cell(column, "many")))
    case.refused("row 2", "'many'")


def out_of_range(case: Case, write: Write) -> None:
    column, value = case.sample["beyond"]
    write(case.folder, case.text(0, cell(column, value)))
    message = case.refused("row")
    assert any(rule in message for rule in ("must", "no year", "is not in", "; not ")), message


def duplicate_key(case: Case, write: Write) -> None:
    write(case.folder, case.text(0, lambda rows: [*rows[:3], rows[2], *rows[3:]]))
    case.refused("row 3: key", "occurs more than once")


def unknown_state(case: Case, write: Write) -> None:
    number, column, value, then = case.sample["unknown_state"]
    write(case.folder, case.text(number, cell(column, value)))
    if then == "refused":
        case.refused("row 2", "must be one of its 217 codes", number=number)
        return
    # Lists by name or ISO code hold territories and groups: what is no state is left out and told.
    shown = case.sample.get("unknown_shown", value)
    dropped = case.source.load(case.folder).dropped
    told = [d for d in dropped if any(shown in example for example in d.examples)]
    assert len(told) == 1
    assert told[0].rows >= 1
    assert told[0].reason


def empty_file(case: Case, write: Write) -> None:
    write(case.folder, case.sample["files"])
    case.path().write_bytes(gzip.compress(b"") if zipped(case.path()) else b"")
    case.refused()


def web_page(case: Case, write: Write) -> None:
    write(case.folder, case.sample["files"])
    page = b"<!DOCTYPE html><html><title>404</title></html>"
    case.path().write_bytes(gzip.compress(page) if zipped(case.path()) else page)
    case.refused()


def utf16(case: Case, write: Write) -> None:
    write(case.folder, case.sample["files"])
    text = codecs.BOM_UTF16_LE + case.sample["files"][case.names[0]].encode("utf-16-le")
    case.path().write_bytes(gzip.compress(text) if zipped(case.path()) else text)
    case.refused("line 1", "UTF-16")


def latin1(case: Case, write: Write) -> None:
    write(case.folder, case.sample["files"])
    lines = case.sample["files"][case.names[0]].strip().encode().split(b"\n")
    lines[2] = b"\xe9" + lines[2]
    text = b"\n".join(lines)
    case.path().write_bytes(gzip.compress(text) if zipped(case.path()) else text)
    case.refused("line 3", "not utf-8")


def ten_gigabytes(case: Case, write: Write) -> None:
    write(case.folder, case.sample["files"])
    os.truncate(case.path(), 10_000_000_000)  # a hole, which takes no room on the disk
    case.refused("10.0 GB")


def too_many_fields(case: Case, write: Write) -> None:
    write(case.folder, case.text(0, lambda rows: [*rows[:2], [*rows[2], "9", "9"], *rows[3:]]))
    case.refused("row 2", "fields where the header has")


FAULTS = (
    truncated,
    wrong_delimiter,
    missing_column,
    renamed_column,
    wrong_type,
    out_of_range,
    duplicate_key,
    unknown_state,
    empty_file,
    web_page,
    utf16,
    latin1,
    ten_gigabytes,
    too_many_fields,
)
WORKBOOK = {"jme_v3", "gpr_2026"}
NOT_POSSIBLE = {
    "wrong_delimiter": WORKBOOK,
    "utf16": WORKBOOK,
    "latin1": {*WORKBOOK, "desta_2020"},  # which is in Latin-1: every byte is a letter there
    "too_many_fields": WORKBOOK,
    # The first has texts only; dates in the second are free text: those without a year of its
    # years are left out, and told.
    "wrong_type": {"lowy_gdi_2019", "jme_v3"},
    "out_of_range": {"lowy_gdi_2019", "jme_v3"},
    # The list that says what a state is; and a workbook whose states are its columns.
    "unknown_state": {"gleditsch_ward", "gpr_2026"},
}
"""Kinds of fault that a source's file cannot have, or that cannot be seen in it."""


def possible(fault: Callable[[Case, Write], None], id: str, sample: dict[str, Any]) -> bool:
    if fault is duplicate_key:
        return sample["repeated_rows"] == "refused"
    return id not in NOT_POSSIBLE.get(fault.__name__, set())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a case for each fault and source that it can befall."""
    if {"fault", "id"} <= set(metafunc.fixturenames):
        samples = read_samples()
        cases = [
            pytest.param(fault, id, id=f"{fault.__name__}-{id}")
            for fault in FAULTS
            for id, sample in samples.items()
            if possible(fault, id, sample)
        ]
        metafunc.parametrize(("fault", "id"), cases)


def read_samples() -> dict[str, dict[str, Any]]:
    import tomllib

    folder = Path(__file__).parent / "samples"
    return {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.toml"))}


def test_a_fault_is_told_and_the_warehouse_untouched(
    fault: Callable[[Case, Write], None],
    id: str,
    tmp_path: Path,
    write_files: Write,
    samples: dict[str, Any],
) -> None:
    from rapallo.sources.registry import source

    case = Case(samples[id], replace(source(id), rows={}), tmp_path)
    fault(case, write_files)


def test_every_source_meets_every_kind_but_those_that_it_cannot_have() -> None:
    samples = read_samples()
    from rapallo.sources.registry import SOURCES

    assert {one.id for one in SOURCES} == set(samples)
    for fault in FAULTS:
        spared = {id for id, sample in samples.items() if not possible(fault, id, sample)}
        if fault is duplicate_key:
            assert all(samples[id]["repeated_rows"] != "refused" for id in spared)
        else:
            assert len(spared) <= 3
