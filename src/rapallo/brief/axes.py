"""Scales from figures to pixels, round ticks, and axes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from rapallo.brief.canvas import Canvas, Look, width_of
from rapallo.brief.charts_theme import CONFIG, Spec

TICK = 5
"""Length of a tick in pixels."""
THEME: dict[str, Any] = CONFIG["axis"]
SIZE: float = THEME["labelFontSize"]


class BeyondError(Exception):
    """A specification asks for what only the drawing engine can do."""


def known(part: Spec, *names: str) -> None:
    """Raise `BeyondError` where a part of a specification has keys beside some names."""
    if not part.keys() <= set(names):
        raise BeyondError


@dataclass(frozen=True)
class Scale:
    """A linear scale: the figures `low` and `high` stand at the pixels `start` and `end`."""

    low: float
    high: float
    start: float
    end: float
    clamp: bool = False

    @classmethod
    def of(cls, channel: Spec, start: float, end: float) -> Scale:
        """Return the scale of an encoding channel, which must give its domain."""
        scale = channel.get("scale") or {}
        known(scale, "domain", "nice", "zero", "reverse", "clamp")
        if channel.get("type") != "quantitative" or scale.get("nice") or "domain" not in scale:
            raise BeyondError
        low, high = scale["domain"]
        if scale.get("reverse"):
            start, end = end, start
        return cls(low, high, start, end, scale.get("clamp", False))

    def __call__(self, value: float) -> float:
        """Return where a figure stands."""
        if self.clamp:
            value = min(max(value, self.low), self.high)
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


def ticks(low: float, high: float, count: int, least: float = 0.0) -> list[float]:
    """Return about `count` round figures from `low` to `high`, by steps of 1, 2 or 5.

    Examples
    --------
    >>> ticks(1816, 2025, 5)
    [1850.0, 1900.0, 1950.0, 2000.0]
    >>> ticks(2017, 2018, 6, least=1)
    [2017.0, 2018.0]
    """
    rough = (high - low) / count
    ten = 10.0 ** math.floor(math.log10(rough))
    over = rough / ten
    step = ten * (10 if over >= 50**0.5 else 5 if over >= 10**0.5 else 2 if over >= 2**0.5 else 1)
    step = max(step, float(least))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def label(value: float, among: list[float], form: str) -> str:
    """Return a tick's label: whole, with commas, or with as many decimals as all ticks need.

    Examples
    --------
    >>> label(2500, [2500], ",d"), label(0.5, [0, 0.25, 0.5], ""), label(-1, [-1, 1], "")
    ('2,500', '0.50', '−1')
    """
    if form not in ("", "d", ",d"):
        raise BeyondError
    decimals = 0 if form else max(len(f"{tick:g}".partition(".")[2]) for tick in among)
    text = f"{abs(value):{',' if form == ',d' else ''}.{decimals}f}"
    return f"−{text}" if value < 0 else text


@dataclass(frozen=True)
class Axis:
    """What an axis shows."""

    at: list[float]
    labels: list[tuple[float, str]]
    title: str | None
    grid: bool
    domain: bool
    ticks: bool

    @classmethod
    def of(cls, channel: Spec, scale: Scale) -> Axis | None:
        """Return the axis of an encoding channel, None where it has none."""
        axis = channel.get("axis", {})
        if axis is None:
            return None
        known(
            axis, "title", "values", "tickCount", "tickMinStep", "format", "labels", "grid",
            "domain", "ticks",
        )  # fmt: skip
        if ("title" in axis) == ("title" in channel):  # the engine would make one up
            raise BeyondError
        form = axis.get("format", "")
        least = axis.get("tickMinStep", 1.0 if form else 0.0)  # labels that differ
        at = axis.get("values") or ticks(scale.low, scale.high, axis.get("tickCount", 5), least)
        shown = at if axis.get("labels", True) else []
        return cls(
            at,
            [(value, label(value, at, form)) for value in shown],
            axis.get("title", channel.get("title")),
            axis.get("grid", True),
            axis.get("domain", True),
            axis.get("ticks", True),
        )

    @property
    def widest(self) -> float:
        """Return about how wide the widest label is."""
        return max((width_of(text, SIZE) for _, text in self.labels), default=0.0)


RULE: Look = {"stroke": THEME["gridColor"]}
TYPE: Look = {"fill": THEME["labelColor"]}


def below(canvas: Canvas, axis: Axis, scale: Scale, width: float, height: float) -> None:
    """Draw the axis below a frame; of labels that would touch, every other one is left out."""
    for value in axis.at:
        x = round(scale(value)) + 0.5
        if axis.grid:
            canvas.line((x, 0.5), (x, height + 0.5), RULE)
        if axis.ticks:
            canvas.line((x, height + 0.5), (x, height + 0.5 + TICK), RULE)
    y = height + (TICK if axis.ticks else 0) + 2.5
    room = abs(scale(axis.at[1]) - scale(axis.at[0])) if len(axis.at) > 1 else width
    every = math.ceil(axis.widest / room) or 1
    for value, text in axis.labels[::every]:
        canvas.text([text], (scale(value), y), TYPE, size=SIZE, align="center", baseline="top")
    if axis.domain:
        canvas.line((0.5, height + 0.5), (width + 0.5, height + 0.5), RULE)
    if axis.title:
        place = (width / 2, y + SIZE + 4)
        canvas.text([axis.title], place, TYPE, size=SIZE, align="center", baseline="top")


def beside(canvas: Canvas, axis: Axis, scale: Scale, width: float, height: float) -> None:
    """Draw the axis to the left of a frame."""
    x = -(TICK if axis.ticks else 0) - 1.5
    for value in axis.at:
        y = round(scale(value)) + 0.5
        if axis.grid:
            canvas.line((0.5, y), (width + 0.5, y), RULE)
        if axis.ticks:
            canvas.line((0.5 - TICK, y), (0.5, y), RULE)
    for value, text in axis.labels:
        canvas.text([text], (x, scale(value)), TYPE, size=SIZE, align="right")
    if axis.domain:
        canvas.line((0.5, 0.5), (0.5, height + 0.5), RULE)
    if axis.title:
        place = (x - axis.widest - 4, height / 2)
        canvas.text(
            [axis.title], place, TYPE, size=SIZE, align="center", baseline="bottom", upright=False
        )
