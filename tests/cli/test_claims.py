"""`rapallo claims` from the command line."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from rapallo.claims.load import parse
from rapallo.cli.app import app

run = CliRunner().invoke


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("claims") / "mine.yaml"
    assert run(app, ["claims", "new", "-o", str(path)]).exit_code == 0
    return path


def test_a_template_is_written_and_can_be_read(template):
    assert parse(template.read_text(encoding="utf-8"), "mine").claims


@pytest.mark.parametrize("format", ["terminal", "html", "md", "json"])
def test_a_report_names_each_claim_with_its_judgement(template, format):
    done = run(app, ["claims", "check", str(template), "--format", format])
    assert done.exit_code == 0, done.output
    for word in ("C1", "C13", "held then, not now", "contradicted"):
        assert word.lower() in done.output.lower()
    if format == "json":
        data = json.loads(done.output)
        assert sum(data["counts"].values()) == len(data["claims"])


def test_a_bad_file_is_refused_with_one_message(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: x\nwritten: 2018\nclaims:\n  - {id: C1, clam: y}\n", encoding="utf-8")
    done = run(app, ["claims", "check", str(bad)])
    assert done.exit_code != 0
    assert "clam" in str(done.exception)
