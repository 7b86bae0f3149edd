"""What is drawn without the engine stands where the engine puts it; the rest is left to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

import pytest
import vl_convert

from rapallo.brief import charts
from rapallo.brief.canvas import SHAPES, Canvas, width_of
from rapallo.brief.charts_camps import camps_map
from rapallo.brief.charts_network import network_picture
from rapallo.brief.charts_system import system_over_time
from rapallo.brief.charts_theme import CONFIG
from rapallo.brief.drawing import drawn
from rapallo.brief.html import charts_of
from rapallo.system.camps import camps
from rapallo.system.network import network
from rapallo.system.series import series

Mark = tuple[float, ...]
NEAR = 6.0
"""Pixels by which the layouts may differ: the engine rounds, and pads by its own measure."""


@pytest.fixture(scope="module")
def of_the_system(shipped):
    found = camps(shipped, 1985, time_limit=0.1, draws=0)
    return {
        "camps": camps_map(found, (2,)),
        "network": network_picture(found, network(shipped, 1985), (2, 365, 710)),
        "years": system_over_time(list(series(shipped, 1980, 1984))),
    }


@pytest.fixture
def specs(rich, of_the_system):
    made = {**charts_of(rich), **of_the_system}
    return {name: spec for name, spec in made.items() if spec is not None}


def _placed(element, at=(0.0, 0.0)) -> Iterator[tuple[ElementTree.Element, float, float]]:
    """Yield every element with where its own coordinates start."""
    moved = re.match(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)", element.get("transform", ""))
    x, y = (a + float(b) for a, b in zip(at, moved.groups(), strict=True)) if moved else at
    yield element, x, y
    for child in element:
        yield from _placed(child, (x, y))


def marks(svg: str) -> tuple[dict[str, list[Mark]], list[Mark], list[list[Mark]]]:
    """Return where each text stands, the corners of filled shapes, and the points of lines."""
    texts: dict[str, list[Mark]] = {}
    shapes: list[Mark] = []
    lines: list[list[Mark]] = []
    for element, x, y in _placed(ElementTree.fromstring(svg)):
        kind, get = element.tag.rpartition("}")[2], element.get
        if get("opacity") == "0":
            continue
        if kind == "text":
            place = (x + float(get("x", 0)), y + float(get("y", 0)))
            texts.setdefault("".join(element.itertext()), []).append(place)
        elif kind == "rect":
            left, top = x + float(get("x", 0)), y + float(get("y", 0))
            shapes.append((left, top, left + float(get("width")), top + float(get("height"))))
        elif kind == "circle":
            a, b, r = (float(get(name)) for name in ("cx", "cy", "r"))
            shapes.append((x + a - r, y + b - r, x + a + r, y + b + r))
        elif (
            kind == "path"
            and get("stroke")
            and "L" in get("d", "")
            and get("fill") in (None, "none")
        ):
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", get("d"))]
            lines.append([(x + a, y + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True)])
        elif kind == "path" and get("fill") and (box := _box(get("d", ""))):
            shapes.append((x + box[0], y + box[1], x + box[2], y + box[3]))
    return texts, sorted(shapes), sorted(lines)


def _box(path: str) -> Mark | None:
    """Return the corners of the engine's rectangles and circles."""
    number = r"(-?[\d.e-]+)"
    if found := re.match(rf"M{number},{number}h{number}v{number}h", path):
        left, top, wide, high = map(float, found.groups())
        return min(left, left + wide), min(top, top + high), max(left, left + wide), top + high
    if found := re.match(rf"M{number},0A", path):
        r = float(found[1])
        return -r, -r, r, r
    return None


def test_all_charts_of_a_brief_and_of_the_system_need_no_engine(specs):
    assert len(specs) >= 8
    assert [name for name, spec in specs.items() if drawn(charts._drawable(spec)) is None] == []


def test_texts_shapes_and_lines_stand_where_the_engine_puts_them(specs):
    for name, spec in specs.items():
        spec = charts._drawable(spec)
        mine, its = (
            marks(svg) for svg in (charts.to_svg(spec, "light"), vl_convert.vegalite_to_svg(spec))
        )
        assert mine[0].keys() == its[0].keys(), name
        for text, places in its[0].items():
            assert len(mine[0][text]) == len(places), (name, text)
            for here, there in zip(sorted(mine[0][text]), sorted(places), strict=True):
                assert here == pytest.approx(there, abs=NEAR), (name, text)
        for which in (1, 2):
            assert len(mine[which]) == len(its[which]), name
        for here, there in zip(mine[1], its[1], strict=True):
            assert [here[2] - here[0], here[3] - here[1]] == pytest.approx(
                [there[2] - there[0], there[3] - there[1]], abs=0.02
            ), name
            assert here == pytest.approx(there, abs=NEAR), name
        for here, there in zip(mine[2], its[2], strict=True):
            assert len(here) == len(there), name
            for one, other in zip(here, there, strict=True):
                assert one == pytest.approx(other, abs=NEAR), name


