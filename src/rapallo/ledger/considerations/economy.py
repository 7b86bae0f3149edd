"""Considerations of economy: customers, weights, directions."""

from __future__ import annotations

import math

from rapallo.ledger.case import Case
from rapallo.ledger.consideration import Finding, because, consideration, ramp, tilt
from rapallo.ledger.say import money, of, ordinal, percent, ratio
from rapallo.panel.figure import Figure


@consideration(
    "better_customer",
    "The rival is the better customer",
    mechanism="A state does not cross its best customer for a lesser one.",
    rule=(
        "the larger of the rival's trade with each of the two, over the trade between them: "
        "neither at 1, fully apart at 16; closer where it is smaller"
    ),
    reference="Gowa (1994), Allies, Adversaries, and International Trade",
    claims=("A055", "A062", "A063", "A064", "A065", "A066", "A067", "A090", "A097"),
)
def better_customer(case: Case) -> Finding:
    """Compare the rival's trade with each of the two with the trade between them."""
    figures = (
        case.figure("trade", *case.pair),
        *(case.figure("trade", case.rival, s) for s in case.pair),
    )
    values = [f.value for f in figures if isinstance(f.value, float)]
    if len(values) < 3 or values[0] <= 0 or max(values[1:]) <= 0:
        return because(*figures)
    a, b, r = case.names
    said = [
        f"{money(value)} ({figure.year})" for value, figure in zip(values, figures, strict=True)
    ]
    text = f"trade: {a} and {b} {said[0]}; {r} with {a} {said[1]}, with {b} {said[2]}"
    return Finding(tilt(-math.log2(max(values[1:]) / values[0]), 4), text, figures)


@consideration(
    "trade_weight",
    "Trade that matters to both",
    mechanism="Trade makes each a stake in the other's fate.",
    rule="geometric mean of the two shares of trade, as a percentile among all pairs",
    reference="Barbieri (1996), Journal of Peace Research 33(1)",
    claims=("A019", "A028", "A044"),
)
def trade_weight(case: Case) -> Finding:
    """Place the salience of the pair's trade among all pairs."""
    figure = case.figure("trade_salience", *case.pair)
    if not isinstance(figure.value, float) or figure.percentile is None:
        return because(figure)
    text = (
        f"trade salience {figure.value:.3f} in {figure.year}, "
        f"the {ordinal(figure.percentile)} percentile of all pairs"
    )
    return Finding(tilt(figure.percentile - 50, 50), text, (figure,))


@consideration(
    "trade_growth",
    "Their trade gains or loses weight",
    mechanism="Trade turned from others to each other is a choice with politics in it.",
    rule=(
        "trade salience over that of five years before: twice counts fully closer, half fully apart"
    ),
    reference="Gowa and Mansfield (1993), American Political Science Review 87(2)",
    claims=("A019", "A020", "A040"),
)
def trade_growth(case: Case) -> Finding:
    """Compare the salience of the pair's trade with that of five years before."""
    now = case.figure("trade_salience", *case.pair)
    then = case.figure("trade_salience", *case.pair, at=(now.year or case.year) - 5)
    if not _positive(now, then):
        return because(now, then)
    share = float(now.value or 0) / float(then.value or 1)
    text = f"trade salience {then.value:.3f} in {then.year}, {now.value:.3f} in {now.year}"
    return Finding(tilt(math.log2(share), 1), text, (now, then))


@consideration(
    "trade_asymmetry",
    "One needs the trade more",
    mechanism="Whoever needs the trade more must take the other's terms, and resents it.",
    rule="the larger share of trade over the smaller: neither at 2, fully apart at 16",
    reference="Hirschman (1945), National Power and the Structure of Foreign Trade",
    claims=("A029", "A055"),
)
def trade_asymmetry(case: Case) -> Finding:
    """Compare what the trade is to each of the two."""
    a, b = case.pair
    figures = (case.figure("trade_share", a, b), case.figure("trade_share", b, a))
    if not _positive(*figures):
        return because(*figures)
    shares = [float(f.value or 0) for f in figures]
    text = (
        f"{percent(shares[0])} of {of(case.names[0])} trade, {percent(shares[1])} of "
        f"{of(case.names[1])} ({figures[0].year}): {ratio(shares[0] / shares[1])}"
    )
    return Finding(-ramp(abs(math.log2(shares[0] / shares[1])), 1, 4), text, figures)


def _positive(*figures: Figure) -> bool:
    return all(isinstance(f.value, float) and f.value > 0 for f in figures)
