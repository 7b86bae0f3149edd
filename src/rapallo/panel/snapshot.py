"""The snapshot: the figures that the package may ship, as Parquet files."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.panel.column import Column
from rapallo.panel.columns import COLUMNS
from rapallo.warehouse.store import Warehouse

MAJOR_POWERS = (2, 200, 220, 255, 260, 365, 710, 740)
"""Major powers since 1945 by the Correlates of War, the two Germanies' western one among them."""
DIGITS = {"trade": 4}
OTHER_DIGITS = 3
"""Significant digits of shipped figures of pairs."""


def write_snapshot(warehouse: Warehouse, folder: Path) -> None:
    """Write the panel and the alignment of all pairs, within each source's terms, to a folder.

    Columns of sources that may not be passed on are left out, or kept for the major powers and
    the pairs among them, as each column's `ships` says.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = {
        "state_year": _within_terms(warehouse, "state_year", "state"),
        "dyad_year": _rounded(_within_terms(warehouse, "dyad_year", "dyad")),
        "alignment_year": warehouse.sql("SELECT * FROM alignment_year"),
        "manifest": warehouse.manifest(),
    }
    for name, frame in frames.items():
        aside = folder / f".{name}.part"
        frame.write_parquet(aside, compression="zstd", compression_level=15)
        aside.replace(folder / f"{name}.parquet")


def _within_terms(warehouse: Warehouse, table: str, level: str) -> pl.DataFrame:
    frame = warehouse.sql(f"SELECT * FROM {table}")
    keys = [k for k in ("state", "state1", "state2") if k in frame.columns]
    major = pl.all_horizontal(pl.col(keys).is_in(MAJOR_POWERS))
    kept: list[str | pl.Expr] = [*keys, "year"]
    for column in COLUMNS.values():
        if column.level == level and column.ships != "none":
            kept += [_for(column, major, name) for name in column.stored]
    return frame.select(kept)


def _for(column: Column, major: pl.Expr, name: str) -> pl.Expr:
    if column.ships == "major powers":
        return pl.when(major).then(pl.col(name)).alias(name)
    return pl.col(name)


def _rounded(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        pl.col(name).round_sig_figs(DIGITS.get(name, OTHER_DIGITS))
        for name, dtype in frame.schema.items()
        if dtype == pl.Float32
    )
