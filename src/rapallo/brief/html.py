"""The brief as one HTML page that needs nothing else: style, charts and proof inside."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapallo.brief import charts, digest, makeup, palette, sentences, units, words
from rapallo.brief.assessment import Assessment
from rapallo.brief.charts_theme import Spec

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
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
    return _template().render(
        a=assessment,
        charts={name: _drawn(spec) for name, spec in _specs(assessment).items()},
        d=digest,
        groups=digest.grouped(assessment.figures),
        light=palette.declarations("light"),
        dark=palette.declarations("dark"),
        m=makeup,
        s=sentences,
        strongest=STRONGEST,
        style=(TEMPLATES / "brief.css").read_text(encoding="utf-8"),
        u=units,
        w=words,
    )


def _specs(assessment: Assessment) -> dict[str, Spec | None]:
    return {
        "index": charts.index_over_time(assessment),
        "dimensions": charts.dimensions_over_time(assessment),
        "ledger": charts.ledger_bars(assessment),
        "triangle": charts.triangle_strip(assessment),
        "place": charts.place_among_pairs(assessment),
    }


def _drawn(spec: Spec | None) -> str | None:
    return None if spec is None else charts.to_svg(spec)


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html")
