"""The strategic triangle by year: its type as a strip, and the signs of its three ties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_theme import TEXT, WIDTH, Spec, chart, short, sources_below, wrapped
from rapallo.brief.digest import spans
from rapallo.brief.palette import STAND_INS as INK
from rapallo.brief.words import TRIANGLES, name, triangle_name
from rapallo.panel.columns import column
from rapallo.sources.registry import source
from rapallo.triangle.result import Triangle, TriangleYear
from rapallo.triangle.signs import CARRIED

TYPE_COLOURS = {
    "stable marriage": INK["closer"],
    "romantic triangle": INK["apart"],
    "menage a trois": INK["accent"],
    "unit veto": INK["neutral"],
    "unformed": INK["grid"],
}
SIGN_COLOURS = {"+": INK["closer"], "0": INK["neutral"], "-": INK["apart"]}
LANE = 26
NAMES = 128
"""Pixels kept at the left for the names of the lanes."""
SOURCES = tuple(
    source(domain.source).short
    for grounds in (*CARRIED, "trade_salience")
    for domain in column(grounds).domains
)
"""Short names of the sources of all that a sign rests on."""


def triangle_strip(assessment: Assessment, width: int = WIDTH) -> Spec | None:
    """Return a strip of triangle types and three of ties by year, or None without a timeline.

    Each type has a lane of its own, and a tie's bar rises where it is friendly and falls where it
    is hostile, so that the chart reads without colour.

    Parameters
    ----------
    assessment : Assessment
        The brief.
    width : int
        Outer width in pixels.
    """
    names = {code: name(assessment, code) for code in (*assessment.pair, assessment.rival)}
    return strip(assessment.triangle, names, width)


def strip(found: Triangle, names: Mapping[str, str], width: int = WIDTH) -> Spec | None:
    """Return the strip of any triangle, or None without a timeline; see `triangle_strip`.

    Parameters
    ----------
    found : Triangle
        The triangle, its timeline cut to the years wanted.
    names : mapping of str to str
        Name of each of the three states by code, in the order of the title.
    width : int
        Outer width in pixels.
    """
    timeline = found.timeline
    if not timeline:
        return None
    kinds = [kind for kind in TRIANGLES if any(year.type == kind for year in timeline)]
    pairs = [tie.pair for tie in timeline[-1].ties]
    inner = width - NAMES - 16
    height = LANE * (len(kinds) + len(pairs)) + 14
    rows = _types(found, kinds) + _ties(timeline, pairs, len(kinds))
    lanes = [triangle_name(kind) for kind in kinds] + [short(names, p) for p in pairs]
    layers: list[Spec] = [_middles(len(kinds), len(pairs), height), _bars(rows, timeline, height)]
    layers += [_lane_name(text, _middle(n, len(kinds))) for n, text in enumerate(lanes)]
    layers.append(sources_below(SOURCES, height + 30, width, NAMES))
    first, last = timeline[0].year, timeline[-1].year
    return chart(
        f"The triangle of {', '.join(names.values())}, {first}–{last}",
        "Type by year; below, each tie: bar up friendly, bar down hostile, thin line neutral",
        f"Strip of triangle types by year, {first} to {last}; in {last} "
        f"{triangle_name(timeline[-1].type)}.",
        {"width": inner, "height": height, "layer": layers},
        width,
    )


def _types(found: Triangle, kinds: list[str]) -> list[dict[str, Any]]:
    rows = []
    for run in spans(found):
        if run.type in kinds:
            top = kinds.index(run.type) * LANE + 4
            rows.append(
                {
                    "from": run.first - 0.5,
                    "to": run.last + 0.5,
                    "top": top,
                    "foot": top + LANE - 8,
                    "colour": TYPE_COLOURS[run.type],
                }
            )
    return rows


def _ties(
    timeline: tuple[TriangleYear, ...], pairs: list[tuple[str, str]], above: int
) -> list[dict[str, Any]]:
    """Return one bar for each run of years in which a tie kept its sign."""
    rows: list[dict[str, Any]] = []
    for lane, pair in enumerate(pairs):
        middle = _middle(above + lane, above)
        reach = LANE / 2 - 3
        ends = {"+": (middle - reach, middle), "-": (middle, middle + reach)}
        run: dict[str, Any] | None = None
        for year in timeline:
            tie = next((t for t in year.ties if set(t.pair) == set(pair)), None)
            sign = None if tie is None or tie.net is None else tie.sign
            if run is not None and run["sign"] == sign and run["to"] == year.year - 0.5:
                run["to"] = year.year + 0.5
                continue
            run = {"sign": sign, "from": year.year - 0.5, "to": year.year + 0.5}
            if sign is not None:
                top, foot = ends.get(sign, (middle - 1, middle + 1))
                run |= {"top": top, "foot": foot, "colour": SIGN_COLOURS[sign]}
                rows.append(run)
    return rows


def _middle(lane: int, kinds: int) -> float:
    """Return where a lane's middle is; the ties stand a little below the types."""
    return lane * LANE + LANE / 2 + (14 if lane >= kinds else 0)


def _bars(rows: list[dict[str, Any]], timeline: tuple[TriangleYear, ...], height: int) -> Spec:
    domain = [timeline[0].year - 0.5, timeline[-1].year + 0.5]
    return {
        "data": {"values": rows},
        "mark": {"type": "rect"},
        "encoding": {
            "x": {
                "field": "from",
                "type": "quantitative",
                "title": None,
                "scale": {"domain": domain, "nice": False},
                "axis": {"format": "d", "grid": False, "tickCount": 6, "tickMinStep": 1},
            },
            "x2": {"field": "to"},
            "y": {**_y(height), "field": "top"},
            "y2": {"field": "foot"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def _middles(kinds: int, ties: int, height: int) -> Spec:
    """Return the middle lines from which the bars of the ties rise and fall."""
    rows = [{"middle": _middle(kinds + lane, kinds)} for lane in range(ties)]
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": INK["grid"]},
        "encoding": {"y": {**_y(height), "field": "middle"}},
    }


def _y(height: int) -> Spec:
    return {
        "type": "quantitative",
        "scale": {"domain": [0, height], "reverse": True, "nice": False},
        "axis": None,
    }


def _lane_name(text: str, y: float) -> Spec:
    lines = wrapped(text, NAMES - 8, TEXT)
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "x": -NAMES,
            "y": y - 6 * (len(lines) - 1),
            "lineHeight": 12,
            "clip": False,
        },
        "encoding": {"text": {"value": lines}},
    }
