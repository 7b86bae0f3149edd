"""The network of a year: the strongest states, their camps, and the ties between them."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rapallo import states
from rapallo.brief.charts_camps import SOURCES, in_words, look_of, said
from rapallo.brief.charts_theme import Spec, chart, sources_below, wrapped
from rapallo.brief.layout import WIDE, layout
from rapallo.brief.palette import STAND_INS as INK

if TYPE_CHECKING:
    from rapallo.system.camps import Camps
    from rapallo.system.network import SignedNetwork

Floats = NDArray[np.float64]

HIGH = 540
SHOWN = 25
"""How many of the strongest states are shown, beside those asked about."""
FRIENDS = 30
"""How many friendly ties are drawn at most: those that weigh most."""
LEAST, MOST = 620.0, 13000.0
"""Area of the smallest state in square pixels, and what a share of 1 of capabilities adds."""


def network_picture(
    found: Camps, signs: SignedNetwork, marked: Collection[int] = (), width: int = WIDE
) -> Spec:
    """Return the network of the strongest states and of those asked about.

    States stand the nearer the more they are aligned beyond what is usual for the two, the first
    camp left and the second right; shape and colour say the camp, area the capabilities. All
    hostile ties are drawn, dashed, and the weightiest friendly ones that are closer than usual,
    solid; those among the states asked about always, heavy.

    Parameters
    ----------
    found : Camps
        The camps of a year.
    signs : SignedNetwork
        The signed ties of the same year.
    marked : collection of int
        Correlates of War codes of the states asked about.
    width : int
        Outer width in pixels.
    """
    largest = np.argsort(-found.size, kind="stable")
    asked = np.flatnonzero(np.isin(found.codes, list(marked)))
    shown = np.unique(np.concatenate([largest[:SHOWN], asked]))
    high = width * HIGH / WIDE
    area = LEAST + MOST * found.size[shown]
    place = layout(
        found.propensity[np.ix_(shown, shown)], found.camp[shown], np.sqrt(area), width / high
    )
    nodes = [
        _node(found, int(at), xy, a, marked) for at, xy, a in zip(shown, place, area, strict=True)
    ]
    lines = _ties(found, signs, shown, asked, place)
    layers = [
        _strokes([line for line in lines if (line["asked"], line["sign"]) == kind], kind)
        for kind in product((False, True), (1, -1))
    ]
    layers += [
        _points([node for node in nodes if node["shape"] == shape], shape)
        for shape in sorted({node["shape"] for node in nodes})
    ]
    layers.append(_codes(nodes))
    layers += _key(found, high)
    layers.append(sources_below(SOURCES, high + 44, width))
    about = "; outlined, their ties heavy: the states asked about" if marked else ""
    return chart(
        f"The strongest states in {found.year}",
        "Near: more aligned than is usual for the two. Dashed line: hostile tie; solid: the "
        f"{FRIENDS} weightiest friendly ones. Shape and colour: camp{about}",
        f"Network of the {len(shown)} strongest states in {found.year}. {in_words(found)}",
        {"width": width - 16, "height": high, "layer": layers},
        width,
    )


def _node(
    found: Camps, at: int, place: Floats, area: float, marked: Collection[int]
) -> dict[str, Any]:
    code = int(found.codes[at])
    shape, colour, _ = look_of(int(found.camp[at]))
    outlined = code in marked
    return {
        "x": round(float(place[0]), 4),
        "y": round(float(place[1]), 4),
        "code": states.get(code).code,
        "name": states.name(code, found.year),
        "shape": shape,
        "fill": colour,
        "area": round(float(area if shape == "square" else area * np.pi / 4 * 1.15)),
        "stroke": INK["ink"] if outlined else INK["paper"],
        "wide": 3.0 if outlined else 1.0,
    }


def _ties(
    found: Camps,
    signs: SignedNetwork,
    shown: NDArray[np.intp],
    asked: NDArray[np.intp],
    place: Floats,
) -> list[dict[str, Any]]:
    """Return the lines to draw: see `network_picture`."""
    row = np.searchsorted(signs.codes, found.codes[shown])
    sign = signs.sign[np.ix_(row, row)]
    weight = np.triu(found.drawn.weights(found.propensity)[np.ix_(shown, shown)], 1)
    of_asked = np.isin(shown, asked)
    among = np.triu(of_asked[:, None] & of_asked[None, :] & (sign != 0), 1)
    close = (sign > 0) & (weight > 0)
    least = np.sort(weight[close])[-FRIENDS:][:1]
    drawn = among | np.triu(sign < 0, 1)
    if least.size:
        drawn |= close & (weight >= least[0])
    return [
        {
            "x": place[i, 0],
            "y": place[i, 1],
            "x2": place[j, 0],
            "y2": place[j, 1],
            "sign": int(sign[i, j]),
            "asked": bool(among[i, j]),
        }
        for i, j in zip(*(k.tolist() for k in np.nonzero(drawn)), strict=True)
    ]


def _strokes(lines: list[dict[str, Any]], kind: tuple[bool, int]) -> Spec:
    asked, sign = kind
    return {
        "data": {"values": [{k: line[k] for k in ("x", "y", "x2", "y2")} for line in lines]},
        "mark": {
            "type": "rule",
            "color": INK["ink"] if asked or sign < 0 else INK["neutral"],
            "strokeWidth": 3.2 if asked else 1.1 if sign < 0 else 1.6,
            "strokeDash": [1, 0] if sign > 0 else [5, 4],
        },
        "encoding": {**_place(), "x2": {"field": "x2"}, "y2": {"field": "y2"}},
    }


def _points(nodes: list[dict[str, Any]], shape: str) -> Spec:
    return {
        "data": {"values": nodes},
        "mark": {"type": "point", "shape": shape, "opacity": 1},
        "encoding": {
            **_place(),
            "size": {"field": "area", "type": "quantitative", "scale": None},
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "stroke": {"field": "stroke", "type": "nominal", "scale": None},
            "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None},
        },
    }


def _codes(nodes: list[dict[str, Any]]) -> Spec:
    rows = [{"x": node["x"], "y": node["y"], "code": node["code"]} for node in nodes]
    return {
        "data": {"values": rows},
        "mark": {
            "type": "text", "baseline": "middle", "fontSize": 10, "color": INK["paper"],
        },
        "encoding": {**_place(), "text": {"field": "code"}},
    }  # fmt: skip


def _place() -> Spec:
    return {
        name: {
            "field": name,
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": [0, 1], "nice": False, "reverse": name == "y"},
        }
        for name in ("x", "y")
    }


def _key(found: Camps, high: float) -> list[Spec]:
    """Return the names of the first two camps below their halves of the picture."""
    return [
        {
            "data": {"values": [{"x": x, "y": 1}]},
            "mark": {
                "type": "text",
                "align": align,
                "baseline": "top",
                "dy": 10,
                "lineHeight": 13,
                "color": look_of(camp)[1],
            },
            "encoding": {
                **_place(),
                "text": {"value": wrapped(said(found, camp), WIDE * 0.5, 11.5)},
            },
        }
        for camp, (x, align) in enumerate(((0.0, "left"), (1.0, "right"))[: found.count])
    ]
