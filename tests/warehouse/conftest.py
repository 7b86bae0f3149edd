"""A server on loopback that gives out small invented files in the publishers' forms and names."""

from __future__ import annotations

import csv
import hashlib
import io
import threading
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import pytest

SAMPLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "samples").glob("*.toml"))
}


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def workbook(sheets: dict[str, str]) -> bytes:
    """A workbook with a sheet for each table of texts."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    }
    named, related = "", ""
    for number, (sheet, text) in enumerate(sheets.items(), 1):
        rows = "".join(
            "<row>"
            + "".join(
                f'<c t="inlineStr"><is><t>{escape(c)}</t></is></c>' if c else "<c/>" for c in r
            )
            + "</row>"
            for r in csv.reader(text.splitlines())
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
        )
        named += f'<sheet name="{escape(sheet)}" sheetId="{number}" r:id="r{number}"/>'
        related += (
            f'<Relationship Id="r{number}" Type="{office}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{named}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{package}">{related}</Relationships>'
    )
    return zipped({name: part.encode() for name, part in parts.items()})


def as_bytes(text: str | bytes) -> bytes:
    return text.lstrip("\n").encode() if isinstance(text, str) else text


PREAMBLE = b"An invented register\n\nDeals with deliveries, two lines above its header\n"


def is_zip(url: str) -> bool:
    return url.endswith(".zip") or "gml_mid" in url


def packed(url: str, files: dict[str, str]) -> bytes:
    """The file at an address: plain text, a workbook, or an archive, within another after "!!"."""
    name = urlsplit(url).path
    if name.endswith(".xlsx"):
        return workbook(files)
    if not is_zip(name):
        text = as_bytes(next(iter(files.values())))
        return PREAMBLE + text if "register" in name and text.isascii() else text
    inner: dict[str, dict[str, bytes]] = {}
    plain: dict[str, bytes] = {}
    for place, text in files.items():
        outer, _, rest = place.partition("!!")
        if rest:
            inner.setdefault(outer, {})[rest] = as_bytes(text)
        else:
            plain[outer] = as_bytes(text)
    return zipped({**plain, **{outer: zipped(held) for outer, held in inner.items()}})


class Publisher:
    """What all publishers give out, and how badly.

    ``trouble`` is taken from the front, one a request for a file (GET): a status, ``"cut"`` (half
    of what was asked for, then the line is dropped), ``"slow"`` (stops in the middle), ``"page"``.
    """

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.trouble: list[int | str] = []
        self.asked: list[tuple[str, str, str]] = []
        self.sent: list[str] = []
        self.retry_after = ""
        self.modified = ""
        self.says_size: int | None = None
        self.silence = 0.5

    def put(self, url: str, content: bytes | str) -> None:
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        raw = content.encode() if isinstance(content, str) else content
        self.held[f"/{parts.netloc}{parts.path}{query}"] = raw

    def publish(self, id: str, files: dict[str, str] | None = None, url: str = "") -> None:
        """Give out a source's sample, or other files in its place."""
        sample = SAMPLES[id]
        content = packed(sample["url"], files or sample["files"])
        self.put(url or sample["url"], content)
        if "more" in sample:
            self.put(sample["more"]["url"], packed(sample["more"]["url"], sample["more"]["files"]))
        if "listing" in sample:
            listed = sample["listed"].replace("MD5", hashlib.md5(content).hexdigest())
            self.put(sample["listing"], listed)


class Handler(BaseHTTPRequestHandler):
    publisher: Publisher
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer(send=False)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.publisher.sent.append(self.rfile.read(length).decode())
        self._answer(send=True)

    def do_GET(self) -> None:
        self._answer(send=True)

    def _answer(self, *, send: bool) -> None:
        publisher = self.publisher
        asked = self.headers.get("Range", "")
        publisher.asked.append((self.command, self.path, asked))
        content = publisher.held.get(self.path)
        if content is None:
            self._say(404)
            return
        is_file = not any(mark in self.path for mark in ("api/v1", "api/datasets", "bdd_modele"))
        trouble = publisher.trouble.pop(0) if send and is_file and publisher.trouble else ""
        if isinstance(trouble, int):
            self._say(trouble)
            return
        if trouble == "page":
            content = b"<!DOCTYPE html><html><title>Please wait</title></html>"
        tag = f'"{hashlib.md5(content).hexdigest()}"'
        start = 0
        if asked and self.headers.get("If-Range") == tag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if start else 200)
        size = len(content) - start if publisher.says_size is None else publisher.says_size
        self.send_header("Content-Length", str(size))
        self.send_header("ETag", tag)
        if publisher.modified:
            self.send_header("Last-Modified", publisher.modified)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if not send:
            return
        rest = content[start:]
        if trouble in ("cut", "slow"):
            self.wfile.write(rest[: len(rest) // 2])
            self.wfile.flush()
            if trouble == "slow":
                time.sleep(publisher.silence)
            self.close_connection = True
            return
        self.wfile.write(rest)

    def _say(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if self.publisher.retry_after:
            self.send_header("Retry-After", self.publisher.retry_after)
        self.end_headers()


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def server(publisher: Publisher) -> Iterator[str]:
    """Address of the server that gives out what the publisher holds."""
    handler = type("Held", (Handler,), {"publisher": publisher})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@pytest.fixture(scope="session", name="packed")
def packed_files() -> Callable[[str, dict[str, str]], bytes]:
    """What makes the file at an address from its texts."""
    return packed


@pytest.fixture(scope="session")
def samples() -> dict[str, dict]:
    """The invented files of each form, and the rows that they should give."""
    return SAMPLES
