"""The sentences of a brief, worded once for the terminal, the page and Markdown."""

from __future__ import annotations

from rapallo.brief.assessment import Assessment
from rapallo.brief.digest import Span, source_name, with_pull
from rapallo.brief.units import is_known, number, percent, plain, reading, score, span, when
from rapallo.brief.words import (
    DIMENSIONS,
    article,
    counted,
    name,
    outcome_name,
    pair_name,
    the,
    triangle_name,
)
from rapallo.forecast.result import Outlook
from rapallo.ledger.say import inside
from rapallo.panel.figure import Figure
from rapallo.triangle.result import Tie
from rapallo.triangle.wedge import Wedge


def index(assessment: Assessment) -> str:
    """Say how high the index is, with its interval, its place and its trend.

    Returns
    -------
    str
        For example ``"index 72 (61–80), more aligned than 96 of 100 pairs (rank 640 of 18,528), up
        4.1 since 2013"``; without an index, that it is not known.
    """
    found = assessment.index
    if not is_known(found.value):
        return f"index not known: too little data on this pair in {assessment.as_of}"
    interval = span(found.low, found.high)
    parts = [f"index {score(found.value)}" + (f" ({interval})" if interval else "")]
    if found.percentile is not None:
        rank = f" (rank {found.rank:,} of {found.of:,})" if found.rank is not None else ""
        parts.append(f"more aligned than {_of_hundred(found.percentile)} of 100 pairs{rank}")
    if found.trend_5y is not None:
        since = assessment.as_of - 5
        if abs(found.trend_5y) < 0.5:
            parts.append(f"level since {since}")
        else:
            way = "up" if found.trend_5y > 0 else "down"
            parts.append(f"{way} {plain(round(abs(found.trend_5y), 1))} since {since}")
    return ", ".join(parts)


def dimensions(assessment: Assessment) -> str:
    """Name the dimensions with their values in one line."""
    return " · ".join(
        f"{DIMENSIONS[d.name].lower()} {score(d.value)}" for d in assessment.dimensions
    )


def ladder(assessment: Assessment) -> str:
    """Say on which rung of the ladder the pair stands."""
    found = assessment.ladder
    of = max((rung.number for rung in found.evidence), default=found.rung)
    if found.rung == 0:
        return f"below the first rung of {of}"
    return f"rung {found.rung} of {of}: {found.name} ({found.stage})"


def outlook(found: Outlook) -> str:
    """Say how often the outcome followed; a probability only where a model gives one."""
    what = f"{outcome_name(found.outcome)} within {counted(found.horizon, 'year')}"
    everyone = f"; among all pairs {percent(found.all_pairs)}" if is_known(found.all_pairs) else ""
    if found.probability is not None:
        base = f", base rate {percent(found.base_rate)}" if is_known(found.base_rate) else ""
        within = _within(found.low, found.high)
        return f"{what}: chance {percent(found.probability)}{within}{base}{everyone}"
    if not is_known(found.base_rate):
        return f"{what}: no base rate, for want of comparable pair-years"
    within = _within(found.base_low, found.base_high)
    return (
        f"{what}: base rate {percent(found.base_rate)}{within}, "
        f"{found.cases:,} of {found.of:,} comparable pair-years{everyone}"
    )


def _within(low: float | None, high: float | None) -> str:
    interval = span(low, high, "percent")
    return f" (90% interval {interval})" if interval else ""


def track(found: Outlook) -> str:
    """Say how past forecasts of about that height fared; empty where none are on record."""
    past = found.track
    if past is None:
        return ""
    return (
        f"of {past.pairs:,} forecasts from {percent(past.least)} to {percent(past.most)} as of "
        f"{past.first}–{past.last}, {percent(past.observed)} came true"
        f"{_within(past.low, past.high)}, through {counted(past.events, 'treaty', 'treaties')}"
    )


def outlook_heading(assessment: Assessment) -> str:
    """Head the section on what followed: chances only where a model gives one."""
    if any(found.probability is not None for found in assessment.forecast):
        return "Chances and base rates"
    return "Base rate"


