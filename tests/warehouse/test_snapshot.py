"""The shipped figures: small, within the sources' terms, the same as those built."""

import math

import polars as pl
import pytest

from rapallo.panel.columns import COLUMNS
from rapallo.panel.snapshot import POWERS, write_snapshot
from rapallo.warehouse import location
from rapallo.warehouse.store import Warehouse

LIMIT = 25_000_000


def test_the_shipped_files_are_within_the_limit():
    files = list(location.SNAPSHOT.iterdir())
    assert {f.stem for f in files if f.suffix == ".parquet"} == {
        "alignment_year", "dyad_year", "manifest", "state_year",
    }  # fmt: skip
    assert sum(f.stat().st_size for f in files) <= LIMIT
    assert not [f for f in files if f.name.startswith(".")]


def test_the_terms_of_every_source_shipped_lie_beside_it(shipped):
    terms = (location.SNAPSHOT / "DATA-LICENSES.md").read_text()
    from rapallo.sources.registry import source

    used = {d.source for c in COLUMNS.values() if c.ships != "none" for d in c.domains}
    for id in used:
        assert source(id).licence in terms
        assert source(id).url in terms


def test_no_column_that_may_not_be_shipped_is(shipped):
    withheld = {s for c in COLUMNS.values() if c.ships == "none" for s in c.stored}
    assert withheld
    for table in shipped.tables():
        assert not withheld & set(shipped.columns(table))


def test_of_arms_and_spending_less_than_a_tenth_is_shipped_and_that_among_few(shipped):
    rows = shipped.sql("SELECT state1, state2, arms_12, arms_21, arms_5y FROM dyad_year")
    few = pl.col("state1").is_in(POWERS) & pl.col("state2").is_in(POWERS)
    others = rows.filter(~few)
    for name in ("arms_12", "arms_21", "arms_5y"):
        assert others[name].null_count() == others.height
        assert rows[name].drop_nulls().len() > 0
    spending = shipped.sql("SELECT state FROM state_year WHERE military_spending IS NOT NULL")
    assert set(spending["state"]) <= set(POWERS)


@pytest.mark.full_data
def test_of_the_arms_database_less_than_a_tenth_is_shipped(built, shipped):
    count = "SELECT count(*) AS n FROM dyad_year WHERE arms_12 > 0 OR arms_21 > 0"
    assert shipped.sql(count)["n"].item() < 0.1 * built.sql(count)["n"].item()
    count = "SELECT count(*) AS n FROM state_year WHERE military_spending > 0"
    assert shipped.sql(count)["n"].item() < 0.1 * built.sql(count)["n"].item()


@pytest.mark.full_data
def test_the_shipped_figures_are_those_built_to_the_digits_shipped(built, shipped):
    key = ["state1", "state2", "year"]
    names = [
        s for c in COLUMNS.values() if c.level == "dyad" and c.ships == "all" for s in c.stored
    ]
    whole = built.sql("SELECT * FROM dyad_year").sort(key)
    part = shipped.sql("SELECT * FROM dyad_year").sort(key)
    assert part.select(key).equals(whole.select(key))
    for name in names:
        assert part[name].is_null().equals(whole[name].is_null()), name
        if whole[name].dtype.is_float():
            difference = (part[name] - whole[name]).abs() / whole[name].abs().clip(1e-9)
            assert (difference.max() or 0) < 0.006, name
        else:
            assert part[name].equals(whole[name]), name


@pytest.mark.full_data
def test_the_shipped_alignment_is_that_built(built, shipped):
    key = ["state1", "state2", "year"]
    names = ["security", "diplomacy", "economy", "hostility", "alignment"]
    query = f"SELECT {', '.join([*key, *names])} FROM alignment_year ORDER BY ALL"
    assert shipped.sql(query).equals(built.sql(query))


@pytest.mark.full_data
def test_a_snapshot_written_now_opens_and_is_within_the_terms(built, tmp_path, monkeypatch):
    quick = pl.DataFrame.write_parquet
    monkeypatch.setattr(pl.DataFrame, "write_parquet", lambda self, path, **_: quick(self, path))
    write_snapshot(built, tmp_path / "snapshot")
    with Warehouse.open(tmp_path / "snapshot") as opened:
        assert opened.manifest().equals(built.manifest())
        arms = opened.sql("SELECT state1, state2 FROM alignment_year WHERE arms_5y IS NOT NULL")
        assert set(arms["state1"]) | set(arms["state2"]) == set(POWERS)
        share = opened.sql(
            "SELECT un_agreement FROM dyad_year WHERE state1=365 AND state2=710 AND year=2017"
        )["un_agreement"].item()
    assert math.isclose(share, 0.872, abs_tol=1e-3)
