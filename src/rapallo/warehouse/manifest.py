"""The manifest: which file of which source, in which version, made which rows."""

from __future__ import annotations

import polars as pl

from rapallo.sources.source import Reading
from rapallo.warehouse.input import Input
from rapallo.warehouse.part import digest

SCHEMA = {
    "source": pl.String,
    "title": pl.String,
    "version": pl.String,
    "file": pl.String,
    "sha256": pl.String,
    "bytes": pl.Int64,
    "tables": pl.String,
    "rows": pl.Int64,
    "first": pl.Int16,
    "last": pl.Int16,
    "dropped": pl.Int64,
    "dropped_why": pl.String,
}


def manifest(read: list[tuple[Input, Reading]]) -> pl.DataFrame:
    """Return one row a file read: source, version, SHA-256, rows, years, rows left out and why."""
    rows = []
    for one, reading in read:
        source = one.source
        tables = [reading.tables[table.name] for table in source.tables]
        why = "; ".join(f"{d.rows:,} {d.reason}" for d in reading.dropped if d.rows)
        rows += [
            {
                "source": source.id,
                "title": source.title,
                "version": one.version,
                "file": name,
                "sha256": digest(path),
                "bytes": path.stat().st_size,
                "tables": ", ".join(table.name for table in source.tables),
                "rows": sum(table.height for table in tables),
                "first": source.first,
                "last": one.last,
                "dropped": sum(d.rows for d in reading.dropped),
                "dropped_why": why,
            }
            for name, path in one.files
        ]
    return pl.DataFrame(rows, schema=SCHEMA)
