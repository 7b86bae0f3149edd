"""The warehouse is made whole or not at all, and every fault names its file."""

import gzip
import hashlib
from dataclasses import replace

import duckdb
import polars as pl
import pytest

from rapallo.sources.official.forms import official
from rapallo.sources.reading import read_table
from rapallo.sources.source import Field, Reading, Source, SourceError, Table
from rapallo.warehouse import location
from rapallo.warehouse.build import build
from rapallo.warehouse.fetch import Client
from rapallo.warehouse.store import Warehouse, WarehouseError
from rapallo.warehouse.update import update

PEOPLE = Table(
    "people",
    "People of a state in a year",
    (
        Field("state", pl.Int16, low=2, high=990),
        Field("year", pl.Int16, low=1816, high=2025),
        Field("people", pl.Float64, nullable=True, low=0),
    ),
    ("state", "year"),
)
HEADER = {"state": "ccode", "year": "year", "people": "pop"}


def toy(id, file, table=PEOPLE):
    return Source(
        id=id,
        short=id,
        title=f"People {id}",
        version="1.0",
        citation="A. Author (2000)",
        bibtex=f"@misc{{{id}}}",
        licence="CC0",
        url="https://example.org/people",
        first=1816,
        last=2025,
        files=(file,),
        tables=(table,),
        read=lambda folder: Reading({table.name: read_table(folder / file, table, HEADER)}),
    )


FIRST, SECOND = toy("first", "a.csv.gz"), toy("second", "b.csv")


