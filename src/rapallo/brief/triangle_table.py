"""A triangle's history as periods, CSV and JSON."""

from __future__ import annotations

import json

import polars as pl

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.brief.digest import spans
from rapallo.brief.words import triangle_name
from rapallo.errors import RapalloError
from rapallo.panel.asof import AsOf
from rapallo.panel.years import LAST
from rapallo.triangle.dittmer import triangle
from rapallo.triangle.result import Triangle, TriangleYear
from rapallo.warehouse.store import Warehouse


def triangle_of(first: str, second: str, third: str, as_of: int | None) -> Triangle:
    """Return the triangle of three states given as a user gives them.

    Raises
    ------
    RapalloError
        If a state is unknown or was none in the year, or two of the three are one.
    """
    year = LAST if as_of is None else as_of
    codes = [states.resolve(text, year).cow for text in (first, second, third)]
    if len(set(codes)) < 3:
        raise RapalloError(f"{first}, {second} and {third} are not three states in {year}")
    with Warehouse.open() as warehouse:
        view = AsOf(warehouse, year, codes)
        return triangle(view, Alignment(view), *codes)


def as_periods(found: Triangle, begin: int) -> str:
    """Return runs of years with one type and one set of roles, and the rule, as text."""
    lines = []
    for span in spans(found):
        if span.last >= begin:
            years = f"{max(span.first, begin)}-{span.last}"
            roles = ", ".join(f"{code} {role}" for code, role in span.roles.items())
            lines.append(f"{years:<11}{triangle_name(span.type):<20}{roles}")
    return "\n".join([*lines, "", f"Rule: {found.rule}."])


def as_csv(found: Triangle, begin: int) -> str:
    """Return a row a year: type, its probability, the signs of the ties, the roles."""
    return pl.DataFrame([_row(year) for year in found.timeline if year.year >= begin]).write_csv()


def as_json(found: Triangle, begin: int) -> str:
    """Return the rule and a record a year as JSON."""
    years = [_row(year) for year in found.timeline if year.year >= begin]
    return json.dumps({"rule": found.rule, "years": years}, indent=2)


def _row(year: TriangleYear) -> dict[str, object]:
    row: dict[str, object] = {
        "year": year.year,
        "type": year.type,
        "probability": year.probabilities.get(year.type, 0.0),
    }
    for tie in year.ties:
        row[f"{tie.pair[0]}-{tie.pair[1]}"] = tie.sign
        row[f"p_friendly_{tie.pair[0]}-{tie.pair[1]}"] = tie.positive
    return row | dict(year.roles)
