"""Data: every source with its years, licence and freshness, and what is in use here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from fastapi import APIRouter, Request
from fastapi.responses import Response

from rapallo.events import months
from rapallo.panel.columns import COLUMNS
from rapallo.panel.years import LAST
from rapallo.sources.registry import SOURCES
from rapallo.web.desk import Reader
from rapallo.web.serving import shown
from rapallo.web.view import View

router = APIRouter(include_in_schema=False)


@router.get("/data")
async def data(request: Request, format: str = "") -> Response:
    """Show the sources."""
    return await shown(request, ("data",), view, format, "")


def sources(reach: Mapping[str, int] | None = None) -> list[dict[str, Any]]:
    """Return every source's declaration, with how many years it ends before the panel does.

    `reach` gives the last year that a warehouse has of each; else it is the declared one.
    """
    ends = {s.id: (reach or {}).get(s.id, s.last) for s in SOURCES}
    return [
        {
            "id": s.id,
            "short": s.short,
            "title": s.title,
            "version": s.version,
            "first": s.first,
            "last": ends[s.id],
            "behind": max(0, LAST - ends[s.id]),
            "licence": s.licence,
            "citation": s.citation,
            "url": s.url,
            "columns": [c.name for c in COLUMNS.values() if s.id in {d.source for d in c.domains}],
        }
        for s in SOURCES
    ]


def view(reader: Reader) -> View:
    """Return the view."""
    found = sources(reader.warehouse.reach)
    notes = {s.id: (s.basis, s.notes) for s in SOURCES}
    used = reader.warehouse.manifest()
    files = {id: part.to_dicts() for (id,), part in used.group_by("source", maintain_order=True)}
    flat = [{**row, "columns": " ".join(row["columns"])} for row in found]
    return View(
        page="/data",
        template="data.html",
        title="Where the numbers come from",
        name="sources",
        address="/data",
        asked={},
        table=pl.DataFrame(flat),
        document=found,
        context={
            "sources": found,
            "notes": notes,
            "files": files,
            "kind": reader.warehouse.kind,
            "events": months.reach(months.receipt()),
            "labels": {c.name: c.label for c in COLUMNS.values()},
        },
    )