@pytest.fixture
def folder(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    text = "ccode,year,pop\n" + "".join(f"2,{y},{y * 1000}\n" for y in range(1900, 1990))
    (files / "a.csv.gz").write_bytes(gzip.compress(text.encode()))
    (files / "b.csv").write_text("ccode,year,pop\n200,1900,NA\n365,1900,5\n")
    return files


@pytest.fixture
def target(tmp_path):
    return tmp_path / "made" / "rapallo.duckdb"


def doubled(tables):
    return {"doubled": tables["people"].with_columns(pl.col("people") * 2)}


def make(folder, target, sources=(FIRST, SECOND), steps=(doubled,)):
    return build(folder, steps, to=target, sources=sources)


def test_two_sources_of_one_table_fill_it_together(folder, target):
    with Warehouse.open(make(folder, target)) as made:
        people = made.sql("SELECT * FROM people ORDER BY state, year")
        assert people.height == 92
        assert people["state"].unique().sort().to_list() == [2, 200, 365]
        assert people.filter(pl.col("state") == 200)["people"].to_list() == [None]


def test_a_step_adds_the_tables_it_derives(folder, target):
    with Warehouse.open(make(folder, target)) as made:
        assert made.sql("SELECT people FROM doubled WHERE state = 365")["people"].item() == 10
        assert set(made.tables()) == {"people", "doubled", "manifest", "catalogue"}
        assert made.columns("doubled") == ("state", "year", "people")


def test_the_manifest_tells_file_hash_rows_and_years(folder, target):
    with Warehouse.open(make(folder, target)) as made:
        rows = {row["source"]: row for row in made.manifest().iter_rows(named=True)}
    data = (folder / "a.csv.gz").read_bytes()
    first = rows["first"]
    assert first["sha256"] == hashlib.sha256(data).hexdigest()
    assert (first["file"], first["bytes"], first["rows"]) == ("a.csv.gz", len(data), 90)
    assert (first["first"], first["last"], first["version"]) == (1816, 2025, "1.0")
    assert rows["second"]["rows"] == 2


def test_the_catalogue_tells_where_a_table_is_from(folder, target):
    with Warehouse.open(make(folder, target)) as made:
        rows = {r["table"]: r for r in made.sql("SELECT * FROM catalogue").iter_rows(named=True)}
    assert rows["people"]["rows"] == rows["doubled"]["rows"] == 92
    assert rows["doubled"]["source"] == "derived"
    assert rows["people"]["key"] == "state, year"


def test_by_default_it_is_made_where_it_is_looked_for(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("RAPALLO_HOME", str(tmp_path / "home"))
    assert Warehouse.open().kind == "snapshot"
    assert build(folder, sources=(FIRST,)) == location.built()
    with Warehouse.open() as opened:
        assert opened.kind == "built"
        assert opened.path == tmp_path / "home" / "rapallo.duckdb"


def cut_short(folder):
    data = (folder / "a.csv.gz").read_bytes()
    (folder / "a.csv.gz").write_bytes(data[: len(data) // 2])
    return "a.csv.gz", "cut short"


def missing(folder):
    (folder / "b.csv").unlink()
    return "b.csv", "missing"


def renamed(folder):
    text = (folder / "b.csv").read_text()
    (folder / "b.csv").write_text(text.replace("pop", "popn"))
    return "b.csv", "'pop'"


def wrong_type(folder):
    (folder / "b.csv").write_text("ccode,year,pop\n200,1900,1\n365,nineteen,5\n")
    return "b.csv", "row 2"


def out_of_range(folder):
    (folder / "b.csv").write_text("ccode,year,pop\n200,1900,-1\n")
    return "b.csv", "at least 0"


def repeated_key(folder):
    (folder / "b.csv").write_text("ccode,year,pop\n200,1900,1\n200,1900,2\n")
    return "b.csv", "more than once"


def web_page(folder):
    (folder / "b.csv").write_text("<!DOCTYPE html><title>Not found</title>")
    return "b.csv", "web page"


FAULTS = [cut_short, missing, renamed, wrong_type, out_of_range, repeated_key, web_page]


@pytest.mark.parametrize("spoil", FAULTS)
def test_a_faulty_file_is_named_and_the_earlier_warehouse_stays(folder, target, spoil):
    make(folder, target)
    before = target.read_bytes()
    file, fault = spoil(folder)
    with pytest.raises(SourceError) as caught:
        make(folder, target)
    assert file in str(caught.value)
    assert fault in str(caught.value)
    assert target.read_bytes() == before
    assert [p.name for p in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize("spoil", FAULTS)
def test_a_faulty_file_leaves_nothing_where_nothing_was(folder, target, spoil):
    spoil(folder)
    with pytest.raises(SourceError):
        make(folder, target)
    assert not target.parent.exists()


def test_a_step_that_fails_leaves_the_earlier_warehouse(folder, target):
    make(folder, target)
    before = target.read_bytes()

    def broken(tables):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        make(folder, target, steps=(broken,))
    assert target.read_bytes() == before


def test_writing_that_fails_leaves_the_earlier_warehouse_and_no_part(folder, target, monkeypatch):
    make(folder, target)
    before = target.read_bytes()

    def full(*_args, **_kwargs):
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr(pl.DataFrame, "to_arrow", full)
    with pytest.raises(WarehouseError, match="No space left"):
        make(folder, target)
    assert target.read_bytes() == before
    assert [p.name for p in target.parent.iterdir()] == [target.name]


def test_building_again_replaces_the_tables(folder, target):
    make(folder, target)
    make(folder, target, sources=(SECOND,))
    with Warehouse.open(target) as made:
        assert made.sql("SELECT count(*) AS n FROM people")["n"].item() == 2


def test_a_folder_that_is_not_there_is_named(tmp_path, target):
    with pytest.raises(WarehouseError, match="nowhere"):
        make(tmp_path / "nowhere", target)
    assert not target.parent.exists()


def test_a_place_that_cannot_be_written_is_named(folder, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarehouseError, match="--to"):
        make(folder, tmp_path / "file" / "rapallo.duckdb")


def test_progress_is_told(folder, target):
    told = []
    build(folder, (doubled,), to=target, sources=(FIRST, SECOND), progress=told.append)
    assert sum("People" in step for step in told) == 2
    assert "writing" in told


def test_a_version_that_was_fetched_is_read_in_place_of_the_file_given(
    publisher, server, folder, target, tmp_path
):
    form = official("wdi_gdp")
    form = replace(form, source=replace(form.source, rows={}))
    publisher.publish("wdi_gdp")
    receipt = update(form, Client(server), tmp_path / "fetched").receipt
    seen = []
    build(
        folder,
        (lambda tables: seen.append(tables["gdp"]) or {},),
        to=target,
        sources=(SECOND, form.source),
        forms=(form,),
        fetched=tmp_path / "fetched",
    )
    with Warehouse.open(target) as made:
        assert made.sql("SELECT max(year) AS y FROM gdp")["y"].item() == 2024
        row = made.manifest().row(by_predicate=pl.col("source") == "wdi_gdp", named=True)
    assert row["version"] == receipt.version
    assert row["sha256"] == receipt.files[0].sha256
    assert row["file"] == f"wdi_gdp/{receipt.version}/NY.GDP.MKTP.CD.json"
    assert (form.source.last, receipt.last, row["last"]) == (2023, 2024, 2024)
    assert seen[0]["year"].max() == 2024


def test_rows_after_the_last_whole_year_make_no_figure(
    publisher, server, folder, target, samples, tmp_path
):
    form = official("wdi_gdp")
    form = replace(form, source=replace(form.source, rows={}))
    text = samples["wdi_gdp"]["files"][""]
    publisher.publish("wdi_gdp", {"": text.replace('"date":"2024"', '"date":"2040"')})
    update(form, Client(server), tmp_path / "fetched")
    seen = []
    build(
        folder,
        (lambda tables: seen.append(tables["gdp"]) or {},),
        to=target,
        sources=(form.source,),
        forms=(form,),
        fetched=tmp_path / "fetched",
    )
    with Warehouse.open(target) as made:
        assert made.sql("SELECT max(year) AS y FROM gdp")["y"].item() == 2040
        assert made.reach == {"wdi_gdp": 1992}
    assert seen[0]["year"].to_list() == [1992]


def test_a_source_that_can_only_be_fetched_is_added_once_it_was(
    publisher, server, folder, target, tmp_path
):
    form = official("un_library_council")
    publisher.publish("un_library_council")
    build(folder, to=target, sources=(SECOND,), forms=(form,), fetched=tmp_path)
    with Warehouse.open(target) as made:
        assert "un_council_vote" not in made.tables()
    update(form, Client(server), tmp_path)
    build(folder, to=target, sources=(SECOND,), forms=(form,), fetched=tmp_path)
    with Warehouse.open(target) as made:
        assert made.sql("SELECT count(*) AS n FROM un_council_vote")["n"].item() == 2
