"""The command line: each of its examples runs, and gives what the function gives."""

from __future__ import annotations

import io
import shlex

import polars as pl
import pytest
from typer.testing import CliRunner

from rapallo.cli.app import app
from rapallo.cli.measure import measure as command
from rapallo.errors import RapalloError
from rapallo.panel.measures import MEASURES
from rapallo.panel.measures.compute import measured
from rapallo.warehouse.store import WarehouseError

EXAMPLES = [
    line.strip()
    for line in (command.__doc__ or "").splitlines()
    if line.strip().startswith("rapallo")
]


def run(*words):
    return CliRunner().invoke(app, ["measure", *words])


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_of_the_help_run(example, tmp_path, monkeypatch, shipped):
    monkeypatch.chdir(tmp_path)
    result = run(*shlex.split(example)[2:])
    if isinstance(result.exception, WarehouseError):
        assert MEASURES[shlex.split(example)[2]].data["votes"].tables
        return
    assert result.exit_code == 0, result.exception
    assert result.stdout or list(tmp_path.iterdir())


def test_the_list_names_every_measure():
    names = [line.split("\t")[0] for line in run("--list").stdout.splitlines()]
    assert names == list(MEASURES)


def test_csv_out_is_the_function_s_frame(shipped):
    result = run("kappa_nominal", "CHN", "RUS", "--on", "defence", "--from", "1950", "--to", "1960")
    wanted = measured(
        "kappa_nominal", "CHN", "RUS", on="defence", first=1950, last=1960, warehouse=shipped
    ).frame
    assert pl.read_csv(io.StringIO(result.stdout), schema=wanted.schema).equals(wanted)


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "dta"])
def test_files_hold_the_same_rows(ending, tmp_path, shipped):
    path = tmp_path / f"out.{ending}"
    assert run("power_transition", "CHN", "USA", "--year", "1995", "-o", str(path)).exit_code == 0
    read = {"csv": pl.read_csv, "parquet": pl.read_parquet, "arrow": pl.read_ipc}
    if ending == "dta":
        import pyreadstat

        rows = pl.from_pandas(pyreadstat.read_dta(str(path))[0])
    else:
        rows = read[ending](path)
    assert rows["crossing"].to_list() == [0, 1]
    assert rows["state1"].to_list() == [2, 710]


def test_one_year_or_a_span_but_not_both():
    assert isinstance(run("s", "--year", "2000", "--to", "2001").exception, RapalloError)


def test_a_state_is_read_as_of_the_year():
    """Germany was one state in 1938, and none of that name alone in 1960."""
    assert run("s", "Germany", "FRA", "--year", "1938").exit_code == 0
    assert isinstance(run("s", "Germany", "FRA", "--year", "1960").exception, RapalloError)


def test_no_measure_named():
    assert isinstance(run().exception, RapalloError)
