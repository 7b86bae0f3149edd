"""A page of terminal text: its width, its margins, and characters any terminal can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from rapallo.brief.words import printable

WIDEST = 120
"""Columns beyond which lines are too long to read."""

WIDE = 80
"""Columns from which two texts fit side by side."""

MARGIN = 22
"""Columns that the labels at the left take where there is room."""

_NEAR = {
    "–": "-",
    "—": "-",
    "−": "-",
    "─": "-",
    "·": "|",
    "…": ".",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "●": "*",
    "◐": "~",
    "○": "o",
    "≥": ">",
    "≤": "<",
    "→": ">",
    "×": "x",
    "█": "#",
}


def legible(text: str, encoding: str) -> str:
    """Replace each character that an encoding lacks by a near one of the same width.

    Control characters, which take no width, are taken out.

    Examples
    --------
    >>> legible("Côte d’Ivoire – 0.3 ●", "ascii")
    "Cote d'Ivoire - 0.3 *"
    >>> legible("Côte", "latin-1"), legible("Côte – 1", "utf-8")
    ('Côte', 'Côte – 1')
    """
    text = printable(text)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_near(character, encoding) for character in text)
    except LookupError:
        return legible(text, "ascii")
    return text


class Page:
    """Prints to a console within its width, and never a character that it cannot show.

    Parameters
    ----------
    console : rich.console.Console
        Where to print.
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = min(console.width, WIDEST)
        self.wide = self.width >= WIDE

    def print(self, renderable: RenderableType) -> None:
        """Print text or a table."""
        if isinstance(renderable, str):
            renderable = Text(renderable)
        self.console.print(_Legible(renderable), width=self.width)

    def gap(self) -> None:
        """Print an empty line."""
        self.console.print()

    def rule(self) -> None:
        """Print a line from edge to edge."""
        self.print(Text("─" * self.width, style="dim"))

    def heading(self, text: str, note: str = "") -> None:
        """Head a part of the proof."""
        self.gap()
        self.print(Text(text.upper(), style="bold"))
        self.rule()
        if note:
            self.print(Text(note, style="dim"))

    def edges(self, left: str, right: str) -> None:
        """Print one text at each edge, or one below the other where they do not fit."""
        if len(left) + len(right) + 3 > self.width:
            self.print(Text(left, style="bold"))
            self.print(Text(right, style="dim"))
            return
        space = " " * (self.width - len(left) - len(right))
        self.print(Text.assemble((left, "bold"), space, (right, "dim")))

    def item(self, label: str, text: str, style: str = "") -> None:
        """Print a text beside its label, or below it where the page is narrow."""
        if not self.wide:
            if label:
                self.print(Text(label, style="bold"))
            self.print(Padding(Text(text, style=style), (0, 0, 0, 2)))
            return
        row = Table.grid(padding=(0, 1))
        row.add_column(width=MARGIN)
        row.add_column(width=self.width - MARGIN - 1, overflow="fold")
        row.add_row(Text(label, style="bold"), Text(text, style=style))
        self.print(row)

    def indented(self, text: str | Text, by: int = 2, style: str = "") -> None:
        """Print a text some columns in."""
        shown = Text(text, style=style) if isinstance(text, str) else text
        self.print(Padding(shown, (0, 0, 0, by)))

    def table(self, headings: Iterable[str], rows: Iterable[Iterable[str]], right: int = 0) -> None:
        """Print a table without lines; its last `right` columns are aligned to the right."""
        names = list(headings)
        shown = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
        for number, heading in enumerate(names):
            aligned = number >= len(names) - right
            shown.add_column(heading, justify="right" if aligned else "left", overflow="fold")
        for row in rows:
            shown.add_row(*(Text(cell) for cell in row))
        self.print(Padding(shown, (0, 0, 0, 2)))


class _Legible:
    """Renders something with every character made legible, and no blanks at the ends of lines."""

    def __init__(self, renderable: RenderableType) -> None:
        self.renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        paints = console.color_system is not None
        for line in Segment.split_lines(console.render(self.renderable, options)):
            shown = [Segment(legible(s.text, console.encoding), s.style, s.control) for s in line]
            while shown and not shown[-1].text.strip() and not (paints and _painted(shown[-1])):
                shown.pop()
            if shown and not (paints and _painted(shown[-1])):
                last = shown[-1]
                shown[-1] = Segment(last.text.rstrip(), last.style, last.control)
            yield from shown
            yield Segment.line()


def _painted(segment: Segment) -> bool:
    style = segment.style
    return style is not None and bool(style.bgcolor or style.reverse or style.underline)


def _near(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        if character in _NEAR:
            return _NEAR[character]
        base = unicodedata.normalize("NFKD", character)[0]
        wide = unicodedata.east_asian_width(character) in "WF"
        return ("??" if wide else "?") if ord(base) > 127 else base
    return character
