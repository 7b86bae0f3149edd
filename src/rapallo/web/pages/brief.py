"""Ask and Brief: a question about two states seen from a third, and its answer."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from rapallo import states
from rapallo.brief import html, markdown, pdf, serialise, words
from rapallo.brief.assemble import question
from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_theme import Spec
from rapallo.web import asking, site, tables
from rapallo.web.desk import BusyError, Desk
from rapallo.web.finished import Finished
from rapallo.web.serving import desk
from rapallo.web.view import View, finish, plain_name

router = APIRouter(include_in_schema=False)
EXAMPLES = (
    ("CHN", "RUS", "USA", 2018, "China and Russia, as the essay asked in 2018"),
    ("FRA", "RUS", "DEU", 1890, "France and Russia, four years before their alliance"),
    ("DEU", "RUS", "GBR", 1922, "Germany and Russia in the year of Rapallo"),
    ("IND", "USA", "CHN", 2020, "India and the United States, seen from China"),
    ("DDR", "RUS", "USA", 1960, "East Germany and the Soviet Union"),
)


@router.get("/")
async def ask(request: Request) -> Response:
    """Ask: the form."""
    asked = dict(request.query_params)
    year = asking.year(asked.get("as_of"))
    return HTMLResponse(
        site.render(
            "ask.html",
            "/",
            "Is an alliance in the making?",
            asked=asked,
            examples=EXAMPLES,
            listed_names=named(year),
        )
    )


@router.get("/brief")
async def asked_by_form(
    request: Request, first: str = "", second: str = "", rival: str = "", as_of: str = ""
) -> Response:
    """Send who filled in the form to the answer's address."""
    year = asking.year(as_of)
    longest = desk(request).limits.text
    codes = [asking.state(text, year, longest) for text in (first, second)]
    third = asking.state(rival, year, longest) if rival.strip() else None
    question(codes[0], codes[1], third, year)
    return RedirectResponse(where(codes[0], codes[1], third, year), 303)


@router.get("/brief/{first}/{second}")
async def brief(
    request: Request, first: str, second: str, rival: str = "", as_of: str = "",
    format: str = "", chart: str = "",
) -> Response:  # fmt: skip
    """Brief: the answer."""
    year = asking.year(as_of)
    longest = desk(request).limits.text
    one, other = (asking.state(text, year, longest) for text in (first, second))
    third = asking.state(rival, year, longest) if rival.strip() else None
    question(one, other, third, year)
    made = await kept(desk(request), (one, other, third, year), format or None, chart or None)
    return made.response(request)


async def first_example(at: Desk) -> None:
    """Make the first example's brief, under the key that its page asks for."""
    first, second, rival, year, _ = EXAMPLES[0]
    with contextlib.suppress(BusyError):
        await kept(at, (first, second, rival, year))


async def kept(
    at: Desk, asked: tuple[str, str, str | None, int], kind: str | None = None,
    chart: str | None = None,
) -> Finished:  # fmt: skip
    """Return a brief's page or download."""
    return await at.answer(
        ("brief", asked, kind, chart),
        lambda reader: finish(
            reader.once(("view", asked), lambda: view(reader.assessment(*asked), asked[2])),
            kind,
            chart,
        ),
    )


def where(first: str, second: str, rival: str | None, as_of: int) -> str:
    """Return the address of a brief."""
    return site.address(f"/brief/{first}/{second}", {"rival": rival, "as_of": as_of})


def view(made: Assessment, rival: str | None) -> View:
    """Return the view of a brief; `rival` is None where the reader left it open."""
    first, second = made.pair
    others: dict[str, Callable[[], str | bytes]] = {
        "pdf": partial(pdf.render, made),
        "md": partial(markdown.render, made),
        "html": partial(html.render, made),
    }
    return View(
        page="/",
        template="brief.html",
        title=f"{words.title(made)}, as of {made.as_of}",
        name=plain_name(*(made.names[code] for code in made.pair), made.as_of),
        address=where(first, second, rival, made.as_of),
        asked={"first": first, "second": second, "rival": rival, "as_of": made.as_of},
        table=tables.of_brief(made),
        document=serialise.to_json(made),
        charts=drawn(made),
        context={"a": made, "body": lambda: body(made), "listed_names": named(made.as_of)},
        others=others,
    )


def drawn(made: Assessment) -> dict[str, Spec]:
    """Return the charts of a brief that there are data for."""
    specs = html.charts_of(made)
    return {name: spec for name, spec in specs.items() if spec is not None}


def body(made: Assessment) -> Markup:
    """Return the content of a brief's page, for a page that brings its own frame."""
    return site.body_of(html.render(made))


def named(year: int) -> list[tuple[str, str]]:
    """Return name and code of the states of a year, by name."""
    return sorted((states.name(cow, year), states.get(cow).code) for cow in states.in_year(year))
