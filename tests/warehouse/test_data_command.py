"""`rapallo data update`, `verify`, `diff` and `status` through the command line."""

from __future__ import annotations

import csv
import json

import polars as pl
import pytest
from typer.testing import CliRunner

from rapallo.cli.data import app
from rapallo.errors import RapalloError
from rapallo.warehouse import location


@pytest.fixture
def run(monkeypatch, tmp_path, server):
    """Run a command in a home of its own, fetching from loopback."""
    monkeypatch.setenv("RAPALLO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RAPALLO_MIRROR", server)
    monkeypatch.setenv("COLUMNS", "120")

    def running(*words):
        return CliRunner().invoke(app, list(words))

    return running


def test_a_dry_run_says_what_is_newer_and_how_large_and_changes_nothing(run, publisher, tmp_path):
    publisher.publish("un_library_council")
    done = run("update", "un_library_council", "--dry-run")
    assert done.exit_code == 0, done.output
    assert "newer, 0.0 MB" in done.output
    assert "none fetched" in done.output
    assert not (tmp_path / "home").exists()


def test_an_update_is_put_in_use_once_and_verified(run, publisher):
    publisher.publish("un_library_council")
    first = run("update", "un_library_council")
    assert first.exit_code == 0, first.output
    assert "now in use" in first.output
    assert "2 rows of un_council_vote" in first.output
    assert "up to date" in run("update", "un_library_council").output
    assert "up to date" in run("update", "un_library_council", "--dry-run").output
    checked = run("verify")
    assert checked.exit_code == 0, checked.output
    (file,) = location.fetched().rglob("*.csv")
    file.write_text("spoilt")
    spoilt = run("verify")
    assert isinstance(spoilt.exception, RapalloError)
    assert "it has changed since" in spoilt.output


def test_one_source_that_fails_does_not_keep_the_others_from_theirs(run, publisher):
    publisher.publish("un_library_council")
    done = run("update", "ucdp_prio_acd_25_1", "un_library_council")
    assert "404" in done.output
    assert "un_library_council: now in use" in done.output
    assert "1 of 2 sources" in str(done.exception)


def test_a_source_that_cannot_be_fetched_is_told(run):
    assert "cannot be fetched" in str(run("update", "lowy_gdi_2019").exception)


def test_status_is_given_for_machines(run, tmp_path):
    held = json.loads(run("status", "CHN", "RUS", "--format", "json").output)
    assert held["warehouse"]["kind"] == "snapshot"
    assert {"source", "sha256", "rows"} <= set(held["files"][0])
    defence = next(row for row in held["reach"] if row["column"] == "defence")
    assert (defence["who"], defence["last"]) == ("CHN-RUS", 2018)
    assert "7 years old" in defence["then"]
    path = tmp_path / "status.csv"
    assert run("status", "-f", "csv", "-o", str(path)).exit_code == 0
    rows = list(csv.DictReader(path.open()))
    assert {"column", "last", "then", "sources"} <= set(rows[0])


def test_figures_are_compared_for_people_and_machines(run, tmp_path):
    for name, usd in (("old", 1.0), ("new", 2.5)):
        (tmp_path / name).mkdir()
        frame = pl.DataFrame({"state": [2], "year": [2000], "gdp": [usd]})
        frame.write_parquet(tmp_path / name / "state_year.parquet")
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    assert run("diff", old, old).output == "no figure differs\n"
    told = run("diff", old, new).output
    assert "state_year.gdp" in told
    assert "2 2000: 1 to 2.5" in told
    (row,) = json.loads(run("diff", old, new, "-f", "json").output)
    assert (row["changed"], row["before"], row["after"]) == (1, 1.0, 2.5)
    assert "gdp,1,1" in run("diff", old, new, "-f", "csv").output
