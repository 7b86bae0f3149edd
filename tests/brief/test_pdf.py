"""The PDF: two to four pages of A4, all that the brief must say, nothing read as markup."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from rapallo.brief import pdf


def read(made):
    return PdfReader(io.BytesIO(pdf.render(made)))


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def made(assessed):
    return assessed("CHN", "RUS", "USA", 2018)


def test_it_has_two_to_four_numbered_pages_of_a4(made):
    reader = read(made)
    assert 2 <= len(reader.pages) <= 4
    for number, page in enumerate(reader.pages, 1):
        assert round(float(page.mediabox.width)) == 595
        assert f"{number} of {len(reader.pages)}" in " ".join(page.extract_text().split())


def test_it_says_the_verdict_the_forecast_the_warnings_and_the_sources(made):
    text = text_of(read(made))
    assert made.verdict.shade in text
    assert made.names["USA"] in text
    assert "Defence pact within 5 years" in text
    for warning in made.warnings:
        assert warning[:40] in text
    for source in made.sources:
        assert source.short in text


def test_charts_are_drawn_not_pictures_of_dots(made):
    kinds = [
        found["/Subtype"]
        for page in read(made).pages
        for found in (page["/Resources"].get("/XObject") or {}).values()
        for found in [found.get_object()]
    ]
    assert "/Form" in kinds
    assert "/Image" not in kinds


def test_a_brief_with_next_to_nothing_known_is_typeset_too(sparse):
    assert 1 <= len(read(sparse).pages) <= 4


def test_text_of_the_data_is_never_markup(rich):
    odd = "#panic() $x$ *bold* <label> @ref \\ `raw`"
    named = replace(rich, verdict=replace(rich.verdict, text=odd))
    assert "#panic() $x$ *bold* <label> @ref" in text_of(read(named))
