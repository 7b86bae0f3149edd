"""The index and its dimensions by year, the pair beside the rival's two ties."""

from __future__ import annotations

import math
from typing import Any

from rapallo.brief.assessment import Assessment, PairYear
from rapallo.brief.charts_theme import (
    TEXT,
    WIDTH,
    Spec,
    chart,
    short_pair,
    source_line,
    spread,
    wrapped,
)
from rapallo.brief.palette import STAND_INS as INK
from rapallo.brief.units import is_known, score
from rapallo.brief.words import DIMENSIONS, pair_name

LABELS = 122
"""Pixels kept at the right for the names of the lines."""

STYLES = ((INK["closer"], 2.4, [1, 0]), (INK["apart"], 1.5, [1, 0]), (INK["neutral"], 1.5, [5, 3]))
"""Colour, width and dashes of the pair and of the rival's ties, so that colour is not needed."""


def index_over_time(assessment: Assessment, width: int = WIDTH, height: int = 230) -> Spec | None:
    """Return a line chart of the alignment index by year, or None where no year has one.

    The pair is drawn heaviest, the rival's ties to either beside it; the bar at the as-of year is
    the index's interval.

    Parameters
    ----------
    assessment : Assessment
        The brief.
    width, height : int
        Outer width and inner height in pixels.
    """
    pairs = _pairs(assessment)
    if not any(is_known(row.index) for row in assessment.history):
        return None
    inner = width - LABELS - 44
    layers: list[Spec] = [_interval(assessment)] if is_known(assessment.index.low) else []
    layers.append(_lines(assessment, "index"))
    layers.append(_names(assessment, pairs, height))
    layers.append(source_line(assessment, _sources(assessment), height + 34, width, 28))
    first, last = _years(assessment)
    who = pair_name(assessment, assessment.pair)
    return chart(
        f"{who}: alignment, {first}–{last}",
        "Index, 0 to 100 by rank among all pairs of the year"
        + ("; bar: interval" if is_known(assessment.index.low) else ""),
        f"Line chart of the alignment index of {who}, {first} to {last}, beside the ties of the "
        f"rival; {who} stands at {score(assessment.index.value)} in {assessment.as_of}.",
        {"width": inner, "height": height, "layer": layers},
        width,
    )


def dimensions_over_time(assessment: Assessment, width: int = WIDTH) -> Spec | None:
    """Return four small line charts, one a dimension, or None where no year has any.

    Parameters
    ----------
    assessment : Assessment
        The brief.
    width : int
        Outer width in pixels; two charts stand side by side from 400.
    """
    known = [
        name
        for name in DIMENSIONS
        if any(is_known(getattr(row, name)) for row in assessment.history)
    ]
    if not known:
        return None
    across = 2 if width >= 400 else 1
    inner = (width - 40 * across - 16 * (across - 1)) // across
    panels = [_panel(assessment, name, inner) for name in known]
    rows: list[Spec] = [
        {"hconcat": panels[start : start + across], "spacing": 16}
        for start in range(0, len(panels), across)
    ]
    foot = source_line(assessment, _sources(assessment), 0, width, 28)
    rows.append({"width": inner, "height": 1, **foot})
    pairs = _pairs(assessment)
    key = ["heavy line ", "thin line ", "dashes "]
    named = "; ".join(
        key[number] + short_pair(assessment, pair, 40) for number, pair in enumerate(pairs)
    )
    who = pair_name(assessment, assessment.pair)
    return chart(
        f"{who}: four dimensions of alignment",
        f"0 to 100 by rank among all pairs of the year; {named}",
        f"Small line charts of {', '.join(known)} by year for {who} and the rival's ties.",
        {"vconcat": rows, "spacing": 10},
        width,
    )


def _panel(assessment: Assessment, dimension: str, width: int) -> Spec:
    return {
        "title": {"text": DIMENSIONS[dimension], "fontSize": 12, "offset": 4},
        "width": width,
        "height": 96,
        **_lines(assessment, dimension),
    }


