"""A scenario's outcome as a page that stands alone."""

from __future__ import annotations

from html import escape

from rapallo.brief import picture
from rapallo.brief.charts_theme import Spec

FIGURES = '<h2>In figures</h2>\n<pre tabindex="0" style="overflow-x:auto">{text}</pre>\n</main>'


def page(title: str, spec: Spec, text: str) -> str:
    """Return a page with a chart and, below it, the figures as they are printed."""
    bare = picture.drawn(spec, ".html", title).decode()
    return bare.replace("</main>", FIGURES.format(text=escape(text)))
