"""Compare: several pairs over time, in the index, a dimension, or a column of the panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import polars as pl
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.errors import RapalloError
from rapallo.panel.asof import AsOf
from rapallo.panel.columns import COLUMNS
from rapallo.sources.registry import source
from rapallo.web import asking, charts, compared, site
from rapallo.web.compared import PLACES, WHAT
from rapallo.web.desk import Reader
from rapallo.web.serving import desk, shown
from rapallo.web.view import View, plain_name

router = APIRouter(include_in_schema=False)
MOST = len(charts.STYLES)
DEFAULT = ("CHN-RUS", "USA-CHN", "USA-RUS")
Pairs = Sequence[tuple[int, int]]
Many = Annotated[tuple[str, ...], Query()]


@router.get("/compare")
async def compare(
    request: Request,
    pair: Many = (), first: Many = (), second: Many = (),
    what: str = "", since: str = "", until: str = "", format: str = "", chart: str = "",
) -> Response:  # fmt: skip
    """Compare pairs."""
    longest = desk(request).limits.text
    given = pair or (() if any(t.strip() for t in first) else DEFAULT)
    pairs = asking.pairs(given, first, second, MOST, longest)
    chosen = asking.one_of(what, tuple(WHAT), "series")
    begin, end = asking.year(since, 1946), asking.year(until)
    if begin > end:
        raise RapalloError(f"the years {begin} to {end} are none: the first comes after the last")
    asked = state(pairs, chosen, begin, end)
    if first or not pair:
        return RedirectResponse(site.address("/compare", asked), 303)
    return await shown(
        request, ("compare", tuple(pairs), chosen, begin, end),
        lambda reader: view(reader, pairs, chosen, begin, end), format, chart,
    )  # fmt: skip


def state(pairs: Pairs, what: str, since: int, until: int) -> dict[str, Any]:
    """Return what a view's address holds."""
    joined = ["-".join(states.get(code).code for code in two) for two in pairs]
    return {"pair": joined, "what": what, "since": since, "until": until}


def table(reader: Reader, pairs: Pairs, what: str, since: int, until: int) -> pl.DataFrame:
    """Return a row a pair and year: ``state1``, ``state2``, ``year``, ``value``, ``source``."""
    view = AsOf(reader.warehouse, until, sorted({code for two in pairs for code in two}))
    alignment = Alignment(view) if what in PLACES else None
    rows: list[dict[str, Any]] = []
    for a, b in pairs:
        one, other = states.get(a).code, states.get(b).code
        if alignment is not None:
            found = alignment.history(a, b).select("year", pl.col(what).cast(pl.Float64))
            points = [(year, value, "Rapallo") for year, value in found.iter_rows()]
        else:
            points = sorted(
                (year, float(value), source(series.source).short)
                for series in view.series(what, a, b)
                for year, value in series.points
            )
        rows += [
            {"state1": one, "state2": other, "year": year, "value": value, "source": name}
            for year, value, name in points
            if year >= since
        ]
    schema = {
        "state1": pl.String, "state2": pl.String, "year": pl.Int16, "value": pl.Float64,
        "source": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema)


def view(reader: Reader, pairs: Pairs, what: str, since: int, until: int) -> View:
    """Return the view."""
    found = table(reader, pairs, what, since, until)
    drawn = [_line(found, two, since, until) for two in pairs]
    behind, unit, is_place = compared.sources(what), compared.unit(what), what in PLACES
    spec = charts.lines(
        f"{WHAT[what]}, {since}–{until}", unit,
        "Source: Rapallo, from " + ", ".join(s.short for s in behind), drawn, percent=is_place,
    )  # fmt: skip
    asked = state(pairs, what, since, until)
    return View(
        page="/compare",
        template="compare.html",
        title=f"{WHAT[what]}: {len(pairs)} pairs, {since}–{until}",
        name=plain_name("compare", what, *asked["pair"], until),
        address=site.address("/compare", asked),
        asked=asked,
        table=found,
        document={**asked, "label": WHAT[what], "unit": unit, "rows": found.to_dicts()},
        charts={"comparison": spec} if spec else {},
        context={
            "lines": drawn,
            "pairs": [[_named(code, until) for code in two] for two in pairs],
            "label": WHAT[what],
            "about": None if is_place else COLUMNS[what].about,
            "sources": behind,
            "unit": unit,
        },
    )


def _named(code: int, until: int) -> str:
    state = states.get(code)
    end = state.spans[-1][1]
    return states.name(code, until if end is None else min(until, end.year))


def _line(found: pl.DataFrame, two: tuple[int, int], since: int, until: int) -> charts.Line:
    one, other = (states.get(code).code for code in two)
    mine = found.filter((pl.col("state1") == one) & (pl.col("state2") == other))
    values = dict(zip(mine["year"].to_list(), mine["value"].to_list(), strict=True))
    return charts.Line(
        "–".join(_named(code, until) for code in two),
        tuple((year, values.get(year)) for year in range(since, until + 1)),
    )
