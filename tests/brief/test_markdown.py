"""The brief in Markdown: tables hold together whatever the data say."""

from __future__ import annotations

import re

from rapallo.brief import markdown
from rapallo.brief.assessment import Assessment

BAR = re.compile(r"(?<!\\)\|")


def _tables(text: str) -> list[list[str]]:
    return [block.splitlines() for block in re.split(r"\n\s*\n", text) if block.startswith("|")]


def test_tables_are_well_formed(any_brief: Assessment) -> None:
    tables = _tables(markdown.render(any_brief))
    assert len(tables) >= 8
    for lines in tables:
        columns = len(BAR.findall(lines[0]))
        assert re.fullmatch(r"\|( --- \|)+", lines[1])
        for line in lines:
            assert line.startswith("|")
            assert line.endswith("|")
            assert len(BAR.findall(line)) == columns


def test_every_line_of_a_table_is_in_a_table(any_brief: Assessment) -> None:
    text = markdown.render(any_brief)
    inside = sum(len(lines) for lines in _tables(text))
    assert inside == sum(line.startswith("|") for line in text.splitlines())


def test_markup_in_the_data_stays_text(hostile: Assessment) -> None:
    assert not re.search(r"(?<!\\)<", markdown.render(hostile))


def test_one_title_and_all_parts(rich: Assessment) -> None:
    text = markdown.render(rich)
    assert len(re.findall(r"^# ", text, re.M)) == 1
    for entry in rich.ledger:
        assert entry.title in text
    for source in rich.sources:
        assert source.licence in text
    for warning in rich.warnings:
        assert warning in text


def test_what_is_missing_says_why(rich: Assessment) -> None:
    text = markdown.render(rich)
    for entry in rich.ledger:
        for figure in entry.evidence:
            assert figure.value is not None or (figure.reason or "") in text


def test_a_base_rate_is_not_called_a_forecast(rich: Assessment) -> None:
    text = markdown.render(rich).lower()
    assert "base rate" in text
    assert "forecast" not in text
