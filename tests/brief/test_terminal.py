"""The brief in a terminal of any width, piped, and in an old encoding."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from rapallo.brief import terminal
from rapallo.brief.assessment import Assessment
from rapallo.forecast.result import Outlook

WIDTHS = (60, 80, 100, 120, 200)


def printed(
    assessment: Assessment,
    width: int = 100,
    show: Callable[[Assessment, Console], None] = terminal.render,
    **options: object,
) -> str:
    file = io.StringIO()
    show(assessment, Console(file=file, width=width, **options))  # type: ignore[arg-type]
    return file.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, *WIDTHS])
def test_no_line_is_longer_than_the_width(any_brief: Assessment, width: int) -> None:
    for line in printed(any_brief, width).splitlines():
        assert cell_len(line) <= width, line
        assert line == line.rstrip()


def test_piped_output_has_no_control_codes(any_brief: Assessment) -> None:
    assert "\x1b" not in printed(any_brief)


def test_a_terminal_gets_colours_unless_it_asks_for_none(
    rich: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[36m" in printed(rich, force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in printed(rich, force_terminal=True)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
def test_every_encoding_gets_characters_it_has(any_brief: Assessment, encoding: str) -> None:
    buffer = io.BytesIO()
    file = io.TextIOWrapper(buffer, encoding=encoding, errors="strict")
    terminal.render(any_brief, Console(file=file, width=80))
    file.flush()
    assert "as of" in buffer.getvalue().decode(encoding)


def test_the_answer_fits_one_screen(rich: Assessment) -> None:
    lines = printed(rich, 100, terminal.render_summary).splitlines()
    assert len(lines) <= 46


def test_summary_holds_the_answers(rich: Assessment) -> None:
    text = words(printed(rich, 120, terminal.render_summary))
    for wanted in (
        "seen from the United States",
        "[grey]",
        rich.verdict.text,
        rich.verdict.rule,
        "rank 640 of 18,528",
        "rung 4 of 8",
        "base rate 2.3%",
        "outcast in a stable marriage (probability 71%)",
        *rich.verdict.flips,
        *rich.warnings,
    ):
        assert wanted in text


def test_strongest_five_of_each_side_lead(rich: Assessment) -> None:
    text = words(printed(rich, 60, terminal.render_summary))
    for pull in ("closer", "apart"):
        entries = sorted(
            (e for e in rich.ledger if e.pull == pull), key=lambda e: -(e.strength or 0)
        )
        assert all(e.title in text for e in entries[:5])
        assert all(e.title not in text for e in entries[5:])


def test_proof_names_every_entry_source_and_missing_reason(rich: Assessment) -> None:
    text = words(printed(rich, 120))
    for entry in rich.ledger:
        assert entry.title in text
        for figure in entry.evidence:
            if figure.value is None:
                assert figure.reason is not None
                assert figure.reason in text
    for source in rich.sources:
        assert source.citation in text
        assert source.licence in text


def test_a_base_rate_is_not_called_a_forecast(rich: Assessment) -> None:
    text = printed(rich).lower()
    assert "base rate" in text
    assert "forecast" not in text
    assert "chance" not in text


def test_a_fitted_probability_is_shown_beside_the_base_rate(rich: Assessment) -> None:
    outlook = Outlook(
        "defence_pact", 5, 0.061, 0.03, 0.12, 0.0234, 0.01, 0.04, 7, 299, 0.0021, "model"
    )
    text = words(printed(replace(rich, forecast=(outlook,)), 120))
    assert "chance 6.1% (90% interval 3%–12%), base rate 2.3%" in text


def test_series_show_peak_fall_and_last_values(rich: Assessment) -> None:
    narrow, broad = words(printed(rich, 60)), words(printed(rich, 120))
    for text in (narrow, broad):
        for point in ("3,077 (2005)", "598 (2012)", "691 (2016)", "986 (2017)"):
            assert point in text


def test_nothing_known_still_reads(sparse: Assessment) -> None:
    text = words(printed(sparse, 80))
    assert "index not known" in text
    assert "no base rate, for want of comparable pair-years" in text
    assert sparse.rival_reason is not None
    assert sparse.rival_reason in text
    assert "nan" not in text.lower().split()
    assert "None" not in text.replace("None found", "")
