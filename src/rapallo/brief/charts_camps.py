"""The camps of a year as a map of tiles: one labelled tile a state, where it lies in the world."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

from rapallo import states
from rapallo.alignment.indicators import INDICATORS
from rapallo.brief.charts_theme import TEXT, Spec, chart, sources_below, wrapped
from rapallo.brief.palette import STAND_INS as INK
from rapallo.brief.sides import Sides
from rapallo.brief.tiles import extent, tiles
from rapallo.brief.units import percent
from rapallo.brief.words import counted, the
from rapallo.panel.columns import column
from rapallo.sources.registry import source

WIDE = 820
"""Outer width in pixels: three letters fit into a tile."""

LINE = 13
"""Height of a line of the key in pixels."""

FENCE = 0.25
"""A state that its camp holds less firmly than this is said to waver."""

LOOKS = (
    ("square", INK["closer"], 0.78),
    ("circle", INK["apart"], 0.74),
    ("diamond", INK["accent"], 0.86),
    ("triangle-up", INK["neutral"], 0.8),
)
"""Shape, colour and area of a camp's tiles, the area as a share of a whole tile's."""

NONE = ("cross", INK["grid"], 0.5)
"""Look of a state in none of the camps that have one of their own."""

SOURCES = tuple(
    source(domain.source).short
    for name in ("cinc", *(indicator.name for indicator in INDICATORS))
    for domain in column(name).domains
)
"""Short names of the sources of sizes and ties."""


def camps_map(found: Sides, marked: Collection[int] = (), width: int = WIDE) -> Spec:
    """Return a map of camps: shape and colour say the camp, an outline the states asked about.

    Filled tiles are held firmly, hollow ones waver (`FENCE`).

    Parameters
    ----------
    found : Sides
        The camps of a year.
    marked : collection of int
        Correlates of War codes of states to outline.
    width : int
        Outer width in pixels.
    """
    columns, rows = extent()
    side = (width - 16) / columns
    placed = [_tile(found, at, marked, side) for at in range(len(found.codes))]
    height = side * rows
    layers = [
        _marks([tile for tile in placed if tile["look"] == look], look, columns, rows, side)
        for look in {tile["look"] for tile in placed}
    ]
    layers += [_labels(placed, hollow, columns, rows) for hollow in (False, True)]
    layers += _key(found, columns, rows, side)
    layers.append(sources_below(SOURCES, height + 18, width))
    return chart(
        f"Camps of {found.year}",
        "A tile a state; shape and colour: its camp, from its own ties; hollow: it wavers"
        + ("; outlined: the states asked about" if marked else ""),
        f"Map of the camps of {found.year}. {in_words(found)}",
        {"width": width - 16, "height": height, "layer": layers},
        width,
    )


def look_of(camp: int) -> tuple[str, str, float]:
    """Return shape, colour and area of a camp; the same for all beyond the fourth."""
    return LOOKS[camp] if 0 <= camp < len(LOOKS) else NONE


def said(found: Sides, camp: int) -> str:
    """Say who stands in a camp: its two strongest, how many, with how much of all capabilities."""
    members = found.members(camp)
    strongest = " and ".join(the(states.name(int(code), found.year)) for code in members[:2])
    return (
        f"With {strongest}: {counted(len(members), 'state')}, "
        f"{percent(found.share(camp))} of capabilities"
    )


def in_words(found: Sides) -> str:
    """Say how many states and how much of the world's capabilities stand in each camp."""
    parts = [said(found, camp) for camp in range(found.count)]
    alone = int((found.camp < 0).sum())
    if alone:
        parts.append(f"{counted(alone, 'state')} in no camp")
    return ". ".join(parts) + "."


def _tile(found: Sides, at: int, marked: Collection[int], side: float) -> dict[str, Any]:
    state = states.get(int(found.codes[at]))
    x, y = tiles()[state.code]
    look = look_of(int(found.camp[at]))
    hold = float(found.hold[at])
    colour = look[1]
    hollow = found.camp[at] >= 0 and not math.isnan(hold) and hold < FENCE
    outlined = state.cow in marked
    return {
        "x": x,
        "y": y,
        "code": state.code,
        "look": look,
        "hollow": hollow,
        "fill": INK["paper"] if hollow else colour,
        "stroke": INK["ink"] if outlined else colour,
        "wide": 3.0 if outlined else 1.4 if hollow else 0.0,
    }


def _marks(
    placed: list[dict[str, Any]], look: tuple[str, str, float], columns: int, rows: int, side: float
) -> Spec:
    shape, _, share = look
    return {
        "data": {"values": [{k: v for k, v in tile.items() if k != "look"} for tile in placed]},
        "mark": {"type": "point", "shape": shape, "opacity": 1, "size": side**2 * share},
        "encoding": {
            **_place(columns, rows),
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "stroke": {"field": "stroke", "type": "nominal", "scale": None},
            "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None},
        },
    }


def _labels(placed: list[dict[str, Any]], hollow: bool, columns: int, rows: int) -> Spec:
    return {
        "data": {
            "values": [
                {"x": t["x"], "y": t["y"], "code": t["code"]}
                for t in placed
                if (t["hollow"] or t["look"] == NONE) == hollow
            ]
        },
        "mark": {
            "type": "text",
            "baseline": "middle",
            "fontSize": 8.5,
            "color": INK["ink"] if hollow else INK["paper"],
        },
        "encoding": {**_place(columns, rows), "text": {"field": "code"}},
    }


def _place(columns: int, rows: int) -> Spec:
    return {
        "x": _scale("x", -0.5, columns - 0.5, reverse=False),
        "y": _scale("y", -0.5, rows - 0.5, reverse=True),
    }


def _scale(name: str, low: float, high: float, *, reverse: bool) -> Spec:
    return {
        "field": name,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [low, high], "nice": False, "zero": False, "reverse": reverse},
    }


def _key(found: Sides, columns: int, rows: int, side: float) -> list[Spec]:
    """Return the camps' names, in the South Atlantic."""
    layers: list[Spec] = []
    y = rows - 4.2
    for k in range(min(found.count, len(LOOKS))):
        shape, colour, share = look_of(k)
        place = {"x": 7.2, "y": y}
        lines = wrapped(said(found, k), 6.6 * side, TEXT)
        y += (LINE * len(lines) + 6) / side
        layers += [
            {
                "data": {"values": [place]},
                "mark": {
                    "type": "point",
                    "shape": shape,
                    "opacity": 1,
                    "size": side**2 * share,
                    "fill": colour,
                    "stroke": colour,
                    "strokeWidth": 0,
                },
                "encoding": _place(columns, rows),
            },
            {
                "data": {"values": [place]},
                "mark": {
                    "type": "text",
                    "align": "left",
                    "baseline": "middle",
                    "dx": 0.8 * side,
                    "lineHeight": LINE,
                },
                "encoding": {**_place(columns, rows), "text": {"value": lines}},
            },
        ]
    return layers
