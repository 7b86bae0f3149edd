"""What is known of a pair in a year: the last figure that may still stand, and since when."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest

from rapallo.forecast.known import DIRECTED, LONGEST, MEMORY, PLAIN, declared, years

PAIRS = ((2, 20), (2, 365), (2, 710), (220, 255), (255, 300), (365, 710), (640, 645), (731, 732))


@pytest.fixture(scope="module")
def stored(shipped):
    """Return each pair's rows by year, nothing carried."""
    names = [f"greatest({n}_12, {n}_21) AS {n}" for n in DIRECTED]
    rows = shipped.sql(
        f"SELECT state1, state2, year, {', '.join([*names, *PLAIN])} FROM dyad_year WHERE "
        + " OR ".join(f"(state1 = {a} AND state2 = {b})" for a, b in PAIRS)
    )
    found = {}
    for row in rows.iter_rows(named=True):
        found.setdefault((row["state1"], row["state2"]), {})[row["year"]] = row
    return found


def _standing(rows, name, year):
    """Return the last known figure of a pair at a year, walking back; None where there is none."""
    for age in range(min(declared(name).carry, LONGEST) + 1):
        value = rows.get(year - age, {}).get(name)
        if value is not None:
            return value
    return None


def _tied(rows, year):
    if year not in rows:
        return None
    known = [v for name in DIRECTED if (v := _standing(rows, name, year)) is not None]
    return max(known, default=None)


def _spell(rows, year, holds):
    """Return the last year in which something held, and the first year of that spell."""
    last = max((y for y in rows if y <= year and holds(y)), default=None)
    first = last
    while first is not None and first - 1 in rows and holds(first - 1):
        first -= 1
    return last, first


def _same(mine, its):
    its = math.nan if its is None else float(np.float32(its))
    return mine == its or (math.isnan(mine) and math.isnan(its))


@pytest.mark.parametrize("year", [1816, 1821, 1871, 1914, 1946, 1950, 1990, 2018, 2021, 2025])
def test_figures_are_those_found_by_walking_back_year_by_year(shipped, stored, year):
    (found,) = years(shipped, year, year)
    checked = 0
    for (a, b), rows in stored.items():
        at = np.flatnonzero((found.state1 == a) & (found.state2 == b))
        assert len(at) == (year in rows)
        if not len(at):
            continue
        mine = {name: float(values[at[0]]) for name, values in found.figures.items()}
        for name in (*DIRECTED, *PLAIN):
            assert _same(mine[name], _standing(rows, name, year)), (a, b, name)
        assert _same(mine["tied"], _tied(rows, year)), (a, b)
        then = year - MEMORY in rows
        for name, value in (
            ("allied_then", _standing(rows, "defence", year - MEMORY)),
            ("tied_then", _tied(rows, year - MEMORY)),
            ("ideal_then", _standing(rows, "ideal_distance", year - MEMORY)),
        ):
            assert _same(mine[name], value if then else None), (a, b, name)
        allied = _spell(rows, year, lambda y, rows=rows: _standing(rows, "defence", y) == 1)
        tied = _spell(rows, year, lambda y, rows=rows: _tied(rows, y) == 1)
        names = ("last_allied", "allied_since", "tied_since")
        for name, value in zip(names, (*allied, tied[1]), strict=True):
            assert _same(mine[name], value), (a, b, name)
        checked += 1
    assert checked >= (2 if year < 1871 else 3)


def test_a_year_is_the_same_alone_and_among_others(shipped):
    several = {found.year: found for found in years(shipped, 1955, 1960)}
    assert list(several) == list(range(1955, 1961))
    (alone,) = years(shipped, 1958, 1958)
    among = several[1958]
    assert np.array_equal(among.state1, alone.state1)
    assert alone.figures.keys() == among.figures.keys()
    for name, values in alone.figures.items():
        assert np.array_equal(values, among.figures[name], equal_nan=True), name


def test_the_index_stands_at_its_pair(shipped):
    (found,) = years(shipped, 1970, 1970)
    rows = shipped.sql("SELECT state1, state2, alignment FROM alignment_year WHERE year = 1970")
    index = {(a, b): value for a, b, value in rows.iter_rows()}
    assert len(index) == len(found.state1)
    for a, b, value in zip(
        found.state1.tolist(), found.state2.tolist(), found.figures["alignment"], strict=True
    ):
        assert _same(float(value), index[a, b])
    assert rows.select(pl.col("alignment").is_not_null().sum()).item() > 1000
