"""State-years and dyad-years with columns on request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl

from rapallo.errors import RapalloError
from rapallo.panel.asof import SNAPSHOT_LACKS
from rapallo.panel.column import Column
from rapallo.panel.columns import column
from rapallo.panel.panel import Panel
from rapallo.panel.years import FIRST, LAST
from rapallo.warehouse.store import Warehouse


def state_years(
    columns: Sequence[str] = (),
    *,
    first: int = FIRST,
    last: int | None = None,
    as_of: int | None = None,
    among: Iterable[int] | None = None,
    warehouse: Warehouse | None = None,
) -> Panel:
    """Return a row for every state in every year of its membership of the state system.

    Parameters
    ----------
    columns : sequence of str
        Declared columns of states.
    first, last : int
        Years wanted, inclusive; `last` is the end of the data by default.
    as_of : int, optional
        Leave out everything dated later.
    among : iterable of int, optional
        Only these states (Correlates of War codes).
    warehouse : Warehouse, optional
        Where to read; by default the one that `Warehouse.open` finds.

    Returns
    -------
    Panel
        Columns ``state``, ``year`` and those asked for; null outside a source's years, for the
        reason that `Panel.why_null` gives.

    Raises
    ------
    UnknownColumnError
        For a column that is not declared.
    RapalloError
        For a column of pairs, or years outside 1816-2025.

    Examples
    --------
    >>> panel = state_years(["cinc"], first=1945, last=1945, among=[2])
    >>> round(panel.frame["cinc"][0], 3)
    0.384
    """
    if warehouse is None:
        with Warehouse.open() as opened:
            return state_years(
                columns, first=first, last=last, as_of=as_of, among=among, warehouse=opened
            )
    first, last = _years(first, last, as_of)
    declared = [column(name, warehouse) for name in dict.fromkeys(columns)]
    for c in declared:
        if c.level != "state":
            raise RapalloError(f"{c.name} is a column of pairs; ask for it in dyad-years")
    names = ", ".join(["state", "year", *(f'"{c.name}"' for c in declared)])
    where, values = _where(("state",), first, last, among)
    query = f"SELECT {names} FROM state_year {where} ORDER BY state, year"
    rows = _read(query, values, declared, warehouse)
    rows = _whole(rows, {c.name: c for c in declared}, as_of)
    return Panel(rows, tuple(declared))


def dyad_years(
    columns: Sequence[str] = (),
    *,
    directed: bool = False,
    first: int = FIRST,
    last: int | None = None,
    as_of: int | None = None,
    among: Iterable[int] | None = None,
    warehouse: Warehouse | None = None,
) -> Panel:
    """Return a row for every pair of states in every year in which both were members.

    Parameters
    ----------
    columns : sequence of str
        Declared columns, of pairs or of states. A state's column comes twice, as ``name_1`` and
        ``name_2`` for the first and second state.
    directed : bool
        Whether each pair comes in both directions. A directed column then holds what the first
        state does towards the second; otherwise it comes twice, as ``name_12`` and ``name_21``.
    first, last, as_of, among, warehouse
        As in `state_years`; both states of a pair are among those named.

    Returns
    -------
    Panel
        Columns ``state1``, ``state2``, ``year`` and those asked for, sorted by them.

    Raises
    ------
    UnknownColumnError, RapalloError
        As `state_years`.

    Examples
    --------
    >>> panel = dyad_years(["defence"], directed=True, first=1960, last=1960, among=[365, 710])
    >>> panel.frame["defence"].to_list()
    [1, 1]
    """
    if warehouse is None:
        with Warehouse.open() as opened:
            return dyad_years(
                columns,
                directed=directed,
                first=first,
                last=last,
                as_of=as_of,
                among=among,
                warehouse=opened,
            )
    first, last = _years(first, last, as_of)
    declared = [column(name, warehouse) for name in dict.fromkeys(columns)]
    of_pairs = [c for c in declared if c.level == "dyad"]
    stored = [f'"{name}"' for c in of_pairs for name in c.stored]
    where, values = _where(("state1", "state2"), first, last, among)
    rows = _read(
        f"SELECT {', '.join(['state1', 'state2', 'year', *stored])} FROM dyad_year {where}",
        values,
        of_pairs,
        warehouse,
    )
    if directed:
        rows = pl.concat([_one_way(rows, of_pairs, "12"), _one_way(rows, of_pairs, "21")])
    order = rows.select(
        (pl.col("state1").cast(pl.Int64) * 1000 + pl.col("state2")) * 10_000 + pl.col("year")
    ).to_series()
    if not order.is_sorted():
        rows = rows[order.arg_sort()]
    of_states = [c for c in declared if c.level == "state"]
    if of_states:
        rows = _with_states(rows, of_states, first, last, warehouse)
    named = {n: c for c in declared for n in _named(c, directed)}
    rows = _whole(rows.select("state1", "state2", "year", *named), named, as_of)
    return Panel(rows, tuple(declared))


def _years(first: int, last: int | None, as_of: int | None) -> tuple[int, int]:
    last = LAST if last is None else last
    as_of = LAST if as_of is None else as_of
    for year in (first, last, as_of):
        if not FIRST <= year <= LAST:
            raise RapalloError(f"{year} is outside the state system's years, {FIRST}-{LAST}")
    last = min(last, as_of)
    if first > last:
        raise RapalloError(f"the years {first} to {last} are none: the first comes after the last")
    return first, last


def _where(
    keys: tuple[str, ...], first: int, last: int, among: Iterable[int] | None
) -> tuple[str, list[object]]:
    conditions, values = [], list[object]()
    if (first, last) != (FIRST, LAST):
        conditions.append("year BETWEEN ? AND ?")
        values += [first, last]
    if among is not None:
        codes = ", ".join(str(int(code)) for code in among)
        conditions += [f"{key} IN ({codes})" for key in keys]
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), values


def _read(
    query: str, values: list[object], columns: Sequence[Column], warehouse: Warehouse
) -> pl.DataFrame:
    lacking = [c.name for c in columns if c.ships == "none" and warehouse.kind == "snapshot"]
    if lacking:
        raise RapalloError(f"{', '.join(lacking)}: {SNAPSHOT_LACKS}")
    return warehouse.sql(query, values)


def _one_way(rows: pl.DataFrame, columns: Sequence[Column], way: str) -> pl.DataFrame:
    first, second = ("state1", "state2") if way == "12" else ("state2", "state1")
    return rows.select(
        pl.col(first).alias("state1"),
        pl.col(second).alias("state2"),
        "year",
        *(pl.col(f"{c.name}_{way}" if c.directed else c.name).alias(c.name) for c in columns),
    )


def _with_states(
    rows: pl.DataFrame,
    columns: Sequence[Column],
    first: int,
    last: int,
    warehouse: Warehouse,
) -> pl.DataFrame:
    """Look the states' values up by position in a sheet, quicker than by joins."""
    known = state_years([c.name for c in columns], first=first, last=last, warehouse=warehouse)
    sheet = np.full((last - first + 1, 1000), known.frame.height, dtype=np.int32)
    sheet[known.frame["year"].to_numpy() - first, known.frame["state"].to_numpy()] = np.arange(
        known.frame.height
    )
    year = rows["year"].to_numpy() - first
    padded = pl.concat([known.frame, known.frame.clear(1)], how="vertical")
    added = []
    for side in ("1", "2"):
        position = sheet[year, rows[f"state{side}"].to_numpy()]
        added += [padded[c.name].gather(position).alias(f"{c.name}_{side}") for c in columns]
    return rows.with_columns(added)


def _whole(rows: pl.DataFrame, named: dict[str, Column], as_of: int | None) -> pl.DataFrame:
    """Leave out values that were not whole yet as of a year."""
    if as_of is None:
        return rows
    return rows.with_columns(
        pl.when(pl.col("year") <= c.last_whole(as_of)).then(pl.col(name)).alias(name)
        for name, c in named.items()
        if c.lag
    )


def _named(c: Column, directed: bool) -> tuple[str, ...]:
    if c.level == "state":
        return (f"{c.name}_1", f"{c.name}_2")
    return (c.name,) if directed else c.stored
