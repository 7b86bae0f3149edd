"""The chart that only pages have: lines of several pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapallo.brief.charts_theme import TEXT, Spec, chart, spread, wrapped
from rapallo.brief.palette import STAND_INS as INK

WIDE = 820
LABELS = 150
STYLES = (
    (INK["closer"], [1, 0], 2.4),
    (INK["apart"], [1, 0], 2.0),
    (INK["accent"], [7, 3], 2.0),
    (INK["ink"], [2, 3], 1.8),
    (INK["neutral"], [1, 0], 2.0),
    (INK["closer"], [8, 3, 2, 3], 1.8),
)
"""Colour, dashes and width of each line in turn, so that colour is not needed."""


@dataclass(frozen=True)
class Line:
    """A named line: (year, value) for each year, None where it is not known."""

    name: str
    points: tuple[tuple[int, float | None], ...]

    @property
    def last(self) -> tuple[int, float] | None:
        """The last known point."""
        known = [(year, value) for year, value in self.points if value is not None]
        return known[-1] if known else None


def lines(
    title: str, subtitle: str, source: str, drawn: Sequence[Line], percent: bool = False
) -> Spec | None:
    """Return a chart of some lines by year, each named at its end; None where nothing is known.

    Parameters
    ----------
    title, subtitle, source : str
        What stands above and below.
    drawn : sequence of Line
        As many as there are `STYLES`, at most.
    percent : bool
        Whether values run from 0 to 100.
    """
    known = [v for line in drawn for _, v in line.points if v is not None]
    if not known:
        return None
    top = 100.0 if percent else max(known)
    bottom = 0.0 if percent else min(0.0, *known)
    height = 340
    years = [year for line in drawn for year, _ in line.points]
    first, last = min(years), max(years)
    rows = [
        {"year": year, "value": value, "line": n}
        for n, line in enumerate(drawn)
        for year, value in line.points
    ]
    number = list(range(len(drawn)))

    def styled(which: int) -> Spec:
        scale = {"domain": number, "range": [STYLES[n][which] for n in number]}
        return {"field": "line", "type": "nominal", "scale": scale, "legend": None}

    x = {
        "field": "year", "type": "quantitative", "title": None,
        "scale": {"domain": [first, last], "nice": False, "zero": False},
        "axis": {"format": "d", "grid": False, "tickCount": 8, "tickMinStep": 1},
    }  # fmt: skip
    y = {
        "field": "value", "type": "quantitative", "title": None,
        "scale": {"domain": [bottom, top or 1.0], "nice": not percent},
        "axis": {"domain": False, "ticks": False, "tickCount": 5},
    }  # fmt: skip
    body = {
        "data": {"values": rows},
        "mark": {"type": "line", "invalid": "break-paths-show-path-domains"},
        "encoding": {
            "x": x, "y": y, "color": styled(0), "strokeDash": styled(1), "strokeWidth": styled(2),
        },
    }  # fmt: skip
    ends = [(n, line, line.last) for n, line in enumerate(drawn) if line.last is not None]
    places = spread([end[1] for *_, end in ends if end], (top - bottom or 1) * 30 / height)
    marks: list[Spec] = []
    for (n, line, end), place in zip(ends, places, strict=True):
        old = "" if end is None or end[0] == last else f" (to {end[0]})"
        marks.append(
            {
                "data": {"values": [{"year": last, "value": place}]},
                "mark": {
                    "type": "text", "align": "left", "baseline": "middle", "dx": 30,
                    "lineHeight": 13, "color": INK["ink"],
                },
                "encoding": {
                    "x": x, "y": y,
                    "text": {"value": wrapped(line.name + old, LABELS - 34, TEXT)},
                },
            }
        )  # fmt: skip
        marks.append(_key(n, x, y, last, place))
    marks.append(_foot(source, height + 36, 28))
    return chart(
        title, subtitle, f"{title}. {subtitle}. {_in_words(drawn)}",
        {"width": WIDE - LABELS - 50, "height": height, "layer": [body, *marks]}, WIDE,
    )  # fmt: skip


def _key(n: int, x: Spec, y: Spec, last: int, place: float) -> Spec:
    """Return a stroke in a line's own style beside its name."""
    colour, dashes, width = STYLES[n]
    return {
        "data": {"values": [{"year": last, "value": place}]},
        "mark": {
            "type": "rule", "color": colour, "strokeDash": dashes, "strokeWidth": width,
            "xOffset": 8, "x2Offset": 26,
        },
        "encoding": {"x": x, "y": y, "x2": {"field": "year"}},
    }  # fmt: skip


def _in_words(drawn: Sequence[Line]) -> str:
    said = [f"{d.name}: {d.last[1]:.3g} in {d.last[0]}" for d in drawn if d.last is not None]
    return "; ".join(said)


def _foot(text: str, y: float, left: float) -> Spec:
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "text", "align": "left", "baseline": "top", "fontSize": 10.5,
            "lineHeight": 13, "color": INK["muted"], "x": -left, "y": y, "clip": False,
        },
        "encoding": {"text": {"value": wrapped(text, WIDE - 40, 10.5)}},
    }  # fmt: skip
