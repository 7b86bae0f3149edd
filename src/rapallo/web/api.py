"""The API: the same answers as JSON, under versioned paths."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from rapallo import states
from rapallo.brief import serialise
from rapallo.brief.assemble import question
from rapallo.brief.assessment import Assessment
from rapallo.errors import RapalloError
from rapallo.forecast.watch_list import watch_list
from rapallo.panel.years import FIRST, LAST
from rapallo.system.camps import camps
from rapallo.triangle.result import Triangle
from rapallo.web import asking, compared, site
from rapallo.web.desk import Reader
from rapallo.web.pages import board as boards
from rapallo.web.pages import compare, data, method, watch
from rapallo.web.problems import documented
from rapallo.web.serving import desk, told
from rapallo.web.shapes import (
    BoardItem,
    ColumnItem,
    Comparison,
    ConsiderationItem,
    MeasureItem,
    SourceItem,
    StateItem,
    Watched,
)
from rapallo.web.view import as_json

router = APIRouter(responses=documented(404, 405, 413, 414, 422, 503))
V1 = "/api/v1"

StateText = Annotated[
    str,
    Path(
        min_length=1, max_length=80, description="A state: ISO 3166 code, COW code or name.",
        examples=["CHN"],
    ),
]  # fmt: skip
Year = Annotated[
    int, Query(ge=FIRST, le=LAST, description="Nothing dated later is used.", examples=[2018])
]
Outcome = Literal["defence_pact", "end_of_defence_pact", "bilateral_pact"]


def _codes(request: Request, year: int, *texts: str) -> list[str]:
    longest = desk(request).limits.text
    return [asking.state(text, year, longest) for text in texts]


@router.get(V1 + "/assessments/{first}/{second}", response_model=Assessment, tags=["answers"])
async def assessment(
    request: Request,
    first: StateText,
    second: Annotated[StateText, Path(examples=["RUS"])],
    rival: Annotated[
        str | None,
        Query(max_length=80, description="The state from which they are seen.", examples=["USA"]),
    ] = None,
    as_of: Year = LAST,
) -> Response:
    """Return the whole Assessment of a pair: what the brief says, figure by figure."""
    one, other = _codes(request, as_of, first, second)
    third = _codes(request, as_of, rival)[0] if rival else None
    question(one, other, third, as_of)
    asked = (one, other, third, as_of)
    return await told(
        request, ("assessment", *asked),
        lambda reader: serialise.to_json(reader.assessment(*asked), None),
    )  # fmt: skip


@router.get(V1 + "/triangles/{first}/{second}/{third}", response_model=Triangle, tags=["answers"])
async def triangle(
    request: Request,
    first: StateText,
    second: Annotated[StateText, Path(examples=["RUS"])],
    third: Annotated[StateText, Path(examples=["USA"])],
    as_of: Year = LAST,
) -> Response:
    """Return the strategic triangle of three states, year by year up to the as-of year."""
    one, other, last = _codes(request, as_of, first, second, third)
    question(one, other, last, as_of)

    def make(reader: Reader) -> str:
        from pydantic_core import to_json

        return to_json(reader.assessment(one, other, last, as_of).triangle).decode()

    return await told(request, ("triangle", one, other, last, as_of), make)


@router.get(V1 + "/alignment", response_model=Comparison, tags=["answers"])
async def alignment(
    request: Request,
    pair: Annotated[
        list[Annotated[str, Field(min_length=3, max_length=161, pattern="^[^-]+-.+$")]],
        Query(
            min_length=1, max_length=compare.MOST, description="Pairs, as `CHN-RUS`.",
            examples=[["CHN-RUS", "USA-CHN"]],
        ),
    ],
    what: Annotated[
        str, Query(max_length=80, description="The index, a dimension, or a column of pairs.",
                   examples=["alignment"]),
    ] = compared.INDEX,
    since: Year = 1946,
    until: Year = LAST,
) -> Response:  # fmt: skip
    """Return the alignment of several pairs, or another column of theirs, year by year."""
    pairs = asking.pairs(pair, (), (), compare.MOST, desk(request).limits.text)
    chosen = asking.one_of(what, tuple(compared.WHAT), "series")
    if since > until:
        raise RapalloError(f"the years {since} to {until} are none: the first comes after the last")

    def make(reader: Reader) -> str:
        rows = compare.table(reader, pairs, chosen, since, until).to_dicts()
        said = {"label": compared.WHAT[chosen], "unit": compared.unit(chosen), "rows": rows}
        return as_json({**compare.state(pairs, chosen, since, until), **said})

    return await told(request, ("alignment", tuple(pairs), chosen, since, until), make)


@router.get(V1 + "/watch-list", response_model=list[Watched], tags=["answers"])
async def watched(
    request: Request,
    as_of: Year = LAST,
    outcome: Annotated[Outcome, Query(description="What is forecast.")] = "defence_pact",
    horizon: Annotated[Literal[1, 3, 5, 10], Query(description="Years ahead.")] = 5,
    top: Annotated[int, Query(ge=1, le=watch.MOST, description="How many pairs.")] = 25,
) -> Response:
    """Return the pairs likeliest to make, or to end, a pact."""

    def make(reader: Reader) -> str:
        found = watch_list(reader.warehouse, as_of, horizon, outcome, top).to_dicts()
        return as_json([{k: _finite(v) for k, v in row.items()} for row in found])

    return await told(request, ("watch", as_of, outcome, horizon, top), make)


@router.get(V1 + "/board", response_model=BoardItem, tags=["answers"])
async def board(request: Request, as_of: Year = LAST) -> Response:
    """Return the two camps of a year, and where every state stands."""

    def make(reader: Reader) -> str:
        found = camps(reader.warehouse, as_of, time_limit=boards.SECONDS, draws=boards.DRAWS)
        return as_json(boards.document(found, boards.table(found)))

    return await told(request, ("board", as_of), make)


@router.get(V1 + "/states", response_model=list[StateItem], tags=["declarations"])
async def state_list(
    year: Annotated[
        int, Query(ge=FIRST, le=LAST, description="Members of the state system.", examples=[1960])
    ] = LAST,
) -> list[StateItem]:
    """Return the states of a year with their names of the time, by name."""
    found = [
        StateItem(code=states.get(c).code, cow=c, name=states.name(c, year))
        for c in states.in_year(year)
    ]
    return sorted(found, key=lambda item: item.name)


@router.get(V1 + "/sources", tags=["declarations"])
async def source_list() -> list[SourceItem]:
    """Return every source with years, licence, citation, and the columns made from it."""
    return [SourceItem(**one) for one in data.sources()]


@router.get(V1 + "/measures", tags=["declarations"])
async def measure_list() -> list[MeasureItem]:
    """Return every measure with its formula and literature."""
    return [MeasureItem(**one) for one in method.measures()]


@router.get(V1 + "/considerations", tags=["declarations"])
async def consideration_list() -> list[ConsiderationItem]:
    """Return every consideration of the ledger with its rule."""
    return [ConsiderationItem(**one) for one in method.considerations()]


@router.get(V1 + "/columns", tags=["declarations"])
async def column_list() -> list[ColumnItem]:
    """Return every column of the panel."""
    return [ColumnItem(**one) for one in method.columns()]


@router.get("/api", include_in_schema=False)
async def about(request: Request) -> Response:
    """Return the page that describes the API, from its own description."""
    schema: dict[str, Any] = request.app.openapi()
    calls = [(path, found["get"]) for path, found in schema["paths"].items()]
    return HTMLResponse(
        site.render("api.html", "/api", "API", calls=calls, info=schema["info"], try_it=_EXAMPLES)
    )


_EXAMPLES = {
    V1 + "/assessments/{first}/{second}": V1 + "/assessments/CHN/RUS?rival=USA&as_of=2018",
    V1 + "/triangles/{first}/{second}/{third}": V1 + "/triangles/CHN/RUS/USA?as_of=2018",
    V1 + "/alignment": V1 + "/alignment?pair=CHN-RUS&pair=USA-CHN&since=1990&until=2018",
    V1 + "/watch-list": V1 + "/watch-list?as_of=2018&top=10",
    V1 + "/board": V1 + "/board?as_of=1962",
    V1 + "/states": V1 + "/states?year=1960",
}


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
