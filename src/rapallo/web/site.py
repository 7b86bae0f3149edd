"""The site's frame: templates, navigation, and the files that every page uses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rapallo import __version__, states
from rapallo.brief import palette, units, words
from rapallo.brief.page import TEMPLATES as BRIEF
from rapallo.panel.years import FIRST, LAST
from rapallo.scenarios.kinds import KINDS
from rapallo.web import lab
from rapallo.web.compared import WHAT

HERE = Path(__file__).parent
PAGES = (
    ("/", "Ask"),
    ("/compare", "Compare"),
    ("/triangle", "Triangle"),
    ("/board", "Board"),
    ("/watch", "Watch list"),
    ("/scenario", "Scenario lab"),
    ("/claims", "Claims"),
    ("/data", "Data"),
    ("/method", "Method"),
)
Asked = Mapping[str, str | int | list[str] | None]


def address(path: str, asked: Asked, /, **changes: object) -> str:
    """Return an address with what is asked in its query, some of it changed, none of it empty.

    Examples
    --------
    >>> address("/compare", {"pair": ["CHN-RUS", "USA-GBR"], "until": 2018, "rival": None})
    '/compare?pair=CHN-RUS&pair=USA-GBR&until=2018'
    >>> address("/watch", {"as_of": 2018}, as_of=2017)
    '/watch?as_of=2017'
    """
    kept = {k: v for k, v in {**asked, **changes}.items() if v not in (None, "", [])}
    return path + ("?" + urlencode(kept, doseq=True) if kept else "")


def in_site(svg: str) -> Markup:
    """Return charts for a page without inline style: width is an attribute, type the site's.

    Examples
    --------
    >>> in_site('<svg viewBox="0 0 9 9" style="max-width:9px;font-family:Arial"></svg>')
    Markup('<svg viewBox="0 0 9 9" class="chart" width="9"></svg>')
    """
    return Markup(re.sub(r'(<svg\b[^>]*?) style="([^"]*)"', _unstyled, svg))


def _unstyled(found: re.Match[str]) -> str:
    width = re.search(r"max-width:([\d.]+)px", found[2])
    return f'{found[1]} class="chart"' + (f' width="{width[1]}"' if width else "")


def body_of(page: str) -> Markup:
    """Return the content of a page that stands alone, for a page that brings its own frame."""
    inside = page[page.index("<body>") + len("<body>") : page.index("</body>")]
    return in_site(inside.replace("<main>", "<div>", 1).replace("</main>", "</div>", 1))


def render(template: str, page: str, title: str, **context: object) -> str:
    """Render a page of the site.

    Parameters
    ----------
    template : str
        Name of a file in ``templates/``.
    page : str
        Path of the page's entry in the navigation.
    title : str
        Title of the document.
    **context
        What the template reads.
    """
    found = _environment().get_template(template)
    return found.render(here=page, title=title, **context)


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """Return the site's own files by name: type and content. Nothing else is ever served as one."""
    theme = (
        f":root {{ {palette.declarations('light')} }}\n"
        "@media screen and (prefers-color-scheme: dark) "
        f"{{ :root {{ {palette.declarations('dark')} }} }}\n"
        + (BRIEF / "brief.css").read_text(encoding="utf-8")
    )
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    own = {
        file.name: (kinds[file.suffix], file.read_bytes())
        for file in sorted((HERE / "static").iterdir())
        if file.suffix in kinds
    }
    return {"theme.css": ("text/css", theme.encode()), **own}


def file_address(name: str) -> str:
    """Return where a file of the site is, an address that changes with its content."""
    return f"/static/{name}?v={hashlib.sha256(files()[name][1]).hexdigest()[:12]}"


@cache
def ever() -> list[tuple[str, str]]:
    """Return name and code of every state that ever was, by name."""
    return sorted((state.label, state.code) for state in states.all_states().values())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "FIRST": FIRST,
        "LAST": LAST,
        "address": address,
        "compared": WHAT,
        "file": file_address,
        "kinds": KINDS,
        "lab": lab,
        "pages": PAGES,
        "states_ever": ever(),
        "u": units,
        "version": __version__,
        "w": words,
    }
    return environment
