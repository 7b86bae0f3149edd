"""Verifying: a warehouse against what its sources declare, and files against their checksums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapallo.errors import RapalloError
from rapallo.sources.official.forms import FORMS
from rapallo.sources.registry import FETCHED, SOURCES
from rapallo.sources.source import SourceError, Table, check_table
from rapallo.warehouse.part import digest
from rapallo.warehouse.receipt import in_use
from rapallo.warehouse.store import Warehouse


@dataclass(frozen=True)
class Check:
    """One thing looked at, and what is wrong with it, or nothing."""

    what: str
    wrong: str = ""


def verify_warehouse(path: Path | None = None) -> Iterator[Check]:
    """Check every table of a warehouse: rows counted, key unique, columns as declared.

    Parameters
    ----------
    path : Path, optional
        The warehouse; by default the one in use.

    Yields
    ------
    Check
        One for the file, one for each table.
    """
    try:
        warehouse = Warehouse.open(path)
    except RapalloError as error:
        yield Check(str(path or "warehouse"), str(error))
        return
    with warehouse:
        yield Check(str(warehouse.path))
        declared = {table.name: table for table in declared_tables()}
        try:
            counted = _catalogue(warehouse)
        except RapalloError as error:
            yield Check("catalogue", str(error))
            return
        for name in warehouse.tables():
            if name not in ("manifest", "catalogue"):
                try:
                    wrong = _table(warehouse, name, declared.get(name), counted.get(name))
                except RapalloError as error:
                    wrong = str(error)
                yield Check(name, wrong)
        missing = set(counted) - set(warehouse.tables())
        yield from (Check(name, "the table is missing") for name in sorted(missing))


def declared_tables() -> list[Table]:
    """Return every table that a source declares."""
    return [table for source in (*SOURCES, *FETCHED) for table in source.tables]


def _catalogue(warehouse: Warehouse) -> dict[str, tuple[int, str]]:
    if "catalogue" not in warehouse.tables():
        return {}
    rows = warehouse.sql('SELECT "table", rows, key FROM catalogue')
    return {
        name: (count, key)
        for name, count, key in rows.iter_rows()
        if name not in ("manifest", "catalogue")
    }


def _table(
    warehouse: Warehouse, name: str, declared: Table | None, counted: tuple[int, str] | None
) -> str:
    """Return what is wrong with a table, or nothing."""
    rows = int(warehouse.sql(f'SELECT count(*) AS n FROM "{name}"')["n"].item())
    if counted is not None and rows != counted[0]:
        return f"{rows:,} rows; {counted[0]:,} were written"
    if declared is not None:
        try:
            check_table(warehouse.sql(f'SELECT * FROM "{name}"'), declared, str(warehouse.path))
        except SourceError as error:
            return str(error)
        return ""
    columns = warehouse.columns(name)
    key = ", ".join(c for c in ("state", "state1", "state2", "year") if c in columns)
    # Reading every column, not the key alone, finds a page that is damaged.
    every = ", ".join(f'max("{column}")' for column in columns)
    warehouse.sql(f'SELECT {every} FROM "{name}"')
    if not key:
        return ""
    distinct = f'SELECT count(*) AS n FROM (SELECT DISTINCT {key} FROM "{name}")'
    unique = int(warehouse.sql(distinct)["n"].item())
    return "" if unique == rows else f"{rows - unique:,} rows repeat a key ({key})"


def verify_fetched(root: Path) -> Iterator[Check]:
    """Check every file that was fetched and is in use against its checksum."""
    for form in FORMS:
        try:
            receipt = in_use(root, form)
        except RapalloError as error:
            yield Check(form.source.id, str(error))
            continue
        if receipt is None:
            continue
        for file, path in zip(receipt.files, receipt.paths(root), strict=True):
            yield _file(path, file.sha256, f"rapallo data update {form.source.id}")


def verify_given(folder: Path, warehouse: Warehouse) -> Iterator[Check]:
    """Check the files that a warehouse was made from against the checksums in its manifest."""
    for row in warehouse.manifest().iter_rows(named=True):
        path = folder / row["file"]
        if not path.is_file():
            yield Check(str(path), "the file is missing")
        else:
            yield _file(path, row["sha256"], "rapallo data build")


def _file(path: Path, sha256: str, command: str) -> Check:
    found = digest(path)
    if found == sha256:
        return Check(str(path))
    return Check(
        str(path),
        f"its SHA-256 is {found[:12]}..., it was {sha256[:12]}...; "
        f"it has changed since: run {command} again",
    )
