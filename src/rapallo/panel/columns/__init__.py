"""The columns of the panel, one file a subject: each declares its columns and derives them."""

from __future__ import annotations

from rapallo.errors import RapalloError, did_you_mean
from rapallo.panel.column import Column
from rapallo.panel.columns import (
    arms,
    diplomacy,
    disputes,
    exercises,
    geography,
    obligations,
    organisations,
    power,
    regime,
    sanctions,
    threat,
    trade,
    treaties,
    votes,
)
from rapallo.warehouse.store import Warehouse

SUBJECTS = (
    obligations,
    treaties,
    arms,
    exercises,
    votes,
    organisations,
    diplomacy,
    trade,
    disputes,
    threat,
    sanctions,
    geography,
    power,
    regime,
)
_DECLARED: dict[str, Column] = {c.name: c for subject in SUBJECTS for c in subject.COLUMNS}
COLUMNS = {name: declared.held({}) for name, declared in _DECLARED.items()}
"""The columns by name, with the years that the sources declare."""


class UnknownColumnError(RapalloError):
    """No column of that name is declared."""


def column(name: str, warehouse: Warehouse | None = None) -> Column:
    """Return the declaration of a column.

    Parameters
    ----------
    name : str
        Its name.
    warehouse : Warehouse, optional
        Where its figures are: its years are then those that this warehouse's sources reach.

    Raises
    ------
    UnknownColumnError
        With the nearest names.
    """
    if name not in COLUMNS:
        hint = did_you_mean(name, COLUMNS) or f"; there are {', '.join(COLUMNS)}"
        raise UnknownColumnError(f"there is no column {name!r}{hint}")
    return COLUMNS[name] if warehouse is None else _DECLARED[name].held(warehouse.reach)
