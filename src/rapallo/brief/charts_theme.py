"""What all charts share: type, colours, width, and the line that names their sources."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from rapallo.brief.assessment import Assessment
from rapallo.brief.digest import source_name
from rapallo.brief.palette import STAND_INS as INK

Spec = dict[str, Any]

WIDTH = 440
"""Outer width in pixels: fits a column of text, and a phone with little shrinking."""

FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
"""Faces of nearly one width, so that a text is as long in a reader's browser as when drawn."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

TEXT = 11.5
"""Size in pixels of the text inside a chart."""

CONFIG: Spec = {
    "aria": False,
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK["muted"],
        "labelFlush": False,
        "labelOverlap": True,
        "titleColor": INK["muted"],
        "labelFontSize": 11.5,
        "titleFontSize": 11.5,
        "titleFontWeight": "normal",
        "gridColor": INK["grid"],
        "domainColor": INK["grid"],
        "tickColor": INK["grid"],
    },
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "color": INK["ink"],
        "subtitleColor": INK["muted"],
        "fontSize": 14,
        "subtitleFontSize": 11.5,
        "offset": 12,
    },
    "text": {"color": INK["ink"], "fontSize": TEXT},
}


def chart(title: str, subtitle: str, description: str, body: Spec, width: int) -> Spec:
    """Return a whole specification: title and subtitle wrapped to the width, theme, and body."""
    return {
        "$schema": SCHEMA,
        "description": description,
        "title": {"text": wrapped(title, width, 14), "subtitle": wrapped(subtitle, width, 11.5)},
        "padding": 4,
        "config": CONFIG,
        **body,
    }


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines that fit `width` pixels at a font size of `size` pixels.

    Letters are taken to be .54 of the size wide, about the mean of a sans serif.

    Examples
    --------
    >>> wrapped("Far more trade with the rival", 120, 11)
    ['Far more trade with', 'the rival']
    """
    return textwrap.wrap(text, max(int(width / (0.54 * size)), 8)) or [""]


def source_line(
    assessment: Assessment, ids: tuple[str, ...], y: float, width: int, left: float = 0
) -> Spec:
    """Return a layer that names the sources below a chart.

    It starts `y` pixels below the top of the chart's inner part and `left` to the left of it.
    """
    used = {source.id for source in assessment.sources}
    names = [source_name(assessment, i) for i in ids if i in used]
    return sources_below(names, y, width, left)


def sources_below(names: Iterable[str], y: float, width: int, left: float = 0) -> Spec:
    """Return a layer that names the given sources below a chart, as `source_line` does."""
    names = list(dict.fromkeys(names))
    text = "Source: Rapallo" + (f", from {', '.join(names)}" if names else "")
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "top",
            "fontSize": 10.5,
            "lineHeight": 13,
            "color": INK["muted"],
            "x": -left,
            "y": y,
            "clip": False,
        },
        "encoding": {"text": {"value": wrapped(text, width, 10.5)}},
    }


def short_pair(assessment: Assessment, pair: tuple[str, ...], longest: int = 22) -> str:
    """Return a pair's names, or its codes where the names are too long for a label."""
    return short(assessment.names, pair, longest)


def short(names: Mapping[str, str], pair: tuple[str, ...], longest: int = 22) -> str:
    """Return the names of a pair, or its codes where the names are too long for a label."""
    named = "–".join(names.get(code, code) for code in pair)
    return named if len(named) <= longest else "–".join(pair)


def spread(places: list[float], apart: float) -> list[float]:
    """Move places as little as need be so that none are closer than `apart`; order is kept.

    Examples
    --------
    >>> spread([50.0, 52.0, 80.0], 6)
    [48.0, 54.0, 80.0]
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    groups: list[list[float]] = []  # each: sum of places less offsets, count
    for index in order:
        groups.append([places[index], 1])
        while len(groups) > 1 and _top(groups[-1], apart) - _bottom(groups[-2], apart) < apart:
            total, count = groups.pop()
            groups[-1] = [groups[-1][0] + total, groups[-1][1] + count]
    moved = list(places)
    ranks = iter(order)
    for total, count in groups:
        first = total / count - apart * (count - 1) / 2
        for step in range(int(count)):
            moved[next(ranks)] = first + step * apart
    return moved


def _top(group: list[float], apart: float) -> float:
    return group[0] / group[1] - apart * (group[1] - 1) / 2


def _bottom(group: list[float], apart: float) -> float:
    return group[0] / group[1] + apart * (group[1] - 1) / 2