def _pairs(assessment: Assessment) -> list[tuple[str, str]]:
    """Return the pair first, then the others in the order of the history."""
    found = list(dict.fromkeys(row.pair for row in assessment.history))
    own = set(assessment.pair)
    return sorted(found, key=lambda pair: set(pair) != own)


def _years(assessment: Assessment) -> tuple[int, int]:
    years = [row.year for row in assessment.history]
    return min(years), max(years)


def _rows(assessment: Assessment, pair: tuple[str, str], column: str) -> list[dict[str, Any]]:
    """Return year and value for every year from first to last, null where there is none."""
    values = {row.year: getattr(row, column) for row in assessment.history if row.pair == pair}
    first, last = min(values), max(values)
    return [
        {"year": year, "value": None if value is None or math.isnan(value) else round(value, 1)}
        for year in range(first, last + 1)
        for value in (values.get(year),)
    ]


def _lines(assessment: Assessment, column: str) -> Spec:
    """Return one layer with a line for each pair, the pair asked about drawn last, on top."""
    pairs = _pairs(assessment)
    numbered = list(enumerate(pairs))[: len(STYLES)]
    rows = [
        {**row, "line": number}
        for number, pair in reversed(numbered)
        for row in _rows(assessment, pair, column)
    ]
    domain = [number for number, _ in numbered]
    colours, weights, dashes = (list(style[: len(domain)]) for style in zip(*STYLES, strict=True))

    def by_line(styles: list[Any]) -> Spec:
        scale = {"domain": domain, "range": styles}
        return {"field": "line", "type": "nominal", "scale": scale, "legend": None}

    return {
        "data": {"values": rows},
        "mark": {"type": "line", "invalid": "break-paths-show-path-domains"},
        "encoding": {
            "x": _x(assessment),
            "y": _y(),
            "color": by_line(colours),
            "strokeWidth": by_line(weights),
            "strokeDash": by_line(dashes),
        },
    }


def _x(assessment: Assessment) -> Spec:
    first, last = _years(assessment)
    return {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [first, max(last, first + 1)], "nice": False},
        "axis": {"format": "d", "grid": False, "tickCount": 5},
    }


def _y() -> Spec:
    return {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, 100]},
        "axis": {"values": [0, 25, 50, 75, 100], "domain": False, "ticks": False},
    }


def _interval(assessment: Assessment) -> Spec:
    index = assessment.index
    return {
        "data": {"values": [{"year": assessment.as_of, "low": index.low, "high": index.high}]},
        "mark": {"type": "rule", "color": INK["closer"], "strokeWidth": 7, "opacity": 0.3},
        "encoding": {
            "x": _x(assessment),
            "y": {**_y(), "field": "low"},
            "y2": {"field": "high"},
        },
    }


def _names(assessment: Assessment, pairs: list[tuple[str, str]], height: int) -> Spec:
    """Return a layer that names each line at its end, with its last value, none over another."""
    ends: list[tuple[int, PairYear]] = []
    for number, pair in enumerate(pairs):
        known = [r for r in assessment.history if r.pair == pair and is_known(r.index)]
        if known:
            ends.append((number, max(known, key=lambda row: row.year)))
    places = spread([row.index or 0.0 for _, row in ends], 100 * 28 / height)
    last = _years(assessment)[1]
    marks: list[Spec] = []
    for (number, row), place in zip(ends, places, strict=True):
        old = "" if row.year == last else f" ({row.year})"
        text = f"{short_pair(assessment, row.pair)} {score(row.index)}{old}"
        marks.append(
            {
                "data": {"values": [{"year": last, "value": place}]},
                "mark": {
                    "type": "text",
                    "align": "left",
                    "baseline": "middle",
                    "dx": 10,
                    "lineHeight": 13,
                    "fontWeight": "bold" if number == 0 else "normal",
                    "color": INK["ink"],
                },
                "encoding": {
                    "x": _x(assessment),
                    "y": _y(),
                    "text": {"value": wrapped(text, LABELS - 14, TEXT)},
                },
            }
        )
    return {"layer": marks}


def _sources(assessment: Assessment) -> tuple[str, ...]:
    return tuple(f.source for d in assessment.dimensions for f in d.indicators)
