"""The pages in a real browser: from the question to a figure's source, by mouse and by keyboard."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rapallo.cli.serve import listen
from rapallo.web.app import create_app
from rapallo.web.limits import Limits

pytestmark = pytest.mark.browser
BRIEF = "/brief/CHN/RUS?rival=USA&as_of=2018"
PAGES = (
    "/", BRIEF, "/compare?pair=CHN-RUS&pair=USA-CHN&what=alignment&since=1946&until=2018",
    "/triangle?first=CHN&second=RUS&third=USA&as_of=2018", "/board?as_of=1914",
    "/watch?as_of=2018&outcome=defence_pact&horizon=5&top=25", "/claims?file=essay&as_of=2018",
    "/data", "/method", "/api",
    "/scenario?first=USA&second=RUS&third=CHN&start=2018&horizon=5&shock=gas_deal:RUS-CHN:2019:20",
)  # fmt: skip

DARK = ("/", "/board?as_of=1914", PAGES[-1])
"""Pages checked in the dark too: between them they have every kind of element."""


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[str]:
    """Serve the application on a free port of this machine."""
    import uvicorn

    socket = listen("127.0.0.1", 0)
    app = create_app(limits=Limits(seconds=60.0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[socket])), daemon=True
    )
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def opened(browser: Any, site: str) -> Iterator[Any]:
    """Return what opens a page and, at the end, checks that it asked no one else and was quiet."""
    pages: list[Any] = []

    def open_page(path: str, **options: Any) -> Any:
        page = browser.new_context(**options).new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        pages.append(page)
        page.goto(site + path)
        return page

    yield open_page
    for page in pages:
        assert [url for url in page.asked if not url.startswith(site + "/")] == []
        assert page.said == []
        page.context.close()


def test_from_the_question_to_a_figure_and_its_download(opened: Any, tmp_path: Path) -> None:
    page = opened("/")
    page.get_by_label("A state", exact=True).fill("China")
    page.get_by_label("Another state").fill("RUS")
    page.get_by_label("Seen from").fill("United States")
    page.get_by_label("As of", exact=True).fill("2018")
    page.get_by_role("button", name="Make the brief").click()
    page.wait_for_url(f"**{BRIEF}")
    assert page.get_by_role("heading", level=1).inner_text().startswith("China and Russia")
    assert page.locator(".shades [aria-current]").inner_text() == "grey"

    page.get_by_role("link", name="One year earlier").click()
    page.wait_for_url("**as_of=2017")
    assert "as of 2017" in page.locator(".brief .kicker").inner_text()
    page.go_back()
    page.wait_for_url("**as_of=2018")
    page.get_by_text("as of 2018 ·").wait_for()

    entry = page.locator("#entry-un_agreement, details.entry").filter(has_text="They vote alike")
    figures = entry.first.locator("table.figures")
    assert not figures.is_visible()
    entry.first.locator("summary").click()
    assert figures.is_visible()
    source = figures.locator("a[href^='#source-']").first
    name = source.inner_text()
    source.click()
    assert page.url.endswith(source.get_attribute("href"))
    assert name in page.locator(":target").inner_text()

    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    target = tmp_path / saved.value.suggested_filename
    saved.value.save_as(target)
    assert target.name == "china-russia-2018.csv"
    assert "un_agreement" in target.read_text(encoding="utf-8")


def test_the_slider_moves_the_board(opened: Any) -> None:
    page = opened("/board?as_of=1914")
    assert page.get_by_role("heading", level=1).inner_text() == "The board in 1914"
    slider = page.get_by_role("slider")
    assert slider.get_attribute("min") == "1816"
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_url("**as_of=1917")
    page.get_by_role("heading", name="The board in 1917", level=1).wait_for()
    assert page.evaluate("document.activeElement.type") == "range"
    assert page.title().startswith("The board in 1917")


def test_the_lab_moves_the_forecast(opened: Any) -> None:
    page = opened("/scenario?first=USA&second=RUS&third=CHN&start=2018&horizon=5")
    chance = page.locator("#pact tbody tr").filter(has_text="Russia–China").locator("td").nth(1)
    before = chance.inner_text()
    page.get_by_label("Shock 1: between, or of").fill("RUS-CHN")
    page.get_by_label("Shock 1: first year").fill("2019")
    page.get_by_label("Shock 1: kind").select_option("summit_series")
    page.wait_for_url("**shock=summit_series**")
    page.get_by_role("slider", name="Shock 1").wait_for()
    middle = chance.inner_text()
    slider = page.get_by_role("slider", name="Shock 1")
    slider.fill("8")
    page.wait_for_url("**summit_series%3ARUS-CHN%3A2019%3A8**")
    page.get_by_text("Summit series: Russia and China, 8 percentile points").wait_for()
    after = chance.inner_text()
    assert len({before, middle, after}) == 3


def test_by_keyboard_alone(opened: Any) -> None:
    page = opened("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "first"
    for text in ("CHN", "RUS", "USA"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "as_of":
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("2018")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{BRIEF}")
    summary = page.locator("details.entry > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.entry[open]").count() == 1


def test_names_follow_the_year(opened: Any) -> None:
    page = opened("/")
    names = page.locator("#states option")
    known = set(names.evaluate_all("all => all.map(one => one.value)"))
    assert "Russia" in known
    box = page.get_by_label("As of", exact=True)
    box.fill("1960")
    with page.expect_response("**/api/v1/states?year=1960"):
        box.press("Tab")
    page.locator("#states option[value='Soviet Union']").wait_for(state="attached")
    now = set(names.evaluate_all("all => all.map(one => one.value)"))
    assert "Ukraine" in known - now


def test_without_a_script_every_form_still_works(browser: Any, site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site + BRIEF)
    assert page.locator("input[type=range]:visible").count() == 0
    page.get_by_role("link", name="One year earlier").click()
    assert page.url.endswith("/brief/CHN/RUS?rival=USA&as_of=2017")
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_phone_width_both_schemes_and_no_serious_fault(opened: Any, path: str) -> None:
    """A page fits 360 pixels, and axe finds nothing serious in light or dark.

    The inside of charts is left out: each is one image to a reader, named by its title, and the
    contrast of its colours is tested where they are declared.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(path, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    shades = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades.append(sum(int(part) for part in colour.strip("rgb()").split(",")))
        if scheme == "dark" and path not in DARK:
            continue
        only = None if scheme == "light" else {"runOnly": ["color-contrast"]}
        found = axe.run(page, context={"exclude": [["svg *"]]}, options=only).response["violations"]
        faults = [
            (one["id"], one["nodes"][0]["html"][:200])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert faults == []
    assert shades[1] < 150 < 600 < shades[0]


def test_a_wait_shows_and_a_busy_server_is_asked_again(opened: Any) -> None:
    page = opened("/board?as_of=1914")
    asked: list[int] = []

    def busy(route: Any) -> None:
        asked.append(1)
        if len(asked) == 1:
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="busy")
        else:
            route.continue_()

    page.route("**/board?as_of=1913", busy)
    page.get_by_role("link", name="One year earlier").click()
    page.get_by_role("status").wait_for(state="visible")
    assert "Reading the data" in page.get_by_role("status").inner_text()
    page.get_by_role("heading", name="The board in 1913", level=1).wait_for()
    assert len(asked) == 2
    assert page.get_by_role("status").is_hidden()
    page.said[:] = [text for text in page.said if "503" not in text]
