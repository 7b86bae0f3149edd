"""Charts of a brief: each a Vega-Lite specification in a plain dict, drawn as SVG offline.

Examples
--------
>>> "<svg" in to_svg({"mark": "point", "data": {"values": [{}]}}, scheme="light")
True
"""

from __future__ import annotations

import re
from html import escape
from threading import Thread
from typing import Any, Literal

from rapallo.brief import drawing
from rapallo.brief.canvas import decimal
from rapallo.brief.charts_ledger import ledger_bars
from rapallo.brief.charts_place import place_among_pairs
from rapallo.brief.charts_theme import FONT
from rapallo.brief.charts_time import dimensions_over_time, index_over_time
from rapallo.brief.charts_triangle import triangle_strip
from rapallo.brief.palette import in_page, in_scheme
from rapallo.brief.words import printable

__all__ = [
    "dimensions_over_time",
    "index_over_time",
    "ledger_bars",
    "place_among_pairs",
    "to_pdf",
    "to_svg",
    "triangle_strip",
    "warm_up",
]

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


def warm_up() -> Thread:
    """Start the drawing engine in the background, for the charts that `drawing` cannot draw.

    The engine takes about half a second at its first drawing and holds no lock meanwhile. Calling
    this is never needed; the thread may be left alone.

    Returns
    -------
    threading.Thread
        Ends when the engine is ready.
    """
    thread = Thread(target=to_svg, args=({"data": {"values": [{}]}, "mark": "point"},), daemon=True)
    thread.start()
    return thread


def to_svg(spec: dict[str, Any], scheme: Literal["page", "light", "dark"] = "page") -> str:
    """Draw a chart as SVG.

    Parameters
    ----------
    spec : dict
        Vega-Lite specification; its ``title`` and ``description`` become those of the drawing,
        for screen readers.
    scheme : {"page", "light", "dark"}
        ``"page"`` leaves colours to the page's custom properties, so that one drawing serves both
        schemes, and is as wide as its place; the others fix them, for a file that stands alone.

    Returns
    -------
    str
        An ``svg`` element.
    """
    spec = _drawable(spec)
    width, height, body = _drawn(spec)
    head = f"<title>{escape(_title(spec))}</title><desc>{escape(_description(spec))}</desc>"
    box = f'viewBox="0 0 {decimal(width)} {decimal(height)}"'
    if scheme == "page":
        style = f"max-width:{decimal(width)}px;font-family:{FONT}"
        return f'<svg role="img" {box} style="{style}">{head}{in_page(body)}</svg>'
    size = f'width="{decimal(width)}" height="{decimal(height)}" {box} font-family="{FONT}"'
    return f"<svg {NAMESPACE} {size}>{head}{in_scheme(body, scheme)}</svg>"


def _drawn(spec: dict[str, Any]) -> tuple[float, float, str]:
    """Return width, height and elements of a drawing, by the engine only where it is needed."""
    picture = drawing.drawn(spec)
    if picture is not None:
        return picture.right, picture.bottom, "".join(picture.elements)
    import vl_convert  # half a second at its first drawing: only who needs it pays

    svg: str = vl_convert.vegalite_to_svg(spec)
    found = re.match(r'<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>(.*)</svg>', svg, re.DOTALL)
    if found is None:
        raise ValueError("the chart could not be drawn")
    body = re.sub(r' (aria-hidden|aria-roledescription|role|pointer-events)="[^"]*"', "", found[3])
    return float(found[1]), float(found[2]), body.replace(f' font-family="{FONT}"', "")


def to_pdf(spec: dict[str, Any]) -> bytes:
    """Draw a chart as a PDF page of its size, in the light scheme, its type embedded."""
    import vl_convert

    made: bytes = vl_convert.svg_to_pdf(to_svg(spec, "light"))
    return made


def _drawable(part: Any) -> Any:
    """Take control characters out of all texts: the drawing engine aborts the process on one."""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {key: _drawable(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_drawable(value) for value in part]
    return part


def _title(spec: dict[str, Any]) -> str:
    title = spec.get("title", "")
    text = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else str(text)


def _description(spec: dict[str, Any]) -> str:
    return str(spec.get("description", ""))