def triangle(assessment: Assessment) -> str:
    """Say which part the rival plays in the triangle, and how surely."""
    found = assessment.triangle
    role = found.roles.get(assessment.rival)
    sure = found.probabilities.get(found.type)
    odds = f" (probability {percent(sure)})" if sure is not None else ""
    kind = article(triangle_name(found.type))
    if role is None:
        return f"the triangle is {kind}{odds}"
    return f"{role} in {kind}{odds}"


def roles(assessment: Assessment, found: dict[str, str]) -> str:
    """Say who plays which part: ``"China partner, Russia partner, United States outcast"``."""
    ordered = [c for c in (*assessment.pair, assessment.rival) if c in found]
    return ", ".join(f"{name(assessment, code)} {found[code]}" for code in ordered)


def tie(assessment: Assessment, found: Tie) -> str:
    """Say how a tie stands, in numbers."""
    if not is_known(found.net):
        return f"{pair_name(assessment, found.pair)}: net not known"
    return f"{pair_name(assessment, found.pair)}: net {plain(round(found.net or 0.0, 2))}"


def years(found: Span) -> str:
    """Write a run of years."""
    return str(found.first) if found.first == found.last else f"{found.first}–{found.last}"


def balance(assessment: Assessment) -> str:
    """Count the ledger's entries by where they point."""
    return (
        f"{len(with_pull(assessment, 'closer'))} pull closer, "
        f"{len(with_pull(assessment, 'apart'))} push apart, "
        f"{len(with_pull(assessment, 'neither'))} point neither way, "
        f"{len(with_pull(assessment, 'silent'))} silent for lack of data"
    )


def sources(assessment: Assessment, at_most: int | None = None) -> str:
    """Name the sources with the year to which each goes, the first `at_most` of them."""
    named = [f"{source_name(assessment, s.id)} (to {s.data_to})" for s in assessment.sources]
    shown = named[:at_most]
    more = len(named) - len(shown)
    return "; ".join(shown) + (f"; and {more} more below" if more else "")


def seen_from(assessment: Assessment) -> str:
    """Head the part on the third state: ``"For the United States"``."""
    return f"For {the(name(assessment, assessment.rival))}"


def _of_hundred(percentile: float) -> str:
    """Return a percentile as a count of 100, never rounded up to all of them."""
    return f"{percentile:.1f}" if percentile > 99 else f"{percentile:.0f}"


def wedge(assessment: Assessment, found: Wedge) -> str:
    """Say how far the rival is from winning a state over, and how rare it is to come that close."""
    by, target, partner = (
        the(name(assessment, c)) for c in (found.by, found.target, found.partner)
    )
    rarity = "; ".join(
        f"{p.cases:,} of {p.of:,} pair-years that far apart came that close in "
        f"{counted(p.horizon, 'year')} ({percent(p.rate)})"
        for p in found.precedents
        if p.of
    )
    head = (
        f"for {by} to win {target} over from {partner}, their alignment must rise from "
        f"{score(found.now)} to {score(found.needed)}"
    )
    return f"{head}; {rarity}" if rarity else head


def wedge_proof(assessment: Assessment, found: Wedge) -> list[str]:
    """Say what would close the gap, what the target would put at risk, and some cases."""
    lines = []
    steps = [
        f"{inside(step.label)} from {_short(step.now)} to {_short(step.needed)} (+{step.points:g})"
        for step in found.steps
        if step.points >= 0.05
    ]
    if steps:
        lines.append(f"what would close it, in points of the index: {'; '.join(steps)}")
    if found.stakes:
        said = ", ".join(f"{inside(f.label)} {reading(f)} ({when(f)})" for f in found.stakes)
        target, partner = name(assessment, found.target), name(assessment, found.partner)
        lines.append(f"what {the(target)} has with {the(partner)}: {said}")
    cases = found.precedents[-1].examples if found.precedents else ()
    if cases:
        lines.append(f"cases among the strongest states: {'; '.join(cases)}")
    return lines


def _short(figure: Figure) -> str:
    return number(figure.value, figure.unit, f"{figure.column} {figure.label}")
