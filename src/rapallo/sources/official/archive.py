"""Reading files out of zip archives that come from elsewhere."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath, PureWindowsPath

from rapallo.sources.content import check_size
from rapallo.sources.source import SourceError


def members(archive: zipfile.ZipFile, pattern: str, where: str) -> list[zipfile.ZipInfo]:
    """Return the files of an archive whose name, without folders, matches a pattern whole.

    Raises
    ------
    SourceError
        If any file of the archive lies outside it, or none matches.
    """
    found = []
    for entry in archive.infolist():
        name = entry.filename
        windows = PureWindowsPath(name)
        outside = ".." in PurePosixPath(name).parts or ".." in windows.parts
        if outside or name.startswith("/") or windows.drive or windows.root:
            raise SourceError(f"{where}: holds {name!r}, a path outside it; it is not read")
        base = PurePosixPath(name).name
        hidden = name.startswith("__MACOSX/") or base.startswith("._")
        if not hidden and re.fullmatch(pattern, base, re.IGNORECASE):
            found.append(entry)
    if not found:
        names = [entry.filename for entry in archive.infolist()][:12]
        raise SourceError(f"{where}: no file like {pattern!r} in it; it has {names}")
    return found


def opened(content: Path | bytes, where: str) -> zipfile.ZipFile:
    """Open an archive; `SourceError` if it is empty, a web page, cut short or no archive."""
    head = content[:15] if isinstance(content, bytes) else _head(content)
    if not head:
        raise SourceError(f"{where}: the file is empty; fetch it again")
    if head.lstrip().lower().startswith((b"<!doctype", b"<html")):
        raise SourceError(f"{where}: this is a web page, not a data file; fetch it again")
    try:
        return zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)
    except zipfile.BadZipFile as error:
        raise SourceError(
            f"{where}: not a whole zip archive ({error}); it is cut short or damaged"
        ) from error


def unzip(content: Path | bytes, pattern: str, *inner: str, where: str = "") -> tuple[bytes, str]:
    """Return the one file of an archive that matches a pattern, and its place for messages.

    Parameters
    ----------
    content : Path or bytes
        The archive.
    pattern : str
        Regular expression of the file's name, without folders.
    *inner : str
        Where that file is an archive itself: the pattern of a file in it, and so on.
    where : str
        Place of the archive, for messages; by default its path.

    Raises
    ------
    SourceError
        If the archive is damaged, holds a path outside it or more than one such file or none, or
        the file says it is larger than any source's.
    """
    where = where or str(content)
    with opened(content, where) as archive:
        found = members(archive, pattern, where)
        if len(found) > 1:
            names = [entry.filename for entry in found]
            raise SourceError(f"{where}: several files like {pattern!r}: {names}")
        raw = extract(archive, found[0], where)
    place = f"{where}: {found[0].filename}"
    return unzip(raw, *inner, where=place) if inner else (raw, place)


def extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> bytes:
    """Return a file of an archive, its size and checksum as the archive says."""
    place = f"{where}: {entry.filename}"
    check_size(entry.file_size, place)
    try:
        with archive.open(entry) as stream:
            raw = stream.read(entry.file_size + 1)
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
        raise SourceError(f"{place}: damaged ({error}); fetch it again") from error
    if len(raw) != entry.file_size:
        raise SourceError(f"{place}: another size than the archive says; fetch it again")
    return raw


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(15)
