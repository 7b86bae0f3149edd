"""Charts of a scenario: fans of the index with and without it, and a tornado of what moves it."""

from __future__ import annotations

from typing import Any

from rapallo.brief.charts_theme import Spec, chart, wrapped
from rapallo.brief.palette import STAND_INS as INK
from rapallo.scenarios.result import Fan, Outcome, PairOutcome
from rapallo.scenarios.sensitivity import Bar, Sensitivity

PANEL = 200
"""Inner width in pixels of a pair's panel."""
GAP = 48
BARS = 14
"""Bars of a tornado at most."""


def fans(outcome: Outcome, height: int = 170) -> Spec:
    """Return a chart with two panels a pair: the index with and without, and the difference.

    Parameters
    ----------
    outcome : Outcome
    height : int
        Inner height of the panels of the index in pixels.
    """
    low = min(min(fan.low) for p in outcome.pairs for fan in (p.baseline, p.scenario))
    high = max(max(fan.high) for p in outcome.pairs for fan in (p.baseline, p.scenario))
    span = [10 * int(low // 10), min(10 * int(high // 10 + 1), 100)]
    reach = max(max(abs(x) for x in (*p.effect.low, *p.effect.high)) for p in outcome.pairs)
    around = max(1.0, float(int(reach + 1)))
    columns = [_column(outcome, p, span, around, height) for p in outcome.pairs]
    width = len(columns) * (PANEL + GAP)
    who = "; ".join(
        f"{p.names[0]} and {p.names[1]} {p.effect.middle[-1]:+.1f} points" for p in outcome.pairs
    )
    return chart(
        f"{outcome.title}, {outcome.start}–{outcome.years[-1]}",
        "Index, 0 to 100. Dashes and grey band: without; line and blue band: with the scenario. "
        f"Bands hold 90 % of {outcome.draws:,} draws. Below: with less without, draw by draw. "
        f"Source: Rapallo, from figures as of {outcome.start}.",
        f"Fan charts of the alignment index with and without the scenario. Mean effect: {who}.",
        {"hconcat": columns, "spacing": 18},
        width,
    )


def _column(
    outcome: Outcome, pair: PairOutcome, span: list[int], around: float, height: int
) -> Spec:
    index = _layers(
        outcome, [(pair.baseline, "neutral", [5, 3]), (pair.scenario, "closer", [1, 0])], span
    )
    effect = _layers(outcome, [(pair.effect, "accent", [1, 0])], [-around, around])
    zero: Spec = {
        "data": {"values": [{"value": 0}]},
        "mark": {"type": "rule", "color": INK["muted"], "strokeWidth": 1},
        "encoding": {"y": {"field": "value", "type": "quantitative"}},
    }
    name = wrapped(f"{pair.names[0]} – {pair.names[1]}", PANEL, 12)
    return {
        "vconcat": [
            {
                "title": {"text": name, "fontSize": 12, "offset": 4},
                "width": PANEL,
                "height": height,
                "layer": index,
            },
            {"width": PANEL, "height": height // 2, "layer": [zero, *effect]},
        ],
        "spacing": 8,
    }


def _layers(
    outcome: Outcome, drawn: list[tuple[Fan, str, list[int]]], span: list[Any]
) -> list[Spec]:
    layers: list[Spec] = []
    x: Spec = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": False, "nice": False},
        "axis": {"format": "d", "grid": False, "tickCount": 4},
    }
    for fan, colour, dash in drawn:
        rows = [
            {"year": year, "low": a, "middle": b, "high": c}
            for year, a, b, c in zip(outcome.years, fan.low, fan.middle, fan.high, strict=True)
        ]
        y: Spec = {
            "type": "quantitative",
            "title": None,
            "scale": {"domain": span, "nice": False},
            "axis": {"domain": False, "ticks": False, "tickCount": 5},
        }
        layers.append(
            {
                "data": {"values": rows},
                "layer": [
                    {
                        "mark": {"type": "area", "color": INK[colour], "opacity": 0.22},
                        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
                    },
                    {
                        "mark": {
                            "type": "line",
                            "color": INK[colour],
                            "strokeWidth": 2,
                            "strokeDash": dash,
                        },
                        "encoding": {"x": x, "y": {**y, "field": "middle"}},
                    },
                ],
            }
        )
    return layers


def tornado(found: Sensitivity, width: int = 640) -> Spec:
    """Return a tornado chart: how far each input moves the effect, the widest bar first.

    Parameters
    ----------
    found : Sensitivity
    width : int
        Outer width in pixels.
    """
    bars = [bar for bar in found.bars if bar.group != "threshold"][:BARS]
    rows = [
        {
            "name": _named(bar),
            "down": bar.effect_down,
            "up": bar.effect_up,
            "low": min(bar.effect_down, bar.effect_up),
            "high": max(bar.effect_down, bar.effect_up),
            "flips": bar.flips,
        }
        for bar in bars
    ]
    order = [row["name"] for row in rows]
    y: Spec = {
        "field": "name",
        "type": "nominal",
        "sort": order,
        "title": None,
        "axis": {"labelLimit": 330, "ticks": False, "domain": False, "labelColor": INK["ink"]},
    }
    x: Spec = {"type": "quantitative", "title": "effect on the index, points"}
    colour: Spec = {
        "condition": {"test": "datum.flips", "value": INK["apart"]},
        "value": INK["closer"],
    }
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 12, "opacity": 0.8},
            "encoding": {
                "y": y,
                "x": {**x, "field": "low"},
                "x2": {"field": "high"},
                "color": colour,
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 30, "color": INK["ink"]},
            "encoding": {"y": y, "x": {**x, "field": "up"}},
        },
        {
            "data": {"values": [{"effect": found.effect}]},
            "mark": {"type": "rule", "color": INK["ink"], "strokeDash": [4, 3]},
            "encoding": {"x": {**x, "field": "effect"}},
        },
    ]
    return chart(
        f"{found.title}: what moves the effect on {' and '.join(found.pair)} in {found.year}",
        f"{found.effect:+.1f} points ({found.verdict}) at the dashes. One input moved at a time, "
        "to the first value in brackets and to the second (dot); orange where the verdict turns.",
        "Tornado chart: "
        + "; ".join(f"{r['name']} {r['down']:+.1f} to {r['up']:+.1f}" for r in rows),
        {
            "data": {"values": rows},
            "width": width - 350,
            "height": {"step": 22},
            "layer": layers,
        },
        width,
    )


def _named(bar: Bar) -> str:
    return f"{bar.name if len(bar.name) < 44 else bar.name[:42] + '…'} ({bar.down}, {bar.up})"