def test_a_drawing_is_about_as_large_as_the_engine_s(specs):
    for name, spec in specs.items():
        spec = charts._drawable(spec)
        picture = drawn(spec)
        its = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec))
        assert picture.right == pytest.approx(float(its.get("width")), abs=9), name
        assert picture.bottom == pytest.approx(float(its.get("height")), abs=5), name


def _axis(low: float, high: float, count: int, **more: object) -> dict[str, object]:
    x = {
        "field": "x", "type": "quantitative", "title": None,
        "scale": {"domain": [low, high], "nice": False},
        "axis": {"tickCount": count, **more},
    }  # fmt: skip
    return {
        "config": CONFIG, "width": 600, "height": 50, "data": {"values": [{"x": low}]},
        "mark": {"type": "rule", "color": "#000000"}, "encoding": {"x": x},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "count", "form"),
    [
        (1816, 2025, 5, "d"), (1990, 2018, 8, "d"), (-1, 1, 4, ""), (0, 0.31, 4, ""),
        (0, 2466, 4, ",d"), (1, 7, 4, ""), (0, 100, 5, ""), (-40, 12, 6, ""), (1980, 1984, 10, "d"),
    ],
)  # fmt: skip
def test_ticks_and_their_labels_are_the_engine_s(low, high, count, form):
    spec = _axis(low, high, count, **({"format": form} if form else {}))
    mine, its = (marks(svg)[0] for svg in (charts.to_svg(spec), vl_convert.vegalite_to_svg(spec)))
    assert {text: len(at) for text, at in mine.items()} == {t: len(at) for t, at in its.items()}


def test_labels_that_would_touch_are_thinned_out():
    crowded = {"values": list(range(1800, 2000, 5)), "format": "d"}
    texts = marks(charts.to_svg(_axis(1800, 2000, 5, **crowded), "light"))[0]
    places = sorted(x for found in texts.values() for x, _ in found)
    assert 10 < len(places) < 40
    apart = min(b - a for a, b in pairwise(places))
    assert apart >= width_of("1800", CONFIG["axis"]["labelFontSize"])


@pytest.mark.parametrize(
    "change",
    [
        {"mark": {"type": "bar"}},
        {"mark": "rule"},
        {"mark": {"type": "rule"}},
        {"data": {"values": [{"x": None}]}},
        {"data": {"values": [{"y": 1}]}},
        {"encoding": {**_axis(0, 10, 5)["encoding"], "tooltip": {"field": "x"}}},
        {"mark": {"type": "rule", "tooltip": True}},
        {"params": [{"name": "zoom", "select": "interval"}]},
        {"config": {**CONFIG, "range": {}}},
        {"width": {"step": 20}},
        {"encoding": {"x": {"field": "x", "type": "nominal"}}},
        {"encoding": {"x": {"field": "x", "type": "quantitative", "title": None}}},
    ],
)
def test_what_asks_for_more_is_left_to_the_engine(change):
    spec = _axis(0, 10, 5)
    assert drawn(spec) is not None
    more = {**spec, **change}
    assert drawn(more) is None
    assert "<svg" in charts.to_svg(more, "light")


def test_widths_are_those_of_the_engine_s_type():
    for text in ("Source: Rapallo", "China–United States 35", "WILLIAM", "0123456789"):
        mark = {"type": "text", "align": "left", "fontSize": 100, "x": 0, "y": 50}
        spec = {
            "config": CONFIG, "padding": 0, "width": 1, "height": 100,
            "data": {"values": [{}]}, "mark": mark, "encoding": {"text": {"value": text}},
        }  # fmt: skip
        its = float(ElementTree.fromstring(vl_convert.vegalite_to_svg(spec)).get("width"))
        assert width_of(text, 100) == pytest.approx(its, rel=0.02)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_fills_its_square_and_no_more(shape):
    canvas = Canvas(left=50, top=50, right=50, bottom=50)
    canvas.symbol(shape, (50, 50), 400, {"fill": "#000000"})
    assert (canvas.left, canvas.top, canvas.right, canvas.bottom) == (40, 40, 60, 60)
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", canvas.elements[0])]
    assert max(n for n in numbers if n < 1000) <= 60


def test_a_standing_text_takes_room_upwards_and_downwards():
    canvas = Canvas()
    canvas.text(["pairs of states"], (0, 0), {}, size=10, align="center", upright=False)
    assert canvas.bottom - canvas.top == pytest.approx(width_of("pairs of states", 10))
    assert canvas.right - canvas.left == pytest.approx(10)
