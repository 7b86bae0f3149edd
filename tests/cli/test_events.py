"""`rapallo events` from the command line."""

from __future__ import annotations

import json
import sys

import polars as pl
import pytest
from event_files import FAULTS, line, write
from typer.testing import CliRunner

from rapallo import cli
from rapallo.cli.app import app

run = CliRunner().invoke


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gdelt")
    lines = [
        line(event=str(100 * month + k), date=f"2018{month:02d}1{k}", quad=str(k % 4 + 1))
        for month in range(1, 7)
        for k in range(8)
    ]
    write(folder / "20180101.export.CSV.zip", [*lines, FAULTS["not a state"]])
    return folder


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPALLO_HOME", str(tmp_path))
    return tmp_path


def test_build_says_what_was_read_and_what_was_rejected(archive, home):
    said = run(app, ["events", "build", str(archive)])
    assert said.exit_code == 0, said.output
    for figure in ("48 events", "2018-01 to 2018-06", "49 lines", "PSE 1"):
        assert figure in " ".join(said.stdout.split())
    status = run(app, ["events", "status"])
    assert "duckdb" in status.stdout
    assert "49 lines" in " ".join(status.stdout.split())


def test_the_state_of_the_data_says_how_far_events_reach(archive, home):
    assert "no nowcast" in run(app, ["data", "status", "CHN", "RUS"]).stdout
    run(app, ["events", "build", str(archive)])
    assert "2018-01 to 2018-06" in run(app, ["data", "status", "CHN", "RUS"]).stdout
    held = json.loads(run(app, ["data", "status", "CHN", "RUS", "-f", "json"]).stdout)
    assert held["events"]["last"] == "2018-06"


def test_a_pair_can_be_shown_and_all_exported(archive, home):
    run(app, ["events", "build", str(archive)])
    table = run(app, ["events", "show", "China", "RUS", "--from", "2018"])
    assert table.exit_code == 0
    assert sum(row.strip().startswith("2018-") for row in table.stdout.splitlines()) == 6
    assert "GDELT 2.0" in table.stdout, "the figures' source stands above them"
    rows = json.loads(run(app, ["events", "show", "RUS", "CHN", "-f", "json"]).stdout)
    assert [row["events"] for row in rows] == [8] * 6
    assert {row["form"] for row in rows} == {"gdelt_2"}
    assert rows[0]["rate"] == pytest.approx(8 / rows[0]["coverage"] * 1e4)
    out = home / "months.parquet"
    assert run(app, ["events", "export", str(out)]).exit_code == 0
    assert pl.read_parquet(out)["events"].sum() == 48


@pytest.fixture
def fault(monkeypatch, capsys):
    """Run a command that ends with the user's fault, and return its one message."""

    def refused(*words):
        monkeypatch.setattr(sys, "argv", ["rapallo", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        assert left.value.code == 2
        said = capsys.readouterr().err
        assert "Traceback" not in said
        return said

    return refused


def test_without_data_it_says_how_to_get_them(home, fault):
    assert "rapallo events build" in run(app, ["events", "status"]).stdout
    assert "rapallo events build" in fault("events", "show", "CHN", "RUS")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "<html>404", "HTML"),
        ("a.csv", "a,b\n", "no tab"),
        ("a.zip", "no zip", "damaged"),
    ],
)
def test_a_file_that_is_no_event_file_is_the_users_fault(home, tmp_path, fault, name, text, said):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    message = fault("events", "build", str(path))
    assert said in message
    assert name in message
    assert not (home / "events" / "months.parquet").exists()


def test_events_that_turn_are_told_in_the_brief(home, tmp_path):
    """From files to the brief: two states at peace in the news, and from May 2026 on at odds."""
    lines = []
    for number in range(12 * 6 + 10):
        year, month = 2020 + number // 12, number % 12 + 1
        for k in range(40):
            hostile = k % 4 == 0 if (year, month) < (2026, 5) else k % 4 != (number % 3 == 0)
            lines.append(
                line(
                    event=f"{number}-{k}",
                    date=f"{year}{month:02d}{k % 28 + 1:02d}",
                    quad="3" if hostile else "1",
                    goldstein="-2.0" if hostile else "2.0",
                )
            )
    archive = write(tmp_path / "2020.export.CSV.zip", lines)
    assert run(app, ["events", "build", str(archive)]).exit_code == 0
    now = json.loads(run(app, ["assess", "CHN", "RUS", "-f", "json"]).stdout)["nowcast"]
    assert now["change"] == "moved apart"
    assert now["month"] == "2026-05"
    assert now["last_month"] == "2026-10"
    assert now["after"] < 0 < now["before"]
    earlier = run(app, ["assess", "CHN", "RUS", "--as-of", "2025", "-f", "json"])
    then = json.loads(earlier.stdout)["nowcast"]
    assert then["last_month"] == "2025-12"
    assert then["change"] == "too little to say", "no month lies after the last yearly figure"
