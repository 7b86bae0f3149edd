"""What a brief says of the third state: ranks, moves, wedge and dilemmas, alike in every form."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from rapallo.brief import html, markdown, seats, sentences, terminal
from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_triangle import strip
from rapallo.brief.picture import drawn, kind_of
from rapallo.brief.triangle_table import as_json, as_text, triangle_of
from rapallo.errors import RapalloError


def forms(brief: Assessment) -> dict[str, str]:
    console = Console(file=io.StringIO(), width=100, force_terminal=False)
    terminal.render(brief, console)
    page = html.render(brief)
    return {
        "terminal": " ".join(console.file.getvalue().split()),
        "markdown": markdown.render(brief).replace("\\", ""),
        "html": page,
    }


@pytest.fixture(scope="module")
def rich_forms(rich: Assessment) -> dict[str, str]:
    return forms(rich)


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_every_form_says_rank_moves_and_dilemmas(rich: Assessment, rich_forms, form):
    text = rich_forms[form]
    assert seats.HEADING.lower() in text.lower()
    assert seats.ranks(rich.triangle, rich.names) in text
    for dilemma in rich.dilemmas:
        assert dilemma.title in text
        assert dilemma.follows in text
    assert sentences.camps(rich)[:40] in text


def test_a_row_for_each_tie_with_every_rank_before_and_after(rich: Assessment):
    rows = seats.rows(rich.triangle, rich.names)
    assert len(rows) == 3
    for row, move in zip(rows, rich.triangle.moves, strict=True):
        for code in move.before:
            assert code in row[2]
            assert str(move.after[code]) in row[2]


def test_the_outcast_s_ways_out(rich: Assessment):
    said = seats.moves(rich.triangle, "USA", rich.names)
    assert "the United States ranks 6 of 6" in said
    assert said.count("friendly tie") == 2
    assert "falling out of China and Russia" in said


def test_the_price_names_who_would_pay(rich: Assessment):
    lines = sentences.wedge_proof(rich, rich.wedge[0])
    price = next(line for line in lines if "give up" in line)
    assert "2 cases of sanctions by the United States" in price
    assert "Ukraine, Georgia" in price


@pytest.fixture(scope="module")
def asked():
    return triangle_of("USA", "RUS", "CHN", 1991, begin=1946, wedge="USA")


def test_the_command_s_text_has_the_periods_and_dittmer(asked):
    text = as_text(asked)
    assert "26 of 33 years" in text
    assert text.startswith("1946-1947")
    assert max(len(line) for line in text.splitlines()) <= 88


def test_its_json_has_all_parts(asked):
    import json

    found = json.loads(as_json(asked))
    assert set(found) == {
        *("rule", "year", "ranks", "moves", "coalitions", "wedge", "dittmer", "years"),
    }
    assert found["years"][0]["year"] == 1946
    assert found["years"][-1]["rank_USA"] == found["ranks"]["USA"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"tolerance": 1.5}, "tolerance"),
        ({"begin": 2030}, "no year"),
        ({"wedge": "FRA"}, "one of the three"),
    ],
)
def test_what_cannot_be_asked_is_said(given, wrong):
    with pytest.raises(RapalloError, match=wrong):
        triangle_of("USA", "RUS", "CHN", 2018, **given)


def test_every_case_is_told_where_asked():
    few, all_of = (
        triangle_of("CHN", "RUS", "USA", 2018, wedge="USA", every_case=every).wedge[0].precedents[0]
        for every in (False, True)
    )
    assert len(few.examples) == 6
    assert len(all_of.examples) == all_of.pairs > 100
    assert all_of.examples[:6] == few.examples


@pytest.mark.parametrize(
    ("kind", "start"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".html", b"<!doctype html>")]
)
def test_the_chart_is_written_as_its_ending_says(asked, tmp_path, kind, start):
    spec = strip(asked.found, asked.names, width=640)
    assert drawn(spec, kind_of(tmp_path / f"a{kind.upper()}"), "T", "a <b>").startswith(start)


def test_no_chart_of_another_kind(tmp_path):
    with pytest.raises(RapalloError, match=r"\.svg, \.png, \.html"):
        kind_of(tmp_path / "a.gif")
