"""Colours of a brief, in one place: light, dark, and the stand-in that charts are drawn with.

Blue and vermilion or orange are Okabe and Ito's, told apart by nearly all eyes; sign, position or
shape says the same wherever a colour does.

References
----------
Okabe, M. and Ito, K. (2008). Color Universal Design: how to make figures and presentations that
are friendly to colorblind people.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """A named colour: `stand_in` is what a chart is drawn with before a scheme is chosen."""

    name: str
    stand_in: str
    light: str
    dark: str


COLOURS = tuple(
    Colour(name, f"#0{number:x}0b0c", light, dark)
    for number, (name, light, dark) in enumerate(
        (
            ("paper", "#ffffff", "#14171a"),
            ("panel", "#f4f5f6", "#1f2429"),
            ("ink", "#1b1f23", "#e8eaec"),
            ("muted", "#59626b", "#a3acb5"),
            ("grid", "#dde1e5", "#343b42"),
            ("closer", "#0072b2", "#56b4e9"),
            ("apart", "#d55e00", "#e69f00"),
            ("neutral", "#8a939b", "#7f8992"),
            ("accent", "#009e73", "#2fbf95"),
            ("band", "#cfe3f0", "#23445a"),
        )
    )
)

STAND_INS = {colour.name: colour.stand_in for colour in COLOURS}


def declarations(scheme: str) -> str:
    """Return the CSS custom properties of the ``"light"`` or the ``"dark"`` scheme."""
    return "".join(f"--{c.name}:{c.light if scheme == 'light' else c.dark};" for c in COLOURS)


def in_page(svg: str) -> str:
    """Replace stand-ins by custom properties, so that one drawing serves both schemes."""
    for colour in COLOURS:
        svg = svg.replace(colour.stand_in, f"var(--{colour.name})")
    return svg


def in_scheme(svg: str, scheme: str) -> str:
    """Replace stand-ins by the colours of one scheme, for a file that stands alone."""
    for colour in COLOURS:
        svg = svg.replace(colour.stand_in, colour.light if scheme == "light" else colour.dark)
    return svg
