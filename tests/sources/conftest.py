"""A folder in which small invented files stand where a source expects its own."""

from __future__ import annotations

import dataclasses
import gzip
from collections.abc import Mapping
from pathlib import Path

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
