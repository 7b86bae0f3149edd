"""Method: each measure, consideration and column, and how the answers are made from them."""

from __future__ import annotations

from typing import Any

import polars as pl
from fastapi import APIRouter, Request
from fastapi.responses import Response

from rapallo.alignment.indicators import INDICATORS
from rapallo.alignment.ladder import RULE, STEPS
from rapallo.forecast.outcomes import OUTCOMES
from rapallo.forecast.record import record
from rapallo.ledger.considerations import CONSIDERATIONS
from rapallo.panel.columns import COLUMNS
from rapallo.panel.measures import MEASURES, bibtex
from rapallo.sources.registry import source
from rapallo.triangle.signs import rule
from rapallo.web.desk import Reader
from rapallo.web.serving import shown
from rapallo.web.view import View

router = APIRouter(include_in_schema=False)
HORIZON = 5


@router.get("/method")
async def method(request: Request, format: str = "") -> Response:
    """Methods."""
    return await shown(request, ("method",), view, format, "")


def considerations() -> list[dict[str, Any]]:
    """Return every consideration as declared."""
    names = ("id", "title", "mechanism", "rule", "reference")
    return [{name: getattr(c, name) for name in names} for c in CONSIDERATIONS]


def measures() -> list[dict[str, Any]]:
    """Return every measure as declared."""
    return [
        {
            "name": m.name,
            "label": m.label,
            "level": m.level,
            "range": m.range,
            "formula": m.formula,
            "years": {on or "all": list(d.years) for on, d in m.data.items()},
            "references": list(bibtex(m.name)),
        }
        for m in MEASURES.values()
    ]


def columns() -> list[dict[str, Any]]:
    """Return every column as declared."""
    return [
        {
            "name": c.name,
            "label": c.label,
            "unit": c.unit,
            "about": c.about,
            "level": c.level,
            "directed": c.directed,
            "theme": c.theme,
            "first": c.first,
            "last": c.last,
            "carried": c.carry,
            "sources": list(dict.fromkeys(d.source for d in c.domains)),
        }
        for c in COLUMNS.values()
    ]


def view(_: Reader) -> View:
    """Return the view."""
    rows = [
        *({"kind": "measure", "name": m["name"], "title": m["label"], "how": m["formula"]}
          for m in measures()),
        *({"kind": "consideration", "name": c["id"], "title": c["title"], "how": c["rule"]}
          for c in considerations()),
        *({"kind": "column", "name": c["name"], "title": c["label"], "how": c["about"]}
          for c in columns()),
    ]  # fmt: skip
    records = [(OUTCOMES[o].label, r) for o in OUTCOMES if (r := record(o, HORIZON)) is not None]
    return View(
        page="/method",
        template="method.html",
        title="How the answers are made",
        name="methods",
        address="/method",
        asked={},
        table=pl.DataFrame(rows),
        document={
            "measures": measures(), "considerations": considerations(), "columns": columns(),
        },
        context={
            "measures": measures(),
            "considerations": considerations(),
            "columns": columns(),
            "indicators": [(i, COLUMNS[i.name]) for i in INDICATORS],
            "steps": list(enumerate(STEPS, 1)),
            "ladder_rule": RULE,
            "tie_rule": rule(),
            "records": records,
            "shorts": {id: source(id).short for c in columns() for id in c["sources"]},
        },
    )  # fmt: skip
