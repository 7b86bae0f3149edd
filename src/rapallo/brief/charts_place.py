"""Where the pair stands among all pairs of its year."""

from __future__ import annotations

from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_theme import TEXT, WIDTH, Spec, chart, source_line, wrapped
from rapallo.brief.palette import STAND_INS as INK
from rapallo.brief.units import is_known, score
from rapallo.brief.words import pair_name

STEP = 2.5
"""Width of a bin of the distribution, in points of the index."""


def place_among_pairs(assessment: Assessment, width: int = WIDTH, height: int = 150) -> Spec | None:
    """Return a histogram of all pairs' index with the pair marked, or None without pairs.

    Parameters
    ----------
    assessment : Assessment
        The brief.
    width, height : int
        Outer width and inner height in pixels.
    """
    total = sum(assessment.distribution)
    if not total:
        return None
    layers: list[Spec] = []
    index = assessment.index
    if is_known(index.low) and is_known(index.high):
        layers.append(_band(index.low or 0.0, index.high or 0.0))
    layers.append(_histogram(assessment.distribution))
    layers += _mark(assessment, width, height)
    ids = tuple(f.source for d in assessment.dimensions for f in d.indicators)
    layers.append(source_line(assessment, ids, height + 46, width, 46))
    who = pair_name(assessment, assessment.pair)
    return chart(
        f"{who} among {total:,} pairs of {assessment.as_of}",
        "Number of pairs by alignment index" + ("; band: interval" if len(layers) > 4 else ""),
        f"Histogram of the index of {total:,} pairs in {assessment.as_of}; {who} stands at "
        f"{score(index.value)}.",
        {"width": width - 60, "height": height, "layer": layers},
        width,
    )


def _x(field: str) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "title": "alignment index",
        "scale": {"domain": [0, 100], "nice": False},
        "axis": {"grid": False, "values": [0, 25, 50, 75, 100]},
    }


def _histogram(distribution: tuple[int, ...]) -> Spec:
    rows = [
        {"from": n * STEP, "to": (n + 1) * STEP, "pairs": count}
        for n, count in enumerate(distribution)
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "rect", "color": INK["neutral"], "stroke": INK["paper"]},
        "encoding": {
            "x": _x("from"),
            "x2": {"field": "to"},
            "y": {
                "field": "pairs",
                "type": "quantitative",
                "title": "pairs",
                "scale": {"domain": [0, 1.2 * max(distribution)], "nice": False},
                "axis": {"tickCount": 4, "domain": False, "ticks": False, "format": ",d"},
            },
            "y2": {"datum": 0},
        },
    }


def _band(low: float, high: float) -> Spec:
    return {
        "data": {"values": [{"low": low, "high": high}]},
        "mark": {"type": "rect", "color": INK["band"]},
        "encoding": {"x": _x("low"), "x2": {"field": "high"}},
    }


def _mark(assessment: Assessment, width: int, height: int) -> list[Spec]:
    value = assessment.index.value
    if not is_known(value):
        return []
    rows = {"data": {"values": [{"value": value}]}}
    left = (value or 0.0) > 50
    text = f"{pair_name(assessment, assessment.pair)}: {score(value)}"
    return [
        {
            **rows,
            "mark": {"type": "rule", "color": INK["closer"], "strokeWidth": 2.4},
            "encoding": {"x": _x("value")},
        },
        {
            **rows,
            "mark": {
                "type": "text",
                "align": "right" if left else "left",
                "baseline": "top",
                "dx": -6 if left else 6,
                "y": 2,
                "fontWeight": "bold",
                "lineHeight": 13,
            },
            "encoding": {"x": _x("value"), "text": {"value": wrapped(text, width * 0.4, TEXT)}},
        },
    ]
