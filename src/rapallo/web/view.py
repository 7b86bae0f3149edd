"""A view: what a page shows and what can be downloaded from it, made into what is sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from rapallo.brief import charts as drawing
from rapallo.brief.charts_theme import Spec
from rapallo.errors import RapalloError, did_you_mean
from rapallo.web import site
from rapallo.web.finished import Finished

DRAWN = ("svg", "png")
SCALE = 2.0
"""Pixels of a PNG for each of the drawing's, so that it is sharp on paper."""


@dataclass(frozen=True)
class View:
    """One view of a page.

    Parameters
    ----------
    page : str
        Path of the page's entry in the navigation.
    template : str
        Its template.
    title : str
        Title of the document.
    name : str
        Stem of the names of its downloads.
    address : str
        Where it is, with all its state.
    asked : mapping
        What the page's form holds.
    table : DataFrame
        Its figures.
    document : str, mapping or sequence
        Its content as JSON text, or what becomes it.
    charts : mapping of str to Spec
        Its charts by name.
    context : mapping
        What its template reads besides.
    others : mapping of str to callable
        Further downloads, by kind.
    """

    page: str
    template: str
    title: str
    name: str
    address: str
    asked: site.Asked
    table: pl.DataFrame
    document: Any
    charts: Mapping[str, Spec] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)
    others: Mapping[str, Callable[[], str | bytes]] = field(default_factory=dict)

    def download(self, **of: str) -> str:
        """Return the address of a download."""
        path, _, query = self.address.partition("?")
        return (
            f"{path}?{query}&{site.address('', of)[1:]}" if query else path + site.address("", of)
        )


def finish(view: View, kind: str | None, chart: str | None) -> Finished:
    """Return a view as a page, or as a download of a kind.

    Raises
    ------
    RapalloError
        If the view has no such download or chart; the message says what there is.
    """
    if kind is None:
        page = site.render(
            view.template, view.page, view.title,
            view=view, asked=view.asked, drawn=lambda name: _in_page(view, name), **view.context,
        )  # fmt: skip
        return Finished.of(page, "html")
    kinds = ["csv", "json", *view.others, *(DRAWN if view.charts else ())]
    if kind not in kinds:
        raise RapalloError(f"this view does not come as {kind!r}; it comes as {', '.join(kinds)}")
    if kind in DRAWN:
        name = chart or next(iter(view.charts))
        if name not in view.charts:
            hint = did_you_mean(name, view.charts)
            raise RapalloError(
                f"there is no chart {name!r} here{hint}; there are {', '.join(view.charts)}"
            )
        return Finished.of(_drawing(view.charts[name], kind), kind, f"{view.name}-{name}.{kind}")
    if kind in view.others:
        return Finished.of(view.others[kind](), kind, f"{view.name}.{kind}")
    if kind == "csv":
        return Finished.of(view.table.write_csv(), kind, f"{view.name}.csv")
    return Finished.of(as_json(view.document), kind, f"{view.name}.json")


def as_json(document: Any) -> str:
    """Return JSON text; text is taken to be JSON already."""
    if isinstance(document, str):
        return document
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _in_page(view: View, name: str) -> str:
    return site.in_site(drawing.to_svg(view.charts[name])) if name in view.charts else ""


def _drawing(spec: Spec, kind: str) -> str | bytes:
    svg = drawing.to_svg(spec, scheme="light")
    if kind == "svg":
        return svg
    import vl_convert

    paper = {**spec, "config": {**spec.get("config", {}), "background": "white"}}
    image: bytes = vl_convert.svg_to_png(drawing.to_svg(paper, scheme="light"), scale=SCALE)
    return image


def plain_name(*parts: str | int) -> str:
    """Return the stem of a file's name.

    Examples
    --------
    >>> plain_name("China", "Côte d'Ivoire", 2018)
    'china-cote-d-ivoire-2018'
    """
    import re
    import unicodedata

    text = unicodedata.normalize("NFKD", "-".join(str(part) for part in parts).lower())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in text if c.isascii())).strip("-")
