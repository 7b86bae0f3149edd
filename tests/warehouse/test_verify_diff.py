"""A warehouse is checked against what was written, files against checksums; figures compared."""

from dataclasses import replace

import duckdb
import polars as pl
import pytest

from rapallo.sources.official.forms import official
from rapallo.warehouse import verify
from rapallo.warehouse.diff import diff
from rapallo.warehouse.fetch import Client
from rapallo.warehouse.receipt import in_use
from rapallo.warehouse.store import Warehouse, WarehouseError
from rapallo.warehouse.update import update
from rapallo.warehouse.verify import verify_fetched, verify_given, verify_warehouse

GDP = pl.DataFrame(
    {"state": [2, 2, 710], "year": [2000, 2001, 2000], "usd": [1.0, 2.0, 3.0]},
    {"state": pl.Int16, "year": pl.Int16, "usd": pl.Float64},
)
PAIRS = pl.DataFrame(
    {"state1": [2, 2], "state2": [710, 365], "year": [2000, 2000], "trade": [5.0, None]},
    {"state1": pl.Int16, "state2": pl.Int16, "year": pl.Int16, "trade": pl.Float32},
)


def write(path, **tables):
    tables.setdefault("manifest", pl.DataFrame({"source": ["x"], "file": ["f"], "sha256": ["0"]}))
    with duckdb.connect(str(path)) as connection:
        for name, frame in tables.items():
            connection.register("frame", frame.to_arrow())
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM frame')
            connection.unregister("frame")
    return path


def catalogue(**rows):
    return pl.DataFrame(
        {"table": list(rows), "rows": list(rows.values()), "key": ["" for _ in rows]}
    )


def wrong(path):
    return {check.what: check.wrong for check in verify_warehouse(path) if check.wrong}


def test_a_warehouse_as_it_was_written_passes(tmp_path):
    path = write(tmp_path / "w", gdp=GDP, dyad_year=PAIRS, catalogue=catalogue(gdp=3, dyad_year=2))
    assert wrong(path) == {}


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"gdp": GDP.head(2)}, "2 rows; 3 were written"),
        ({"gdp": pl.concat([GDP.head(2), GDP.head(1)])}, "more than once"),
        ({"gdp": GDP.with_columns(usd=-pl.col("usd"))}, "usd is -1.0; it must be at least 0"),
        ({"gdp": GDP.with_columns(state=pl.lit(3, pl.Int16))}, "state is 3"),
        ({}, "the table is missing"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(tables, words, tmp_path):
    path = write(tmp_path / "w", **tables, catalogue=catalogue(gdp=3))
    assert words in wrong(path)["gdp"]


def test_a_derived_table_that_repeats_a_key_is_told(tmp_path):
    twice = pl.concat([PAIRS, PAIRS.head(1)])
    path = write(tmp_path / "w", dyad_year=twice, catalogue=catalogue(dyad_year=3))
    assert wrong(path) == {"dyad_year": "1 rows repeat a key (state1, state2, year)"}


def test_a_warehouse_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "w").write_text("no warehouse")
    assert "not a readable warehouse" in wrong(tmp_path / "w")[str(tmp_path / "w")]


def test_the_shipped_figures_pass(shipped):
    assert wrong(shipped.path) == {}


@pytest.mark.full_data
def test_a_warehouse_of_the_real_files_passes_and_the_files_are_those_it_was_made_from(
    built, data_dir
):
    assert wrong(built.path) == {}
    given = list(verify_given(data_dir, built))
    assert len(given) >= 44
    assert not [check for check in given if check.wrong]


def test_a_file_changed_since_is_told(tmp_path):
    path = write(tmp_path / "w", catalogue=catalogue())
    with Warehouse.open(path) as warehouse:
        assert "missing" in next(verify_given(tmp_path, warehouse)).wrong
        (tmp_path / "f").write_text("x")
        assert "it has changed since" in next(verify_given(tmp_path, warehouse)).wrong


def test_a_fetched_file_changed_since_is_told(publisher, server, tmp_path, monkeypatch):
    form = official("nmc_7_0")
    form = replace(form, source=replace(form.source, rows={}))
    publisher.publish("nmc_7_0")
    update(form, Client(server), tmp_path)
    monkeypatch.setattr(verify, "FORMS", (form,))
    (check,) = verify_fetched(tmp_path)
    assert check.wrong == ""
    path = in_use(tmp_path, form).paths(tmp_path)[0]
    path.write_bytes(path.read_bytes() + b" ")
    (check,) = verify_fetched(tmp_path)
    assert "rapallo data update nmc_7_0" in check.wrong
    path.unlink()
    (check,) = verify_fetched(tmp_path)
    assert "missing" in check.wrong


def changes(tmp_path, old, new):
    paths = [write(tmp_path / name, **tables) for name, tables in (("old", old), ("new", new))]
    with Warehouse.open(paths[0]) as before, Warehouse.open(paths[1]) as after:
        return {(c.table, c.column): c for c in diff(before, after)}


def test_alike_figures_differ_in_nothing(tmp_path):
    assert changes(tmp_path, {"dyad_year": PAIRS}, {"dyad_year": PAIRS.reverse()}) == {}


def test_a_changed_figure_is_told_with_its_place_and_both_values(tmp_path):
    new = GDP.with_columns(pl.Series("usd", [1.0, 2.5, 3.0]))
    found = changes(tmp_path, {"state_year": GDP}, {"state_year": new})
    change = found["state_year", "usd"]
    assert (change.compared, change.changed, change.gained, change.lost) == (3, 1, 0, 0)
    assert (change.where, change.before, change.after) == ("2 2001", 2.0, 2.5)


def test_figures_gained_and_lost_are_counted_with_how_far_each_reaches(tmp_path):
    later = GDP.head(1).with_columns(year=pl.lit(2002, pl.Int16))
    new = pl.concat([GDP.tail(2), later])
    change = changes(tmp_path, {"state_year": GDP}, {"state_year": new})["state_year", "usd"]
    assert (change.gained, change.lost, change.changed) == (1, 1, 0)
    assert (change.last_before, change.last_after) == (2001, 2002)


def test_a_column_that_only_one_has_counts_as_gained_or_lost(tmp_path):
    old, new = PAIRS.with_columns(basis=pl.lit("cow")), PAIRS.with_columns(other=pl.lit(1.0))
    found = changes(tmp_path, {"dyad_year": old}, {"dyad_year": new})
    assert found["dyad_year", "basis"].lost == 2
    assert found["dyad_year", "other"].gained == 2


def test_words_are_compared_too(tmp_path):
    old, new = (PAIRS.with_columns(basis=pl.Series(b)) for b in (["a", "b"], ["a", "c"]))
    change = changes(tmp_path, {"dyad_year": old}, {"dyad_year": new})["dyad_year", "basis"]
    assert (change.changed, change.before, change.after) == (1, "b", "c")


def test_nothing_in_common_is_refused(tmp_path):
    with pytest.raises(WarehouseError, match="in common"):
        changes(tmp_path, {"gdp": GDP}, {"gdp": GDP})
