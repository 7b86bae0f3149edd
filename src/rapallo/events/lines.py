"""Lines of plain, gzipped and zipped files, in batches, with nothing unpacked to disk."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

import pyarrow as pa
import pyarrow.compute as pc

from rapallo.events.forms import EventError

SCHEMA = pa.schema([("line", pa.string())])
CHUNK = 4 * 2**20
LONGEST = 16 * 2**20


class Lines:
    """The lines of files, to be read once.

    Parameters
    ----------
    files : sequence of pathlib.Path
        Plain files, or such as are packed by gzip or zip.

    Attributes
    ----------
    read : int
        How many lines were read.
    failure : EventError or None
        Why reading stopped, where it did.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self.read = 0
        self.failure: EventError | None = None

    def reader(self) -> pa.RecordBatchReader:
        """Return the lines as a stream of Arrow batches with one column, ``line``.

        Bytes that are no UTF-8 are replaced; no field that is used has any. A file's last line
        needs no end.
        """
        return pa.RecordBatchReader.from_batches(SCHEMA, self._batches())

    def _batches(self) -> Iterator[pa.RecordBatch]:
        try:
            for path in self._files:
                for block in _blocks(path):
                    made = _lines(block)
                    self.read += made.num_rows
                    yield made
        except EventError as error:
            self.failure = error
            raise


def _blocks(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes, cut between lines."""
    with opened(path) as stream, _explained(path):
        rest = b""
        while chunk := stream.read(CHUNK):
            end = chunk.rfind(b"\n") + 1
            if not end:
                rest += chunk
                if len(rest) > LONGEST:
                    raise EventError(f"{path} has a line of more than {LONGEST:,} bytes")
                continue
            yield rest + chunk[: end - 1]
            rest = chunk[end:]
        if rest:
            yield rest


def first_line(path: Path) -> str:
    """Return a file's first line without its end; an empty text where the file is empty."""
    with opened(path) as stream, _explained(path):
        return stream.readline(LONGEST).decode("utf-8", "replace").rstrip("\r\n")


def size(path: Path) -> int:
    """Bytes that a file holds: unpacked, where it is a zip, else as it lies."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return sum(member.file_size for member in archive.infolist())
    return path.stat().st_size


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for its bytes as they were before it was packed.

    Raises
    ------
    EventError
        If it cannot be opened, or a zip holds anything but one plain file.
    """
    with _explained(path):
        if path.suffix.lower() == ".zip":
            with (
                zipfile.ZipFile(path) as archive,
                archive.open(only_member(archive, path)) as inner,
            ):
                yield inner
        elif path.suffix.lower() == ".gz":
            with gzip.open(path) as unpacked:
                yield cast("IO[bytes]", unpacked)
        else:
            with path.open("rb") as inner:
                yield inner


def only_member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Return the one file of a zip.

    Raises
    ------
    EventError
        If there is none or there are several, or its path leads outside.
    """
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) != 1:
        raise EventError(f"{path} holds {len(members)} files; a zip of events holds one")
    inside = PurePosixPath(members[0].filename)
    if inside.is_absolute() or ".." in inside.parts:
        raise EventError(f"{path} holds {members[0].filename}, whose path leads outside")
    return members[0]


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise EventError(f"{path} is damaged or cut off ({error}); fetch it again") from error
    except OSError as error:
        raise EventError(f"{path} cannot be read: {error.strerror or error}") from error


def _lines(block: bytes) -> pa.RecordBatch:
    whole = pa.array([block.decode("utf-8", "replace")], pa.large_string())
    lines = pc.split_pattern(whole, "\n").flatten().cast(pa.string())
    return pa.record_batch([lines], schema=SCHEMA)
