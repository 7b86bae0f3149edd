"""The application: pages, API and the site's files behind one guard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from rapallo import __version__
from rapallo.brief import charts
from rapallo.errors import RapalloError
from rapallo.web import api, site
from rapallo.web.desk import BusyError, Desk
from rapallo.web.guard import Guard
from rapallo.web.limits import Limits
from rapallo.web.pages import board, brief, claims, compare, data, method, scenario, triangle, watch
from rapallo.web.serving import on_error

ABOUT = """Assessments of whether an alliance between two states is in the making, from open data.

Everything is read-only. States go by ISO 3166 code, Correlates of War code (`cow:365`) or English
name, read as of the year. An error is a problem detail (RFC 9457). An answer that takes long, or
finds too many others being computed, is a 503 with `Retry-After`: ask again, it will be there.
"""
LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


def create_app(
    warehouse: Path | None = None,
    *,
    limits: Limits | None = None,
    hosts: frozenset[str] | None = LOCAL,
    ahead: bool = False,
) -> FastAPI:
    """Return the application.

    Parameters
    ----------
    warehouse : Path, optional
        Where to read; by default what `Warehouse.open` finds.
    limits : Limits, optional
        How much a server does at once.
    hosts : frozenset of str or None
        Names by which it may be called; None allows any.
    ahead : bool
        Whether to make the first example's brief at once, so that all that is read and loaded
        once is ready for the first question.

    Examples
    --------
    >>> app = create_app()
    >>> sorted(app.openapi()["paths"])[0]
    '/api/v1/alignment'
    """
    bounds = limits or Limits()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        charts.warm_up()
        begun = asyncio.create_task(brief.first_example(app.state.desk)) if ahead else None
        yield
        if begun is not None:
            begun.cancel()
        app.state.desk.close()

    app = FastAPI(
        title="Rapallo",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.desk = Desk(bounds, warehouse)
    for part in (brief, compare, triangle, board, watch, scenario, claims, data, method, api):
        app.include_router(part.router)
    app.add_api_route("/static/{name}", _file, include_in_schema=False)
    for kind in (RapalloError, BusyError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, on_error)
    app.add_middleware(Guard, limits=bounds, hosts=hosts, on_fault=on_error)
    return app


async def _file(name: str, request: Request) -> Response:
    """Return a file of the site's own."""
    found = site.files().get(name)
    if found is None:
        raise HTTPException(404, "there is no such file")
    kind, content = found
    kept = "public, max-age=31536000, immutable" if "v" in request.query_params else "no-cache"
    return Response(content, headers={"Cache-Control": kept}, media_type=kind)
