"""Claims: was a text right, claim by claim, as of a year."""

from __future__ import annotations

from functools import partial

import polars as pl
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from rapallo.brief import claims_report
from rapallo.claims.judge import Report, judge
from rapallo.claims.load import SHIPPED, load
from rapallo.web import asking, site
from rapallo.web.serving import shown
from rapallo.web.view import View, plain_name

router = APIRouter(include_in_schema=False)


@router.get("/claims")
async def claims(request: Request, file: str = "", as_of: str = "", format: str = "") -> Response:
    """Claims of a text that the package ships; no other file is ever read."""
    year = asking.year(as_of)
    name = asking.one_of(file, tuple(SHIPPED), "claim file")
    asked: site.Asked = {"file": name, "as_of": year}
    if not as_of:
        return RedirectResponse(site.address("/claims", asked), 303)
    return await shown(
        request,
        ("claims", name, year),
        lambda reader: view(name, judge(load(name), reader.warehouse, year)),
        format,
        "",
    )


def view(name: str, report: Report) -> View:
    """Return the view of a report."""
    asked: site.Asked = {"file": name, "as_of": report.as_of}
    return View(
        page="/claims",
        template="claims.html",
        title=f"{report.essay.title} The claims, as of {report.as_of}",
        name=plain_name("claims", name, report.as_of),
        address=site.address("/claims", asked),
        asked=asked,
        table=table(report),
        document=claims_report.to_json(report),
        context={"body": lambda: site.body_of(claims_report.to_html(report))},
        others={
            "md": partial(claims_report.to_markdown, report),
            "html": partial(claims_report.to_html, report),
        },
    )


def table(report: Report) -> pl.DataFrame:
    """Return a row a claim: its judgement, what was found, and the sources."""
    return pl.DataFrame(
        [
            {
                "id": one.claim.id,
                "claim": one.claim.claim,
                "judgement": one.judgement,
                "reason": one.reason,
                "found": " | ".join(f"{label}: {text}" for label, text in claims_report.proof(one)),
                "sources": claims_report.named_sources(one),
            }
            for one in report.claims
        ]
    )
