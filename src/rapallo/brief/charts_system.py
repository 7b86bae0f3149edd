"""The system year by year: balance of the signed ties, the two camps, and polarity."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from rapallo.brief.charts_camps import SOURCES as OF_CAMPS
from rapallo.brief.charts_theme import TEXT, Spec, chart, sources_below, spread
from rapallo.brief.charts_triangle import SOURCES as OF_SIGNS
from rapallo.brief.palette import STAND_INS as INK
from rapallo.system.series import YearOfSystem

WIDE, HIGH, NAMES, APART = 820, 130, 190, 15
STYLES = ((INK["closer"], [1, 0]), (INK["apart"], [5, 3]))
"""Colour and dashes of the first and second line of a panel."""

Lines = tuple[tuple[str, str], ...]

PANELS: tuple[tuple[str, tuple[float, float], Lines], ...] = (
    (
        "Balance of the signed ties: 1 is perfect",
        (0.0, 1.0),
        (("balance", "F, two camps"), ("triangles", "balanced triangles")),
    ),
    (
        "The two camps",
        (0.0, 1.0),
        (("first_share", "stronger camp’s capabilities"), ("strain", "ties’ weight strained")),
    ),
    ("Polarity: effective number of major powers", (1.0, 7.0), (("effective", "powers"),)),
)


def system_over_time(years: Sequence[YearOfSystem], width: int = WIDE) -> Spec:
    """Return three panels of lines by year, one below the other.

    Parameters
    ----------
    years : sequence of YearOfSystem
        As `rapallo.system.series.series` yields them.
    width : int
        Outer width in pixels.
    """
    inner = width - NAMES - 40
    panels = [_panel(years, title, domain, lines, inner) for title, domain, lines in PANELS]
    panels[-1]["layer"].append(sources_below((*OF_SIGNS, *OF_CAMPS), HIGH + 30, width, 32))
    first, last = years[0].year, years[-1].year
    return chart(
        f"The system, {first}–{last}",
        "Each year from what was known in it",
        f"Lines of balance, camps and polarity by year, {first} to {last}; in {last} F is "
        f"{years[-1].balance:.2f}, the stronger camp has {years[-1].first_share:.0%} of "
        "capabilities.",
        {"vconcat": panels, "spacing": 26},
        width,
    )


def _panel(
    years: Sequence[YearOfSystem],
    title: str,
    domain: tuple[float, float],
    lines: Lines,
    width: int,
) -> Spec:
    low, high = domain
    layers: list[Spec] = []
    ends = []
    for (name, _), (colour, dashes) in zip(lines, STYLES, strict=False):
        rows = _rows(years, name)
        layers.append(
            {
                "data": {"values": rows},
                "mark": {"type": "line", "color": colour, "strokeDash": dashes, "strokeWidth": 1.8},
                "encoding": {"x": _x(years), "y": _y(low, high)},
            }
        )
        known = [row["value"] for row in rows if row["value"] is not None]
        at = min(max(known[-1], low), high) if known else low
        ends.append(HIGH * (high - at) / (high - low))
    for (_, label), (colour, _), y in zip(lines, STYLES, spread(ends, APART), strict=False):
        layers.append(_label(label, colour, width + 8, y))
    return {
        "title": {"text": title, "fontSize": 12, "frame": "group", "offset": 6},
        "width": width,
        "height": HIGH,
        "layer": layers,
    }


def _x(years: Sequence[YearOfSystem]) -> Spec:
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [years[0].year, max(years[-1].year, years[0].year + 1)], "nice": False},
        "axis": {"title": None, "format": "d", "tickCount": 10, "grid": False},
    }


def _y(low: float, high: float) -> Spec:
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high], "clamp": True},
        "axis": {"title": None, "tickCount": 4},
    }


def _rows(years: Sequence[YearOfSystem], name: str) -> list[dict[str, Any]]:
    values = [float(getattr(year, name)) for year in years]
    return [
        {"year": year.year, "value": None if math.isnan(value) else round(value, 4)}
        for year, value in zip(years, values, strict=True)
    ]


def _label(text: str, colour: str, x: float, y: float) -> Spec:
    return {
        "data": {"values": [{}]},
        "mark": {"type": "text", "align": "left", "fontSize": TEXT, "color": colour,
                 "x": x, "y": y, "clip": False},
        "encoding": {"text": {"value": text}},
    }  # fmt: skip
