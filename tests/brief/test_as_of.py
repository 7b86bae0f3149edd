"""What happened later changes nothing in an assessment as of a year."""

from dataclasses import fields

import numpy as np
import polars as pl
import pytest

from rapallo.brief.assemble import assess
from rapallo.warehouse.store import Warehouse

KEYS = ("state", "state1", "state2", "year")
TABLES = ("state_year", "dyad_year", "alignment_year")


def garbled(frame, after, seed):
    """Return a table in which every value of every later row is another, the unknown ones too."""
    draw = np.random.default_rng(seed)
    later = frame["year"] > after
    columns = []
    for column in frame:
        if column.name in KEYS:
            columns.append(column)
            continue
        if column.dtype == pl.String:
            noise = pl.Series(["gdp_population"] * frame.height)
        elif column.dtype.is_integer():
            noise = pl.Series(draw.integers(-99, 99, frame.height))
        else:
            noise = pl.Series(draw.normal(0, 1e6, frame.height))
        columns.append(column.zip_with(~later, noise.cast(column.dtype)).alias(column.name))
    return pl.DataFrame(columns)


@pytest.fixture(scope="module")
def later_years(shipped, tmp_path_factory):
    """Open the shipped figures with those after a year garbled, or left out."""
    opened = {}

    def open_after(year, how):
        if (year, how) not in opened:
            folder = tmp_path_factory.mktemp(f"{how}{year}")
            for seed, name in enumerate(TABLES):
                frame = shipped.sql(f"SELECT * FROM {name}")
                if how == "garbled":
                    changed = garbled(frame, year, seed)
                    assert not changed.equals(frame)
                else:
                    changed = frame.filter(pl.col("year") <= year)
                changed.write_parquet(folder / f"{name}.parquet", compression="lz4")
            shipped.manifest().write_parquet(folder / "manifest.parquet")
            opened[year, how] = Warehouse.open(folder)
        return opened[year, how]

    yield open_after
    for warehouse in opened.values():
        warehouse.close()


@pytest.mark.parametrize("how", ["garbled", "left out"])
@pytest.mark.parametrize("year", [1970, 2018])
def test_an_assessment_is_the_same_whatever_came_later(assessed, later_years, year, how):
    """The rival, which is looked for, included."""
    here = assessed("CHN", "RUS", None, year)
    there = assess("CHN", "RUS", None, year, warehouse=later_years(year, how))
    for field in fields(here):
        assert getattr(there, field.name) == getattr(here, field.name), field.name


def test_the_garbling_would_show_a_year_later(assessed, later_years):
    here = assessed("CHN", "RUS", "USA", 1971)
    there = assess("CHN", "RUS", "USA", 1971, warehouse=later_years(1970, "garbled"))
    assert here.index != there.index
    assert here.ledger != there.ledger
    assert here.figures != there.figures
