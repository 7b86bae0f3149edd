"""The page: self-contained, safe, complete, and accessible."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from rapallo.brief import html, palette
from rapallo.brief.assessment import Assessment

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """Collects elements, ids, links and text; notes a tag that does not close."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"style", "script"}:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def pages(rich: Assessment, sparse: Assessment, hostile: Assessment) -> dict[str, str]:
    briefs = {"rich": rich, "sparse": sparse, "hostile": hostile}
    return {name: html.render(brief) for name, brief in briefs.items()}


@pytest.mark.parametrize("name", ["rich", "sparse", "hostile"])
def test_every_element_closes(pages: dict[str, str], name: str) -> None:
    page = Page(pages[name])
    assert page.faults == []
    assert page.open == []


@pytest.mark.parametrize("name", ["rich", "sparse", "hostile"])
def test_nothing_is_fetched_or_run(pages: dict[str, str], name: str) -> None:
    page = Page(pages[name])
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "image", "use"}
    for tag, attributes in page.elements:
        assert "src" not in attributes
        assert not [key for key in attributes if key.startswith("on")]
        href = attributes.get("href")
        assert href is None or tag == "a"
        assert href is None or href.startswith(("#", "https://", "http://"))
    style = re.findall(r"<style>(.*?)</style>", pages[name], re.S)
    assert not re.search(r"url\(|@import", "".join(style))


def test_size(pages: dict[str, str]) -> None:
    assert all(len(page.encode()) < 300_000 for page in pages.values())


@pytest.mark.parametrize("name", ["rich", "sparse", "hostile"])
def test_ids_are_unique_and_every_anchor_has_its_target(pages: dict[str, str], name: str) -> None:
    page = Page(pages[name])
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.elements:
        href = attributes.get("href") or ""
        if tag == "a" and href.startswith("#"):
            assert href[1:] in ids


def test_markup_in_the_data_stays_text(pages: dict[str, str], hostile: Assessment) -> None:
    page = Page(pages["hostile"])
    evil = "A & B <script>alert('x')</script>"
    assert page.text.count(evil) > 10
    assert f"China {evil}" in page.text
    assert "javascript:" not in pages["hostile"]


@pytest.mark.parametrize("name", ["rich", "sparse"])
def test_every_figure_is_there_with_its_source_or_its_reason(
    pages: dict[str, str], name: str, request: pytest.FixtureRequest
) -> None:
    brief: Assessment = request.getfixturevalue(name)
    page = Page(pages[name])
    figures = [f for e in brief.ledger for f in e.evidence]
    figures += [f for d in brief.dimensions for f in d.indicators]
    assert figures
    for figure in figures:
        assert figure.label in page.text
        if figure.value is None:
            assert figure.reason is not None
            assert figure.reason in page.text
    for source in brief.sources:
        for said in (source.title, source.licence, source.citation, f"to {source.data_to}"):
            assert said in page.text
        assert any(a.get("id") == f"source-{source.id}" for _, a in page.elements)


def test_each_entry_opens_to_its_figures(pages: dict[str, str], rich: Assessment) -> None:
    for entry in rich.ledger:
        found = re.search(
            rf'<details[^>]*id="entry-{entry.id}">(.*?)</details>', pages["rich"], re.S
        )
        assert found is not None
        inside = Page(found.group(1)).text
        for said in (entry.title, entry.mechanism, entry.rule, entry.reference):
            assert said in inside
        for figure in entry.evidence:
            assert figure.label in inside


def test_charts_are_named_for_those_who_cannot_see_them(pages: dict[str, str]) -> None:
    drawings = re.findall(r"<svg(.*?)</svg>", pages["rich"], re.S)
    assert len(drawings) == 7
    for drawing in drawings:
        assert 'role="img"' in drawing
        assert re.search(r"<title>[^<]+</title><desc>[^<]+</desc>", drawing)


def test_no_colour_of_a_chart_is_left_over(pages: dict[str, str]) -> None:
    assert not [c.name for c in palette.COLOURS if c.stand_in in pages["rich"]]
    body = pages["rich"].split("</style>")[1]
    assert set(re.findall(r"var\(--(\w+)\)", body)) <= {c.name for c in palette.COLOURS}
    assert not re.findall(r'(?:fill|stroke)="(?!none|transparent|var)[^"]*"', body)


def test_headings_descend_by_one(pages: dict[str, str]) -> None:
    levels = [int(tag[1]) for tag, _ in Page(pages["rich"]).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - former <= 1 for former, later in pairwise(levels))


def test_header_cells_say_what_they_head(pages: dict[str, str]) -> None:
    cells = [a for tag, a in Page(pages["rich"]).elements if tag == "th"]
    assert cells
    assert all(a.get("scope") in {"col", "row", "rowgroup"} for a in cells)


def test_the_verdict_stands_on_its_scale(pages: dict[str, str]) -> None:
    found = re.findall(r'<li class="shade\d" aria-current="true">([^<]+)</li>', pages["rich"])
    assert found == ["grey"]


def test_a_base_rate_is_not_called_a_forecast(pages: dict[str, str]) -> None:
    text = Page(pages["rich"]).text.lower()
    assert "base rate" in text
    assert "forecast" not in text
    assert "chance" not in text


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_meets_wcag_aa(scheme: str) -> None:
    shades = {c.name: getattr(c, scheme) for c in palette.COLOURS}

    def contrast(one: str, two: str) -> float:
        light, dark = sorted((_luminance(shades[one]), _luminance(shades[two])), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    for ground in ("paper", "panel"):
        assert contrast("ink", ground) >= 7
        assert contrast("muted", ground) >= 4.5
        for mark in ("closer", "apart"):
            assert contrast(mark, ground) >= 3
    assert contrast("neutral", "paper") >= 3
    assert contrast("accent", "paper") >= 3
