"""Checks of what Rapallo itself says of a pair: the tie's sign, the verdict, the chance."""

from __future__ import annotations

from collections.abc import Mapping

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.alignment.ladder import ladder
from rapallo.claims.checks import Finding
from rapallo.claims.figures import Book, codes
from rapallo.claims.schema import ChanceCheck, Claim, FigureCheck, LikeCheck, ShadeCheck, TieCheck
from rapallo.forecast.outlook import outlooks
from rapallo.forecast.verdict import verdict
from rapallo.panel.asof import AsOf
from rapallo.triangle.signs import Thresholds
from rapallo.triangle.ties import Ties

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
        f"{' and '.join(names)} {word} in {check.year}: {read.why}",
        year=check.year,
    )


def shade(check: ShadeCheck, book: Book) -> Finding:
    """Return the shade of the verdict on a pair, and the rule that fired."""
    a, b = codes(check.of, check.year)
    view = AsOf(book.warehouse, check.year, (a, b))
    alignment = Alignment(view)
    likely, _ = outlooks(book.features(check.year), book.pairs(check.year), a, b, check.year)
    promised = [view.value("defence", *way) for way in ((a, b), (b, a))]
    read = verdict(
        None if None in promised else any(promised),
        alignment.index(a, b),
        alignment.dimensions(a, b),
        ladder(view, a, b),
        next((o for o in likely if o.horizon == 5), None),
    )
    text = f"{read.shade.upper()} as of {check.year}, by rule {read.rule}"
    return Finding(read.shade == check.is_, text, year=check.year)


def chance(check: ChanceCheck, book: Book) -> Finding:
    """Return the model's chance of a new defence pact, or its ratio to another pair's."""
    said, values = [], []
    for group in (check.of, check.over):
        if group is None:
            continue
        a, b = codes(group, check.year)
        likely, _ = outlooks(book.features(check.year), book.pairs(check.year), a, b, check.year)
        one = next((o for o in likely if o.horizon == check.horizon), None)
        if one is None or one.probability is None or one.outcome != "defence_pact":
            return Finding(None, f"no chance of a new pact of {' and '.join(group)}")
        values.append(one.probability)
        said.append(
            f"{' and '.join(group)} {100 * one.probability:.2g}% "
            f"({100 * (one.low or 0):.2g}-{100 * (one.high or 0):.2g}%)"
        )
    value = values[0] / values[1] if len(values) > 1 else values[0]
    text = (
        f"chance of a defence pact within {check.horizon} years as of {check.year}: "
        + "; ".join(said)
    )
    holds = value > check.value if check.is_ == "above" else value < check.value
    return Finding(holds, text, year=check.year)


def like(check: LikeCheck, claims: Mapping[str, Claim]) -> Finding:
    """Return whether the figures of other claims are of one year and on one basis."""
    said, kinds = [], set()
    for name in check.claims:
        claim = claims[name]
        years = {c.year for c in claim.check if isinstance(c, FigureCheck)}
        year = min((y for y in years if y is not None), default=claim.year)
        basis = claim.basis or "as Rapallo counts it"
        kinds.add((year, basis))
        said.append(f"{name} is of {year}, {basis}")
    return Finding(len(kinds) == 1, "; ".join(said))
