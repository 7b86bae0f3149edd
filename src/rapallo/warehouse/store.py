"""The store: one DuckDB file of tables, or the shipped snapshot with the same tables."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Literal

import duckdb
import polars as pl

from rapallo.errors import RapalloError
from rapallo.warehouse import location


class WarehouseError(RapalloError):
    """The warehouse is missing, unreadable, or lacks a table."""


class Warehouse:
    """Tables to read from: a built warehouse, or the snapshot that the package ships.

    Open one with `Warehouse.open`; it is read-only and may be used as a context manager.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path, kind: Literal["built", "snapshot"]
    ) -> None:
        self._connection = connection
        self.path = path
        self.kind = kind

    @classmethod
    def open(cls, path: Path | None = None) -> Warehouse:
        """Open the warehouse at `path`, else the one built here, else the shipped snapshot.

        Parameters
        ----------
        path : Path, optional
            A DuckDB file made by ``rapallo data build``, or a folder of Parquet files.

        Raises
        ------
        WarehouseError
            If there is nothing to open, or it cannot be read.
        """
        if path is None:
            path = location.built() if location.built().exists() else location.SNAPSHOT
        if path.is_dir():
            return cls._open_folder(path)
        if not path.is_file():
            raise WarehouseError(
                f"{path}: there is no warehouse here; make one with: rapallo data build --from DIR"
            )
        try:
            connection = duckdb.connect(str(path), read_only=True)
            connection.execute("SELECT 1 FROM manifest LIMIT 1").fetchall()
        except duckdb.Error as error:
            first = str(error).splitlines()[0]
            raise WarehouseError(
                f"{path} is not a readable warehouse ({first}). Delete it to fall back on the "
                "shipped figures, or make it anew with: rapallo data build --from DIR"
            ) from error
        return cls(connection, path, "built")

    @classmethod
    def _open_folder(cls, folder: Path) -> Warehouse:
        files = sorted(folder.glob("*.parquet"))
        if not files:
            raise WarehouseError(
                f"{folder}: no tables here; make a warehouse with: rapallo data build --from DIR"
            )
        connection = duckdb.connect()
        with suppress(duckdb.InvalidInputException):  # a notebook may have no bar
            connection.execute("SET enable_progress_bar = false")
        try:
            for file in files:
                quoted = str(file).replace("'", "''")
                connection.execute(
                    f"CREATE VIEW \"{file.stem}\" AS SELECT * FROM read_parquet('{quoted}')"
                )
        except duckdb.Error as error:
            first = str(error).splitlines()[0]
            raise WarehouseError(f"{folder} is damaged ({first}); install Rapallo anew") from error
        return cls(connection, folder, "snapshot")

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
        """Run a query and return its rows; threads may do so at once."""
        try:
            with self._connection.cursor() as cursor:
                table = cursor.sql(query, params=list(parameters)).to_arrow_table()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise WarehouseError(
                f"{self.path}: {str(error).splitlines()[0]} If an older Rapallo made it, make it "
                "anew with: rapallo data build --from DIR"
            ) from error
        except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as error:
            raise WarehouseError(
                f"{self.path} is damaged ({str(error).splitlines()[0]}). {self._way_back()}"
            ) from error
        frame = pl.from_arrow(table)
        assert isinstance(frame, pl.DataFrame)
        return frame

    def _way_back(self) -> str:
        if self.kind == "snapshot":
            return "Install Rapallo anew"
        return (
            "Delete it to fall back on the shipped figures, or make it anew with: "
            "rapallo data build --from DIR"
        )

    def tables(self) -> tuple[str, ...]:
        """Return the names of the tables, sorted."""
        names = self.sql("SELECT table_name FROM information_schema.tables ORDER BY 1")
        return tuple(names["table_name"])

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the column names of a table, in order."""
        return tuple(self.sql(f'DESCRIBE "{table}"')["column_name"])

    @cached_property
    def reach(self) -> dict[str, int]:
        """Last year of each source from which figures are made, by its id."""
        return dict(self.sql("SELECT source, last FROM manifest").iter_rows())

    def manifest(self) -> pl.DataFrame:
        """Return the manifest: a row a file that the tables were made from."""
        return self.sql("SELECT * FROM manifest ORDER BY source, file")
