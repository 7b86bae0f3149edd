"""The guard: what every request must keep to, and what every response carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rapallo.web.limits import Limits
from rapallo.web.problems import problem

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
READING = ("GET", "HEAD")


class Guard:
    """Turns away what is not a small reading request for this host, and adds the headers.

    A request for another host's name is turned away so that a page elsewhere cannot read these
    by making its own name point to this machine.

    Parameters
    ----------
    app : ASGI application
        What answers.
    limits : Limits
        How large a request may be.
    hosts : frozenset of str or None
        Names by which the server may be called; None allows any.
    on_fault : callable
        Makes the response to an error that nothing else answered.
    """

    def __init__(
        self,
        app: ASGIApp,
        limits: Limits,
        hosts: frozenset[str] | None,
        on_fault: Callable[[Request, Exception], Awaitable[Response]],
    ) -> None:
        self.app = app
        self.on_fault = on_fault
        self._active = 0
        self.limits = limits
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                message["headers"] = headers.raw
            elif message["type"] == "http.response.body" and method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        if self._active >= self.limits.at_once:
            retry = {"Retry-After": str(self.limits.retry)}
            busy = problem(503, "too many requests are being served at once", headers=retry)
            await busy(scope, receive, sending)
            return
        refused = self._refused(scope)
        if refused is not None:
            status, detail = refused
            headers = {"Allow": ", ".join(READING)} if status == 405 else {}
            if status == 413:
                headers["Connection"] = "close"  # what is left of the body is not read
            await problem(status, detail, headers=headers)(scope, receive, sending)
            return
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await sending(message)

        self._active += 1
        try:
            await self.app({**scope, "method": "GET"}, receive, noting)
        except Exception as error:  # the client is told that, and only that, something went wrong
            if begun:
                raise
            response = await self.on_fault(Request(scope), error)
            await response(scope, receive, sending)
        finally:
            self._active -= 1

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """Return status and reason, if the request must be turned away."""
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if self.hosts is not None and host_of(headers.get(b"host", "")) not in self.hosts:
            return 421, "this server does not answer to that host's name"
        length = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        if length > self.limits.address:
            return 414, f"an address may have {self.limits.address:,} bytes; this has {length:,}"
        if scope["method"] not in READING:
            return 405, f"{scope['method']} changes things, and nothing here can be changed"
        size = headers.get(b"content-length", "0")
        if b"transfer-encoding" in headers or not size.isdigit() or int(size) > self.limits.body:
            return 413, f"a request may carry {self.limits.body:,} bytes of known length at most"
        return None


def host_of(header: str) -> str:
    """Return the host in a Host header, without its port.

    Examples
    --------
    >>> host_of("localhost:8000"), host_of("[::1]:80"), host_of("127.0.0.1")
    ('localhost', '::1', '127.0.0.1')
    """
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.rpartition(":")[0].lower() or header.lower()
