"""From a request to its answer: the desk asked, errors told as the reader can use them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from rapallo.web import site
from rapallo.web.desk import BusyError, Desk, Reader
from rapallo.web.finished import Finished
from rapallo.web.problems import problem, status_of
from rapallo.web.view import View, finish

API = "/api/"
LOG = logging.getLogger("rapallo.web")


def desk(request: Request) -> Desk:
    """Return the server's desk."""
    found: Desk = request.app.state.desk
    return found


async def shown(
    request: Request, key: Hashable, make: Callable[[Reader], View],
    kind: str | None, chart: str | None,
) -> Response:  # fmt: skip
    """Answer with a view, as a page or as the download asked for."""
    kind, chart = kind or None, chart or None
    made = await desk(request).answer(
        ("view", key, kind, chart),
        lambda reader: finish(reader.once(key, lambda: make(reader)), kind, chart),
    )
    return made.response(request)


async def told(request: Request, key: Hashable, make: Callable[[Reader], str]) -> Response:
    """Answer with JSON."""
    made = await desk(request).answer(
        ("api", key), lambda reader: Finished.of(make(reader), "json")
    )
    return made.response(request)


async def on_error(request: Request, error: Exception) -> Response:
    """Answer with what went wrong, without a word of how the code is made."""
    if isinstance(error, HTTPException):
        status, detail = error.status_code, str(error.detail)
    elif isinstance(error, RequestValidationError):
        status, detail = 422, "; ".join(_said(fault) for fault in error.errors())
    else:
        status, detail = status_of(error), str(error)
    if status == 500:
        LOG.error("unexpected error at %s", request.url.path, exc_info=error)
        detail = "something went wrong here; the server's own log says more"
    headers = {"Retry-After": str(error.retry)} if isinstance(error, BusyError) else {}
    if request.url.path.startswith(API):
        return problem(status, detail, headers=headers)
    return HTMLResponse(_page(request, status, detail, headers.get("Retry-After")), status, headers)


def _page(request: Request, status: int, detail: str, retry: str | None) -> str:
    path = "/" + request.url.path.split("/")[1]
    page = {"/brief": "/"}.get(path, path)
    known = page in dict(site.PAGES)
    asked: dict[str, Any] = {**request.query_params, **request.path_params}
    for name in ("pair", "shock"):
        asked[name] = request.query_params.getlist(name)
    title = "Not here" if status == 404 and not known else "Still at work" if retry else "Not so"
    return site.render(
        "error.html", page, title,
        asked=asked, detail=detail, form=path.strip("/") or "ask", known=known,
        retry=retry, status=status,
    )  # fmt: skip


def _said(fault: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in fault["loc"][1:])
    return f"{where}: {fault['msg']}"
