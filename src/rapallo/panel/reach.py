"""How far the data reach: the last year of each column, and what a brief does beyond it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import combinations

from rapallo import states
from rapallo.panel.asof import AsOf
from rapallo.panel.column import Column
from rapallo.panel.columns import COLUMNS, column
from rapallo.panel.years import LAST
from rapallo.sources.registry import source
from rapallo.warehouse.store import Warehouse


@dataclass(frozen=True)
class Reach:
    """How far a column reaches, in general or for a state or a pair.

    Parameters
    ----------
    column, label, theme : str
        Which column.
    who : str
        Codes of the states, or an empty string for the column in general.
    first, last : int or None
        First and last year with a value.
    sources : tuple of str
        Where its values come from.
    then : str
        What a brief as of the last year of the data does.
    """

    column: str
    label: str
    theme: str
    who: str
    first: int | None
    last: int | None
    sources: tuple[str, ...]
    then: str

    def as_row(self) -> dict[str, object]:
        """Return it as a mapping, for tables and JSON."""
        return asdict(self)


def reach(warehouse: Warehouse, members: tuple[int, ...] = (), as_of: int = LAST) -> list[Reach]:
    """Return how far every column reaches.

    Parameters
    ----------
    warehouse : Warehouse
        Where the figures are.
    members : tuple of int
        Codes of states: for each of them and each pair of them a row a column, by the values that
        the warehouse has for them. Without any, a row a column, by the years of all values.
    as_of : int
        The brief's year.

    Returns
    -------
    list of Reach
        In the order of the columns.
    """
    if not members:
        return [_general(warehouse, declared, as_of) for declared in _held(warehouse)]
    view = AsOf(warehouse, as_of, members)
    pairs = tuple(combinations(members, 2))
    out = []
    for declared in _held(warehouse):
        cases: tuple[tuple[int, ...], ...] = (
            tuple((code,) for code in members) if declared.level == "state" else pairs
        )
        for who in cases:
            turns = (who, who[::-1]) if declared.directed and len(who) == 2 else (who,)
            years = [
                year for turn in turns for year in view.known(declared.name, *turn)[0].tolist()
            ]
            out.append(
                _of(declared, who, min(years, default=None), max(years, default=None), as_of)
            )
    return out


def _held(warehouse: Warehouse) -> list[Column]:
    return [column(name, warehouse) for name in COLUMNS]


def _general(warehouse: Warehouse, column: Column, as_of: int) -> Reach:
    table = "state_year" if column.level == "state" else "dyad_year"
    stored = [name for name in column.stored if name in warehouse.columns(table)]
    if not stored:
        return _of(column, (), None, None, as_of)
    known = " OR ".join(f'"{name}" IS NOT NULL' for name in stored)
    row = warehouse.sql(
        f'SELECT min(year) AS first, max(year) AS last FROM "{table}" WHERE {known}'
    )
    return _of(column, (), row["first"].item(), row["last"].item(), as_of)


def _of(
    column: Column, who: tuple[int, ...], first: int | None, last: int | None, as_of: int
) -> Reach:
    return Reach(
        column=column.name,
        label=column.label,
        theme=column.theme,
        who="-".join(states.get(code).code for code in who),
        first=first,
        last=last,
        sources=tuple(dict.fromkeys(source(d.source).short for d in column.domains)),
        then=consequence(column, last, as_of),
    )


def consequence(column: Column, last: int | None, as_of: int = LAST) -> str:
    """Say what a brief as of a year does with a column whose last value is of `last`.

    Parameters
    ----------
    column : Column
        The column.
    last : int or None
        Year of its last value.
    as_of : int
        The brief's year.

    Examples
    --------
    >>> from rapallo.panel.columns import column
    >>> consequence(column("defence"), 2018, 2018)
    'used as it is'
    >>> consequence(column("defence"), None)
    'left out: nothing is known'
    """
    if last is None:
        return "left out: nothing is known"
    whole = column.last_whole(as_of)
    if last >= whole:
        return "used as it is"
    age = as_of - last
    if age <= column.stands:
        return f"carried from {last}, {age} years old"
    if column.carry == 0:
        return f"left out after {last}: it is not carried forward"
    return f"left out: {age} years old, more than the {column.stands} it may be carried"
