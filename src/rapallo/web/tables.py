"""What the pages show, as flat tables for download."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from rapallo.brief.assessment import Assessment
from rapallo.brief.digest import source_name
from rapallo.panel.figure import Figure
from rapallo.triangle.result import TriangleYear

FIGURES = {
    "part": pl.String,
    "item": pl.String,
    "column": pl.String,
    "label": pl.String,
    "states": pl.String,
    "value": pl.Float64,
    "text": pl.String,
    "unit": pl.String,
    "year": pl.Int16,
    "percentile": pl.Float64,
    "source": pl.String,
    "why_missing": pl.String,
}


def of_brief(made: Assessment) -> pl.DataFrame:
    """Return every figure of a brief: a row each, with the part it belongs to and its source.

    Parts are ``dimension``, ``ladder`` and ``ledger`` (each figure as of the brief's year),
    ``series`` (the main figures year by year) and ``index`` (the pair's and the rival's ties').
    """
    rows = [_figure(made, part, item, figure) for part, item, figure in _figures(made)]
    for series in made.figures:
        for year, value in series.points:
            rows.append(
                _row("series", series.column, series.column, series.label, series.states)
                | {
                    "value": value,
                    "unit": series.unit,
                    "year": year,
                    "source": source_name(made, series.source),
                }
            )
    rows += [
        _row("index", "index", "alignment", "Alignment index", one.pair)
        | {"value": one.index, "unit": "0-100", "year": one.year, "source": "Rapallo"}
        for one in made.history
    ]
    return pl.DataFrame(rows, schema=FIGURES)


def _figures(made: Assessment) -> Iterator[tuple[str, str, Figure]]:
    for dimension in made.dimensions:
        yield from (("dimension", dimension.name, figure) for figure in dimension.indicators)
    for rung in made.ladder.evidence:
        yield from (("ladder", f"{rung.number} {rung.name}", figure) for figure in rung.figures)
    for entry in made.ledger:
        yield from (("ledger", entry.id, figure) for figure in entry.evidence)


def _figure(made: Assessment, part: str, item: str, figure: Figure) -> dict[str, object]:
    value = figure.value
    return _row(part, item, figure.column, figure.label, figure.states) | {
        "value": float(value) if isinstance(value, (int, float)) else None,
        "text": value if isinstance(value, str) else None,
        "unit": figure.unit,
        "year": figure.year,
        "percentile": figure.percentile,
        "source": source_name(made, figure.source),
        "why_missing": figure.reason,
    }


def _row(part: str, item: str, column: str, label: str, who: tuple[str, ...]) -> dict[str, object]:
    return {"part": part, "item": item, "column": column, "label": label, "states": "-".join(who)}


def of_triangle(timeline: tuple[TriangleYear, ...]) -> pl.DataFrame:
    """Return a row a year: type, its probability, each tie's sign and net, each state's role."""
    rows = []
    for one in timeline:
        row: dict[str, object] = {
            "year": one.year,
            "type": one.type,
            "probability": one.probabilities.get(one.type, 0.0),
        }
        for tie in one.ties:
            pair = "-".join(tie.pair)
            row |= {f"sign_{pair}": tie.sign, f"net_{pair}": tie.net}
        rows.append(row | {f"role_{code}": role for code, role in one.roles.items()})
    return pl.DataFrame(rows)
