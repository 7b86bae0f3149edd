from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.desta import FILE, MEMBERS, SOURCES

(SOURCE,) = SOURCES
HEADER = ";".join(
    f'"{name}"'
    for name in ("base_treaty", "name", "entry_type", "year", "entryforceyear", *MEMBERS)
)


def line(base: str, name: str, kind: str, year: str, force: str, *codes: str) -> str:
    empty = ["NA"] * (len(MEMBERS) - len(codes))
    return ";".join([base, f'"{name}"', f'"{kind}"', year, force, *codes, *empty])


def test_names_are_latin1(bench):
    text = f"{HEADER}\n{line('1', 'Türkiye Côte', 'base_treaty', '1995', '1996', '250', '792')}\n"
    table = bench.load(SOURCE, {FILE: text.encode("latin1")}).tables["trade_agreement"]
    assert table["name"].unique().to_list() == ["Türkiye Côte"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"entryforceyear"', '"inforce"', "'entryforceyear' is missing"),
        (";1995;", ";soon;", "year is 'soon'"),
        (";1995;", ";1890;", "year is 1890"),
    ],
)
def test_faults_are_refused_with_the_file_named(bench, old, new, words):
    text = f"{HEADER}\n{line('1', 'One', 'base_treaty', '1995', '1996', '250', '643')}\n"
    bench.refuses(SOURCE, {FILE: text.replace(old, new)}, FILE, words)


@pytest.fixture(scope="module")
def agreements(request):
    return SOURCE.load(request.getfixturevalue("data_dir")).tables["trade_agreement"]


@pytest.mark.full_data
def test_north_american_free_trade(agreements):
    rows = agreements.filter(pl.col("name").str.contains("NAFTA"))
    assert set(rows["state"]) == {2, 20, 70}
    assert set(rows["year"]) == {1992}
    assert set(rows["entry_year"]) == {1994}


@pytest.mark.full_data
def test_germany_is_party_to_the_treaty_of_rome_before_and_after_it_united(agreements):
    rome = agreements.filter(pl.col("year") == 1957, pl.col("state") == 260)["agreement"]
    assert len(rome) >= 1
    for agreement in rome:
        members = dict(
            agreements.filter(pl.col("agreement") == agreement).select("state", "year").iter_rows()
        )
        assert members[260] == 1957
        assert members[255] == 1990


@pytest.mark.full_data
def test_russia_and_china_share_no_agreement(agreements):
    of = {
        state: set(agreements.filter(pl.col("state") == state)["agreement"]) for state in (365, 710)
    }
    assert of[365]
    assert of[710]
    assert not of[365] & of[710]
