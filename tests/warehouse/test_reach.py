"""How far a version reaches decides how far columns, briefs and the status reach."""

import json
from dataclasses import replace

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from typer.testing import CliRunner

from rapallo.alignment.derive import derive as alignment
from rapallo.brief.assemble import assess
from rapallo.cli.data import app
from rapallo.panel.asof import AsOf
from rapallo.panel.columns import COLUMNS, column
from rapallo.panel.derive import derive as panel
from rapallo.panel.reach import reach
from rapallo.sources.official.forms import official
from rapallo.sources.registry import source
from rapallo.warehouse.build import build
from rapallo.warehouse.fetch import Client
from rapallo.warehouse.store import Warehouse
from rapallo.warehouse.update import update
from rapallo.warehouse.years import last_year

RUSSIA, CHINA = 365, 710


def rows(**years):
    """A table with so many rows a year, under the column's name."""
    ((name, counts),) = years.items()
    return pl.DataFrame({name: [y for y, n in counts.items() for _ in range(n)]})


WHOLE = dict.fromkeys(range(2015, 2023), 40)


@pytest.mark.parametrize(
    ("more", "published", "last"),
    [
        ({}, 2026, 2022),
        ({2023: 40}, 2026, 2023),
        ({2023: 40, 2024: 11}, 2026, 2024),
        ({2023: 40, 2024: 9}, 2026, 2023),
        ({2023: 1, 2025: 40}, 2026, 2025),
        ({2030: 1}, 2031, 2022),
        ({2023: 40, 2024: 40}, 2024, 2023),
        ({2023: 40, 2027: 40}, 2026, 2023),
    ],
    ids=["same", "next", "a quarter", "less", "a gap", "stray", "not over", "to come"],
)
def test_the_last_year_is_over_and_no_stray_row(more, published, last):
    held = {"capabilities": rows(year={**WHOLE, **more})}
    assert last_year(source("nmc_7_0"), held, published) == last


def test_years_that_the_source_declares_count_with_whatever_rows_they_have():
    held = {"capabilities": rows(year={2020: 40, 2021: 40, 2022: 1})}
    assert last_year(source("nmc_7_0"), held, 2022) == 2022


def test_an_older_version_reaches_less_far():
    held = {"capabilities": rows(year={2019: 40, 2020: 40})}
    assert last_year(source("nmc_7_0"), held, 2026) == 2020


def test_of_several_tables_the_one_that_ends_first_decides():
    held = {
        "igo_pair": rows(year={2014: 40, 2015: 40}),
        "igo_state": rows(year={2014: 40, 2015: 40, 2016: 40}),
    }
    assert last_year(source("igo_3_0"), held, 2026) == 2015


def test_a_list_of_events_ends_no_sooner_than_declared():
    declared = source("atop_4").last
    early = {"treaty": rows(begin_year={2010: 3, 2011: 3})}
    later = {"treaty": rows(begin_year={2010: 3, declared + 2: 2})}
    assert last_year(source("atop_4"), early, 2026) == declared
    assert last_year(source("atop_4"), later, 2026) == declared + 2


def test_a_list_of_spells_ends_where_its_open_spells_do():
    dates = pl.Series("end", ["1990-01-01", *["2020-12-31"] * 9]).str.to_date()
    assert last_year(source("contiguity_3_2"), {"contiguity": dates.to_frame()}, 2026) == 2020


def test_the_shipped_figures_reach_as_far_as_declared(shipped):
    for name, declared in COLUMNS.items():
        assert column(name, shipped).domains == declared.held({}).domains


def test_a_column_ends_where_each_of_its_sources_does():
    gdp = column("trade_dependence").held({"wdi_gdp": 2024})
    by_source = {d.source: d.last for d in gdp.domains}
    assert by_source["imf_imts_us_china"] == 2024
    assert by_source["oec_2023"] == 2023
    votes = column("un_agreement").held({"unga_votes_2019": 2025})
    assert votes.last == 2024
    assert column("polity").held({"democracy_long": 2030}).last == column("polity").last


@pytest.mark.full_data
def test_one_more_year_of_treaties(
    data_dir, built, publisher, server, packed, tmp_path, monkeypatch
):
    """After an update all that rests on the year says so, and no earlier answer changes."""
    form = official("atop_5_1")
    given = pl.read_csv(data_dir / form.source.files[0])
    last = given.filter(pl.col("year") == 2018)
    stray = last.head(1).with_columns(pl.lit(2023, pl.Int64).alias("year"))
    more = pl.concat([given, last.with_columns(pl.lit(2019, pl.Int64).alias("year")), stray])
    more = more.rename(lambda name: name.removeprefix("atop_"))
    text = more.rename({"ccode1": "stateA", "ccode2": "stateB"}).write_csv()
    url = form.addresses[0].url
    publisher.put(url, packed(url, {"atop5_1ddyr.csv": text}))
    monkeypatch.setenv("RAPALLO_HOME", str(tmp_path))
    done = update(form, Client(server), tmp_path / "sources")
    assert any("to 2019" in note and "to 2018" in note for note in done.notes)
    build(data_dir, (panel, alignment), forms=(form,))
    with Warehouse.open() as later:
        assert column("defence", later).last == 2019
        assert column("defence", built).last == column("defence").last == 2018
        assert "no data after 2019" in column("defence", later).why_null(2022)
        for table in ("state_year", "dyad_year", "alignment_year"):
            query = f"SELECT * FROM {table} WHERE year <= 2018"
            assert_frame_equal(later.sql(query), built.sql(query))
        known = later.sql("SELECT max(year) AS y FROM dyad_year WHERE defence_12 IS NOT NULL")
        assert known["y"].item() == 2019
        assert later.sql("SELECT max(year) AS y FROM obligation")["y"].item() == 2023
        figure = AsOf(later, 2021, (RUSSIA, CHINA)).figure("defence", RUSSIA, CHINA)
        assert (figure.year, figure.age) == (2019, 2)
        found = {one.column: one for one in reach(later, as_of=2025)}
        assert (found["defence"].last, found["igos"].last) == (2019, 2014)
        assert "carried from 2019" in found["defence"].then
        now = assess("RUS", "PRK", as_of=2025, warehouse=later)
        assert any("treaty data, which end in 2019" in warning for warning in now.warnings)
        then = [assess("CHN", "RUS", as_of=2015, warehouse=w) for w in (later, built)]
        assert replace(then[0], sources=()) == replace(then[1], sources=())
    status = json.loads(CliRunner().invoke(app, ["status", "--format", "json"]).stdout)
    told = {one["column"]: one["last"] for one in status["reach"]}
    assert told["defence"] == 2019
    files = {one["source"]: one["last"] for one in status["files"]}
    assert (files["atop_5_1"], files["igo_3_0"]) == (2019, 2014)
