"""Updating: see what is newer at the official addresses, fetch it, check it, put it in use."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import ceil
from pathlib import Path

from filelock import FileLock, Timeout

from rapallo.sources.official.form import Official
from rapallo.sources.source import Reading
from rapallo.warehouse import receipt as receipts
from rapallo.warehouse.fetch import Client
from rapallo.warehouse.find import Found, find
from rapallo.warehouse.part import Fetched
from rapallo.warehouse.receipt import Receipt
from rapallo.warehouse.shape import changes, shape
from rapallo.warehouse.store import WarehouseError
from rapallo.warehouse.years import last_year

FEWER = 0.9
"""A version with fewer rows than this share of the rows in use is taken for cut short."""

Progress = Callable[[str, int, int | None], None]
"""Told the file, how many bytes are there, and how many are due where that is known."""


@dataclass(frozen=True)
class Offer:
    """What an update of a source would fetch.

    Parameters
    ----------
    form : Official
        The source.
    found : tuple of Found
        Its files as they are now.
    version : str
        Name of the folder in which they would lie.
    key : str
        What tells this version from others.
    held : Receipt or None
        The version in use.
    """

    form: Official
    found: tuple[Found, ...]
    version: str
    key: str
    held: Receipt | None

    @property
    def newer(self) -> bool:
        """Whether it is another version than the one in use."""
        return self.held is None or self.held.key != self.key

    @property
    def size(self) -> int | None:
        """Bytes to fetch, where every server says."""
        sizes = [one.remote.size for one in self.found]
        return None if None in sizes else sum(size or 0 for size in sizes)

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be seen."""
        return tuple(one.note for one in self.found if one.note)


@dataclass(frozen=True)
class Updated:
    """What an update did: put in use, or left as it was; and what a user should know."""

    receipt: Receipt
    changed: bool
    notes: tuple[str, ...]


def offer(form: Official, client: Client, root: Path) -> Offer:
    """See what lies at a source's addresses.

    Raises
    ------
    FetchError
        If a server does not answer, or has no such file.
    """
    found = tuple(find(address, client) for address in form.addresses)
    key = "\n".join(f"{one.remote.url} {one.remote.tag} {one.remote.size}" for one in found)
    if any(not one.remote.tag for one in found):
        # Nothing tells one version from the next: that of another day may be newer.
        key += datetime.now(UTC).strftime("\n%Y-%m-%d")
    named = _numbers(found[0].file) or _day(found[0].remote.modified) or "version"
    version = f"{named}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
    return Offer(form, found, version, key, receipts.in_use(root, form))


def update(
    form: Official,
    client: Client,
    root: Path,
    progress: Progress = lambda *_: None,
) -> Updated:
    """Fetch a source's newest version, check it, and put it in use; else leave all as it is.

    Parameters
    ----------
    form : Official
        The source.
    client : Client
        Fetches.
    root : Path
        Folder of all that is fetched: ``SOURCE/VERSION/FILE`` below it.
    progress : callable
        Told how far a file is.

    Raises
    ------
    FetchError
        If a file cannot be fetched whole.
    SourceError
        If it breaks a rule of its tables; names file, row and rule.
    WarehouseError
        If it has far fewer rows than the version in use, or another update is running.
    """
    home = root / form.source.id
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "lock", timeout=0):
            return _update(form, client, root, progress)
    except Timeout as error:
        raise WarehouseError(
            f"{home}: another update of {form.source.id} is running; wait until it ends"
        ) from error
    except OSError as error:
        raise WarehouseError(
            f"{home} cannot be written ({error.strerror or error}); make room or set RAPALLO_HOME "
            "to another folder. What was in use stays in use"
        ) from error


def _update(form: Official, client: Client, root: Path, progress: Progress) -> Updated:
    made = offer(form, client, root)
    if not made.newer:
        assert made.held is not None
        return Updated(made.held, False, made.notes)
    folder = root / form.source.id / made.version
    files = tuple(_fetch(one, client, folder, progress) for one in made.found)
    receipt, reading = _checked(made, files)
    notes = made.notes + _differences(made.held, receipt) + _reach(form, made.held, receipt)
    receipts.put_in_use(root, receipt)
    left = sum(d.rows for d in reading.dropped)
    counted = ", ".join(f"{rows:,} rows of {name}" for name, rows in receipt.rows.items())
    return Updated(receipt, True, (f"{counted}; {left:,} left out", *notes))


def _fetch(one: Found, client: Client, folder: Path, progress: Progress) -> Fetched:
    def told(have: int, due: int | None) -> None:
        progress(one.file, have, due)

    return client.fetch(
        one.remote.url, folder / one.file, checksum=one.checksum, body=one.body, progress=told
    )


def _checked(made: Offer, files: tuple[Fetched, ...]) -> tuple[Receipt, Reading]:
    """Read the files and check them; `rows` of the version in use are the least that is due."""
    form, held = made.form, made.held
    due = held.rows if held else form.source.rows
    reading = form.load(
        tuple(file.path for file in files),
        {name: ceil(rows * FEWER) for name, rows in due.items()},
    )
    columns: dict[str, list[str]] = {}
    encodings: dict[str, str] = {}
    for file in files:
        named, encoded = shape(file.path)
        columns |= named
        encodings |= encoded
    today = datetime.now(UTC).date()
    published = max((_year(one.remote.modified) for one in made.found), default=0) or today.year
    receipt = Receipt(
        source=form.source.id,
        version=made.version,
        key=made.key,
        fetched=today.isoformat(),
        files=tuple(
            receipts.File(file.path.name, one.remote.url, file.sha256, file.size)
            for one, file in zip(made.found, files, strict=True)
        ),
        rows={name: table.height for name, table in reading.tables.items()},
        columns=columns,
        encodings=encodings,
        left_out={d.reason: list(d.examples) for d in reading.dropped},
        last=last_year(form.source, reading.tables, published),
    )
    return receipt, reading


def _differences(held: Receipt | None, now: Receipt) -> tuple[str, ...]:
    if held is None:
        return tuple(
            f"left out: {reason}" + (f" ({', '.join(some)})" if some else "")
            for reason, some in now.left_out.items()
        )
    said = list(changes((held.columns, held.encodings), (now.columns, now.encodings)))
    for reason, examples in now.left_out.items():
        before = {_code(text) for text in held.left_out.get(reason, [])}
        new = [text for text in examples if _code(text) not in before]
        if new:
            said.append(f"new codes left out, {reason}: {', '.join(new)}")
    for table, rows in now.rows.items():
        was = held.rows.get(table, 0)
        if rows != was:
            said.append(f"{table}: {rows - was:+,} rows")
    return tuple(said)


def _reach(form: Official, held: Receipt | None, now: Receipt) -> tuple[str, ...]:
    before = held.last if held else form.source.last
    same = now.last == before
    return () if same else (f"figures are made from it to {now.last}, before to {before}",)


def _numbers(file: str) -> str:
    return "-".join(re.findall(r"\d+", file.rpartition(".")[0]))


def _day(modified: str) -> str:
    try:
        return parsedate_to_datetime(modified).date().isoformat() if modified else ""
    except ValueError:
        return ""


def _year(modified: str) -> int:
    return int(_day(modified)[:4] or 0)


def _code(example: str) -> str:
    """Return the code in an example of rows left out (``"XKX 2000-2023 (24 rows)"``)."""
    return re.sub(r" \d{4}-\d{4} \(\d+ rows\)$", "", example)
