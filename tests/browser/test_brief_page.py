"""The brief's page, opened in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rapallo.brief import html
from rapallo.brief.assessment import Assessment

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page_file(
    tmp_path_factory: pytest.TempPathFactory, assessed: Callable[..., Assessment]
) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(html.render(assessed("CHN", "RUS", "USA", 2018)), encoding="utf-8")
    return path


def opened(browser, path: Path, **options):  # type: ignore[no-untyped-def]
    page = browser.new_context(**options).new_page()
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(path.as_uri())
    return page


def test_nothing_is_fetched_and_nothing_complains(browser, page_file: Path) -> None:  # type: ignore[no-untyped-def]
    page = opened(browser, page_file)
    assert page.asked == [page_file.as_uri()]
    assert page.said == []


def test_the_answer_is_on_the_first_screen(browser, page_file: Path) -> None:  # type: ignore[no-untyped-def]
    page = opened(browser, page_file, viewport={"width": 1280, "height": 900})
    assert page.locator("h1").is_visible()
    shade = page.get_by_text("grey", exact=True).first
    box = shade.bounding_box()
    assert box is not None
    assert box["y"] < 900


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_page_never_scrolls_sideways(browser, page_file: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    page = opened(browser, page_file, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_mode_is_dark(browser, page_file: Path) -> None:  # type: ignore[no-untyped-def]
    shades = {}
    for scheme in ("light", "dark"):
        page = opened(browser, page_file, color_scheme=scheme)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades[scheme] = sum(int(part) for part in colour.strip("rgb()").split(","))
    assert shades["dark"] < 150 < 600 < shades["light"]


def test_a_consideration_opens_to_its_figures_by_keyboard(browser, page_file: Path) -> None:  # type: ignore[no-untyped-def]
    page = opened(browser, page_file)
    entry = page.locator("details").filter(has_text="They vote alike").first
    figures = entry.locator("table, dl, ul").first
    assert not figures.is_visible()
    entry.locator("summary").focus()
    page.keyboard.press("Enter")
    assert figures.is_visible()
    assert "UNGA votes" in entry.inner_text()


def test_it_prints_on_white_paper(browser, page_file: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = opened(browser, page_file, color_scheme="dark")
    page.emulate_media(media="print")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    page.pdf(path=str(tmp_path / "brief.pdf"), format="A4")
    assert (tmp_path / "brief.pdf").stat().st_size > 10_000
