"""Reading a user's own propensities and sizes from CSV files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rapallo.errors import RapalloError, did_you_mean
from rapallo.system.propensities import Floats

SIZE = "size"


class MatrixError(RapalloError):
    """A file of propensities or sizes that cannot be used."""


@dataclass(frozen=True)
class Actors:
    """Actors of a landscape.

    Parameters
    ----------
    names : tuple of str
        Their names.
    size : ndarray, shape (actors,)
        Above 0.
    propensity : ndarray, shape (actors, actors)
        Symmetric, 0 on the diagonal.
    """

    names: tuple[str, ...]
    size: Floats
    propensity: Floats


def read_actors(path: Path, sizes: Path | None = None) -> Actors:
    """Read a symmetric matrix of propensities.

    The first row has the actors' names after a first cell that is not read; each row below has a
    name and its propensities. A column headed ``size`` may hold sizes; else they come from a
    second file, or all are 1. Cells on the diagonal may be blank.

    Parameters
    ----------
    path : Path
        The matrix.
    sizes : Path, optional
        A file with a row for each actor: name, size; a first row ``name,size`` is passed over.

    Returns
    -------
    Actors

    Raises
    ------
    MatrixError
        If a file cannot be read; the matrix is not square or not symmetric; names are double, or
        unknown in one of the two places; a cell is blank or no number; a size is not above 0; or
        there are fewer than two actors or no propensity at all.
    """
    rows = _rows(path)
    header = [cell.strip() for cell in rows[0][1:]]
    at = next((k for k, name in enumerate(header) if name.lower() == SIZE), None)
    names = tuple(name for k, name in enumerate(header) if k != at)
    _check_names(path, "column", names)
    _check_names(path, "row", [row[0].strip() for row in rows[1:]])
    found = {row[0].strip(): row[1:] for row in rows[1:]}
    _same_names(path, names, tuple(found))
    if len(names) < 2:
        raise MatrixError(
            f"{path}: a landscape needs two actors or more, and here are {len(names)}"
        )
    propensity = np.zeros((len(names), len(names)))
    size = np.ones(len(names))
    for i, name in enumerate(names):
        cells = found[name]
        if len(cells) != len(header):
            raise MatrixError(
                f"{path}: the matrix is not square: the row of {name} has {len(cells)} values and "
                f"the first row {len(header)} names"
            )
        values = [cell for k, cell in enumerate(cells) if k != at]
        for j, cell in enumerate(values):
            where = f"{path}: propensity of {name} and {names[j]}"
            propensity[i, j] = 0.0 if i == j and not cell.strip() else _number(cell, where)
        if at is not None:
            size[i] = _size(cells[at], f"{path}: size of {name}")
    _check_matrix(path, names, propensity)
    if sizes is not None:
        size = _sizes(sizes, names)
    return Actors(names, size, (propensity + propensity.T) / 2)


def _rows(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise MatrixError(f"{path} cannot be read: {why}") from error
    lines = text.splitlines()
    mark = ";" if lines and ";" in lines[0] and "," not in lines[0] else ","
    rows = [row for row in csv.reader(lines, delimiter=mark) if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise MatrixError(
            f"{path}: no matrix here; expected a first row of names, and for each of them a row "
            "with the name and its propensities"
        )
    return rows


def _check_names(path: Path, what: str, names: list[str] | tuple[str, ...]) -> None:
    for number, name in enumerate(names):
        if not name:
            raise MatrixError(f"{path}: {what} {number + 1} has no name")
        if name in names[:number]:
            raise MatrixError(f"{path}: {name} is there twice, in {what}s")


def _same_names(path: Path, columns: tuple[str, ...], rows: tuple[str, ...]) -> None:
    for name in rows:
        if name not in columns:
            raise MatrixError(
                f"{path}: {name} has a row but no column{did_you_mean(name, columns)}"
            )
    for name in columns:
        if name not in rows:
            raise MatrixError(f"{path}: {name} has a column but no row{did_you_mean(name, rows)}")


def _number(cell: str, where: str) -> float:
    text = cell.strip()
    try:
        value = float(text)
    except ValueError:
        given = f"{text!r}, not a number" if text else "blank"
        raise MatrixError(f"{where} is {given}; write 0 where it may count as none") from None
    if not np.isfinite(value):
        raise MatrixError(f"{where} is {text}; write 0 where it may count as none")
    return value


def _size(cell: str, where: str) -> float:
    value = _number(cell, where)
    if value <= 0:
        raise MatrixError(f"{where} is {value:g}; sizes are above 0")
    return value


def _check_matrix(path: Path, names: tuple[str, ...], propensity: Floats) -> None:
    own = np.flatnonzero(propensity.diagonal())
    if len(own):
        name, value = names[own[0]], propensity[own[0], own[0]]
        raise MatrixError(f"{path}: {name} has a propensity of {value:g} with itself; write 0")
    uneven = np.argwhere(~np.isclose(propensity, propensity.T, rtol=1e-9, atol=0.0))
    if len(uneven):
        i, j = uneven[0]
        more = f" ({len(uneven) // 2} pairs are unlike)" if len(uneven) > 2 else ""
        raise MatrixError(
            f"{path}: the matrix is not symmetric: {names[i]} with {names[j]} is "
            f"{propensity[i, j]:g}, {names[j]} with {names[i]} is {propensity[j, i]:g}{more}"
        )
    if not propensity.any():
        raise MatrixError(f"{path}: no ties: every propensity is 0")


def _sizes(path: Path, names: tuple[str, ...]) -> Floats:
    rows = _rows(path)
    if rows[0][1:] and rows[0][1].strip().lower() == SIZE:
        rows = rows[1:]
    found: dict[str, float] = {}
    for row in rows:
        name = row[0].strip()
        if name not in names:
            raise MatrixError(f"{path}: {name} is not in the matrix{did_you_mean(name, names)}")
        if name in found:
            raise MatrixError(f"{path}: {name} is there twice")
        if len(row) != 2:
            raise MatrixError(f"{path}: the row of {name} has {len(row)} cells, not name and size")
        found[name] = _size(row[1], f"{path}: size of {name}")
    for name in names:
        if name not in found:
            raise MatrixError(f"{path}: {name} has no size")
    return np.array([found[name] for name in names])
