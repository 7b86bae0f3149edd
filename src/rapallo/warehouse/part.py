"""Parts: what came of a file so far, of which version it is, and how it becomes whole."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from rapallo.errors import RapalloError


class FetchError(RapalloError):
    """A file cannot be fetched, or is not what it should be."""


@dataclass(frozen=True)
class Fetched:
    """A file that was fetched whole."""

    path: Path
    sha256: str
    size: int


def tag_file(part: Path) -> Path:
    """Return where the tag of the version that a part is of is kept."""
    return part.with_name(f"{part.name}.tag")


def kept(part: Path) -> tuple[int, str]:
    """Return how much of a file is there, and of which version; nothing where that is unknown."""
    if not part.exists() or not tag_file(part).exists():
        return 0, ""
    tag = tag_file(part).read_text(encoding="utf-8")
    # A weak tag does not promise the same bytes.
    return (part.stat().st_size, tag) if tag and not tag.startswith("W/") else (0, "")


def forget(part: Path) -> None:
    """Throw a part away."""
    part.unlink(missing_ok=True)
    tag_file(part).unlink(missing_ok=True)


def check_room(url: str, due: int | None, largest: int, part: Path, have: int) -> None:
    """Refuse a file that says it is larger than any of ours, or than the disk has room for."""
    if due is None:
        return
    if due > largest:
        raise FetchError(
            f"{url}: says it has {due / 1e9:.1f} GB; at most {largest / 1e9:.0f} GB are due"
        )
    free = shutil.disk_usage(part.parent).free
    if due - have > free:
        raise FetchError(
            f"{url}: {(due - have) / 1e9:.1f} GB to come and {free / 1e9:.1f} GB free at "
            f"{part.parent}; free some space or set RAPALLO_HOME to another folder"
        )


def finish(url: str, part: Path, to: Path, checksum: str) -> Fetched:
    """Put a part in its place once it is what the publisher says; throw away what is not."""
    sha256 = digest(part, "sha256")
    kind, _, due = checksum.partition(":")
    if due and (found := digest(part, kind)) != due.lower():
        forget(part)
        raise FetchError(
            f"{url}: its {kind} is {found}, the publisher says {due}; "
            "it was changed on the way and is thrown away"
        )
    size = part.stat().st_size
    if size == 0:
        forget(part)
        raise FetchError(f"{url}: the file is empty")
    part.replace(to)
    forget(part)
    return Fetched(to, sha256, size)


def digest(path: Path, kind: str = "sha256") -> str:
    """Return a file's checksum in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()
