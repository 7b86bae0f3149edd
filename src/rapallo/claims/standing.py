"""Checks of what Rapallo itself says of a pair: the tie's sign, the verdict, the chance."""

from __future__ import annotations

from collections.abc import Mapping

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.alignment.ladder import ladder
from rapallo.claims.checks import Finding
from rapallo.claims.figures import RAPALLO, Book, codes
from rapallo.claims.schema import (
    ChanceCheck,
    Claim,
    FigureCheck,
    LikeCheck,
    ShadeCheck,
    TieCheck,
    years_of,
)
from rapallo.claims.wording import label, span
from rapallo.forecast.outlook import outlooks
from rapallo.forecast.verdict import verdict
from rapallo.panel.asof import AsOf
from rapallo.panel.figure import Figure
from rapallo.triangle.signs import Thresholds
from rapallo.triangle.ties import Ties

GROUNDS = ("war", "dispute_intensity", "rivalry", "restraint_begun", "trade_salience")
"""Columns whose figures are given for a tie."""
SIGNS = {"friendly": ("+",), "hostile": ("-",), "neither": ("0",)} | {
    "not friendly": ("0", "-"),
    "not hostile": ("+", "0"),
}


def tie(check: TieCheck, book: Book) -> Finding:
    """Return the sign of a tie in the triangle's coding, and the facts behind it."""
    a, b = codes(check.of, check.year)
    view = AsOf(book.warehouse, check.year, (a, b))
    ties = Ties(view, Alignment(view), a, b, Thresholds.drawn())
    if check.year not in ties.years:
        return Finding(None, f"no tie of {check.year}")
    names = (states.get(a).code, states.get(b).code)
    read = ties.tie(check.year, names, explained=True)
    word = {"+": "friendly", "-": "hostile", "0": "neither"}[read.sign]
    return Finding(
        read.sign in SIGNS[check.is_],
        f"{' and '.join(names)} {word} in {check.year}, as the triangle codes it: {read.why}",
        tuple(view.figure(name, a, b) for name in GROUNDS),
        year=check.year,
    )


def shade(check: ShadeCheck, book: Book) -> Finding:
    """Return the shade of the verdict on a pair, and the rule that fired."""
    a, b = codes(check.of, check.year)
    view = AsOf(book.warehouse, check.year, (a, b))
    alignment = Alignment(view)
    likely, _ = outlooks(book.features(check.year), book.pairs(check.year), a, b, check.year)
    promised = [view.value("defence", *way) for way in ((a, b), (b, a))]
    dimensions, steps = alignment.dimensions(a, b), ladder(view, a, b)
    read = verdict(
        None if None in promised else any(promised),
        alignment.index(a, b),
        dimensions,
        steps,
        next((o for o in likely if o.horizon == 5), None),
    )
    text = f"{read.shade.upper()} as of {check.year}, by rule {read.rule}"
    figures = [f for d in dimensions for f in d.indicators]
    figures += [f for rung in steps.evidence for f in rung.figures]
    return Finding(read.shade == check.is_, text, tuple(dict.fromkeys(figures)), check.year)


def chance(check: ChanceCheck, book: Book) -> Finding:
    """Return the model's chance of a new defence pact, or its ratio to another pair's."""
    said, figures = [], []
    for group in (check.of, check.over):
        if group is None:
            continue
        a, b = codes(group, check.year)
        likely, _ = outlooks(book.features(check.year), book.pairs(check.year), a, b, check.year)
        one = next((o for o in likely if o.horizon == check.horizon), None)
        if one is None or one.probability is None or one.outcome != "defence_pact":
            return Finding(None, f"no chance of a new pact of {' and '.join(group)}")
        figures.append(_chance(one.probability, (a, b), check))
        said.append(
            f"{' and '.join(group)} {100 * one.probability:.2g}% "
            f"({100 * (one.low or 0):.2g}-{100 * (one.high or 0):.2g}%)"
        )
    values = [float(f.value or 0) for f in figures]
    value = values[0] / values[1] if check.over else values[0]
    held_to = f"{check.value:g} times" if check.over else f"{check.value:.0%}"
    text = (
        f"chance of a defence pact within {check.horizon} years as of {check.year}: "
        + "; ".join(said)
        + f"; asked: {check.is_} {held_to}"
    )
    holds = value > check.value if check.is_ == "above" else value < check.value
    return Finding(holds, text, tuple(figures), check.year)


def _chance(probability: float, pair: tuple[int, int], check: ChanceCheck) -> Figure:
    return Figure(
        column="chance",
        label=f"Chance of a defence pact within {check.horizon} years",
        states=tuple(states.get(code).code for code in pair),
        value=probability,
        unit="0-1",
        year=check.year,
        age=0,
        source=RAPALLO,
    )


def like(check: LikeCheck, claims: Mapping[str, Claim]) -> Finding:
    """Return whether the figures of other claims are of one year and on one basis."""
    said, kinds = [], set()
    for name in check.claims:
        claim = claims[name]
        figure = next(c for c in claim.check if isinstance(c, FigureCheck))
        basis = claim.basis or f"{label(figure.column).lower()} as Rapallo counts it"
        years = span(years_of(figure))
        kinds.add((years, basis))
        said.append(f"{name} is of {years}, {basis}")
    return Finding(len(kinds) == 1, "; ".join(said))
