"""Opening a warehouse: built, shipped, none, damaged."""

import duckdb
import polars as pl
import pytest

from rapallo.warehouse import location
from rapallo.warehouse.store import Warehouse, WarehouseError


def test_the_shipped_figures_are_used_where_nothing_is_built(shipped):
    assert shipped.path == location.SNAPSHOT
    assert {"state_year", "dyad_year", "alignment_year", "manifest"} <= set(shipped.tables())
    assert shipped.manifest()["sha256"].str.len_chars().unique().to_list() == [64]


def test_a_home_is_taken_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPALLO_HOME", str(tmp_path))
    assert location.built() == tmp_path / "rapallo.duckdb"
    monkeypatch.delenv("RAPALLO_HOME")
    assert location.built().name == "rapallo.duckdb"
    assert location.built().parent != tmp_path


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 5000])
def test_a_damaged_file_is_named_with_the_way_out(tmp_path, monkeypatch, content):
    monkeypatch.setenv("RAPALLO_HOME", str(tmp_path))
    location.built().write_bytes(content)
    with pytest.raises(WarehouseError) as caught:
        Warehouse.open()
    assert str(location.built()) in str(caught.value)
    assert "data build" in str(caught.value)


def test_a_file_cut_short_is_refused(tmp_path):
    whole = tmp_path / "whole.duckdb"
    with duckdb.connect(str(whole)) as connection:
        connection.execute("CREATE TABLE manifest AS SELECT range AS x FROM range(500000)")
    cut = tmp_path / "cut.duckdb"
    cut.write_bytes(whole.read_bytes()[:20_000])
    with pytest.raises(WarehouseError, match="cut"), Warehouse.open(cut) as opened:
        opened.sql("SELECT sum(x) FROM manifest")


def test_a_database_of_something_else_is_refused(tmp_path):
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE other (x INTEGER)")
    with pytest.raises(WarehouseError, match="other"):
        Warehouse.open(tmp_path / "other.duckdb")


def test_nothing_there_is_said_so(tmp_path):
    with pytest.raises(WarehouseError, match="data build"):
        Warehouse.open(tmp_path / "none.duckdb")
    with pytest.raises(WarehouseError, match="no tables"):
        Warehouse.open(tmp_path)


def test_a_damaged_folder_is_named(tmp_path):
    (tmp_path / "manifest.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(WarehouseError, match=r"damaged.*anew"):
        Warehouse.open(tmp_path)


def test_a_table_or_column_that_is_not_there_is_an_error_of_the_users(shipped):
    with pytest.raises(WarehouseError, match="capabilities"):
        shipped.sql("SELECT * FROM capabilities")
    with pytest.raises(WarehouseError, match="no_such_column"):
        shipped.sql('SELECT "no_such_column" FROM state_year')


@pytest.mark.full_data
def test_it_cannot_be_written_to(built):
    with pytest.raises(duckdb.Error):
        built.sql("DROP TABLE state_year")


def test_a_folder_whose_name_holds_a_quote_opens(tmp_path):
    folder = tmp_path / "it's here"
    folder.mkdir()
    pl.DataFrame({"x": [1]}).write_parquet(folder / "manifest.parquet")
    with Warehouse.open(folder) as opened:
        assert opened.sql("SELECT x FROM manifest")["x"].to_list() == [1]


def test_parameters_are_not_pasted_into_the_query(shipped):
    assert shipped.sql("SELECT ? AS x", ["'; DROP TABLE"])["x"].item() == "'; DROP TABLE"
