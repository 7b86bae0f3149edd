"""The sentences of a brief, worded once for the terminal, the page and Markdown."""

from __future__ import annotations

import math

from rapallo.brief.assessment import Assessment
from rapallo.brief.digest import Span, source_name, with_pull
from rapallo.brief.units import is_known, number, percent, plain, reading, score, span, when
from rapallo.brief.words import (
    DIMENSIONS,
    Named,
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
from rapallo.triangle.precedents import STRONG
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


DILEMMAS = (
    "What the two have to fear, from others and from each other, and what follows for the rival; "
    "levels from 0 to 1"
)


def seen_from(assessment: Assessment) -> str:
    """Head the part on the third state: ``"For the United States"``."""
    return f"For {the(name(assessment, assessment.rival))}"


NETWORK = (
    "Each state stands nearer to those with whom it is more aligned; the larger its mark, the "
    "larger its capabilities. The three of this brief have a frame, and heavier lines."
)
CAMPS = (
    "Camps are the two sides that leave least weight of ties unsatisfied: friends apart, foes "
    "together; each pair counts by its alignment beyond both states’ general level of ties, times "
    "their capabilities. Found by a quick search with a proven bound; rapallo system takes the "
    "time for the proof. A tile lies about where its state does; a state that is no more has the "
    "tile of a successor."
)


def camps(assessment: Assessment) -> str:
    """Say in which of the two camps of the year each of the three stands, and with whom."""
    board = assessment.board
    if board is None:
        return f"No camps: capabilities are not known in {assessment.as_of}"
    sides: dict[int, list[str]] = {}
    for member in board.standing:
        if member.code in (*assessment.pair, assessment.rival):
            sides.setdefault(member.camp, []).append(the(member.name))
    parts = []
    for camp, three in sorted(sides.items()):
        names = [the(m.name) for m in board.standing if m.camp == camp]
        others = ", ".join([n for n in names if n not in three][:5])
        count, share = len(board.members(camp)), percent(board.share(camp))
        parts.append(
            f"{' and '.join(three)} {'stands' if len(three) == 1 else 'stand'} in one of {count} "
            f"states with {share} of the world's capabilities, with {others}"
        )
    least = math.floor(1000 * board.bound) / 1000
    return (
        f"Of the two camps of {board.year}, {'; '.join(parts)}. {board.frustrated:.1%} of the "
        f"weight of all ties goes against these camps, and no two could leave less than {least:.1%}"
    )


def _of_hundred(percentile: float) -> str:
    """Return a percentile as a count of 100, never rounded up to all of them."""
    return f"{percentile:.1f}" if percentile > 99 else f"{percentile:.0f}"


def wedge(named: Named, found: Wedge) -> str:
    """Say how far the rival is from winning a state over, and how rare it is to come that close."""
    by, target, partner = (the(name(named, c)) for c in (found.by, found.target, found.partner))
    rarity = "; ".join(
        f"{p.cases:,} of {p.of:,} pair-years that far apart came that close in "
        f"{counted(p.horizon, 'year')} ({percent(p.rate)}; {p.pairs:,} of {p.of_pairs:,} pairs)"
        for p in found.precedents
        if p.of
    )
    head = (
        f"for {by} to win {target} over from {partner}, their alignment must rise from "
        f"{score(found.now)} to {score(found.needed)}"
    )
    return f"{head}; {rarity}" if rarity else head


def wedge_proof(named: Named, found: Wedge) -> list[str]:
    """Say what would close the gap, what each of the three would give up, and some cases."""
    by, target, partner = (the(name(named, c)) for c in (found.by, found.target, found.partner))
    lines = []
    steps = [
        f"{inside(step.label)} from {_short(step.now)} to {_short(step.needed)} (+{step.points:g})"
        for step in found.steps
        if step.points >= 0.05
    ]
    if steps:
        lines.append(
            f"what would close it, in points of the index, each alone: {'; '.join(steps)}; all "
            f"together to {score(found.together)}"
        )
    if found.price or found.torn:
        said = [_ended(named, f) for f in found.price]
        if found.torn:
            said.append(f"the trust of its friends at odds with {target} ({', '.join(found.torn)})")
        lines.append(f"what {by} would give up: {'; '.join(said)}")
    if found.stakes:
        lines.append(f"what {target} would put at risk with {partner}: {_held(found.stakes)}")
    if found.losses:
        lines.append(f"what {partner} has with {target}: {_held(found.losses)}")
    strong = [
        f"{p.strong_cases:,} of {p.strong_of:,} in {counted(p.horizon, 'year')} "
        f"({percent(p.strong_cases / p.strong_of)}; {counted(p.strong_pairs, 'pair')})"
        for p in found.precedents
        if p.strong_of
    ]
    if strong:
        lines.append(
            f"among states with at least {percent(STRONG)} of the world's capabilities each: "
            f"{'; '.join(strong)}"
        )
    cases = found.precedents[-1].examples if found.precedents else ()
    if cases:
        lines.append(f"cases among the strongest states: {'; '.join(cases)}")
    return lines


def _ended(named: Named, figure: Figure) -> str:
    if figure.column == "rivalry":
        return "their rivalry"
    cases = counted(int(float(figure.value or 0)), "case")
    return f"{cases} of {inside(figure.label)} by {the(name(named, figure.states[0]))}"


def _held(figures: tuple[Figure, ...]) -> str:
    return ", ".join(f"{inside(f.label)} {reading(f)} ({when(f)})" for f in figures)


def _short(figure: Figure) -> str:
    return number(figure.value, figure.unit, f"{figure.column} {figure.label}")
