"""The pair in the news by month: net cooperation, its level before and after, and the change."""

from __future__ import annotations

import math

from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_theme import WIDTH, Spec, chart, source_line
from rapallo.brief.nowcast import answer, signed
from rapallo.brief.palette import STAND_INS as INK
from rapallo.brief.words import pair_name
from rapallo.events.nowcast import Nowcast

LABELS = 74
"""Pixels kept at the right for the names of the levels."""
STEP = 0.25
SOME = 12
"""Known months below which there is nothing to draw."""


def news_by_month(assessment: Assessment, width: int = WIDTH, height: int = 170) -> Spec | None:
    """Return a line chart of net cooperation by month, or None where too few are known.

    Parameters
    ----------
    assessment : Assessment
        The brief.
    width, height : int
        Outer width and inner height in pixels.
    """
    found = assessment.nowcast
    if found is None:
        return None
    known = [m.net_cooperation for m in found.series if m.net_cooperation is not None]
    if len(known) < SOME:
        return None
    inner = width - LABELS - 44
    low, high = (
        edge(value / STEP) * STEP
        for edge, value in ((math.floor, min(known)), (math.ceil, max(known)))
    )
    frame = _Frame(found, low, max(high, low + STEP))
    layers = [*frame.change(), frame.line(), *frame.levels(), *frame.turn()]
    layers.append(source_line(assessment, (found.form,), height + 34, width, 28))
    who = pair_name(assessment, assessment.pair)
    return chart(
        f"{who} in the news, {found.first_month} to {found.last_month}",
        "Net cooperation by month, −1 to 1: cooperation less conflict, as a share of events",
        f"Line chart of net cooperation between {who} in the news by month. {answer(found)}.",
        {"width": inner, "height": height, "layer": layers},
        width,
    )


class _Frame:
    """The layers of the chart, on one scale of months and one of levels."""

    def __init__(self, found: Nowcast, low: float, high: float) -> None:
        self.found = found
        self.first = _time(found.series[0].month)
        self.last = _time(found.series[-1].month) + 1 / 12
        self.low, self.high = low, high

    def line(self) -> Spec:
        rows = [
            {"time": _time(m.month) + 1 / 24, "value": m.net_cooperation} for m in self.found.series
        ]
        return {
            "data": {"values": rows},
            "mark": {
                "type": "line", "color": INK["neutral"], "strokeWidth": 1.3,
                "invalid": "break-paths-show-path-domains",
            },
            "encoding": {"x": self.x(), "y": self.y()},
        }  # fmt: skip

    def levels(self) -> list[Spec]:
        """Draw the means before and after as heavy lines, and write them at the right."""
        found = self.found
        if found.before is None or found.after is None:
            return []
        at = _time(found.month or f"{found.since + 1}-01")
        colour = {"moved closer": "closer", "moved apart": "apart"}.get(found.change, "ink")
        apart = max(abs(found.after - found.before), 0.13 * (self.high - self.low)) / 2
        middle = (found.after + found.before) / 2
        up = 1 if found.after >= found.before else -1
        out: list[Spec] = []
        for start, end, value, place, word, ink in (
            (self.first, at, found.before, middle - up * apart, "before", "ink"),
            (at, self.last, found.after, middle + up * apart, "after", colour),
        ):
            out.append(
                {
                    "data": {"values": [{"time": start, "end": end, "value": value}]},
                    "mark": {"type": "rule", "color": INK[ink], "strokeWidth": 2.6},
                    "encoding": {"x": self.x(), "x2": {"field": "end"}, "y": self.y()},
                }
            )
            out.append(
                {
                    "data": {"values": [{"time": self.last, "value": place}]},
                    "mark": {
                        "type": "text", "align": "left", "baseline": "middle", "dx": 8,
                        "fontWeight": "bold" if word == "after" else "normal", "color": INK[ink],
                    },
                    "encoding": {
                        "x": self.x(), "y": self.y(),
                        "text": {"value": [f"{signed(value)} {word}"]},
                    },
                }
            )  # fmt: skip
        return out

    def change(self) -> list[Spec]:
        """Mark the month of change, and its interval as a band."""
        found = self.found
        if found.month is None or found.month_low is None or found.month_high is None:
            return []
        band = {"time": _time(found.month_low), "end": _time(found.month_high) + 1 / 12}
        at = {"time": _time(found.month)}
        return [
            {
                "data": {"values": [band]},
                "mark": {"type": "rect", "color": INK["band"]},
                "encoding": {"x": self.x(), "x2": {"field": "end"}},
            },
            {
                "data": {"values": [at]},
                "mark": {
                    "type": "rule",
                    "color": INK["ink"],
                    "strokeWidth": 1,
                    "strokeDash": [2, 2],
                },
                "encoding": {"x": self.x()},
            },
        ]

    def turn(self) -> list[Spec]:
        """Mark the end of the last yearly figure."""
        at = self.found.since + 1
        if not self.first < at < self.last:
            return []
        return [
            {
                "data": {"values": [{"time": at}]},
                "mark": {"type": "rule", "color": INK["muted"], "strokeWidth": 1},
                "encoding": {"x": self.x()},
            },
            {
                "data": {"values": [{"time": at, "value": self.high}]},
                "mark": {
                    "type": "text", "align": "right", "baseline": "bottom", "dx": -4, "dy": -3,
                    "color": INK["muted"],
                },
                "encoding": {
                    "x": self.x(), "y": self.y(),
                    "text": {"value": ["yearly figures end"]},
                },
            },
        ]  # fmt: skip

    def x(self) -> Spec:
        return {
            "field": "time",
            "type": "quantitative",
            "title": None,
            "scale": {"domain": [self.first, self.last], "nice": False},
            "axis": {"format": "d", "grid": False, "tickCount": 5, "tickMinStep": 1},
        }

    def y(self) -> Spec:
        return {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"domain": [self.low, self.high], "nice": False},
            "axis": {"tickCount": 4, "domain": False, "ticks": False},
        }


def _time(month: str) -> float:
    """Return a month's start as a point of time in years: 2026.25 for ``"2026-04"``."""
    return int(month[:4]) + (int(month[5:]) - 1) / 12
