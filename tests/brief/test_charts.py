"""Charts: what they show, for whom, and when there is nothing to draw."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from rapallo.brief import charts
from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_theme import spread

CHARTS = (
    charts.index_over_time,
    charts.dimensions_over_time,
    charts.ledger_bars,
    charts.triangle_strip,
    charts.place_among_pairs,
)


def _data(spec: Any) -> list[dict[str, Any]]:
    """Return every row of data anywhere in a specification."""
    if isinstance(spec, dict):
        own = spec.get("data", {}).get("values", [])
        return own + [row for key in spec for row in _data(spec[key]) if key != "data"]
    if isinstance(spec, list):
        return [row for item in spec for row in _data(item)]
    return []


@pytest.mark.parametrize("make", CHARTS)
def test_each_is_a_publishable_specification(rich: Assessment, make: Any) -> None:
    spec = make(rich)
    text = json.dumps(spec, allow_nan=False)
    assert "China–Russia" in " ".join(spec["title"]["text"]) or "China" in spec["title"]["text"][0]
    assert spec["title"]["subtitle"][0]
    assert spec["description"]
    assert "Source: Rapallo" in text


@pytest.mark.parametrize("make", CHARTS)
def test_each_draws_well_formed_svg_of_about_the_width_asked_for(
    rich: Assessment, make: Any
) -> None:
    for width in (360, 440, 640):
        svg = charts.to_svg(make(rich, width=width), "light")
        root = ElementTree.fromstring(svg)
        assert 0.8 * width <= float(root.attrib["width"]) <= 1.12 * width
        assert not re.search(r"NaN|Infinity|undefined|null", svg)


def test_nothing_is_drawn_from_nothing(sparse: Assessment) -> None:
    assert charts.index_over_time(sparse) is None
    assert charts.dimensions_over_time(sparse) is None
    assert charts.place_among_pairs(sparse) is None
    assert charts.ledger_bars(replace(sparse, ledger=())) is None
    assert (
        charts.triangle_strip(replace(sparse, triangle=replace(sparse.triangle, timeline=())))
        is None
    )


def test_ledger_bars_point_the_way_the_entries_pull(rich: Assessment) -> None:
    spec = charts.ledger_bars(rich)
    bars = [row for row in _data(spec) if "strength" in row]
    assert sorted(abs(b["strength"]) for b in bars) == sorted(
        e.strength for e in rich.ledger if e.pull in {"closer", "apart"}
    )
    assert all((b["strength"] > 0) == (b["pull"] == "closer") for b in bars)


def test_a_year_without_an_index_is_a_gap_not_a_zero(rich: Assessment) -> None:
    rows = [row for row in _data(charts.index_over_time(rich)) if row.get("year") == 1951]
    assert None in [row["value"] for row in rows]
    assert 0 not in [row["value"] for row in rows]


def test_a_missing_year_between_known_ones_is_a_gap(rich: Assessment) -> None:
    history = tuple(row for row in rich.history if row.year != 1980)
    rows = [
        r
        for r in _data(charts.index_over_time(replace(rich, history=history)))
        if r.get("year") == 1980
    ]
    assert [row["value"] for row in rows] == [None, None, None]


def test_friendly_ties_rise_above_the_hostile_of_their_lane(rich: Assessment) -> None:
    rows = [row for row in _data(charts.triangle_strip(rich)) if "sign" in row]
    friendly = [r for r in rows if r["sign"] == "+"]
    hostile = [r for r in rows if r["sign"] == "-"]
    for row in hostile:
        partners = [r for r in friendly if r["foot"] == row["top"]]
        assert all(r["top"] < row["top"] for r in partners)
    years = sum(r["to"] - r["from"] for r in rows)
    assert years == 3 * len(rich.triangle.timeline)


def test_strip_covers_every_year_once(rich: Assessment) -> None:
    rows = [r for r in _data(charts.triangle_strip(rich)) if "from" in r and "sign" not in r]
    assert sum(r["to"] - r["from"] for r in rows) == len(rich.triangle.timeline)


def test_histogram_counts_every_pair(rich: Assessment) -> None:
    rows = [r for r in _data(charts.place_among_pairs(rich)) if "pairs" in r]
    assert sum(r["pairs"] for r in rows) == sum(rich.distribution)
    assert (rows[0]["from"], rows[-1]["to"]) == (0, 100)


def test_the_pair_without_an_index_is_not_marked(rich: Assessment) -> None:
    unknown = replace(rich, index=replace(rich.index, value=None, low=None, high=None))
    rows = _data(charts.place_among_pairs(unknown))
    assert not [r for r in rows if "value" in r or "low" in r]


def test_text_from_the_data_is_escaped(hostile: Assessment) -> None:
    for make in CHARTS:
        spec = make(hostile)
        assert spec is not None
        for scheme in ("page", "dark"):
            svg = charts.to_svg(spec, scheme)
            assert "<script" not in svg
            assert svg.count("</svg>") == 1


def test_spread_keeps_order_and_distance() -> None:
    moved = spread([30.0, 31.0, 29.5, 90.0], 5)
    assert moved[2] < moved[0] < moved[1] < moved[3]
    ordered = sorted(moved)
    assert all(b - a >= 5 - 1e-9 for a, b in pairwise(ordered))
    assert moved[3] == 90.0


def test_warming_up_leaves_the_engine_ready_and_may_be_left_alone() -> None:
    thread = charts.warm_up()
    thread.join(timeout=30)
    assert not thread.is_alive()
    ended = subprocess.run(
        [sys.executable, "-c", "from rapallo.brief import charts; charts.warm_up(); exit(2)"],
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (2, b"")
