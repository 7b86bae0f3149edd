"""A page of HTML that needs nothing else: a template filled in, style and both schemes inside."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapallo.brief import palette

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def filled(template: str, **parts: Any) -> str:
    """Return a template filled in, with the style of a brief and the colours of both schemes."""
    return (
        _environment()
        .get_template(template)
        .render(
            **parts,
            light=palette.declarations("light"),
            dark=palette.declarations("dark"),
            style=(TEMPLATES / "brief.css").read_text(encoding="utf-8"),
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
