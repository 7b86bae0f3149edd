"""`rapallo scenario` from the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rapallo.cli.scenario import app
from rapallo.errors import RapalloError
from rapallo.scenarios.load import ready

HOME = pytest.mark.usefixtures("home")
RUNNER = CliRunner()
SHORT = """\
title: Short
states: [RUS, CHN]
start: 1990
horizon: 2
shocks:
  - {kind: exercise_series, between: [RUS, CHN], year: 1991}
"""


def test_list_shows_every_ready_scenario() -> None:
    done = RUNNER.invoke(app, ["list"])
    assert done.exit_code == 0
    assert all(name in done.stdout for name in ready())


def test_new_writes_a_file_once(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    assert RUNNER.invoke(app, ["new", str(file)]).exit_code == 0
    assert "shocks:" in file.read_text()
    again = RUNNER.invoke(app, ["new", str(file)])
    assert isinstance(again.exception, RapalloError)


@HOME
def test_a_file_runs_as_it_is_named_and_twice_the_same(tmp_path: Path) -> None:
    file, chart = tmp_path / "short.yaml", tmp_path / "fans.svg"
    file.write_text(SHORT)
    words = [str(file), "--draws", "200", "--format", "json", "--chart", str(chart)]
    first = RUNNER.invoke(app, words)
    assert first.exit_code == 0, first.output
    made = json.loads(first.stdout)
    assert made["years"] == [1990, 1991, 1992]
    assert made["triangle"] is None
    assert chart.read_text().startswith("<svg")
    rows = RUNNER.invoke(app, [str(file), "--draws", "200", "--format", "csv"])
    table = list(csv.DictReader(io.StringIO(rows.stdout)))
    assert [float(row["with_middle"]) for row in table] == made["pairs"][0]["scenario"]["middle"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "neither a file nor a ready scenario"),
        (["russia-card", "--draws", "5"], "too few"),
        (["russia-card", "--chart", "fans.gif"], ".svg, .png, .html"),
        (["sensitivity", "russia-card", "--pair", "USA"], "two states with a comma"),
        (["sensitivity", "russia-card", "--format", "csv"], "text or json"),
        (["whole", "russia-card", "--folder", "f", "-o", "x.xls"], ".parquet or .csv"),
    ],
)
def test_a_fault_is_one_message(words: list[str], said: str) -> None:
    done = RUNNER.invoke(app, words)
    assert isinstance(done.exception, RapalloError)
    assert said in str(done.exception)


def test_every_command_is_helped() -> None:
    for name in ("run", "list", "new", "sensitivity", "hindcast", "whole"):
        done = RUNNER.invoke(app, [name, "--help"])
        assert done.exit_code == 0
        assert f"rapallo scenario {'' if name == 'run' else name}" in done.stdout
