"""Board: the camps of a year, who holds to them and who wavers."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from rapallo import states
from rapallo.brief.charts_camps import FENCE, camps_map
from rapallo.brief.charts_network import SHOWN, network_picture
from rapallo.sources.registry import source
from rapallo.system.camps import Camps, camps
from rapallo.system.network import network
from rapallo.web import asking, compared, site
from rapallo.web.desk import Reader
from rapallo.web.serving import shown
from rapallo.web.view import View, plain_name

router = APIRouter(include_in_schema=False)
SECONDS, DRAWS = 0.6, 60
"""For the proof of the camps, and for the draws of weights: a page must not wait long."""


@router.get("/board")
async def board(request: Request, as_of: str = "", format: str = "", chart: str = "") -> Response:
    """Board of a year."""
    year = asking.year(as_of)
    if not as_of:
        return RedirectResponse(site.address("/board", {"as_of": year}), 303)
    return await shown(request, ("board", year), lambda reader: view(reader, year), format, chart)


def view(reader: Reader, year: int) -> View:
    """Return the view of a year."""
    found = camps(reader.warehouse, year, time_limit=SECONDS, draws=DRAWS)
    rows = table(found)
    sides = [rows.filter(pl.col("camp") == k + 1) for k in range(found.count)]
    waver = rows.filter(pl.col("hold") < FENCE).head(12)
    return View(
        page="/board",
        template="board.html",
        title=f"The board in {year}: camps of {rows.height} states",
        name=plain_name("board", year),
        address=site.address("/board", {"as_of": year}),
        asked={"as_of": year},
        table=rows,
        document=document(found, rows),
        charts={
            "map": camps_map(found),
            "network": network_picture(found, network(reader.warehouse, year)),
        },
        context={
            "camps": found,
            "sides": [side.to_dicts() for side in sides],
            "shares": [found.share(k) for k in range(found.count)],
            "waver": waver.to_dicts(),
            "alone": rows.filter(pl.col("camp").is_null()).to_dicts(),
            "year": year,
            "shown": SHOWN,
            "fence": FENCE,
            "sources": [*compared.sources(compared.INDEX), source("nmc_7_0")],
        },
    )


def table(found: Camps) -> pl.DataFrame:
    """Return a row a state, the largest first.

    ``camp`` is 1 for the camp with most capabilities, null for a state without ties; ``hold`` is 1
    where all ties hold a state there and 0 on the fence; ``certainty`` is the share of draws of the
    index's weights that put it there.
    """
    rows = [
        {
            "code": states.get(int(code)).code,
            "name": states.name(int(code), found.year),
            "camp": None if found.camp[i] < 0 else int(found.camp[i]) + 1,
            "hold": _number(found.hold[i]),
            "certainty": _number(found.certainty[i]),
            "capabilities": _number(found.size[i]),
        }
        for i, code in enumerate(found.codes)
    ]
    return pl.DataFrame(rows).sort("capabilities", "code", descending=[True, False])


def document(found: Camps, rows: pl.DataFrame) -> dict[str, Any]:
    """Return a year's camps for JSON."""
    return {
        "as_of": found.year,
        "frustrated_share": found.value,
        "proven_bound": found.bound,
        "proven": found.proven,
        "shares": [found.share(k) for k in range(found.count)],
        "states": rows.to_dicts(),
    }


def _number(value: Any) -> float | None:
    number = round(float(value), 4)
    return None if math.isnan(number) else number
