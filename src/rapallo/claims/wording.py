"""Findings in words: a figure with its unit and year, a number in millions, sources that differ."""

from __future__ import annotations

from collections.abc import Iterable

from rapallo.panel.columns import COLUMNS
from rapallo.panel.figure import Figure
from rapallo.sources.registry import SOURCES

NAMES = {source.id: source.short for source in SOURCES}


def label(column: str) -> str:
    """Return a column's name in words, Rapallo's own columns among them."""
    own = {"alignment": "Alignment index", "rung": "Rung of the ladder"}
    if column in COLUMNS:
        return COLUMNS[column].label
    return own.get(column, f"Alignment: {column}")


def whose(figure: Figure) -> str:
    """Name the states of a figure: from one to the other where the column is directed."""
    declared = COLUMNS.get(figure.column)
    return (" to " if declared is not None and declared.directed else " and ").join(figure.states)


def said(figure: Figure) -> str:
    """Say a figure: label, states, value, unit and year."""
    if not isinstance(figure.value, float):
        return f"{figure.label} of {whose(figure)}: no data"
    return f"{figure.label} of {whose(figure)}: {amount(figure.value, figure.unit)} ({figure.year})"


def amount(value: float, unit: str) -> str:
    """Write a value with its unit; yes or no where it is a fact.

    Examples
    --------
    >>> amount(1.574e12, "current USD"), amount(0.263, "0-1"), amount(1.0, "0/1")
    ('1.574 trillion current USD', '0.263', 'yes')
    """
    if unit == "0/1":
        return "yes" if value else "no"
    scale = unit[:1].isdigit() or unit.startswith("-")
    return short(value) if scale or not unit else f"{short(value)} {unit}"


def short(value: float) -> str:
    """Write a number with four significant digits, in thousands, millions, ... where large."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.4g} {name}"
    return f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"


def unlike(figures: Iterable[Figure]) -> str:
    """Warn where figures of one column are not of one source; empty where they are.

    A change of source can look like a change in the world.
    """
    origins: dict[str, list[int]] = {}
    for figure in figures:
        if figure.year is not None:
            origins.setdefault(figure.source, []).append(figure.year)
    if len(origins) < 2:
        return ""
    listed = ", ".join(
        f"{NAMES.get(origin, origin)} ({span(years)})" for origin, years in origins.items()
    )
    return f"; not of one source: {listed}"


def span(years: Iterable[int]) -> str:
    """Write years as their first and last.

    Examples
    --------
    >>> span([2014, 2012]), span([2012])
    ('2012-2014', '2012')
    """
    known = sorted(set(years))
    return str(known[0]) if len(known) == 1 else f"{known[0]}-{known[-1]}"
