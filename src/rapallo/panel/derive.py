"""The panel's tables, made from the sources' tables: a row a state-year, a row a dyad-year."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.panel.column import Column
from rapallo.panel.columns import SUBJECTS
from rapallo.panel.grid import Grid, Tables


def derive(tables: Tables) -> dict[str, pl.DataFrame]:
    """Return ``state_year`` and ``dyad_year`` with every declared column.

    A column's years are those that the sources reach by the table ``manifest``, or as declared
    where there is none. Values outside a column's declared range or years would be an error of
    ours, not of the user: they raise `ValueError`.
    """
    known = tables.get("manifest")
    reach = {} if known is None else dict(known.select("source", "last").iter_rows())
    grid = Grid.of_system(reach)
    frames = {"state": [grid.state_keys()], "dyad": [grid.dyad_keys()]}
    for subject in SUBJECTS:
        arrays = subject.derive(grid, tables)
        for column in subject.COLUMNS:
            held = column.held(reach)
            years = frames[column.level][0]["year"]
            values = [as_series(column, name, arrays[name]) for name in column.stored]
            for series in values:
                check_years(held, years, series)
            frames[column.level].append(pl.DataFrame(values))
    return {
        "state_year": pl.concat(frames["state"], how="horizontal"),
        "dyad_year": pl.concat(frames["dyad"], how="horizontal"),
    }


def check_years(column: Column, year: pl.Series, values: pl.Series) -> None:
    """Raise `ValueError` if a column holds a value in a year that none of its sources covers."""
    known = year.filter(values.is_not_null()).unique().sort()
    outside = [y for y in known.to_list() if column.source_in(y) is None]
    if outside:
        raise ValueError(f"{values.name} has values in {outside}, years that no source covers")


def as_series(column: Column, name: str, values: NDArray[Any]) -> pl.Series:
    """Return an array as a column of the type and range that its declaration gives."""
    if column.kind == "text":
        return pl.Series(name, values, dtype=pl.Categorical)
    real = np.float64 if column.level == "state" else np.float32
    series = pl.Series(name, values.astype(real)).fill_nan(None)
    for bound, wrong in ((column.low, "lt"), (column.high, "gt")):
        if bound is not None and bool(getattr(series, wrong)(bound).any()):
            extreme = series.min() if wrong == "lt" else series.max()
            raise ValueError(
                f"{name} reaches {extreme!r}; declared are {column.low} to {column.high}"
            )
    if column.kind == "whole":
        small = (series.max() or 0) < 128 and (series.min() or 0) >= -128  # type: ignore[operator]
        return series.cast(pl.Int8 if small else pl.Int32)
    return series
