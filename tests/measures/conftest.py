"""Readers of the sources' own files, for the tests that recompute figures from them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

Member = NDArray[np.int64]


@pytest.fixture(scope="session")
def members(data_dir: Path) -> Callable[[int], Member]:
    """States that are members of the Correlates of War system on any day of a year."""
    system = pl.read_csv(data_dir / "cow" / "state_system_2016.csv.gz")

    def in_year(year: int) -> Member:
        held = system.filter((pl.col("styear") <= year) & (pl.col("endyear") >= year))
        return np.unique(held["ccode"].to_numpy())

    return in_year


@pytest.fixture(scope="session")
def capabilities(data_dir: Path) -> pl.DataFrame:
    """National Material Capabilities 7.0, as in the file."""
    return pl.read_csv(
        data_dir / "cow" / "nmc_7.0.csv.gz",
        null_values=["NA", ""],
        infer_schema_length=None,
    )
