"""`rapallo claims` from the command line."""

from __future__ import annotations

import json
import sys

import pytest
from typer.testing import CliRunner

from rapallo import cli
from rapallo.claims.load import parse
from rapallo.cli.app import app

run = CliRunner().invoke


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("claims") / "mine.yaml"
    assert run(app, ["claims", "new", "-o", str(path)]).exit_code == 0
    return path


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """A file of three claims, quick to check."""
    path = tmp_path_factory.mktemp("claims") / "short.yaml"
    path.write_text(
        "title: Three claims\nwritten: 2018\nclaims:\n"
        "  - {id: C1, claim: Russia is poor, kind: quantity, lasting: true, check: [{kind: figure, "
        "column: gdp, of: [RUS], year: 2017, is: below, value: 2.0e+12}]}\n"
        "  - {id: C2, claim: Russia is rich, kind: quantity, check: [{kind: rank, "
        "column: gdp, of: [RUS], year: 2017, at_most: 1}]}\n"
        "  - {id: C3, claim: Russia is sad, kind: driver, why_not: a feeling}\n",
        encoding="utf-8",
    )
    return path


def test_a_template_is_written_and_can_be_read(template):
    assert parse(template.read_text(encoding="utf-8"), "mine").claims


@pytest.mark.parametrize("format", ["terminal", "html", "md", "json"])
def test_a_report_names_each_claim_with_its_judgement(short, format):
    done = run(app, ["claims", "check", str(short), "--format", format])
    assert done.exit_code == 0, done.output
    for word in ("C1", "C2", "C3", "held then, not now", "contradicted", "cannot be checked"):
        assert word.lower() in done.output.lower()
    if format == "json":
        data = json.loads(done.output)
        assert sum(data["counts"].values()) == len(data["claims"]) == 3


def test_a_report_can_be_written_to_a_file_and_as_of_a_year(short, tmp_path):
    path = tmp_path / "report.json"
    done = run(
        app, ["claims", "check", str(short), "--as-of", "2018", "-f", "json", "-o", str(path)]
    )
    assert done.exit_code == 0, done.output
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["as_of"] == 2018
    assert data["claims"][0]["judgement"] == "holds"  # two trillion were passed in 2022


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("title: [", []),
        ("title: x\nwritten: 2018\nclaims:\n  - {id: C1, clam: y}\n", []),
        ("title: x\nwritten: 2018\nclaims: [{id: C1, claim: some claim, kind: driver}]\n", []),
        (None, ["--as-of", "1700"]),
    ],
)
def test_what_the_user_can_mend_is_one_message_and_status_2(
    text, options, short, tmp_path, monkeypatch, capsys
):
    path = short
    if text is not None:
        path = tmp_path / "bad.yaml"
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["rapallo", "claims", "check", str(path), *options])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("rapallo: ")
    assert said.count("\n") == 1
