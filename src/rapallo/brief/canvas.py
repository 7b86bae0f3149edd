"""A picture in the making: marks as SVG elements, and the box that holds them all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

WIDTHS = {
    191: "'", 222: "ijl’‘", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 355: '"', 389: "*",
    469: "^", 500: "Jckszvxyç", 556: "#$0123456789?L_abdeghnopqu–äöüéèô", 584: "+<=>~−×",
    611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W",
    1000: "—…←→@",
}  # fmt: skip
"""Characters by width in thousandths of the size: the advances of Liberation Sans 2, to which
Arial and Helvetica are equal."""
_WIDTH = {character: width / 1000 for width, all_of in WIDTHS.items() for character in all_of}
OTHER = 0.6
BOLD = 1.06
"""How much wider bold type is, about."""

ABOVE = {"top": 0.79, "middle": 0.3, "alphabetic": 0.0, "bottom": -0.21}
"""How far below a text's place its base line lies, in sizes, by what is put on the place."""
ANCHORS = {"left": ("", 0.0), "center": ("middle", 0.5), "right": ("end", 1.0)}
"""SVG's name of each alignment, and the share of a text to the left of its place."""

Look = dict[str, float | str | None]
Place = tuple[float, float]


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is in pixels.

    Examples
    --------
    >>> round(width_of("Source: Rapallo", 10))
    71
    """
    return size * (BOLD if bold else 1) * sum(_WIDTH.get(letter, OTHER) for letter in text)


def decimal(value: float) -> str:
    """Return a number of pixels to a hundredth.

    Examples
    --------
    >>> decimal(2.0), decimal(1 / 3), decimal(-0.001)
    ('2', '0.33', '0')
    """
    return f"{round(value, 2) + 0.0:.8g}"


def attributes(look: Look) -> str:
    """Return a look as SVG attributes; what is None is left out."""
    return "".join(
        f' {name}="{decimal(value) if isinstance(value, float | int) else escape(value)}"'
        for name, value in look.items()
        if value is not None
    )


@dataclass
class Canvas:
    """SVG elements, and the box (left, top, right, bottom) around them, in pixels, y downwards."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    elements: list[str] = field(default_factory=list)

    def grow(self, left: float, top: float, right: float, bottom: float) -> None:
        """Make the box hold another one."""
        self.left, self.top = min(self.left, left), min(self.top, top)
        self.right, self.bottom = max(self.right, right), max(self.bottom, bottom)

    def line(self, start: Place, end: Place, look: Look) -> None:
        """Draw a straight line."""
        (a, b), (c, d) = start, end
        self.elements.append(
            f'<line x1="{decimal(a)}" y1="{decimal(b)}" x2="{decimal(c)}" y2="{decimal(d)}"'
            f"{attributes(look)}/>"
        )

    def path(self, places: Sequence[Sequence[Place]], look: Look) -> None:
        """Draw a line through places, broken between its parts."""
        drawn = "".join(
            "M" + "L".join(f"{decimal(x)},{decimal(y)}" for x, y in part) for part in places
        )
        if drawn:
            self.elements.append(f'<path d="{drawn}" fill="none"{attributes(look)}/>')

    def rect(self, one: Place, other: Place, look: Look) -> None:
        """Draw a rectangle between two opposite corners."""
        (left, right), (top, foot) = (sorted(pair) for pair in zip(one, other, strict=True))
        self.elements.append(
            f'<rect x="{decimal(left)}" y="{decimal(top)}" width="{decimal(right - left)}" '
            f'height="{decimal(foot - top)}"{attributes(look)}/>'
        )

    def symbol(self, shape: str, at: Place, area: float, look: Look) -> None:
        """Draw one of `SHAPES` in a square of an area."""
        x, y = at
        r = math.sqrt(area) / 2
        self.grow(x - r, y - r, x + r, y + r)
        if shape == "circle":
            self.elements.append(
                f'<circle cx="{decimal(x)}" cy="{decimal(y)}" r="{decimal(r)}"{attributes(look)}/>'
            )
        elif shape == "square":
            self.rect((x - r, y - r), (x + r, y + r), look)
        else:
            corners = " ".join(
                f"{decimal(x + r * a)},{decimal(y + r * b)}" for a, b in SHAPES[shape]
            )
            self.elements.append(f'<polygon points="{corners}"{attributes(look)}/>')

    def text(
        self,
        lines: Sequence[str],
        at: Place,
        look: Look,
        *,
        size: float,
        align: str = "left",
        baseline: str = "middle",
        leading: float | None = None,
        upright: bool = True,
    ) -> None:
        """Write lines of text at a place; `leading` is from one base line to the next.

        What is not `upright` is turned to be read from below to above.
        """
        x, y = at
        leading = size + 2 if leading is None else leading
        first = round(ABOVE[baseline] * size)
        anchor, before = ANCHORS[align]
        wide = max(width_of(line, size, bold=look.get("font-weight") == "bold") for line in lines)
        long = (len(lines) - 1) * leading
        box = (-before * wide, first - 0.79 * size, (1 - before) * wide, first + long + 0.21 * size)
        if upright:
            place = f'x="{decimal(x)}" y="{decimal(y + first)}"'
            self.grow(x + box[0], y + box[1], x + box[2], y + box[3])
        else:
            place = f'transform="translate({decimal(x + first)},{decimal(y)}) rotate(-90)"'
            self.grow(x + box[1], y - box[2], x + box[3], y - box[0])
        written = "".join(
            f'<tspan x="{decimal(x)}" dy="{decimal(down)}">{escape(line)}</tspan>'
            for line, down in zip(lines, (0, *[leading] * (len(lines) - 1)), strict=True)
        )
        self.elements.append(
            f"<text {place}"
            f"{attributes({'font-size': size, 'text-anchor': anchor or None, **look})}>"
            f"{written if len(lines) > 1 else escape(lines[0])}</text>"
        )

    def put(self, other: Canvas, x: float, y: float) -> None:
        """Put another picture on this one, moved to the right and down."""
        self.grow(other.left + x, other.top + y, other.right + x, other.bottom + y)
        inside = "".join(other.elements)
        self.elements.append(f'<g transform="translate({decimal(x)},{decimal(y)})">{inside}</g>')


SHAPES: dict[str, tuple[Place, ...]] = {
    "circle": (),
    "square": (),
    "diamond": ((-1, 0), (0, -1), (1, 0), (0, 1)),
    "triangle-up": ((0, -(3**0.5) / 2), (-1, 3**0.5 / 2), (1, 3**0.5 / 2)),
    "cross": (
        (-1, -0.4), (-1, 0.4), (-0.4, 0.4), (-0.4, 1), (0.4, 1), (0.4, 0.4),
        (1, 0.4), (1, -0.4), (0.4, -0.4), (0.4, -1), (-0.4, -1), (-0.4, -0.4),
    ),
}  # fmt: skip
"""Corners of each shape in a square from -1 to 1; a circle and a square have elements of their
own."""
