"""The brief as one HTML page that needs nothing else: style, charts and proof inside."""

from __future__ import annotations

from rapallo.brief import (
    charts,
    charts_board,
    charts_camps,
    charts_nowcast,
    digest,
    makeup,
    nowcast,
    seats,
    sentences,
    units,
    words,
)
from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_theme import Spec
from rapallo.brief.page import filled

STRONGEST = 5


def render(assessment: Assessment) -> str:
    """Write a brief as a page: the answer first, then the proof, each figure down to its source.

    The page holds its style and its charts, asks for nothing from elsewhere (its content policy
    forbids it), follows the reader's light or dark scheme, prints on A4, and needs no script.

    Parameters
    ----------
    assessment : Assessment
        What to write.

    Returns
    -------
    str
        An HTML document in UTF-8.
    """
    specs = charts_of(assessment)
    drawings = {name: spec and charts.to_svg(spec) for name, spec in specs.items()}
    return filled(
        "brief.html",
        a=assessment,
        charts=drawings,
        d=digest,
        groups=digest.grouped(assessment.figures),
        m=makeup,
        n=nowcast,
        s=sentences,
        seats=seats,
        strongest=STRONGEST,
        u=units,
        w=words,
    )


def charts_of(assessment: Assessment) -> dict[str, Spec | None]:
    """Return the charts of a brief by name, None where there are no data for one."""
    return {
        "index": charts.index_over_time(assessment),
        "news": charts_nowcast.news_by_month(assessment),
        "dimensions": charts.dimensions_over_time(assessment),
        "ledger": charts.ledger_bars(assessment),
        "triangle": charts.triangle_strip(assessment),
        "place": charts.place_among_pairs(assessment),
        **_board(assessment),
    }


def _board(assessment: Assessment) -> dict[str, Spec | None]:
    board = assessment.board
    if board is None:
        return {"network": None, "camps": None}
    three = (*assessment.pair, assessment.rival)
    marked = [member.state for member in board.standing if member.code in three]
    return {
        "network": charts_board.network(board, three),
        "camps": charts_camps.camps_map(board, marked),
    }
