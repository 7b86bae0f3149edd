"""What every declared measure keeps: its page, its literature, its range, its keys, its years."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rapallo.panel.columns import COLUMNS
from rapallo.panel.measures import MEASURES, bibtex
from rapallo.panel.measures.compute import measured
from rapallo.panel.measures.references import REFERENCES
from rapallo.sources.registry import source

PAGES = Path(__file__).parents[2] / "docs" / "measures"
ASKED = [(name, on) for name, declared in MEASURES.items() for on in declared.data]
EARLY, LATE = 2005, 2008


def of_years(name, on, first, last, warehouse):
    return measured(name, first=first, last=last, on=on or None, warehouse=warehouse).frame


def check_years(name, on, warehouse):
    declared = MEASURES[name]
    first, last = (2018, 2022) if name == "visit_intensity" else (EARLY, LATE)
    span = of_years(name, on, first, last, warehouse)
    assert tuple(span.columns) == (*declared.keys, *declared.values)
    assert not span.select(declared.keys).is_duplicated().any()
    assert span["year"].unique().to_list() == list(range(first, last + 1))
    value = span[declared.values[0]]
    assert value.drop_nulls().len() > 0
    if value.dtype.is_numeric():
        assert value.is_nan().sum() == 0
        assert declared.low is None or value.min() >= declared.low - 1e-9
        assert declared.high is None or value.max() <= declared.high + 1e-9
    if declared.level == "dyad" and declared.directed:
        back = span.select(state1="state2", state2="state1", year="year")
        assert span.join(back, on=declared.keys, how="anti").is_empty()
    elif declared.level == "dyad":
        assert (span["state1"] < span["state2"]).all()
    if declared.smoothed:
        return
    # What is asked beside a year changes nothing in it: no value uses later years, and a value's
    # own memory reaches back before the first year asked for.
    alone = of_years(name, on, last - 1, last - 1, warehouse)
    assert span.filter(pl.col("year") == last - 1).equals(alone)


@pytest.mark.parametrize(
    ("name", "on"), [(n, on) for n, on in ASKED if not MEASURES[n].data[on].tables]
)
def test_from_the_shipped_figures(name, on, shipped):
    check_years(name, on, shipped)


@pytest.mark.full_data
@pytest.mark.parametrize(
    ("name", "on"), [(n, on) for n, on in ASKED if MEASURES[n].data[on].tables]
)
def test_from_a_built_warehouse(name, on, built):
    check_years(name, on, built)


@pytest.mark.parametrize("name", MEASURES)
def test_declaration(name):
    declared = MEASURES[name]
    assert (PAGES / declared.page).is_file()
    assert set(declared.references) <= set(REFERENCES)
    for data in declared.data.values():
        assert set(data.columns) <= set(COLUMNS)
        assert data.years[0] <= data.years[1]
    assert "on" not in declared.options or len(declared.data) > 1


def test_every_reference_is_used_and_is_whole():
    used = {key for declared in MEASURES.values() for key in declared.references}
    assert used == set(REFERENCES)
    for key, entry in REFERENCES.items():
        assert key[-4:].isdigit()
        assert f"year = {{{key[-4:]}}}" in entry
        assert entry.count("{") == entry.count("}")
    assert bibtex("s") == (REFERENCES["signorino_ritter_1999"],)


def test_a_result_names_its_sources(shipped):
    found = measured("common_threat", "CHN", "RUS", first=2000, last=2000, warehouse=shipped)
    assert found.sources() == ("nmc_7_0",)
    assert source(found.sources()[0]).bibtex
    assert found.measure.name == "common_threat"
