"""Receipts: which version of a source was fetched, from where, and what was in it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rapallo.sources.official.form import Official
from rapallo.warehouse.store import WarehouseError

NAME = "in-use.json"


@dataclass(frozen=True)
class File:
    """A file that was fetched."""

    file: str
    url: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Receipt:
    """A version of a source that was fetched and passed its checks.

    Parameters
    ----------
    source, version : str
        The source's id, and the name of the folder in which the version lies.
    key : str
        What tells this version from others: addresses, sizes and the servers' tags.
    fetched : str
        When, as an ISO date.
    files : tuple of File
        The files.
    rows : dict of str to int
        Rows of each table.
    columns : dict of str to list of str
        Columns of each text in the files, by its name.
    encodings : dict of str to str
        How each text is encoded.
    left_out : dict of str to list of str
        Rows left out: codes given as examples, by reason.
    last : int
        Last year from which figures are made (`rapallo.warehouse.years.last_year`).
    """

    source: str
    version: str
    key: str
    fetched: str
    files: tuple[File, ...]
    rows: dict[str, int]
    columns: dict[str, list[str]]
    encodings: dict[str, str]
    left_out: dict[str, list[str]]
    last: int

    def paths(self, root: Path) -> tuple[Path, ...]:
        """Return the files' paths below the folder of all that was fetched."""
        return tuple(root / self.source / self.version / file.file for file in self.files)


def in_use(root: Path, form: Official) -> Receipt | None:
    """Return the receipt of the version of a source that is in use, or None.

    Raises
    ------
    WarehouseError
        If the receipt is unreadable, or a file that it names is missing.
    """
    path = root / form.source.id / NAME
    if not path.is_file():
        return None
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        held["files"] = tuple(File(**file) for file in held["files"])
        receipt = Receipt(**held)
    except (ValueError, TypeError, KeyError) as error:
        raise WarehouseError(
            f"{path} is damaged ({error}); delete {path.parent} and fetch it again with: "
            f"rapallo data update {form.source.id}"
        ) from error
    for file in receipt.paths(root):
        if not file.is_file():
            raise WarehouseError(
                f"{file} is missing; delete {path.parent} and fetch it again with: "
                f"rapallo data update {form.source.id}"
            )
    return receipt


def put_in_use(root: Path, receipt: Receipt) -> None:
    """Make a version the one in use, in one step."""
    path = root / receipt.source / NAME
    aside = path.with_name(f"{NAME}.{os.getpid()}.part")
    with aside.open("w", encoding="utf-8") as file:
        json.dump(asdict(receipt), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
