"""Readers on small files of invented rows in each source's own form: right, and each fault told.

Each file in ``samples`` has the files of one source and the rows that they should give, an empty
text standing for a missing value; spreadsheets are written there as text too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rapallo.sources.registry import source
from rapallo.sources.source import Source, SourceError

SAMPLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "samples").glob("*.toml"))
}
Write = Callable[[Path, dict[str, str]], None]
EVERY = pytest.mark.parametrize("id", SAMPLES)


def small(id: str) -> Source:
    """The source, not minding that the sample is far smaller than the real files."""
    return replace(source(id), rows={})


def first_file(sample: dict[str, Any]) -> str:
    return str(next(iter(sample["files"])))


@EVERY
def test_reads_the_rows_as_they_are_meant(id: str, tmp_path: Path, write_files: Write) -> None:
    sample = SAMPLES[id]
    write_files(tmp_path, sample["files"])
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
def test_a_file_of_too_few_rows_is_refused(id: str, tmp_path: Path, write_files: Write) -> None:
    write_files(tmp_path, SAMPLES[id]["files"])
    with pytest.raises(SourceError, match="cut short") as caught:
        source(id).load(tmp_path)
    assert first_file(SAMPLES[id]) in str(caught.value)
