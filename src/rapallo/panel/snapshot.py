"""The snapshot: the figures that the package may ship, as Parquet files."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.panel.column import Column
from rapallo.panel.columns import COLUMNS, column
from rapallo.sources.registry import FETCHED, SOURCES
from rapallo.warehouse.store import Warehouse

MAJOR_POWERS = (2, 200, 220, 255, 260, 365, 710, 740)
"""Major powers since 1945 by the Correlates of War, the two Germanies' western one among them."""
LICENCES_HEAD = """# Terms of the shipped figures

The Parquet files beside this page hold figures that Rapallo has computed from the sources below:
measures of states and pairs by year, rounded, in one table each. No source's file is among them.
Of sources whose terms restrict passing on (SIPRI, the Global Sanctions Data Base) there are only
figures among the major powers, India, Iran and the two Koreas: less than a tenth of each database.
Rapallo's own code is under the Apache License 2.0; the figures stay under their sources' terms.
Cite the sources you use: `rapallo cite`.
"""
OTHER_POWERS = (630, 731, 732, 750)
POWERS = MAJOR_POWERS + OTHER_POWERS
"""The states for which columns that ship for major powers are kept."""
"""Iran, the two Koreas and India: with them less than a tenth of a restricted source is shipped."""
DIGITS = {"trade": 4}
OTHER_DIGITS = 3
"""Significant digits of shipped figures of pairs."""


def write_snapshot(warehouse: Warehouse, folder: Path) -> None:
    """Write the panel and the alignment of all pairs, within each source's terms, to a folder.

    Columns of sources that may not be passed on are left out, or kept for a few powers and the
    pairs among them, as each column's `ships` says.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = {
        "state_year": _within_terms(warehouse, "state_year", "state"),
        "dyad_year": _rounded(_within_terms(warehouse, "dyad_year", "dyad")),
        "alignment_year": _places_within_terms(warehouse),
        "manifest": warehouse.manifest(),
    }
    for name, frame in frames.items():
        aside = folder / f".{name}.part"
        frame.write_parquet(aside, compression="zstd", compression_level=15)
        aside.replace(folder / f"{name}.parquet")
    (folder / "DATA-LICENSES.md").write_text(licences(warehouse), encoding="utf-8")


def licences(warehouse: Warehouse) -> str:
    """Return the licences of the sources behind the shipped figures, as Markdown."""
    shipped: dict[str, list[str]] = {}
    for declared in (column(name, warehouse) for name in COLUMNS):
        if declared.ships != "none":
            few = " (few powers only)" if declared.ships == "major powers" else ""
            for id in {domain.source for domain in declared.domains}:
                shipped.setdefault(id, []).append(f"{declared.name}{few}")
    parts = [
        f"## {one.short}\n\n{one.title}, version {one.version}.\n\n"
        f"- Terms: {one.licence}\n- Cite: {one.citation}\n- From: {one.url}\n"
        f"- Figures: {', '.join(shipped[one.id])}\n"
        for one in (*SOURCES, *FETCHED)
        if one.id in shipped
    ]
    return "\n".join([LICENCES_HEAD, *parts])


def _within_terms(warehouse: Warehouse, table: str, level: str) -> pl.DataFrame:
    frame = warehouse.sql(f"SELECT * FROM {table}")
    keys = [k for k in ("state", "state1", "state2") if k in frame.columns]
    major = pl.all_horizontal(pl.col(keys).is_in(POWERS))
    kept: list[str | pl.Expr] = [*keys, "year"]
    for declared in COLUMNS.values():
        if declared.level == level and declared.ships != "none":
            kept += [_for(declared, major, name) for name in declared.stored]
    return frame.select(kept)


def _places_within_terms(warehouse: Warehouse) -> pl.DataFrame:
    """Return the alignment; a place in a restricted column is kept where the value may be."""
    frame = warehouse.sql("SELECT * FROM alignment_year")
    major = pl.all_horizontal(pl.col("state1", "state2").is_in(POWERS))
    restricted = [n for n in frame.columns if n in COLUMNS and COLUMNS[n].ships != "all"]
    return frame.with_columns(_for(COLUMNS[name], major, name) for name in restricted)


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
