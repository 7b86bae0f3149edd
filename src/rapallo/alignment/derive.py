"""The alignment of every pair in every year: percentiles, dimensions, index."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.alignment.indicators import (
    DIMENSIONS,
    GROUNDS,
    INDICATORS,
    DimensionName,
    of_dimension,
)
from rapallo.panel.columns import column
from rapallo.panel.years import LAST

Tables = Mapping[str, pl.DataFrame]


def derive(tables: Tables) -> dict[str, pl.DataFrame]:
    """Return ``alignment_year``: percentiles of each indicator, dimensions and index by dyad-year.

    A value carries for as many years as its column declares. The percentile of a pair is the
    percentage of that year's pairs with a smaller value, ties counted half; it uses that year's
    pairs only, so that later data change nothing earlier. A dimension is the mean of its known
    indicators, hostility that of its two highest; the index is the mean of the known dimensions,
    hostility turned round.
    """
    panel = tables["dyad_year"]
    keys = panel.select("state1", "state2", "year")
    percentiles = []
    for indicator in INDICATORS:
        value = panel.select(pl.max_horizontal(indicator.stored).cast(pl.Float32)).to_series()
        declared = column(indicator.name)
        whole = lagged(keys, value.to_numpy(), declared.lag)
        carried = carry_forward(keys, whole, declared.carry)
        oriented = pl.Series(indicator.name, indicator.sign * carried).fill_nan(None)
        percentiles.append(percentile_in_year(keys["year"], oriented))
    frame = pl.DataFrame([*keys.get_columns(), *percentiles])
    frame = frame.with_columns(_dimension(name).round(1).alias(name) for name in DIMENSIONS)
    return {"alignment_year": frame.with_columns(alignment=index_of(DIMENSIONS).round(1))}


def _dimension(name: DimensionName) -> pl.Expr:
    places = [i.name for i in of_dimension(name)]
    if name != "hostility":
        return pl.mean_horizontal(places)
    highest = pl.concat_list(places).list.drop_nulls().list.sort(descending=True)
    return highest.list.head(GROUNDS).list.mean().cast(pl.Float32)


def index_of(names: tuple[str, ...]) -> pl.Expr:
    """Return the index as an expression: mean of the known dimensions, hostility turned round."""
    return pl.mean_horizontal(
        100 - pl.col(name) if name == "hostility" else pl.col(name) for name in names
    )


def lagged(keys: pl.DataFrame, values: NDArray[np.float32], lag: int) -> NDArray[np.float32]:
    """Move each value of a pair on by `lag` years, except into the last year of the data.

    Rows must be sorted by pair and year. A value is thus used from the year on in which it is
    whole; as of the last year everything is known.
    """
    if not lag:
        return values
    pair, year = _pair(keys), keys["year"].to_numpy()
    moved = np.full_like(values, np.nan)
    moved[lag:] = np.where(pair[lag:] == pair[:-lag], values[:-lag], np.float32(np.nan))
    known_now = (year == LAST) & ~np.isnan(values)
    return np.where(known_now, values, moved)


def carry_forward(
    keys: pl.DataFrame, values: NDArray[np.float32], years: int
) -> NDArray[np.float32]:
    """Fill NaN with the pair's last known value if it is at most `years` old.

    Rows must be sorted by pair and year.
    """
    year = keys["year"].to_numpy()
    pair = _pair(keys)
    rows = np.arange(len(values))
    last = np.maximum.accumulate(np.where(np.isnan(values), -1, rows))
    usable = (last >= 0) & (pair[last] == pair) & (year - year[last] <= years)
    return np.where(usable, values[last], np.float32(np.nan))


def _pair(keys: pl.DataFrame) -> NDArray[np.int32]:
    out: NDArray[np.int32] = keys["state1"].to_numpy().astype(np.int32) * 1000
    out += keys["state2"].to_numpy()
    return out


def percentile_in_year(year: pl.Series, value: pl.Series) -> pl.Series:
    """Return each value's percentile among those of its year, ties counted half, to one decimal."""
    frame = pl.DataFrame({"year": year, "value": value})
    rank = (pl.col("value").rank("average") - 0.5) / pl.col("value").count() * 100
    return frame.select(rank.over("year").round(1).cast(pl.Float32)).to_series().rename(value.name)
