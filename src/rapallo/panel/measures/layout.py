"""States and pairs of a year laid out as arrays, and arrays laid out as rows again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.panel.measures.declaration import Request

Floats = NDArray[np.float64]
Codes = NDArray[np.int16]


@dataclass(frozen=True)
class PairsOfYear:
    """All pairs of the members of the state system in one year.

    Parameters
    ----------
    year : int
    codes : ndarray of int16, shape (states,)
        The members, ascending.
    rows : polars.DataFrame
        A row a pair: ``state1``, ``state2``, and columns of the panel.
    """

    year: int
    codes: Codes
    rows: pl.DataFrame

    def matrix(self, forth: str, back: str | None = None, *, diagonal: float = 0.0) -> Floats:
        """Lay a column out by row and column state, NaN where it is null.

        Parameters
        ----------
        forth : str
            Column for the first state as row and the second as column.
        back : str, optional
            Column for the second as row and the first as column; `forth` where None.
        diagonal : float
            What a state has with itself.
        """
        i = np.searchsorted(self.codes, self.rows["state1"].to_numpy())
        j = np.searchsorted(self.codes, self.rows["state2"].to_numpy())
        out = np.full((len(self.codes), len(self.codes)), np.nan)
        out[i, j] = self.rows[forth].cast(pl.Float64).to_numpy()
        out[j, i] = self.rows[back or forth].cast(pl.Float64).to_numpy()
        np.fill_diagonal(out, diagonal)
        return out


def pairs_by_year(request: Request, columns: Sequence[str]) -> Iterator[PairsOfYear]:
    """Return the pairs of each year asked for, with stored columns of the panel, oldest first."""
    names = ", ".join(["state1", "state2", "year", *(f'"{name}"' for name in columns)])
    rows = request.warehouse.sql(
        f"SELECT {names} FROM dyad_year WHERE year BETWEEN ? AND ? ORDER BY year",
        [request.first, request.last],
    )
    for part in rows.partition_by("year"):
        codes = np.union1d(part["state1"].to_numpy(), part["state2"].to_numpy())
        yield PairsOfYear(int(part["year"][0]), codes, part)


def sheet(
    request: Request, columns: Sequence[str], *, before: int = 0
) -> Iterator[tuple[int, Codes, dict[str, Floats]]]:
    """Return each year, its members, and columns of states, NaN where null, oldest first.

    `before` is how many years before the first one asked for are given as well.
    """
    names = ", ".join(["state", "year", *(f'"{name}"' for name in columns)])
    rows = request.warehouse.sql(
        f"SELECT {names} FROM state_year WHERE year BETWEEN ? AND ? ORDER BY year, state",
        [request.first - before, request.last],
    )
    for part in rows.partition_by("year"):
        values = {n: part[n].cast(pl.Float64).fill_null(np.nan).to_numpy() for n in columns}
        yield int(part["year"][0]), part["state"].to_numpy(), values


def as_pairs(
    year: int, codes: Codes, values: Mapping[str, NDArray[Any]], *, directed: bool
) -> pl.DataFrame:
    """Return matrices over the same states as rows of pairs, NaN as null.

    Undirected, each pair comes once with the smaller code first; directed, it comes both ways,
    and the row of a matrix is ``state1``.
    """
    n = len(codes)
    i, j = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, k=1)
    return _frame(
        {
            "state1": codes[i].astype(np.int16),
            "state2": codes[j].astype(np.int16),
            "year": np.full(len(i), year, dtype=np.int16),
            **{name: matrix[i, j] for name, matrix in values.items()},
        }
    )


def as_states(year: int, codes: Codes, values: Mapping[str, NDArray[Any]]) -> pl.DataFrame:
    """Return columns of states as rows, NaN as null."""
    keys = {"state": codes.astype(np.int16), "year": np.full(len(codes), year, dtype=np.int16)}
    return _frame({**keys, **values})


def _frame(columns: Mapping[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(columns).with_columns(pl.col(pl.Float64).fill_nan(None))
