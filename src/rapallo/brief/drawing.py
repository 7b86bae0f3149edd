"""Drawing a chart's specification straight as SVG, without the drawing engine.

The engine (Vega, in a JavaScript machine of its own) takes about a second and 100 MB at its first
drawings: more than the rest of a cold brief. A brief's charts need little of what it can do, and
that little is drawn here: panels side by side or below each other, layers of points, rules,
rectangles, lines and text on linear scales of a stated domain, axes, and titles. What a
specification asks for beyond that is left to the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapallo.brief.axes import Axis, BeyondError, Scale, below, beside, known
from rapallo.brief.canvas import ANCHORS, SHAPES, Canvas, Look
from rapallo.brief.charts_theme import CONFIG, Spec

PADDING = 4.0
TITLE: dict[str, Any] = CONFIG["title"]
TYPE: dict[str, Any] = CONFIG["text"]
SUBTITLE_GAP = 3

CHANNELS = (
    "x", "x2", "y", "y2", "color", "fill", "stroke", "strokeWidth", "strokeDash", "size", "text",
)  # fmt: skip
ABOUT = ("$schema", "description", "padding", "config")

Row = dict[str, Any]


def drawn(spec: Spec) -> Canvas | None:
    """Return the picture of a Vega-Lite specification, None where it asks for more than is here.

    Parameters
    ----------
    spec : dict
        Specification with the theme of `rapallo.brief.charts_theme.chart`.
    """
    config = spec.get("config", {})
    if {**config, "background": None} != CONFIG:
        return None
    try:
        inside = _view({k: v for k, v in spec.items() if k not in ABOUT})
    except (BeyondError, LookupError):  # of what a specification leaves unsaid too
        return None
    width, height = (
        2 * PADDING + long for long in (inside.right - inside.left, inside.bottom - inside.top)
    )
    canvas = Canvas(right=width, bottom=height)
    if config["background"]:
        canvas.rect((0, 0), (width, height), {"fill": config["background"]})
    canvas.put(inside, PADDING - inside.left, PADDING - inside.top)
    return canvas


def _view(spec: Spec) -> Canvas:
    joined = "vconcat" in spec or "hconcat" in spec
    canvas = _joined(spec) if joined else _panel(spec)
    if "title" in spec:
        _entitle(canvas, {**TITLE, **spec["title"]})
    return canvas


def _joined(spec: Spec) -> Canvas:
    known(spec, "title", "vconcat", "hconcat", "spacing")
    canvas, end = Canvas(), None
    down = "vconcat" in spec
    for part in spec["vconcat" if down else "hconcat"]:
        view = _view(part)
        start, stop = (view.top, view.bottom) if down else (view.left, view.right)
        at = 0.0 if end is None else end + spec["spacing"] - start
        end = at + stop
        canvas.put(view, *((0.0, at) if down else (at, 0.0)))
    return canvas


def _entitle(canvas: Canvas, title: Spec) -> None:
    """Write title and subtitle above a picture."""
    left = canvas.left if title["frame"] == "bounds" else 0.0
    lines, under = (
        [text] if isinstance(text, str) else text
        for text in (title["text"], title.get("subtitle", []))
    )
    size, small = title["fontSize"], title["subtitleFontSize"]
    high = size + (len(lines) - 1) * (size + 2)
    gap = SUBTITLE_GAP if under else 0
    y = canvas.top - title["offset"] - high - (gap + len(under) * (small + 2) - 2 if under else 0)
    look: Look = {"fill": title["color"], "font-weight": "bold"}
    canvas.text(lines, (left, y), look, size=size, baseline="top")
    if under:
        place = (left, y + high + gap)
        canvas.text(under, place, {"fill": title["subtitleColor"]}, size=small, baseline="top")


@dataclass(frozen=True)
class _Leaf:
    """A mark with the rows and the channels that it draws."""

    mark: Spec
    rows: list[Row]
    encoding: dict[str, Spec]

    def style(self, channel: str, row: Row) -> Any:
        """Return what a channel says of a row, else what the mark says of all."""
        said = self.encoding.get(channel)
        if said is None:
            return self.mark.get(channel)
        known(said, "field", "type", "scale", "legend", "value")
        if "value" in said:
            return said["value"]
        value, scale = row[said["field"]], said.get("scale")
        if scale is None:
            return value
        known(scale, "domain", "range")
        return dict(zip(scale["domain"], scale["range"], strict=False))[value]


def _leaves(spec: Spec, rows: list[Row], encoding: dict[str, Spec]) -> Iterator[_Leaf]:
    known(spec, "title", "width", "height", "data", "encoding", "layer", "mark")
    rows = spec.get("data", {"values": rows})["values"]
    encoding = {**encoding, **spec.get("encoding", {})}
    known(encoding, *CHANNELS)
    for part in spec.get("layer", ()):
        yield from _leaves(part, rows, encoding)
    if isinstance(spec.get("mark", {}), str):
        raise BeyondError
    if "mark" in spec:
        yield _Leaf(spec["mark"], rows, encoding)


@dataclass(frozen=True)
class _Frame:
    width: float
    height: float
    x: Scale | None
    y: Scale | None

    def place(self, leaf: _Leaf, row: Row, second: str = "") -> tuple[float | None, float | None]:
        """Return where a row stands by its channels x and y (or x2 and y2); None where unsaid."""
        return self._along(self.x, leaf, row, f"x{second}"), self._along(
            self.y, leaf, row, f"y{second}"
        )

    @staticmethod
    def _along(scale: Scale | None, leaf: _Leaf, row: Row, channel: str) -> float | None:
        said = leaf.encoding.get(channel)
        if said is None:
            at: float | None = leaf.mark.get(channel)
            return at
        value = said["datum"] if "datum" in said else row[said["field"]]
        if scale is None or (value is None and leaf.mark["type"] != "line"):
            raise BeyondError
        return None if value is None else scale(value)


def _panel(spec: Spec) -> Canvas:
    width, height = spec.get("width"), spec.get("height")
    if not isinstance(width, float | int) or not isinstance(height, float | int):
        raise BeyondError
    leaves = list(_leaves(spec, [], {}))
    canvas = Canvas(right=width, bottom=height)
    scales: dict[str, Scale | None] = {"x": None, "y": None}
    for channel, ends, draw in (("x", (0, width), below), ("y", (height, 0), beside)):
        said = [leaf.encoding[channel] for leaf in leaves if channel in leaf.encoding]
        found = {Scale.of(each, *ends) for each in said}
        if len(found) > 1:
            raise BeyondError
        for scale in found:
            scales[channel] = scale
            axis = Axis.of(said[0], scale)
            if axis is not None:
                draw(canvas, axis, scale, width, height)
    frame = _Frame(width, height, scales["x"], scales["y"])
    for leaf in leaves:
        MARKS.get(leaf.mark["type"], _beyond)(canvas, frame, leaf)
    return canvas


def _beyond(canvas: Canvas, frame: _Frame, leaf: _Leaf) -> None:
    raise BeyondError


def _points(canvas: Canvas, frame: _Frame, leaf: _Leaf) -> None:
    known(leaf.mark, "type", "shape", "opacity", "size", "fill", "stroke", "strokeWidth")
    shape = leaf.mark["shape"]
    for row in leaf.rows:
        x, y = frame.place(leaf, row)
        look = {
            name: leaf.style(channel, row)
            for name, channel in (
                ("fill", "fill"), ("stroke", "stroke"), ("stroke-width", "strokeWidth"),
            )
        }  # fmt: skip
        size = leaf.style("size", row)
        if None in (x, y, size, *look.values()) or shape not in SHAPES:
            raise BeyondError
        canvas.symbol(shape, (x, y), size, look)  # type: ignore[arg-type]


def _text(canvas: Canvas, frame: _Frame, leaf: _Leaf) -> None:
    mark = leaf.mark
    known(
        mark, "type", "align", "baseline", "fontSize", "fontWeight", "lineHeight", "color", "x",
        "y", "dx", "dy", "clip",
    )  # fmt: skip
    for row in leaf.rows:
        x, y = frame.place(leaf, row)
        said = leaf.style("text", row)
        x = frame.width / 2 if x is None else x
        y = frame.height / 2 if y is None else y
        weight = mark.get("fontWeight", "normal")
        if mark.get("align", "center") not in ANCHORS or weight not in ("normal", "bold"):
            raise BeyondError
        canvas.text(
            [said] if isinstance(said, str) else said,
            (x + mark.get("dx", 0), y + mark.get("dy", 0)),
            {
                "fill": leaf.style("color", row) or TYPE["color"],
                "font-weight": None if weight == "normal" else weight,
            },
            size=mark.get("fontSize", TYPE["fontSize"]),
            align=mark.get("align", "center"),
            baseline=mark.get("baseline", "middle"),
            leading=mark.get("lineHeight"),
        )


def _colour(leaf: _Leaf, row: Row) -> str:
    colour = leaf.style("color", row)
    if not isinstance(colour, str):
        raise BeyondError
    return colour


def _stroke(leaf: _Leaf, row: Row, width: float) -> Look:
    dashes = leaf.style("strokeDash", row)
    return {
        "stroke": _colour(leaf, row),
        "stroke-width": leaf.style("strokeWidth", row) or width,
        "stroke-dasharray": None if dashes in (None, [1, 0]) else ",".join(map(str, dashes)),
        "opacity": leaf.style("opacity", row),
    }


def _rules(canvas: Canvas, frame: _Frame, leaf: _Leaf) -> None:
    known(leaf.mark, "type", "color", "strokeWidth", "strokeDash", "opacity")
    for row in leaf.rows:
        (x, y), (x2, y2) = frame.place(leaf, row), frame.place(leaf, row, "2")
        if x is None and y is None:
            raise BeyondError
        start = (0.0 if x is None else x, 0.0 if y is None else y)
        end = (
            x2 if x2 is not None else frame.width if x is None else x,
            y2 if y2 is not None else frame.height if y is None else y,
        )
        canvas.line(start, end, _stroke(leaf, row, 1))


def _rects(canvas: Canvas, frame: _Frame, leaf: _Leaf) -> None:
    known(leaf.mark, "type", "color", "stroke", "opacity")
    for row in leaf.rows:
        (x, y), (x2, y2) = frame.place(leaf, row), frame.place(leaf, row, "2")
        start = (0.0 if x is None else x, 0.0 if y is None else y)
        end = (frame.width if x2 is None else x2, frame.height if y2 is None else y2)
        look: Look = {"fill": _colour(leaf, row)}
        look |= {name: leaf.style(name, row) for name in ("stroke", "opacity")}
        canvas.rect(start, end, look)


def _lines(canvas: Canvas, frame: _Frame, leaf: _Leaf) -> None:
    """Draw a line for each value of the field that tells lines apart, broken where unknown."""
    known(leaf.mark, "type", "color", "strokeWidth", "strokeDash", "opacity", "invalid")
    apart = {
        leaf.encoding[channel]["field"]
        for channel in ("color", "strokeWidth", "strokeDash")
        if channel in leaf.encoding
    }
    if len(apart) > 1:
        raise BeyondError
    lines: dict[Any, list[Row]] = {}
    for row in leaf.rows:
        lines.setdefault(tuple(row[name] for name in apart), []).append(row)
    for rows in lines.values():
        parts: list[list[tuple[float, float]]] = [[]]
        for row in rows:
            x, y = frame.place(leaf, row)
            if x is None or y is None:
                parts.append([])
            else:
                parts[-1].append((x, y))
        canvas.path([part for part in parts if part], _stroke(leaf, rows[0], 2))


MARKS = {"point": _points, "text": _text, "rule": _rules, "rect": _rects, "line": _lines}
