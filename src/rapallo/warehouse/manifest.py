"""The manifest: which file of which source, in which version, made which rows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl

from rapallo.sources.source import Reading, Source

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


def manifest(folder: Path, readings: list[tuple[Source, Reading]]) -> pl.DataFrame:
    """Return one row a file read: source, version, SHA-256, rows, years, rows left out and why."""
    rows = []
    for source, reading in readings:
        tables = [reading.tables[table.name] for table in source.tables]
        why = "; ".join(f"{d.rows:,} {d.reason}" for d in reading.dropped if d.rows)
        for name in source.files:
            data = (folder / name).read_bytes()
            rows.append(
                {
                    "source": source.id,
                    "title": source.title,
                    "version": source.version,
                    "file": name,
                    "sha256": hashlib.sha256(data).hexdigest(),
                    "bytes": len(data),
                    "tables": ", ".join(table.name for table in source.tables),
                    "rows": sum(table.height for table in tables),
                    "first": source.first,
                    "last": source.last,
                    "dropped": sum(d.rows for d in reading.dropped),
                    "dropped_why": why,
                }
            )
    return pl.DataFrame(rows, schema=SCHEMA)
