"""Finding the newest file of a source at its publisher's."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urljoin

from rapallo.sources.official.form import Address
from rapallo.warehouse.fetch import Client, Remote
from rapallo.warehouse.part import FetchError

FILE = "https://dataverse.harvard.edu/api/access/datafile/{}"


@dataclass(frozen=True)
class Found:
    """What lies at an address now."""

    remote: Remote
    file: str
    checksum: str = ""
    note: str = ""
    body: str = ""


def find(address: Address, client: Client) -> Found:
    """Return the newest file at an address, by its listing where it has one.

    Raises
    ------
    FetchError
        If a server does not answer, or has no such file.
    """
    if not address.listing:
        body = address.body.replace("YEAR", str(datetime.now(UTC).year))
        return Found(client.look(address.url, body), address.file(), body=body)
    if address.kind == "dataverse":
        return _find_in_dataverse(address, client)
    try:
        listed = re.findall(address.pattern, client.text(address.listing), re.IGNORECASE)
        note = "" if listed else f"{address.listing} names no newer file"
    except FetchError as error:
        listed, note = [], f"cannot see whether there is a newer one: {error}"
    newest = max(listed, key=_order, default=address.url)
    url = urljoin(address.listing, newest)
    return Found(client.look(url), address.file(url), note=note)


def _find_in_dataverse(address: Address, client: Client) -> Found:
    """Find the newest file of a dataset by name, with the size and checksum Dataverse gives."""
    text = client.text(address.listing)
    try:
        files = json.loads(text)["data"]["latestVersion"]["files"]
        held = [entry["dataFile"] for entry in files]
        named = [file for file in held if re.fullmatch(address.pattern, file["filename"])]
        newest = max(named, key=lambda file: _order(file["filename"]), default=None)
        if newest is None:
            names = [file["filename"] for file in held]
            raise FetchError(f"{address.listing}: no file like {address.pattern!r}; has {names}")
        url = FILE.format(newest["id"])
        checksum = f"md5:{newest['md5']}" if newest.get("md5") else ""
    except (ValueError, TypeError, KeyError) as error:
        raise FetchError(f"{address.listing}: not a list of files: {text[:120]!r}") from error
    remote = client.look(url)
    # The checksum that Dataverse gives is that of the file as deposited, not of its own table.
    if newest["filename"].endswith(".tab"):
        checksum = ""
    tag = newest.get("md5") or remote.tag
    return Found(replace(remote, tag=tag), newest["filename"], checksum)


def _order(name: str) -> tuple[int, ...]:
    """Sort names by the numbers in their last part: 2026_02_06 after 2025_9_19."""
    return tuple(int(number) for number in re.findall(r"\d+", name.rpartition("/")[2]))
