"""Readers on small files of invented rows in each source's own form: right, and each fault told.

Each file in ``samples`` has the files of one source and the rows that they should give, an empty
text standing for a missing value; spreadsheets are written there as text too.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from rapallo.sources.registry import source
from rapallo.sources.source import Source, SourceError

SAMPLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "samples").glob("*.toml"))
}
FAULTY = [id for id, sample in SAMPLES.items() if "number" in sample]
KEYED = [id for id, sample in SAMPLES.items() if sample["repeated_rows"] == "refused"]
EVERY = pytest.mark.parametrize("id", SAMPLES)


def write(folder: Path, files: dict[str, str]) -> None:
    """Write each file as its name says: gzipped, a workbook, or plain."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".gz":
            path.write_bytes(gzip.compress(text.encode()))
        elif path.suffix in (".xls", ".xlsx"):
            write_workbook(path, text, SHEETS[path.name])
        else:
            path.write_text(text, encoding="utf-8")


SHEETS = {"jme_v3.xls": "Sheet1_2"}


def write_workbook(path: Path, text: str, sheet: str) -> None:
    """Write a workbook of one sheet with text cells."""
    rows = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else "<c/>"
            for cell in row
        )
        + "</row>"
        for row in csv.reader(text.splitlines())
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
        ),
    }
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            book.writestr(name, part)


def small(id: str) -> Source:
    """The source, not minding that the sample is far smaller than the real files."""
    return replace(source(id), rows={})


def first_file(sample: dict[str, Any]) -> str:
    return str(next(iter(sample["files"])))


def broken(sample: dict[str, Any], change: Callable[[list[str]], list[str]]) -> dict[str, str]:
    """The sample's files with the lines of the first one changed."""
    name = first_file(sample)
    lines = sample["files"][name].splitlines()
    return {**sample["files"], name: "\n".join(change(lines)) + "\n"}


def with_value(lines: list[str], column: str, value: str) -> list[str]:
    """The lines with one value of the second row replaced."""
    header, first, second = next(csv.reader(lines[:1])), lines[1], next(csv.reader(lines[2:3]))
    second[header.index(column)] = value
    quoted = [f'"{cell}"' if "," in cell else cell for cell in second]
    return [lines[0], first, ",".join(quoted), *lines[3:]]


@EVERY
def test_reads_the_rows_as_they_are_meant(id: str, tmp_path: Path) -> None:
    sample = SAMPLES[id]
    write(tmp_path, sample["files"])
    tables = small(id).load(tmp_path).tables
    assert set(tables) == set(sample["tables"])
    for name, meant in sample["tables"].items():
        found = [
            ["" if v is None else v if isinstance(v, str | int | float) else str(v) for v in row]
            for row in tables[name].select(meant["columns"]).iter_rows()
        ]
        assert found == meant["rows"]


@EVERY
def test_missing_file_is_named_with_its_official_place(id: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        source(id).load(tmp_path)
    assert source(id).files[0] in str(caught.value)
    assert source(id).url in str(caught.value)


@EVERY
def test_a_file_cut_in_the_middle_is_refused(id: str, tmp_path: Path) -> None:
    sample = SAMPLES[id]
    write(tmp_path, sample["files"])
    whole = small(id).load(tmp_path)
    path = tmp_path / first_file(sample)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    rows = {name: table.height for name, table in whole.tables.items()}
    with pytest.raises(SourceError, match=path.name):
        replace(source(id), rows=rows).load(tmp_path)


@EVERY
def test_a_file_of_too_few_rows_is_refused(id: str, tmp_path: Path) -> None:
    write(tmp_path, SAMPLES[id]["files"])
    with pytest.raises(SourceError, match="cut short") as caught:
        source(id).load(tmp_path)
    assert first_file(SAMPLES[id]) in str(caught.value)


@EVERY
def test_an_empty_file_and_a_web_page_are_refused(id: str, tmp_path: Path) -> None:
    sample = SAMPLES[id]
    path = tmp_path / first_file(sample)
    for content in (b"", b"<!DOCTYPE html><title>404</title>"):
        write(tmp_path, sample["files"])
        path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
        with pytest.raises(SourceError, match=path.name):
            source(id).load(tmp_path)


@pytest.mark.parametrize("id", FAULTY)
def test_a_renamed_column_is_named_with_the_one_like_it(id: str, tmp_path: Path) -> None:
    sample = SAMPLES[id]
    column = sample["number"]
    renamed = broken(sample, lambda lines: [lines[0].replace(column, f"{column}x"), *lines[1:]])
    write(tmp_path, renamed)
    with pytest.raises(SourceError) as caught:
        small(id).load(tmp_path)
    message = str(caught.value)
    assert Path(first_file(sample)).name in message
    assert f"column {column!r} is missing" in message
    assert f"{column}x" in message


@pytest.mark.parametrize("id", FAULTY)
def test_another_separator_is_told(id: str, tmp_path: Path) -> None:
    sample = SAMPLES[id]
    write(tmp_path, broken(sample, lambda lines: [line.replace(",", ";") for line in lines]))
    with pytest.raises(SourceError, match="separated by ','") as caught:
        small(id).load(tmp_path)
    assert Path(first_file(sample)).name in str(caught.value)


@pytest.mark.parametrize("id", FAULTY)
def test_words_for_a_number_are_refused_with_their_row(id: str, tmp_path: Path) -> None:
    sample = SAMPLES[id]
    write(tmp_path, broken(sample, lambda lines: with_value(lines, sample["number"], "many")))
    with pytest.raises(SourceError, match="row 2") as caught:
        small(id).load(tmp_path)
    message = str(caught.value)
    assert Path(first_file(sample)).name in message
    assert "'many'" in message
    assert sample["number"] in message


@pytest.mark.parametrize("id", FAULTY)
def test_a_value_out_of_range_is_refused(id: str, tmp_path: Path) -> None:
    sample = SAMPLES[id]
    column, value = sample["beyond"]
    write(tmp_path, broken(sample, lambda lines: with_value(lines, column, value)))
    with pytest.raises(SourceError, match=r"must|no year|is not in") as caught:
        small(id).load(tmp_path)
    message = str(caught.value)
    assert first_file(sample) in message or Path(first_file(sample)).name in message
    assert "row" in message


@pytest.mark.parametrize("id", KEYED)
def test_a_row_given_twice_is_refused_with_its_place(id: str, tmp_path: Path) -> None:
    sample = SAMPLES[id]
    write(tmp_path, broken(sample, lambda lines: [*lines[:3], lines[2], *lines[3:]]))
    with pytest.raises(SourceError, match=r"row 3: key .* occurs more than once") as caught:
        small(id).load(tmp_path)
    assert first_file(sample) in str(caught.value)


@pytest.mark.parametrize("id", FAULTY)
def test_a_row_with_too_many_fields_is_refused_with_its_place(id: str, tmp_path: Path) -> None:
    sample = SAMPLES[id]
    write(tmp_path, broken(sample, lambda lines: [*lines[:2], lines[2] + ",9,9", *lines[3:]]))
    with pytest.raises(SourceError, match="row 2") as caught:
        small(id).load(tmp_path)
    assert Path(first_file(sample)).name in str(caught.value)
