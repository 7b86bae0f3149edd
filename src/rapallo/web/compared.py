"""What pairs can be compared in: the index, its dimensions, and the panel's columns of pairs."""

from __future__ import annotations

from rapallo.alignment.indicators import DIMENSIONS, INDICATORS
from rapallo.panel.columns import COLUMNS
from rapallo.sources.registry import source
from rapallo.sources.source import Source

INDEX = "alignment"
PLACES = (INDEX, *DIMENSIONS)
"""What runs from 0 to 100 by rank among all pairs of the year."""

WHAT: dict[str, str] = {
    INDEX: "Alignment index",
    **{str(name): f"Dimension: {name}" for name in DIMENSIONS},
    **{
        c.name: c.label
        for c in COLUMNS.values()
        if c.level == "dyad" and not c.directed and c.kind != "text"
    },
}
"""Labels by name; columns that differ by direction are left out."""


def unit(what: str) -> str:
    """Return the unit of what is compared.

    Examples
    --------
    >>> unit("alignment")
    '0 to 100, by rank among all pairs of the year'
    """
    if what in PLACES:
        return "0 to 100, by rank among all pairs of the year"
    return COLUMNS[what].unit


def sources(what: str) -> list[Source]:
    """Return the sources behind what is compared."""
    if what == INDEX:
        names = [i.name for i in INDICATORS]
    elif what in DIMENSIONS:
        names = [i.name for i in INDICATORS if i.dimension == what]
    else:
        names = [what]
    ids = dict.fromkeys(d.source for name in names for d in COLUMNS[name].domains)
    return [source(id) for id in ids]
