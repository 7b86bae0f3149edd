"""A chart as a file that stands alone: SVG, PNG, or an HTML page."""

from __future__ import annotations

from html import escape
from pathlib import Path

from rapallo.brief import palette
from rapallo.brief.charts import to_svg
from rapallo.brief.charts_theme import Spec
from rapallo.errors import RapalloError

KINDS = (".svg", ".png", ".html")
SCALE = 2.0
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; {light} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
body {{ margin: 2rem auto; max-width: 50rem; padding: 0 1rem; background: var(--paper);
color: var(--ink); font: 1rem/1.5 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }}
svg {{ display: block; width: 100%; height: auto; }}
p {{ overflow-wrap: break-word; }}
</style>
</head>
<body>
<main>
{svg}
{text}
</main>
</body>
</html>
"""


def kind_of(path: Path) -> str:
    """Return what a chart is written as under a name: the ending of the name.

    Raises
    ------
    RapalloError
        If the name ends in none of `KINDS`.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise RapalloError(
            f"{path}: a chart is written as {', '.join(KINDS)}, by the ending of its name"
        )
    return kind


def to_png(spec: Spec) -> bytes:
    """Draw a chart in pixels, at twice its size on white."""
    import vl_convert  # here, since it takes time to load

    svg = to_svg(spec, "light")
    ground = '<rect width="100%" height="100%" fill="#ffffff"/>'
    inside = svg.index(">") + 1
    png: bytes = vl_convert.svg_to_png(svg[:inside] + ground + svg[inside:], SCALE)
    return png


def drawn(spec: Spec, kind: str, title: str, text: str = "") -> bytes:
    """Return a chart as the content of a file.

    Parameters
    ----------
    spec : dict
        Vega-Lite specification.
    kind : {".svg", ".png", ".html"}
        What to make: a drawing, the same in pixels at twice its size on white, or a page that
        follows the reader's light or dark scheme.
    title, text : str
        Of the page; the text, a paragraph a line, stands below the chart.
    """
    if kind == ".svg":
        return to_svg(spec, "light").encode()
    if kind == ".png":
        return to_png(spec)
    paragraphs = "\n".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line)
    return PAGE.format(
        title=escape(title),
        light=palette.declarations("light"),
        dark=palette.declarations("dark"),
        svg=to_svg(spec),
        text=paragraphs,
    ).encode()
