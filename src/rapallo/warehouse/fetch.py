"""Fetching a file over HTTP: in pieces, again where it was cut, and never more than is due."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from rapallo.warehouse.part import (
    Fetched,
    FetchError,
    check_room,
    finish,
    forget,
    kept,
    tag_file,
)

RETRIED = (408, 425, 429, 500, 502, 503, 504)
"""Answers after which to wait and ask again."""
LARGEST = 5_000_000_000
"""More bytes than any file that is fetched has."""
LONGEST_WAIT = 120.0
AGENT = "rapallo (research software; fetches a file at most once a version)"

Progress = Callable[[int, int | None], None]
"""Told how many bytes are there, and how many are due where that is known."""


@dataclass(frozen=True)
class Remote:
    """What a server says of a file before it is fetched; `tag` changes when the file does."""

    url: str
    size: int | None
    tag: str
    modified: str


class Client:
    """Fetches from official addresses, or from a mirror of them.

    Parameters
    ----------
    mirror : str, optional
        Folder or web address under which files lie as ``host/path``; by default the environment's
        ``RAPALLO_MIRROR``, and without one the official addresses themselves.
    tries : int
        How often to ask before giving up.
    wait : float
        Seconds before the second try; doubled each time, unless the server names a time.
    timeout : float
        Seconds without a byte after which an answer counts as cut.
    sleep : callable
        Waits some seconds.
    """

    def __init__(
        self,
        mirror: str | None = None,
        *,
        tries: int = 6,
        wait: float = 1.0,
        timeout: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.mirror = os.environ.get("RAPALLO_MIRROR", "") if mirror is None else mirror
        self.tries, self.wait, self.sleep = tries, wait, sleep
        self._http = httpx.Client(
            follow_redirects=True,
            timeout=timeout,
            headers={"User-Agent": AGENT, "Accept-Encoding": "identity"},
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def place(self, url: str) -> str | Path:
        """Return where a file is fetched: its address, its address on the mirror, or a path.

        Examples
        --------
        >>> Client("http://127.0.0.1:8000").place("https://example.org/a.zip")
        'http://127.0.0.1:8000/example.org/a.zip'
        """
        if not self.mirror:
            return url
        parts = urlsplit(url)
        below = f"{parts.netloc}{parts.path}"
        if self.mirror.startswith(("http://", "https://")):
            query = f"?{parts.query}" if parts.query else ""
            return f"{self.mirror.rstrip('/')}/{below}{query}"
        return Path(self.mirror) / below.rstrip("/")

    def look(self, url: str, body: str = "") -> Remote:
        """Ask what a file's size and version are, without fetching it.

        Of what is sent for with a `body` nothing is known before it comes.

        Raises
        ------
        FetchError
            If there is none, or the server does not answer.
        """
        if body and not self.mirror:
            return Remote(url, None, "", "")
        place = self.place(url)
        if isinstance(place, Path):
            size, changed = self._stat(place)
            return Remote(url, size, f"{size}-{changed}", "")
        with self._answer("HEAD", place) as answer:
            length = answer.headers.get("content-length", "")
            return Remote(
                url,
                int(length) if length.isdigit() else None,
                _tag(answer),
                answer.headers.get("last-modified", ""),
            )

    def text(self, url: str) -> str:
        """Return a short text: a page or a listing."""
        place = self.place(url)
        if isinstance(place, Path):
            self._stat(place)
            return place.read_text(encoding="utf-8", errors="replace")
        with self._answer("GET", place) as answer:
            return str(answer.read().decode("utf-8", "replace"))

    def fetch(
        self,
        url: str,
        to: Path,
        *,
        checksum: str = "",
        body: str = "",
        largest: int = LARGEST,
        progress: Progress = lambda *_: None,
    ) -> Fetched:
        """Fetch a file to a path; what was cut short before is gone on with.

        Parameters
        ----------
        url : str
            The official address.
        to : Path
            Where it goes, in one step, when it is whole.
        checksum : str
            What the publisher says, as ``"md5:..."`` or ``"sha256:..."``.
        body : str
            What the official address is sent in a POST; a mirror holds the answer as a file.
        largest : int
            Bytes beyond which it is refused, whatever the server says.
        progress : callable
            Told how far it is.

        Raises
        ------
        FetchError
            If it is not there, too large for `largest` or for the disk, not what the checksum
            says, or still cut after the last try.
        """
        part = to.with_name(f"{to.name}.part")
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            place = self.place(url)
            if isinstance(place, Path):
                self._copy(place, part, largest, progress)
            else:
                self._download(place, part, "" if self.mirror else body, largest, progress)
            return finish(url, part, to, checksum)
        except OSError as error:
            raise FetchError(
                f"{to} cannot be written ({error.strerror or error}); free some space or set "
                "RAPALLO_HOME to another folder. What came so far is kept"
            ) from error

    def _stat(self, path: Path) -> tuple[int, int]:
        if not path.is_file():
            raise FetchError(f"{path}: no such file in the mirror (RAPALLO_MIRROR)")
        found = path.stat()
        return found.st_size, found.st_mtime_ns

    def _copy(self, path: Path, part: Path, largest: int, progress: Progress) -> None:
        size, _ = self._stat(path)
        check_room(str(path), size, largest, part, 0)
        shutil.copyfile(path, part)
        progress(size, size)

    def _download(self, url: str, part: Path, body: str, largest: int, progress: Progress) -> None:
        """Ask for what is missing until it is whole."""
        said = ""
        for turn in range(self.tries):
            if turn:
                self.sleep(self._delay(turn, said))
            try:
                said = self._piece(url, part, body, largest, progress)
            except httpx.TransportError as error:
                said = f"cut short ({type(error).__name__}: {error})"
            if not said:
                return
        raise FetchError(
            f"{url}: given up after {self.tries} tries; at the last, {said}. What came so far is "
            "kept: run the same again later"
        )

    def _piece(self, url: str, part: Path, body: str, largest: int, progress: Progress) -> str:
        """Fetch what is missing of a file; return why it is not whole, or nothing."""
        have, tag = kept(part)
        headers = {"Range": f"bytes={have}-", "If-Range": tag} if have else {}
        if body:
            headers["Content-Type"] = "application/json"
        method, content = ("POST", body) if body else ("GET", None)
        with self._http.stream(method, url, headers=headers, content=content) as answer:
            code = answer.status_code
            if code in RETRIED:
                return _retry(answer)
            if code == 416:
                forget(part)
                return "the server has less of it than was fetched before"
            _require_found(answer, url)
            if code != 206:
                have = 0
            length = answer.headers.get("content-length", "")
            due = have + int(length) if length.isdigit() else None
            check_room(url, due, largest, part, have)
            tag_file(part).write_text(_tag(answer), encoding="utf-8")
            with part.open("ab" if have else "wb") as file:
                for piece in answer.iter_raw():
                    file.write(piece)
                    have += len(piece)
                    if have > largest:
                        raise FetchError(f"{url}: more than {largest / 1e9:.0f} GB; stopped")
                    progress(have, due)
                file.flush()
                os.fsync(file.fileno())
        return "" if due is None or have == due else f"{have:,} of {due:,} bytes"

    @contextmanager
    def _answer(self, method: str, url: str) -> Iterator[httpx.Response]:
        said = ""
        for turn in range(self.tries):
            if turn:
                self.sleep(self._delay(turn, said))
            try:
                with self._http.stream(method, url) as answer:
                    if answer.status_code in RETRIED:
                        said = _retry(answer)
                        continue
                    _require_found(answer, url)
                    yield answer
                    return
            except httpx.TransportError as error:
                said = f"no answer ({type(error).__name__}: {error})"
        raise FetchError(f"{url}: given up after {self.tries} tries; at the last, {said}")

    def _delay(self, turn: int, said: str) -> float:
        """Return the seconds to wait: as the server asks, else doubled each time."""
        asked = said.partition("wait ")[2].partition(" s")[0]
        if asked.isdigit():
            if int(asked) > LONGEST_WAIT:
                raise FetchError(f"the server asks to come back in {asked} s: {said}")
            return float(asked)
        return min(self.wait * 2.0 ** (turn - 1), LONGEST_WAIT)


def _require_found(answer: httpx.Response, url: str) -> None:
    if answer.status_code >= 400:
        raise FetchError(
            f"{url}: {answer.status_code} {answer.reason_phrase}; the publisher may have moved it"
        )


def _retry(answer: httpx.Response) -> str:
    after = answer.headers.get("retry-after", "")
    asked = f", wait {after} s" if after.isdigit() else ""
    return f"the server said {answer.status_code} {answer.reason_phrase}{asked}"


def _tag(answer: Any) -> str:
    return str(answer.headers.get("etag") or answer.headers.get("last-modified") or "")
