"""Small invented files for the readers, and the faults that every reader must refuse."""

from __future__ import annotations

import dataclasses
import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest

from rapallo.sources.source import Reading, Source, SourceError


class Bench:
    """A folder in which small files stand where a source expects its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files; text under a name in ``.gz`` is compressed."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            raw = content.encode() if isinstance(content, str) else content
            packed = isinstance(content, str) and name.endswith(".gz")
            path.write_bytes(gzip.compress(raw) if packed else raw)

    def load(self, source: Source, files: Mapping[str, str | bytes]) -> Reading:
        """Load a source from small files, which may have fewer rows than the real ones."""
        self.write(files)
        return dataclasses.replace(source, rows={}).load(self.folder)

    def refuses(self, source: Source, files: Mapping[str, str | bytes], *words: str) -> None:
        """Assert that loading fails and that the message holds every word."""
        with pytest.raises(SourceError) as caught:
            self.load(source, files)
        for word in words:
            assert word in str(caught.value), str(caught.value)

    def faults(
        self,
        source: Source,
        files: Mapping[str, str],
        file: str,
        *,
        column: str,
        number: str,
        repeated: bool = True,
    ) -> None:
        """Assert that faults in `file` are refused with the file named.

        Parameters
        ----------
        column
            A column in use, to be renamed.
        number
            A number in the first row, to be spoilt.
        repeated
            Whether a row that stands twice breaks the key.
        """
        text = files[file]
        header, first, *_ = text.splitlines()
        renamed = text.replace(column, f"{column}_old", 1)
        self.refuses(source, {**files, file: renamed}, Path(file).name, column)
        spoilt = text.replace(first, first.replace(number, f"{number}x", 1), 1)
        self.refuses(source, {**files, file: spoilt}, Path(file).name, f"{number}x")
        self.refuses(source, {**files, file: ""}, Path(file).name, "empty")
        if file.endswith(".gz"):
            cut = gzip.compress(text.encode())[:-9]
            self.refuses(source, {**files, file: cut}, Path(file).name, "cut short")
        if repeated:
            twice = f"{text}{first}\n"
            self.refuses(source, {**files, file: twice}, Path(file).name, "more than once")
        self.write(files)
        with pytest.raises(SourceError, match="cut short"):
            source.load(self.folder)
        (self.folder / file).unlink()
        with pytest.raises(SourceError, match="is missing"):
            source.load(self.folder)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)
