"""A folder in which small invented files stand where a source expects its own."""

from __future__ import annotations

import csv
import dataclasses
import gzip
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from rapallo.sources.source import Reading, Source, SourceError


class Bench:
    """Loads sources from small files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, source: Source, files: Mapping[str, str | bytes]) -> Reading:
        """Load a source from small files, which may have fewer rows than the real ones."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            raw = content.encode() if isinstance(content, str) else content
            path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
        return dataclasses.replace(source, rows={}).load(self.folder)

    def refuses(self, source: Source, files: Mapping[str, str | bytes], *words: str) -> None:
        """Assert that loading fails and that the message holds every word."""
        with pytest.raises(SourceError) as caught:
            self.load(source, files)
        for word in words:
            assert word in str(caught.value), str(caught.value)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


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


SHEETS = {"jme_v3.xls": "Sheet1_2", "gpr_monthly_1900_2026.xls": "Sheet1"}


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


@pytest.fixture(scope="session")
def write_files() -> Callable[[Path, dict[str, str]], None]:
    """Write files of texts as their names say."""
    return write


@pytest.fixture(scope="session")
def samples() -> dict[str, dict[str, Any]]:
    """The small files of each source, and the rows that they should give."""
    folder = Path(__file__).parent / "samples"
    return {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.toml"))}
