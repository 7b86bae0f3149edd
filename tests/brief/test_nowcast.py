"""The nowcast in a brief: beside the index where event months are, quiet where none are."""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from rich.console import Console

from rapallo.brief import (
    charts,
    charts_nowcast,
    drawing,
    html,
    markdown,
    nowcast,
    pdf,
    serialise,
    terminal,
)
from rapallo.brief.assemble import assess
from rapallo.brief.assessment import Assessment
from rapallo.errors import RapalloError
from rapallo.events.forms import FORMS
from rapallo.sources.event_data import BIBTEX
from rapallo.warehouse import location
from rapallo.warehouse.store import Warehouse

_SPEC = importlib.util.spec_from_file_location(
    "made_months", Path(__file__).parents[1] / "events" / "made_months.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
made_months = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made_months)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a home with event months of China and Russia, which moved closer in March 2026."""
    home = tmp_path_factory.mktemp("news")
    made_months.put(home, made_months.made(shifts={"2026-03": 1.2}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPALLO_HOME", str(home))
        yield home


@pytest.fixture(scope="module")
def now(news: Path) -> Assessment:
    return assess("CHN", "RUS", "USA")


@pytest.fixture(scope="module")
def printed(now: Assessment) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render(now)))


def shown(assessment: Assessment, whole: bool = True, width: int = 100) -> str:
    file = io.StringIO()
    show = terminal.render if whole else terminal.render_summary
    show(assessment, Console(file=file, width=width))
    return " ".join(file.getvalue().split())


def test_a_home_with_events_alone_still_has_the_shipped_figures(news: Path) -> None:
    assert not location.built().exists()
    with Warehouse.open() as warehouse:
        assert warehouse.kind == "snapshot"


def test_it_says_what_happened_since_the_last_yearly_figure(now: Assessment) -> None:
    found = now.nowcast
    assert found is not None
    assert found.change == "moved closer"
    assert found.since == now.as_of == 2025
    assert found.last_month == "2026-10"
    assert found.month is not None
    assert "2026-01" <= found.month <= "2026-05"


def test_the_index_does_not_use_the_news(now: Assessment, home: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPALLO_HOME", str(home))
        without = assess("CHN", "RUS", "USA")
    assert without.nowcast is None
    assert without == replace(now, nowcast=None, sources=now.sources[:-1])
    assert now.sources[-1].id == "gdelt_2"


def test_with_a_year_given_no_later_month_is_used(news: Path) -> None:
    found = assess("CHN", "RUS", "USA", 2020).nowcast
    assert found is not None
    assert found.last_month is None or found.last_month <= "2020-12"


def test_every_rendering_says_it_beside_the_index(now: Assessment, printed: PdfReader) -> None:
    found = now.nowcast
    assert found is not None
    months = (found.month, found.last_month, "Since 2025")
    texts = {
        "summary": shown(now, whole=False),
        "terminal": shown(now),
        "narrow": shown(now, width=50),
        "html": html.render(now),
        "markdown": markdown.render(now),
        "pdf": " ".join(" ".join(page.extract_text() for page in printed.pages).split()),
    }
    for name, text in texts.items():
        for month in months:
            assert str(month) in text, name
        assert nowcast.signed(found.after) in text, name
        assert nowcast.NONE.split(":")[0] not in text, name
    assert "but for event months to 2026-10" in texts["html"]


def test_the_pdf_stays_within_four_pages(printed: PdfReader) -> None:
    assert len(printed.pages) <= 4


def test_without_event_months_only_the_full_page_says_how_to_have_them(rich: Assessment) -> None:
    said = "rapallo events build --help"
    assert rich.nowcast is None
    assert said not in shown(rich, whole=False)
    for text in (shown(rich), html.render(rich), markdown.render(rich)):
        assert text.count(said) == 1


def test_of_years_before_any_event_data_nothing_is_said(sparse: Assessment) -> None:
    for text in (shown(sparse), html.render(sparse), markdown.render(sparse)):
        assert "events build" not in text


def test_json_has_it_and_reads_it_back(now: Assessment, rich: Assessment) -> None:
    data = json.loads(serialise.to_json(now))
    assert data["nowcast"]["change"] == "moved closer"
    assert data["nowcast"]["series"][-1]["month"] == "2026-10"
    assert serialise.from_json(serialise.to_json(now)) == now
    assert json.loads(serialise.to_json(rich))["nowcast"] is None


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_data_set_is_cited_with_its_terms(now: Assessment, form: str) -> None:
    assert now.nowcast is not None
    (note,) = nowcast.sources(replace(now.nowcast, form=form, dataset=FORMS[form].title))
    assert note.citation == FORMS[form].citation
    assert note.licence == FORMS[form].licence
    assert note.data_to == 2026
    assert BIBTEX[note.id].split("{")[1].startswith(f"{form},")


def test_the_chart_shows_the_months_both_levels_and_the_change(now: Assessment) -> None:
    found = now.nowcast
    assert found is not None
    spec = charts_nowcast.news_by_month(now)
    assert spec is not None
    assert "Source: Rapallo, from GDELT 2.0 events" in json.dumps(spec)
    rows = [
        row for layer in spec["layer"] for row in layer["data"]["values"]
        if layer["mark"]["type"] == "line"
    ]  # fmt: skip
    assert [row["value"] for row in rows] == [m.net_cooperation for m in found.series]
    rules = [layer for layer in spec["layer"] if layer["mark"]["type"] == "rule"]
    levels = [layer["data"]["values"][0]["value"] for layer in rules if "x2" in layer["encoding"]]
    assert levels == [found.before, found.after]
    assert drawing.drawn(spec) is not None  # not left to the slow engine
    for scheme in ("light", "dark"):
        assert "NaN" not in charts.to_svg(spec, scheme)


def test_the_chart_of_no_change_marks_none(now: Assessment) -> None:
    assert now.nowcast is not None
    quiet = replace(now.nowcast, change="no change seen", month=None)
    spec = charts_nowcast.news_by_month(replace(now, nowcast=quiet))
    assert spec is not None
    assert not [layer for layer in spec["layer"] if layer["mark"]["type"] == "rect"]


def test_nothing_is_drawn_of_too_few_months(now: Assessment, rich: Assessment) -> None:
    assert now.nowcast is not None
    few = replace(now.nowcast, series=now.nowcast.series[:5])
    assert charts_nowcast.news_by_month(replace(now, nowcast=few)) is None
    assert charts_nowcast.news_by_month(rich) is None


def test_too_little_is_told_without_figures(now: Assessment) -> None:
    assert now.nowcast is not None
    little = replace(
        now.nowcast, change="too little to say", reason="2 months after December 2025", month=None,
        before=None, after=None, p_value=None,
    )  # fmt: skip
    text = shown(replace(now, nowcast=little))
    assert "2 months after December 2025" in text
    assert "not known" not in nowcast.answer(little)
    assert nowcast.rows(little) == nowcast.proof(little) == []


def test_a_damaged_table_is_told_with_the_way_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_months.put(tmp_path, made_months.made(first="2024-01"))
    file = tmp_path / "events" / "months.parquet"
    file.write_bytes(file.read_bytes()[:-100])
    monkeypatch.setenv("RAPALLO_HOME", str(tmp_path))
    with pytest.raises(RapalloError) as told:
        nowcast.read(710, 365)
    assert "events build" in str(told.value)


def test_a_brief_imports_no_engine_of_event_data() -> None:
    code = (
        "import sys, rapallo.brief.assemble, rapallo.brief.html; "
        "print(sorted({'ibis', 'pyspark'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
