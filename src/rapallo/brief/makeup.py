"""The forecast taken apart, worded once for the terminal, the page and Markdown."""

from __future__ import annotations

from rapallo.brief.assessment import Assessment
from rapallo.brief.units import percent
from rapallo.brief.words import outcome_name, sentence
from rapallo.forecast.result import Makeup, Weight

COLUMNS = ("Term", "Log-odds", "90% interval", "Made of", "Against theory")
HEADING = "The forecast, taken apart"
LEAST = 0.05
"""Log-odds below which a term is counted, not listed."""


def texts(assessment: Assessment, found: Makeup) -> list[str]:
    """Return what stands above the table: the model, the sum, surprises, what would move it."""
    said = (caveats(assessment), lead(found), against(found), moves(found))
    return [sentence(text) for text in said if text]


def lead(found: Makeup) -> str:
    """Say how the terms add up."""
    terms = sum(term.log_odds for term in found.terms)
    return (
        f"{outcome_name(found.outcome)} within {found.horizon} years: "
        f"{signed(found.log_odds)} log-odds, {percent(found.probability)} "
        f"= baseline {signed(found.baseline)} (the average pair of the model's history) "
        f"{signed(terms)} (the terms below) {signed(found.calibration)} "
        "(what the record of past forecasts adds or takes)"
    )


def rows(found: Makeup) -> list[tuple[str, ...]]:
    """Return a row for each term that weighs anything, the heaviest first, by `COLUMNS`."""
    shown = [term for term in found.terms if abs(term.log_odds) >= LEAST]
    rest = [term for term in found.terms if abs(term.log_odds) < LEAST]
    out: list[tuple[str, ...]] = [
        (t.title, signed(t.log_odds), f"{signed(t.low)} to {signed(t.high)}", made_of(t), theory(t))
        for t in shown
    ]
    if rest:
        total = sum(term.log_odds for term in rest)
        out.append((f"{len(rest)} more terms", signed(total), "", "", ""))
    return out


def made_of(term: Weight) -> str:
    """Name the features of a term with their values."""
    return "; ".join(
        f"{about}: {'unknown' if value is None else format(value, '.3g')}"
        for about, value, _ in term.values
    )


def theory(term: Weight) -> str:
    """Say where history bears theory out, where it contradicts it, and where neither is sure."""
    said = [verdict for _, _, verdict in term.values]
    if len(set(said)) == 1:
        return said[0]
    return ", ".join(
        f"{said.count(v)} {v}" for v in ("as theory", "against theory", "open") if v in said
    )


def against(found: Makeup) -> str:
    """Name the features that history weighs against theory's sign; empty where there are none."""
    named = [
        about for t in found.terms for about, _, verdict in t.values if verdict == "against theory"
    ]
    if not named:
        return ""
    return f"history weighs these against theory's sign: {'; '.join(named)}"


def moves(found: Makeup) -> str:
    """Say what would raise the forecast most, of what governments can move; empty for nothing."""
    if not found.moves:
        return ""
    listed = "; ".join(
        f"{m.title.lower()} at its best {signed(m.gain)} ({percent(m.probability)})"
        for m in found.moves
    )
    return f"what would raise it most, of what governments can move: {listed}"


def caveats(assessment: Assessment) -> str:
    """Say which model it is, and what of it is extrapolated."""
    return next((o.model for o in assessment.forecast if o.model), "")


def signed(log_odds: float) -> str:
    """Write log-odds with their sign.

    Examples
    --------
    >>> signed(-2.345), signed(0.0)
    ('−2.35', '+0.00')
    """
    return f"{log_odds:+.2f}".replace("-", "−")
