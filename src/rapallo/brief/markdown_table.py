"""Tables of a Markdown brief: escaped text, pipe tables, and figures as their rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapallo.brief.assessment import Assessment
from rapallo.brief.digest import source_name
from rapallo.brief.units import is_known, place, reading, when
from rapallo.brief.words import pair_name, printable
from rapallo.panel.figure import Figure

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])")
FIGURE_COLUMNS = ("Figure", "States", "Value", "Year", "Percentile", "Source")


def escaped(text: str) -> str:
    r"""Return a text that Markdown shows as it is, on one line.

    Examples
    --------
    >>> escaped("a|b <i> *c*")
    'a\\|b \\<i\\> \\*c\\*'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(printable(text).split()))


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a pipe table with an empty line after it; cells are escaped."""
    names = list(headings)
    yield "| " + " | ".join(names) + " |"
    yield "|" + " --- |" * len(names)
    for row in rows:
        yield "| " + " | ".join(escaped(cell) for cell in row) + " |"
    yield ""


def figure_row(assessment: Assessment, figure: Figure) -> tuple[str, ...]:
    """Return a figure's cells under `FIGURE_COLUMNS`."""
    known = is_known(figure.value)
    return (
        figure.label,
        pair_name(assessment, figure.states),
        reading(figure),
        when(figure) if known else "–",
        (place(figure) or "–") if known else "–",
        source_name(assessment, figure.source),
    )
