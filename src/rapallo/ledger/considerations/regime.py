"""Considerations of regime: how the states are ruled."""

from __future__ import annotations

from rapallo.ledger.case import Case
from rapallo.ledger.consideration import Finding, because, consideration, ramp, tilt

LIKENESS = 0.3


@consideration(
    "regime_likeness",
    "Ruled alike",
    mechanism="Governments of one kind trust each other and fear the same contagion.",
    rule=(
        "difference of electoral democracy (0-1): fully closer at 0, neither at 0.3, fully apart "
        "at 0.6"
    ),
    reference="Lai and Reiter (2000), Journal of Conflict Resolution 44(2)",
    claims=("A018", "A037"),
)
def regime_likeness(case: Case) -> Finding:
    """Compare how democratic the two are."""
    figures = tuple(case.figure("polyarchy", s) for s in case.pair)
    values = [f.value for f in figures if isinstance(f.value, float)]
    if len(values) < 2:
        return because(*figures)
    a, b, _ = case.names
    text = f"electoral democracy: {a} {values[0]:.2f}, {b} {values[1]:.2f}"
    return Finding(tilt(LIKENESS - abs(values[0] - values[1]), LIKENESS), text, figures)


@consideration(
    "regime_against_rival",
    "Both ruled unlike the rival",
    mechanism="Two regimes whose legitimacy the rival's model challenges share a cause.",
    rule=(
        "difference of electoral democracy from the rival, the smaller of the two where both lie "
        "on one side of it: neither at 0.1, fully closer at 0.6; a little apart where one is the "
        "rival's like"
    ),
    reference="Gartzke and Weisiger (2013), British Journal of Political Science 43(1)",
    claims=("A018", "A036", "A080"),
)
def regime_against_rival(case: Case) -> Finding:
    """Compare how democratic the two are with how democratic the rival is."""
    figures = tuple(case.figure("polyarchy", s) for s in (*case.pair, case.rival))
    values = [f.value for f in figures if isinstance(f.value, float)]
    if len(values) < 3:
        return because(*figures)
    a, b, r = case.names
    gaps = [value - values[2] for value in values[:2]]
    text = f"electoral democracy: {r} {values[2]:.2f}, {a} {values[0]:.2f}, {b} {values[1]:.2f}"
    if gaps[0] * gaps[1] <= 0 or min(map(abs, gaps)) < 0.1:
        like = a if abs(gaps[0]) < abs(gaps[1]) else b
        apart = max(map(abs, gaps)) > LIKENESS
        return Finding(-0.3 if apart else 0.0, f"{like} is ruled much as {r}; {text}", figures)
    return Finding(ramp(min(map(abs, gaps)), 0.1, 0.6), text, figures)
