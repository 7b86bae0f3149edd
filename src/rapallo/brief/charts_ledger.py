"""The ledger as a diverging bar chart: what pulls closer to the right, what pushes apart left."""

from __future__ import annotations

from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_theme import TEXT, WIDTH, Spec, chart, source_line, wrapped
from rapallo.brief.digest import with_pull
from rapallo.brief.palette import STAND_INS as INK
from rapallo.brief.words import PULL_SIGNS, pair_name
from rapallo.ledger.entry import Entry, Pull

ROW = 27
"""Pixels a bar takes, enough for two lines of text."""
TICKS = (-1, -0.5, 0, 0.5, 1)


def ledger_bars(
    assessment: Assessment, width: int = WIDTH, strongest: int | None = None
) -> Spec | None:
    """Return a bar chart of the ledger's strengths, or None where nothing pulls either way.

    Each bar is named at the other side of the middle line, so that no key is needed.

    Parameters
    ----------
    assessment : Assessment
        The brief.
    width : int
        Outer width in pixels.
    strongest : int, optional
        How many entries of each pull are shown, the strongest first; by default all.
    """
    closer, apart = (with_pull(assessment, p)[:strongest] for p in ("closer", "apart"))
    if not closer and not apart:
        return None
    entries = (*closer, *reversed(apart))
    half = width // 2 - 8
    height = ROW * len(entries)
    layers = [_bars(entries, height), *(_labels(entries, half, p) for p in ("closer", "apart"))]
    layers += [_below([(half + half * x, f"{abs(x):.1f}") for x in TICKS], height + 8)]
    layers += [_below([(half, "← pushes apart · strength · pulls closer →")], height + 24)]
    ids = tuple(source for entry in entries for source in entry.sources)
    layers.append(source_line(assessment, ids, height + 48, width))
    who = pair_name(assessment, assessment.pair)
    quiet = len(with_pull(assessment, "silent"))
    neither = len(with_pull(assessment, "neither"))
    rest = [
        text
        for count, text in ((neither, f"{neither} point neither way"), (quiet, f"{quiet} silent"))
        if count
    ]
    return chart(
        f"{who}: what pulls closer, what apart",
        f"Strength, 0 to 1, as of {assessment.as_of}" + (f"; {', '.join(rest)}" if rest else ""),
        f"Bars of strength: {len(closer)} considerations pull {who} closer, {len(apart)} push "
        f"apart. Strongest: {_strongest(closer)}; {_strongest(apart)}.",
        {"width": 2 * half, "height": height, "layer": layers},
        width,
    )


def _bars(entries: tuple[Entry, ...], height: int) -> Spec:
    rows = [
        {
            "y": number * ROW + 5,
            "foot": (number + 1) * ROW - 5,
            "strength": (1 if e.pull == "closer" else -1) * (e.strength or 0.0),
            "pull": e.pull,
        }
        for number, e in enumerate(entries)
    ]
    colours = {"domain": ["closer", "apart"], "range": [INK["closer"], INK["apart"]]}
    return {
        "data": {"values": rows},
        "mark": {"type": "rect"},
        "encoding": {
            "x": {
                "field": "strength",
                "type": "quantitative",
                "scale": {"domain": [-1, 1]},
                "title": None,
                "axis": {"grid": False, "values": TICKS, "labels": False},
            },
            "x2": {"datum": 0},
            "y": _y(height),
            "y2": {"field": "foot"},
            "color": {"field": "pull", "type": "nominal", "scale": colours, "legend": None},
        },
    }


def _y(height: int) -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, height], "reverse": True, "nice": False},
        "axis": None,
    }


def _labels(entries: tuple[Entry, ...], half: int, pull: Pull) -> Spec:
    """Return the names of one side's entries, on the side of the middle line where no bar is."""
    rows = [
        {"y": number * ROW + ROW / 2 - 6 * (len(lines) - 1), "lines": lines}
        for number, entry in enumerate(entries)
        if entry.pull == pull
        for lines in (_lines(entry, half - 10),)
    ]
    left = pull == "closer"
    return {
        "data": {"values": rows},
        "mark": {
            "type": "text",
            "align": "right" if left else "left",
            "baseline": "middle",
            "lineHeight": 12,
            "x": half - 6 if left else half + 6,
        },
        "encoding": {
            "y": _y(ROW * len(entries)),
            "text": {"field": "lines", "type": "nominal"},
        },
    }


def _below(texts: list[tuple[float, str]], y: float) -> Spec:
    """Return texts below the bars, each with its middle so many pixels from the left."""
    return {
        "layer": [
            {
                "data": {"values": [{}]},
                "mark": {
                    "type": "text", "align": "center", "baseline": "top",
                    "x": x, "y": y, "color": INK["muted"],
                },
                "encoding": {"text": {"value": text}},
            }
            for x, text in texts
        ]
    }  # fmt: skip


def _lines(entry: Entry, width: int) -> list[str]:
    """Return an entry's title and strength in at most two lines."""
    strength = "" if entry.strength is None else f" {PULL_SIGNS[entry.pull]}{entry.strength:.2f}"
    lines = wrapped(f"{entry.title}{strength}", width, TEXT)
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1][:-7].rstrip()}…{strength}"]


def _strongest(entries: tuple[Entry, ...]) -> str:
    return entries[0].title if entries else "none"
