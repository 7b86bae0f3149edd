"""The figures of two warehouses compared: what a new version changed in what briefs use."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.warehouse.store import Warehouse, WarehouseError

FIGURES = ("state_year", "dyad_year", "alignment_year")
"""Tables that briefs read."""
KEYS = ("state", "state1", "state2", "year")
AT_ONCE = 12
"""Columns read together: a table of figures need not fit in memory, and is sorted seldom."""
CLOSE = 1e-6
"""Relative difference below which two figures are the same."""


@dataclass(frozen=True)
class Change:
    """What changed in one column.

    Parameters
    ----------
    table, column : str
        Which.
    compared, changed : int
        Figures known in both, and how many of them differ.
    gained, lost : int
        Figures known only in the newer, and only in the older.
    last_before, last_after : int or None
        Last year with a figure.
    where : str
        Where the difference is largest, as ``"710 365 2017"``.
    before, after : float or str or None
        The two figures there.
    """

    table: str
    column: str
    compared: int
    changed: int
    gained: int
    lost: int
    last_before: int | None
    last_after: int | None
    where: str
    before: float | str | None
    after: float | str | None

    def as_row(self) -> dict[str, object]:
        """Return it as a mapping, for tables and JSON."""
        return asdict(self)


def diff(old: Warehouse, new: Warehouse) -> list[Change]:
    """Compare the figures of two warehouses, column by column.

    Parameters
    ----------
    old, new : Warehouse
        The two.

    Returns
    -------
    list of Change
        One for each column in which anything differs, in the order of the tables. A column that
        only one of them has counts as gained or lost.

    Raises
    ------
    WarehouseError
        If they have no table of figures in common.
    """
    common = [t for t in FIGURES if t in old.tables() and t in new.tables()]
    if not common:
        raise WarehouseError(
            f"{old.path} and {new.path} have none of the tables {', '.join(FIGURES)} in common"
        )
    return [change for table in common for change in _table(table, old, new)]


def _table(table: str, old: Warehouse, new: Warehouse) -> list[Change]:
    columns = (old.columns(table), new.columns(table))
    keys = [key for key in KEYS if key in columns[0] and key in columns[1]]
    sides = [_keyed(warehouse, table, keys) for warehouse in (old, new)]
    both = (
        sides[0]
        .with_row_index("before")
        .join(sides[1].with_row_index("after"), on=keys, how="full", coalesce=True)
        .sort(keys)
    )
    rows = [both[name].to_numpy() for name in ("before", "after")]
    names = [name for name in dict.fromkeys((*columns[0], *columns[1])) if name not in keys]
    out = []
    for some in (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE)):
        read = [
            _columns(warehouse, table, some, keys, had, at)
            for warehouse, had, at in zip((old, new), columns, rows, strict=True)
        ]
        for name in some:
            change = _compare(table, name, both.select(keys), *(side[name] for side in read))
            if change is not None:
                out.append(change)
    return out


def _keyed(warehouse: Warehouse, table: str, keys: list[str]) -> pl.DataFrame:
    listed = ", ".join(keys)
    return warehouse.sql(f'SELECT {listed} FROM "{table}" ORDER BY {listed}')


def _columns(
    warehouse: Warehouse,
    table: str,
    names: list[str],
    keys: list[str],
    had: tuple[str, ...],
    at: NDArray[np.float64],
) -> dict[str, pl.Series]:
    """Return columns in the order of both sides' keys, null where this side has no row."""
    held = [name for name in names if name in had]
    none = {name: pl.Series(name, [None] * len(at), dtype=pl.Null) for name in names}
    if not held:
        return none
    listed, order = ", ".join(f'"{name}"' for name in held), ", ".join(keys)
    frame = warehouse.sql(f'SELECT {listed} FROM "{table}" ORDER BY {order}')
    place = pl.Series(at, nan_to_null=True).cast(pl.UInt32)
    return none | {name: frame[name].gather(place) for name in held}


def _compare(
    table: str, column: str, keys: pl.DataFrame, before: pl.Series, after: pl.Series
) -> Change | None:
    text = before.dtype in (pl.String, pl.Categorical) or after.dtype in (
        pl.String,
        pl.Categorical,
    )
    dtype = pl.String if text else pl.Float64
    before, after = before.cast(dtype), after.cast(dtype)
    known, now = before.is_not_null(), after.is_not_null()
    shared = (known & now).to_numpy()
    if text:
        apart = (before != after).fill_null(False).to_numpy().astype(np.float64)
    else:
        one, two = before.to_numpy(), after.to_numpy()
        size = np.fmax(np.abs(one), np.abs(two))
        gap = np.abs(one - two)
        with np.errstate(invalid="ignore"):
            apart = np.where(gap > CLOSE * size, gap, 0.0)
    apart = np.where(shared, apart, 0.0)
    changed = int(np.count_nonzero(apart))
    gained, lost = int((now & ~known).sum()), int((known & ~now).sum())
    if not (changed or gained or lost):
        return None
    row = int(np.argmax(apart))
    return Change(
        table=table,
        column=column,
        compared=int(shared.sum()),
        changed=changed,
        gained=gained,
        lost=lost,
        last_before=_last(keys, known),
        last_after=_last(keys, now),
        where=" ".join(str(value) for value in keys.row(row)) if changed else "",
        before=before[row] if changed else None,
        after=after[row] if changed else None,
    )


def _last(keys: pl.DataFrame, known: pl.Series) -> int | None:
    years = keys["year"].filter(known)
    return int(str(years.max())) if years.len() else None
