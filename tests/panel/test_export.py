"""A panel survives the way to Parquet, CSV, Arrow and Stata and back."""

import sys

import polars as pl
import pyreadstat
import pytest

from rapallo.errors import RapalloError
from rapallo.panel.frame import dyad_years, state_years

COLUMNS = ["defence", "trade", "trade_basis", "cinc", "igos", "distance"]


@pytest.fixture(scope="module")
def panel(shipped):
    return dyad_years(COLUMNS, first=1940, among=[2, 365, 710, 740], warehouse=shipped)


def test_it_holds_what_the_other_tests_rely_on(panel):
    nulls = panel.frame.null_count().row(0, named=True)
    assert all(0 < nulls[name] < len(panel) for name in ("trade", "igos", "defence_12"))


def test_parquet_and_arrow_give_back_the_same_frame(panel, tmp_path):
    panel.write(tmp_path / "p.parquet")
    assert pl.read_parquet(tmp_path / "p.parquet").equals(panel.frame)
    panel.write(tmp_path / "p.arrow")
    assert pl.read_ipc(tmp_path / "p.arrow").equals(panel.frame)


def test_csv_gives_back_the_same_values(panel, tmp_path):
    panel.write(tmp_path / "p.csv")
    assert pl.read_csv(tmp_path / "p.csv", schema=panel.frame.schema).equals(panel.frame)


def test_stata_gives_back_the_same_values_and_names_the_units(panel, tmp_path):
    panel.write(tmp_path / "p.dta")
    back, about = pyreadstat.read_dta(tmp_path / "p.dta", output_format="polars")
    assert back.columns == panel.frame.columns
    assert [back[n].null_count() for n in COLUMNS if n in back.columns and n != "trade_basis"] == [
        panel.frame[n].null_count() for n in COLUMNS if n in back.columns and n != "trade_basis"
    ]
    numbers = [n for n in back.columns if n != "trade_basis"]
    assert back.select(pl.col(numbers).cast(pl.Float64)).equals(
        panel.frame.select(pl.col(numbers).cast(pl.Float64))
    )
    assert back["trade_basis"].to_list() == panel.frame["trade_basis"].fill_null("").to_list()
    assert "USD" in about.column_names_to_labels["trade"]
    assert "Defence" in about.column_names_to_labels["defence_12"]


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".arrow", ".dta"])
def test_every_format_is_written_without_pandas(panel, tmp_path, monkeypatch, ending):
    monkeypatch.setitem(sys.modules, "pandas", None)
    panel.write(tmp_path / f"p{ending}")
    assert (tmp_path / f"p{ending}").stat().st_size > 0
    assert [p.name for p in tmp_path.iterdir()] == [f"p{ending}"]


def test_arrow_and_pandas_hold_as_many_rows(panel):
    assert panel.to_arrow().num_rows == len(panel)
    frame = panel.to_pandas()
    assert len(frame) == len(panel)
    assert frame["trade"].isna().sum() == panel.frame["trade"].null_count()


@pytest.mark.parametrize("name", ["p.xlsx", "p", "p.json"])
def test_an_unknown_ending_is_refused_and_nothing_written(panel, tmp_path, name):
    with pytest.raises(RapalloError, match=r"\.parquet, \.csv, \.dta, \.arrow"):
        panel.write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".arrow", ".dta"])
def test_a_folder_that_is_not_there_is_refused(panel, tmp_path, ending):
    with pytest.raises(RapalloError, match="cannot be written"):
        panel.write(tmp_path / "none" / f"p{ending}")


def test_a_failed_write_leaves_the_earlier_file_as_it_was(panel, tmp_path, monkeypatch):
    path = tmp_path / "p.csv"
    path.write_text("earlier")

    def fail(frame, target):
        target.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_csv", fail)
    with pytest.raises(RapalloError, match="No space left"):
        panel.write(path)
    assert path.read_text() == "earlier"
    assert [p.name for p in tmp_path.iterdir()] == ["p.csv"]


def test_a_panel_knows_its_sources_and_coverage(panel):
    coverage = panel.coverage()
    assert set(coverage["source"]) == set(panel.sources())
    assert {"atop_5_1", "nmc_7_0", "igo_3_0", "cow_trade_4_0"} <= set(panel.sources())
    igos = coverage.row(by_predicate=pl.col("column") == "igos", named=True)
    assert (igos["first"], igos["last"]) == (1816, 2014)
    assert "after 2014" in panel.why_null("igos", 2018)


def test_state_years_are_written_too(shipped, tmp_path):
    panel = state_years(["polyarchy"], among=[2], warehouse=shipped)
    panel.write(tmp_path / "s.parquet")
    assert pl.read_parquet(tmp_path / "s.parquet").equals(panel.frame)
