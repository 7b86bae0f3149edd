"""What a build reads for a source: the files given, or the version that was fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rapallo.sources.official.form import Official
from rapallo.sources.source import Reading, Source
from rapallo.warehouse.receipt import Receipt


@dataclass(frozen=True)
class Input:
    """A source with its files and the reader of their form.

    Parameters
    ----------
    source : Source
        The source.
    version : str
        Which version the files are; the source's own where they are the files given.
    last : int
        Last year from which figures are made.
    files : tuple of (str, Path)
        The files, by the name that the manifest gives them.
    load : callable
        Reads and checks them.
    """

    source: Source
    version: str
    last: int
    files: tuple[tuple[str, Path], ...]
    load: Callable[[], Reading]

    @classmethod
    def given(cls, source: Source, folder: Path) -> Input:
        """Return the source's files below a folder."""
        files = tuple((name, folder / name) for name in source.files)
        return cls(source, source.version, source.last, files, partial(source.load, folder))

    @classmethod
    def fetched(cls, source: Source, form: Official, receipt: Receipt, root: Path) -> Input:
        """Return the files of a version that was fetched."""
        paths = receipt.paths(root)
        files = tuple((path.relative_to(root).as_posix(), path) for path in paths)
        return cls(source, receipt.version, receipt.last, files, partial(form.load, paths))
