"""Triangle: three states' types and roles, year by year."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from rapallo.brief import charts, digest, sentences
from rapallo.brief.assemble import question
from rapallo.brief.assessment import Assessment
from rapallo.sources.registry import source
from rapallo.web import asking, site, tables
from rapallo.web.serving import desk, shown
from rapallo.web.view import View, plain_name

router = APIRouter(include_in_schema=False)
DEFAULT = ("CHN", "RUS", "USA")


@router.get("/triangle")
async def triangle(
    request: Request, first: str = "", second: str = "", third: str = "", as_of: str = "",
    format: str = "", chart: str = "",
) -> Response:  # fmt: skip
    """Triangle of three states."""
    year = asking.year(as_of)
    texts = (first, second, third)
    given = texts if any(t.strip() for t in texts) else DEFAULT
    one, other, last = (asking.state(t, year, desk(request).limits.text) for t in given)
    question(one, other, last, year)
    if (first, second, third, as_of) != (one, other, last, str(year)):
        return RedirectResponse(site.address("/triangle", state(one, other, last, year)), 303)
    asked = (one, other, last, year)
    return await shown(
        request, ("triangle", *asked), lambda reader: view(reader.assessment(*asked)),
        format, chart,
    )  # fmt: skip


def state(first: str, second: str, third: str, as_of: int) -> dict[str, Any]:
    """Return what a view's address holds."""
    return {"first": first, "second": second, "third": third, "as_of": as_of}


def view(made: Assessment) -> View:
    """Return the view of the triangle in an assessment."""
    asked = state(*made.pair, made.rival, made.as_of)
    strip = charts.triangle_strip(made, 820)
    found = tables.of_triangle(made.triangle.timeline)
    names = [made.names[code] for code in (*made.pair, made.rival)]
    ids = dict.fromkeys(f.source for d in made.dimensions for f in d.indicators)
    return View(
        page="/triangle",
        template="triangle.html",
        title=f"The triangle of {', '.join(names)}, as of {made.as_of}",
        name=plain_name("triangle", *names, made.as_of),
        address=site.address("/triangle", asked),
        asked=asked,
        table=found,
        document={**asked, "rule": made.triangle.rule, "years": found.to_dicts()},
        charts={"triangle": strip} if strip else {},
        context={
            "a": made,
            "d": digest,
            "s": sentences,
            "sources": [source(id) for id in ids],
            "names": names,
        },
    )
