"""Watch list: the pairs likeliest to make, or to end, a pact as of a year."""

from __future__ import annotations

import math
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from rapallo.forecast.outcomes import HORIZONS, OUTCOMES
from rapallo.forecast.record import record
from rapallo.forecast.watch_list import watch_list
from rapallo.panel.columns import column
from rapallo.sources.registry import source
from rapallo.web import asking, site
from rapallo.web.desk import Reader
from rapallo.web.serving import shown
from rapallo.web.view import View, plain_name

router = APIRouter(include_in_schema=False)
MOST = 200
ASKED = ("defence_pact", "end_of_defence_pact", "bilateral_pact")
"""What models are shipped for, in some horizons."""


@router.get("/watch")
async def watch(
    request: Request, as_of: str = "", outcome: str = "", horizon: str = "", top: str = "",
    format: str = "",
) -> Response:  # fmt: skip
    """Watch list."""
    year = asking.year(as_of)
    what = asking.one_of(outcome, ASKED, "outcome")
    ahead = int(asking.one_of(horizon or "5", [str(h) for h in HORIZONS], "horizon in years"))
    count = asking.whole(top, 25, 1, MOST, "number of pairs")
    asked = state(year, what, ahead, count)
    if not as_of:
        return RedirectResponse(site.address("/watch", asked), 303)
    return await shown(
        request, ("watch", year, what, ahead, count),
        lambda reader: view(reader, year, what, ahead, count), format, "",
    )  # fmt: skip


def state(as_of: int, outcome: str, horizon: int, top: int) -> dict[str, Any]:
    """Return what a view's address holds."""
    return {"as_of": as_of, "outcome": outcome, "horizon": horizon, "top": top}


def view(reader: Reader, as_of: int, outcome: str, horizon: int, top: int) -> View:
    """Return the view."""
    found = watch_list(reader.warehouse, as_of, horizon, outcome, top)
    asked = state(as_of, outcome, horizon, top)
    rows = [
        {key: None if isinstance(v, float) and math.isnan(v) else v for key, v in row.items()}
        for row in found.to_dicts()
    ]
    ids = {d.source for name in ("defence", "un_agreement", "igos", "dispute_memory", "rivalry",
                                 "cinc", "polyarchy", "contiguity", "trade_salience")
           for d in column(name).domains}  # fmt: skip
    return View(
        page="/watch",
        template="watch.html",
        title=f"Watch list: {OUTCOMES[outcome].label} within {horizon} years, as of {as_of}",
        name=plain_name("watch", outcome, horizon, as_of),
        address=site.address("/watch", asked),
        asked=asked,
        table=found,
        document={**asked, "pairs": rows},
        context={
            "rows": rows,
            "label": OUTCOMES[outcome].label,
            "record": record(outcome, horizon),
            "highest": max((row["high"] or 0 for row in rows), default=1) or 1,
            "sources": [source(id) for id in sorted(ids)],
        },
    )
