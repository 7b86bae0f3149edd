"""What happened later changes no finding of a claim as of a year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from rapallo.claims.judge import judge
from rapallo.claims.load import load
from rapallo.warehouse.store import Warehouse

TABLES = ("state_year", "dyad_year", "alignment_year")
KEYS = ("state", "state1", "state2", "year")
YEAR = 2018
SLOW = ("A086", "A095")
"""Claims whose kind of check others have too."""


def garbled(frame, after, seed):
    """Return a table in which every number of every later row is another."""
    draw = np.random.default_rng(seed)
    later = frame["year"] > after
    columns = [
        column
        if column.name in KEYS or not column.dtype.is_numeric()
        else column.zip_with(
            ~later, pl.Series(draw.integers(-99, 99, frame.height)).cast(column.dtype)
        ).alias(column.name)
        for column in frame
    ]
    return pl.DataFrame(columns)


@pytest.fixture(scope="module")
def other_future(shipped, tmp_path_factory):
    """Open the shipped figures with all numbers after a year changed."""
    folder = tmp_path_factory.mktemp("future")
    for seed, name in enumerate(TABLES):
        frame = shipped.sql(f"SELECT * FROM {name}")
        garbled(frame, YEAR, seed).write_parquet(folder / f"{name}.parquet", compression="lz4")
    for name in set(shipped.tables()) - set(TABLES):
        shipped.sql(f'SELECT * FROM "{name}"').write_parquet(folder / f"{name}.parquet")
    with Warehouse.open(folder) as warehouse:
        yield warehouse


@pytest.fixture(scope="module")
def essay():
    """The essay, with every kind of check."""
    read = load("essay")
    return read.model_copy(update={"claims": [c for c in read.claims if c.id not in SLOW]})


def test_another_future_changes_no_judgement_as_of_a_year(shipped, other_future, essay):
    here, there = (judge(essay, warehouse, YEAR) for warehouse in (shipped, other_future))
    assert here.checked >= 45
    assert replace(here, warehouse="") == replace(there, warehouse="")


def test_another_future_does_change_what_has_happened_since(shipped, other_future, essay):
    few = [c for c in essay.claims if c.id in ("A047", "A058", "A003")]
    some = essay.model_copy(update={"claims": few})
    here, there = (judge(some, warehouse, 2025) for warehouse in (shipped, other_future))
    for a, b in zip(here.claims, there.claims, strict=True):
        assert a.then == b.then
        assert a.now != b.now


def test_a_figure_of_a_later_year_is_not_used_for_anything(shipped, essay):
    for judged in judge(essay, shipped, 2010).claims:
        figures = [f for one in (*judged.then, *judged.others, *judged.now) for f in one.figures]
        assert all(f.year is None or f.year <= 2010 for f in figures)
