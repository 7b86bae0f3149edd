"""A finished answer: bytes ready to be sent."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

HTML = "text/html; charset=utf-8"
JSON = "application/json"
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "html": HTML,
    "json": JSON,
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
}
PACKED = frozenset(MEDIA) - {"png", "pdf"}


@dataclass(frozen=True)
class Finished:
    """An answer as it is sent: compressed where that pays, with a file's name if it is a download.

    Parameters
    ----------
    body : bytes
        The content, compressed by gzip if `packed`.
    media : str
        Its type.
    packed : bool
        Whether `body` is compressed.
    filename : str or None
        Name under which a browser saves it; None shows it.
    """

    body: bytes
    media: str
    packed: bool
    filename: str | None = None

    @classmethod
    def of(cls, content: str | bytes, kind: str, filename: str | None = None) -> Finished:
        """Return the answer with a content of a kind, a key of `MEDIA`."""
        data = content.encode() if isinstance(content, str) else content
        packed = kind in PACKED
        return cls(
            gzip.compress(data, 6, mtime=0) if packed else data, MEDIA[kind], packed, filename
        )

    @property
    def content(self) -> bytes:
        """The content, not compressed."""
        return gzip.decompress(self.body) if self.packed else self.body

    def response(self, request: Request, status: int = 200) -> Response:
        """Return the answer as a response, compressed only for who reads that."""
        headers = {"Vary": "Accept-Encoding", "Cache-Control": "private, no-cache"}
        if self.filename is not None:
            headers["Content-Disposition"] = f'attachment; filename="{self.filename}"'
        body = self.body
        if self.packed:
            if "gzip" in request.headers.get("accept-encoding", ""):
                headers["Content-Encoding"] = "gzip"
            else:
                body = self.content
        return Response(body, status, headers, self.media)
