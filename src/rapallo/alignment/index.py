"""The alignment index of a pair as of a year, with its interval and its place among all pairs."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.alignment.indicators import DIMENSIONS, INDICATORS, Indicator, counted, of_dimension
from rapallo.alignment.result import Dimension, Index
from rapallo.panel.asof import AsOf
from rapallo.panel.figure import Figure

DRAWS = 2000
SEED = 1922
TREND = 5


class Alignment:
    """Alignment of some states' pairs, as known in a year."""

    def __init__(self, view: AsOf) -> None:
        self.view = view
        codes = ", ".join(str(code) for code in view.members)
        rows = view.warehouse.sql(
            "SELECT * FROM alignment_year "
            f"WHERE state1 IN ({codes}) AND state2 IN ({codes}) AND year <= ? ORDER BY year",
            [view.year],
        )
        self._pairs = {
            (int(first), int(second)): part
            for (first, second), part in rows.partition_by(
                ["state1", "state2"], as_dict=True
            ).items()
        }

    @cached_property
    def everyone(self) -> NDArray[np.float64]:
        """Index of every pair in the as-of year."""
        rows = self.view.warehouse.sql(
            "SELECT alignment FROM alignment_year WHERE year = ? AND alignment IS NOT NULL",
            [self.view.year],
        )
        return rows["alignment"].cast(pl.Float64).to_numpy()

    def history(self, a: int, b: int) -> pl.DataFrame:
        """Return year, dimensions and index of a pair for every year up to the as-of year."""
        pair = self._pairs.get((min(a, b), max(a, b)))
        names = ("year", *DIMENSIONS, "alignment")
        if pair is None:
            return pl.DataFrame(schema=dict.fromkeys(names, pl.Float32))
        return pair.select(names)

    def places(self, name: str, a: int, b: int) -> dict[int, float]:
        """Return a pair's known percentiles in an indicator or dimension by year."""
        pair = self._pairs.get((min(a, b), max(a, b)))
        if pair is None:
            return {}
        rows = pair.select("year", name).drop_nulls()
        return dict(zip(rows["year"].to_list(), rows[name].to_list(), strict=True))

    def at(self, a: int, b: int, year: int) -> dict[str, float | None]:
        """Return a pair's percentiles, dimensions and index in a year; empty if it had none."""
        pair = self._pairs.get((min(a, b), max(a, b)))
        rows = pair.filter(pl.col("year") == year) if pair is not None else None
        return dict(rows.row(0, named=True)) if rows is not None and rows.height else {}

    def figure(self, indicator: Indicator, a: int, b: int) -> Figure:
        """Return an indicator's latest figure for a pair, with its percentile among all pairs."""
        figures = [self.view.figure(indicator.name, a, b)]
        if len(indicator.stored) > 1:
            figures.append(self.view.figure(indicator.name, b, a))
        known = [f for f in figures if isinstance(f.value, float)]
        best = max(known, key=lambda f: float(f.value or 0)) if known else figures[0]
        place = self.at(a, b, self.view.year).get(indicator.name)
        return Figure(**{**best.__dict__, "percentile": place})

    def dimensions(self, a: int, b: int) -> tuple[Dimension, ...]:
        """Return the four dimensions of a pair, each with its indicators."""
        row = self.at(a, b, self.view.year)
        out = []
        for name in DIMENSIONS:
            places = _known(row, name)
            out.append(
                Dimension(
                    name=name,
                    value=row.get(name),
                    low=min(places) if places else None,
                    high=max(places) if places else None,
                    indicators=tuple(self.figure(i, a, b) for i in of_dimension(name)),
                )
            )
        return tuple(out)

    def index(self, a: int, b: int) -> Index:
        """Return the index of a pair, its 90 % interval, its rank, and its change in five years.

        The interval takes every weight as open: weights of dimensions and of the indicators in
        them are drawn uniformly from all that add up to one, and a dimension with no indicator
        known from all of its range.
        """
        row = self.at(a, b, self.view.year)
        value = row.get("alignment")
        if value is None:
            return Index(None, None, None, None, None, len(self.everyone), None)
        low, high = np.quantile(_draws(row), (0.05, 0.95))
        smaller = int((self.everyone < value).sum())
        equal = int((self.everyone == value).sum())
        before = self.at(a, b, self.view.year - TREND).get("alignment")
        return Index(
            value=round(value, 1),
            low=round(float(low), 1),
            high=round(float(high), 1),
            percentile=round(100 * (smaller + equal / 2) / len(self.everyone), 1),
            rank=len(self.everyone) - smaller - equal + 1,
            of=len(self.everyone),
            trend_5y=None if before is None else round(value - before, 1),
        )

    def distribution(self, bins: int = 40) -> tuple[int, ...]:
        """Return how many of the year's pairs have an index in each of equal bins of 0-100."""
        counts, _ = np.histogram(self.everyone, bins=bins, range=(0, 100))
        return tuple(int(count) for count in counts)


def _known(row: dict[str, float | None], dimension: str) -> list[float]:
    places = (row.get(indicator.name) for indicator in of_dimension(dimension))
    return [place for place in places if place is not None]


def _draws(row: dict[str, float | None]) -> NDArray[np.float64]:
    draw = np.random.default_rng(SEED)
    weights = draw.dirichlet(np.ones(len(DIMENSIONS)), DRAWS)
    total = np.zeros(DRAWS)
    for column, name in enumerate(DIMENSIONS):
        places = np.array(counted(name, _known(row, name)))
        if len(places):
            inside = draw.dirichlet(np.ones(len(places)), DRAWS) @ places
        else:
            inside = draw.uniform(0, 100, DRAWS)
        total += weights[:, column] * (100 - inside if name == "hostility" else inside)
    return total


def indicator_named(name: str) -> Indicator | None:
    """Return the indicator made from a column, if the index uses it."""
    return next((i for i in INDICATORS if i.name == name), None)
