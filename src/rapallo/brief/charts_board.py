"""The network of the strongest states in a brief: who is friendly, who hostile, in which camp."""

from __future__ import annotations

from rapallo.brief.board import Board, Bond, Member
from rapallo.brief.charts_camps import look_of
from rapallo.brief.charts_theme import Spec, chart, sources_below
from rapallo.brief.charts_triangle import SOURCES
from rapallo.brief.palette import STAND_INS as INK

WIDTH, HEIGHT = 640, 430
FRIENDS = 2
"""How many of each state's friendly ties are drawn, the closest: all would hide the picture."""
LEAST, MOST = 680.0, 1300.0
"""Area of the smallest mark in square pixels, and what the largest has more."""


def network(board: Board, three: tuple[str, ...], width: int = WIDTH) -> Spec | None:
    """Return the network of the strongest states and the three, or None without any.

    Shape and colour of a mark say the camp, its area the capabilities; a solid line is a friendly
    tie, a dashed one hostile. States with closer ties stand nearer.

    Parameters
    ----------
    board : Board
        The year's camps and ties.
    three : tuple of str
        Codes of the states that the brief is about; their ties to each other are drawn heavy.
    width : int
        Outer width in pixels.
    """
    shown = {member.code: member for member in board.standing if member.x is not None}
    if not shown:
        return None
    friendly = _closest(board, three)
    hostile = [bond for bond in board.bonds if bond.sign == "-"]
    layers: list[Spec] = [
        _lines(friendly, shown, three, INK["neutral"], [1, 0]),
        _lines(hostile, shown, three, INK["ink"], [5, 3]),
        *(_marks(shown, three, camp) for camp in range(board.count)),
        sources_below(SOURCES, HEIGHT + 8, width),
    ]
    return chart(
        f"The strongest states and their ties, {board.year}",
        f"Solid line: friendly, each state’s {FRIENDS} closest; dashed: hostile, all. Shape and "
        "colour: camp. Framed, their ties heavy: the states of this brief",
        f"Network of {len(shown)} states in {board.year} with {len(friendly)} friendly and "
        f"{len(hostile)} hostile ties.",
        {"width": width - 8, "height": HEIGHT, "layer": layers},
        width,
    )


def _closest(board: Board, three: tuple[str, ...]) -> list[Bond]:
    """Return the friendly ties drawn: the closest few of each state, and those of the three."""
    friendly = [bond for bond in board.bonds if bond.sign == "+"]
    ordered = sorted(friendly, key=lambda bond: -(bond.alignment or 0.0))
    drawn = {bond.pair: bond for bond in friendly if set(bond.pair) <= set(three)}
    for code in {code for bond in friendly for code in bond.pair}:
        own = [bond for bond in ordered if code in bond.pair]
        drawn |= {bond.pair: bond for bond in own[:FRIENDS]}
    return [drawn[pair] for pair in sorted(drawn)]


def _lines(
    bonds: list[Bond],
    shown: dict[str, Member],
    three: tuple[str, ...],
    colour: str,
    dashes: list[int],
) -> Spec:
    rows = []
    for bond in bonds:
        first, second = (shown[code] for code in bond.pair)
        ends = {"x": first.x, "y": first.y, "x2": second.x, "y2": second.y}
        rows.append({**ends, "wide": 3.4 if set(bond.pair) <= set(three) else 1.2})
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": colour, "strokeDash": dashes},
        "encoding": {
            "x": _axis("x"),
            "y": _axis("y"),
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None},
        },
    }


def _marks(shown: dict[str, Member], three: tuple[str, ...], camp: int) -> Spec:
    shape, colour, _ = look_of(camp)
    largest = max(member.size for member in shown.values())
    rows = [
        {
            "code": member.code,
            "x": member.x,
            "y": member.y,
            "area": round(LEAST + MOST * member.size / largest),
            "frame": INK["ink"] if member.code in three else INK["paper"],
            "wide": 3.0 if member.code in three else 1.0,
        }
        for member in shown.values()
        if member.camp == camp
    ]
    plain = {"type": "nominal", "scale": None}
    measured = {"type": "quantitative", "scale": None, "legend": None}
    return {
        "data": {"values": rows},
        "encoding": {"x": _axis("x"), "y": _axis("y")},
        "layer": [
            {
                "mark": {"type": "point", "shape": shape, "opacity": 1, "fill": colour},
                "encoding": {
                    "size": {"field": "area", **measured},
                    "stroke": {"field": "frame", **plain},
                    "strokeWidth": {"field": "wide", **measured},
                },
            },
            {
                "mark": {
                    "type": "text",
                    "fontSize": 10.5,
                    "fontWeight": "bold",
                    "color": INK["paper"],
                },
                "encoding": {"text": {"field": "code"}},
            },
        ],
    }


def _axis(name: str) -> Spec:
    return {
        "field": name,
        "type": "quantitative",
        "scale": {"domain": [0, 1], "nice": False, "zero": False, "reverse": name == "y"},
        "axis": None,
    }
