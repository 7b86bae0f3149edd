"""A panel: rows with declared columns, the reasons for its nulls, and its export."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from rapallo.errors import RapalloError
from rapallo.panel.column import Column
from rapallo.panel.columns import column
from rapallo.sources.registry import source

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FORMATS = (".parquet", ".csv", ".dta", ".arrow")


@dataclass(frozen=True)
class Panel:
    """State-years or dyad-years as a Polars frame, with the declarations of its columns."""

    frame: pl.DataFrame
    columns: tuple[Column, ...]

    def why_null(self, name: str, year: int) -> str:
        """Return the reason for which a column is null in a year."""
        found = next((c for c in self.columns if c.name == name), None)
        return (found or column(name)).why_null(year)

    def coverage(self) -> pl.DataFrame:
        """Return a row a column and source: the years covered, and what is said outside them."""
        rows = [
            (c.name, c.label, c.unit, d.source, source(d.source).title, d.first, d.last)
            for c in self.columns
            for d in c.domains
        ]
        names = ["column", "label", "unit", "source", "title", "first", "last"]
        return pl.DataFrame(rows, schema=names, orient="row")

    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources behind the columns."""
        return tuple(dict.fromkeys(d.source for c in self.columns for d in c.domains))

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas frame (needs pandas)."""
        return self.frame.to_pandas()

    def to_arrow(self) -> pa.Table:
        """Return the rows as an Arrow table."""
        return self.frame.to_arrow()

    def write(self, path: Path) -> None:
        """Write the rows as Parquet, CSV, Arrow or Stata, by the file's ending.

        Raises
        ------
        RapalloError
            If the ending is none of these, or the file cannot be written.
        """
        if path.suffix not in FORMATS:
            raise RapalloError(
                f"{path}: cannot write {path.suffix or 'a file with no ending'!r}; "
                f"give a name that ends in {', '.join(FORMATS)}"
            )
        if not path.parent.is_dir():
            raise RapalloError(f"{path} cannot be written: there is no folder {path.parent}")
        aside = path.with_name(f".{path.stem}.part{path.suffix}")
        try:
            self._write(aside)
            aside.replace(path)
        except OSError as error:
            raise RapalloError(f"{path} cannot be written: {error.strerror or error}") from error
        finally:
            aside.unlink(missing_ok=True)

    def _write(self, path: Path) -> None:
        if path.suffix == ".parquet":
            self.frame.write_parquet(path)
        elif path.suffix == ".csv":
            self.frame.write_csv(path)
        elif path.suffix == ".arrow":
            self.frame.write_ipc(path)
        else:
            import pyreadstat

            labels = {c.name: f"{c.label} ({c.unit})"[:80] for c in self.columns}
            pyreadstat.write_dta(
                self.frame.cast({pl.Categorical: pl.String}),
                str(path),
                column_labels=[labels.get(_base(n), n) for n in self.frame.columns],
                version=15,
            )

    def _repr_html_(self) -> str:
        return self.frame._repr_html_()

    def __len__(self) -> int:
        return self.frame.height


def _base(name: str) -> str:
    head, _, tail = name.rpartition("_")
    return head if tail in {"1", "2", "12", "21"} else name
