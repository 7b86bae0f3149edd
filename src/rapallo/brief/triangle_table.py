"""A triangle as `rapallo triangle` writes it: periods and moves as text, years as CSV and JSON."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict, dataclass, replace

import polars as pl

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.brief import seats, sentences
from rapallo.brief.digest import spans
from rapallo.brief.words import sentence, triangle_name
from rapallo.errors import RapalloError
from rapallo.panel.asof import AsOf
from rapallo.panel.years import LAST
from rapallo.triangle.around import Around
from rapallo.triangle.coalitions import TOLERANCE
from rapallo.triangle.dittmer import triangle
from rapallo.triangle.moves import ranks_of
from rapallo.triangle.periods import against_dittmer
from rapallo.triangle.precedents import EXAMPLES
from rapallo.triangle.result import Triangle, TriangleYear
from rapallo.triangle.wedge import Wedge, wedges
from rapallo.warehouse.store import Warehouse

WIDTH = 88
"""Columns of text, as wide as the pages of the docs show."""


@dataclass(frozen=True)
class Asked:
    """A triangle as asked for.

    Parameters
    ----------
    found : Triangle
        The triangle, its timeline from the first year asked for.
    names : dict of str to str
        Name of each state by code, in the order asked.
    wedge : tuple of Wedge
        What it would take for one of the three to win another over, where asked.
    """

    found: Triangle
    names: dict[str, str]
    wedge: tuple[Wedge, ...]

    @property
    def year(self) -> int:
        """The as-of year."""
        return self.found.timeline[-1].year


def triangle_of(
    first: str,
    second: str,
    third: str,
    as_of: int | None,
    *,
    begin: int = 0,
    tolerance: float = TOLERANCE,
    wedge: str | None = None,
    every_case: bool = False,
) -> Asked:
    """Return the triangle of three states given as a user gives them.

    The wedge comes with all cases of history if `every_case`, else with those of the strongest.

    Raises
    ------
    RapalloError
        If a state is unknown or was none in the year, two of the three are one, the tolerance is
        out of range, no year is left from `begin` on, or the wedge's state is none of the three.
    """
    year = LAST if as_of is None else as_of
    codes = [states.resolve(text, year).cow for text in (first, second, third)]
    if len(set(codes)) < 3:
        raise RapalloError(f"{first}, {second} and {third} are not three states in {year}")
    by = states.resolve(wedge, year).cow if wedge is not None else None
    if by is not None and by not in codes:
        raise RapalloError(f"--wedge must name one of the three, not {wedge!r}")
    with Warehouse.open() as warehouse:
        view = AsOf(warehouse, year, codes)
        alignment = Alignment(view)
        found = triangle(view, alignment, *codes, tolerance=tolerance)
        driven = _driven(view, alignment, by, every_case) if by is not None else ()
    timeline = tuple(y for y in found.timeline if y.year >= begin)
    if not timeline:
        raise RapalloError(f"no year of this triangle lies between {begin} and {year}")
    names = {states.get(code).code: states.name(code, year) for code in codes}
    return Asked(replace(found, timeline=timeline), names, driven)


def _driven(view: AsOf, alignment: Alignment, by: int, every_case: bool) -> tuple[Wedge, ...]:
    from rapallo.forecast.pairs import Pairs  # reads every pair-year, half a second

    first, second = (code for code in view.members if code != by)
    pairs = Pairs.until(view.warehouse, view.year)
    told = None if every_case else EXAMPLES
    return wedges(pairs, alignment, Around(view), first, second, by, examples=told)


def as_text(asked: Asked) -> str:
    """Return the periods of one type and one set of roles, then what could change, as text."""
    found, names = asked.found, asked.names
    lines = [
        f"{f'{span.first}-{span.last}':<11}{triangle_name(span.type):<20}"
        + ", ".join(f"{code} {role}" for code, role in span.roles.items())
        for span in spans(found)
    ]
    lines += ["", f"In {asked.year}. {seats.ranks(found, names)}."]
    for move in seats.rows(found, names):
        tie, kind, ranks, makers, losers = move
        lines.append(f"  If {tie}: {kind}. {ranks}. Would make it: {makers}. Lose: {losers}.")
    lines += [f"  {seats.coalition(coalition, names)}." for coalition in found.coalitions]
    lines += _wedge(asked)
    lines += _dittmer(found)
    lines += ["", f"Rule: {found.rule}.", f"{seats.rule()}."]
    return "\n".join(_wrapped(line) for line in lines)


def _wrapped(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line.lstrip(), WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  "
    )


def _wedge(asked: Asked) -> list[str]:
    lines = []
    for wedge in asked.wedge:
        lines += ["", f"{sentence(sentences.wedge(asked, wedge))}."]
        lines += [f"  {sentence(line)}." for line in sentences.wedge_proof(asked, wedge)]
    return lines


def _dittmer(found: Triangle) -> list[str]:
    """Return how the years agree with Dittmer's own periods, where he has any of them."""
    judged = against_dittmer(found)
    if not judged:
        return []
    agreed = sum(year.agrees for year in judged)
    lines = [
        "",
        f"Against Dittmer's own periods, {judged[0].year}-{judged[-1].year}: type and roles agree "
        f"in {agreed} of {len(judged)} years.",
    ]
    for year in judged:
        if not year.agrees:
            his = f"{triangle_name(year.his.type)}, {_roles(year.his.roles)}"
            ours = f"{triangle_name(year.type)}, {_roles(year.roles)}"
            lines.append(f"  {year.year}: he {his}; here {ours}")
    return lines


def _roles(roles: dict[str, str]) -> str:
    return ", ".join(f"{code} {roles[code]}" for code in sorted(roles))


def as_csv(asked: Asked) -> str:
    """Return a row a year: type, its probability, the signs of the ties, roles, ranks."""
    return pl.DataFrame([_row(year) for year in asked.found.timeline]).write_csv()


def as_json(asked: Asked) -> str:
    """Return rule, years, ranks, moves, coalitions, wedge and Dittmer's periods as JSON."""
    found = asked.found
    return json.dumps(
        {
            "rule": found.rule,
            "year": asked.year,
            "ranks": found.ranks,
            "moves": [asdict(move) | {"makers": move.makers} for move in found.moves],
            "coalitions": [asdict(reading) for reading in found.coalitions],
            "wedge": [asdict(wedge) for wedge in asked.wedge],
            "dittmer": [
                {"year": y.year, "type": y.his.type, "roles": y.his.roles, "agrees": y.agrees}
                for y in against_dittmer(found)
            ],
            "years": [_row(year) for year in found.timeline],
        },
        indent=2,
        ensure_ascii=False,
    )


def _row(year: TriangleYear) -> dict[str, object]:
    row: dict[str, object] = {
        "year": year.year,
        "type": year.type,
        "probability": year.probabilities.get(year.type, 0.0),
    }
    for tie in year.ties:
        row[f"{tie.pair[0]}-{tie.pair[1]}"] = tie.sign
        row[f"p_friendly_{tie.pair[0]}-{tie.pair[1]}"] = tie.positive
    ranks = {f"rank_{code}": rank for code, rank in ranks_of(year.roles).items()}
    return row | dict(year.roles) | ranks
