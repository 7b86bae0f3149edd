"""What is in a source's file: its bytes, unzipped and of bearable size, as text in UTF-8."""

from __future__ import annotations

import codecs
import gzip
import zlib
from pathlib import Path

from rapallo.sources.source import SourceError

LARGEST = 2_000_000_000
"""More bytes than any source's file has, unzipped; one that says it has more is refused."""
STEP = 1 << 20


def read_raw(path: Path) -> bytes:
    """Return a file's bytes, unzipped if its name ends in ``.gz``, never more than `LARGEST`.

    Raises
    ------
    SourceError
        If the file or what is zipped in it is larger, or the gzip stream is cut short or damaged.
    """
    check_size(path.stat().st_size, str(path))
    if path.suffix != ".gz":
        return path.read_bytes()
    try:
        with gzip.open(path) as stream:
            raw = stream.read(LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(
            f"{path}: the compressed file is cut short or damaged ({error}); fetch it again"
        ) from error
    check_size(len(raw), str(path))
    return raw


def check_size(size: int, where: str) -> None:
    """Raise `SourceError` if a size in bytes is beyond `LARGEST`."""
    if size > LARGEST:
        raise SourceError(
            f"{where}: {size / 1e9:.1f} GB is more than any source's file has "
            f"(at most {LARGEST / 1e9:.0f} GB); it is not read"
        )


def as_utf8(raw: bytes, where: str, encoding: str = "utf-8") -> bytes:
    """Return a text's bytes as UTF-8 without a byte order mark.

    Raises
    ------
    SourceError
        If the text is not in `encoding` (with the line), or is a web page or empty.
    """
    if not raw.strip():
        raise SourceError(f"{where}: the file is empty; fetch it again")
    if raw.lstrip()[:15].lower().startswith((b"<!doctype", b"<html")):
        raise SourceError(f"{where}: this is a web page, not a data file; fetch it again")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and encoding != "utf-16":
        raise SourceError(f"{where} line 1: the text is UTF-16 and not {encoding}")
    if encoding == "utf-8":
        _check_utf8(raw, where)
        return raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode(encoding).encode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SourceError(f"{where} line {line}: the text is not {encoding}") from error


def _check_utf8(raw: bytes, where: str) -> None:
    """Decode piece by piece, so that a large file does not lie in memory three times."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(raw), STEP):
        piece = raw[start : start + STEP]
        try:
            decoder.decode(piece, final=start + STEP >= len(raw))
        except UnicodeDecodeError as error:
            line = raw[: start + max(0, error.start)].count(b"\n") + 1
            raise SourceError(f"{where} line {line}: the text is not utf-8") from error
