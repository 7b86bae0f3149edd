"""Scenario lab: baseline beside scenario for two or three states and some shocks."""

from __future__ import annotations

import csv
import io
from typing import Annotated, Any

import polars as pl
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from rapallo.alignment.indicators import INDICATORS
from rapallo.brief.charts_scenario import fans
from rapallo.panel.columns import COLUMNS
from rapallo.scenarios import say
from rapallo.scenarios.forcing import forcing
from rapallo.scenarios.load import ready
from rapallo.scenarios.outcome import SEED, both, setting_of, told
from rapallo.scenarios.result import Outcome
from rapallo.scenarios.scenario import Scenario
from rapallo.sources.registry import source
from rapallo.web import lab, site
from rapallo.web.desk import Reader
from rapallo.web.serving import desk, shown
from rapallo.web.view import View, plain_name

router = APIRouter(include_in_schema=False)
DRAWS = 1000
"""Enough for a page; `rapallo scenario` draws more."""
DEFAULT = "russia-card"
Many = Annotated[tuple[str, ...], Query()]


@router.get("/scenario")
async def scenario(
    request: Request, first: str = "", second: str = "", third: str = "", start: str = "",
    horizon: str = "", shock: Many = (), kind: Many = (), of: Many = (), when: Many = (),
    size: Many = (), years: Many = (), format: str = "", chart: str = "",
) -> Response:  # fmt: skip
    """Scenario of an address, of a form's rows, or the first ready one."""
    if not first and not second:
        return RedirectResponse(where(ready()[DEFAULT]), 303)
    longest = desk(request).limits.text
    given = (*shock, *lab.joined(kind, of, when, size, years))
    asked = lab.scenario((first, second, third), start, horizon, given, longest)
    if kind or not start:
        return RedirectResponse(where(asked), 303)
    return await shown(
        request, ("scenario", where(asked)), lambda reader: view(asked, simulated(reader, asked)),
        format, chart,
    )  # fmt: skip


def where(asked: Scenario) -> str:
    """Return the address of a scenario."""
    return site.address("/scenario", lab.state(asked))


def simulated(reader: Reader, asked: Scenario) -> Outcome:
    """Return a scenario's outcome; what its start has to learn is kept for the next one."""
    setting = reader.setting(
        (asked.codes, asked.start, asked.horizon, asked.population),
        lambda: setting_of(reader.warehouse, asked),
    )
    shocks = forcing(asked, setting.start, setting.codes)
    without, with_it, paths = both(setting, shocks, DRAWS, SEED)
    return told(asked, setting, without, with_it, paths, DRAWS, SEED)


def view(asked: Scenario, found: Outcome) -> View:
    """Return the view of an outcome."""
    state = lab.state(asked)
    ids = dict.fromkeys(d.source for i in INDICATORS for d in COLUMNS[i.name].domains)
    return View(
        page="/scenario",
        template="scenario.html",
        title=f"Scenario lab: {', '.join(asked.states)}, {asked.start}–{asked.end}",
        name=plain_name("scenario", *asked.states, asked.start, asked.end),
        address=where(asked),
        asked=state,
        table=_table(found),
        document=say.as_json(found),
        charts={"fans": fans(found)},
        context={
            "o": found,
            "ready": [(one.title, where(one)) for one in ready().values() if _fits(one)],
            "sources": [source(id) for id in ids],
        },
    )


def _fits(one: Scenario) -> bool:
    """Whether the lab's form can hold a ready scenario as it is."""
    plain = all(shock.fade == 0 for shock in one.shocks)
    return len(one.shocks) <= lab.MOST and one.horizon <= lab.LONGEST and plain


def _table(found: Outcome) -> pl.DataFrame:
    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(say.as_csv(found))))
    names = ("state1", "state2")
    return pl.DataFrame(
        [
            {k: v if k in names else int(v) if k == "year" else float(v) if v else None
             for k, v in row.items()}
            for row in rows
        ],
        infer_schema_length=None,
    )  # fmt: skip
