"""What a reader must know before quoting a brief."""

from __future__ import annotations

from rapallo import states
from rapallo.alignment.result import Dimension
from rapallo.ledger.say import inside
from rapallo.panel.asof import AsOf
from rapallo.panel.columns import column
from rapallo.sources.registry import source

OLD = 3
"""Figures older than this many years are pointed out."""
FEW_VOTES = 20
REVISED_UNTIL = 2023
"""Before this as-of year, series that their publishers revise differ from what was known then."""
URBAN_BREAKS = (2002, 2017)
POSTWAR = 1946


def warnings_about(
    view: AsOf,
    dyads: tuple[tuple[int, int], ...],
    dimensions: tuple[Dimension, ...],
    pact: bool | None,
) -> tuple[str, ...]:
    """Return the warnings on a brief, those that bear on the answer most first."""
    hostility = next(d.value for d in dimensions if d.name == "hostility")
    out = []
    if pact and hostility is not None and hostility >= 85:
        out.append("A pact is not alignment: treaty and behaviour contradict each other here.")
    out += _missing(dimensions)
    out += _old(dimensions)
    out += _bases(view, dyads)
    out += _few_votes(view)
    breaks = [str(year) for year in URBAN_BREAKS if year <= view.year]
    if breaks:
        out.append(
            f"Capabilities (CINC): urban population breaks in {' and '.join(breaks)}, which moves "
            "the shares of the United States and others."
        )
    if POSTWAR <= view.year < REVISED_UNTIL:
        out.append(
            f"Figures are in today's revision, not as published in {view.year}; GDP and population "
            "have been revised since."
        )
    if view.warehouse.kind == "snapshot":
        out.append(
            "From the figures shipped with Rapallo: arms, military spending and sanctions only for "
            "the major powers, India, Iran and the Koreas. For all states: rapallo data build."
        )
    return tuple(out)


def _missing(dimensions: tuple[Dimension, ...]) -> list[str]:
    unknown = [d.name for d in dimensions if d.value is None]
    if not unknown:
        return []
    return [
        f"Nothing is known of {' or '.join(unknown)}: the index stands without, its interval wider."
    ]


def _old(dimensions: tuple[Dimension, ...]) -> list[str]:
    ages: dict[tuple[int, int], list[str]] = {}
    for dimension in dimensions:
        for figure in dimension.indicators:
            if figure.year is not None and (figure.age or 0) > OLD:
                ages.setdefault((figure.year, figure.age or 0), []).append(inside(figure.label))
    return [
        f"Old figures, carried forward: {', '.join(labels)} known to {year} ({age} years old)."
        for (year, age), labels in sorted(ages.items())
    ]


def _bases(view: AsOf, dyads: tuple[tuple[int, int], ...]) -> list[str]:
    figures = [view.figure("trade", *dyad) for dyad in dyads]
    used = {f.source: f for f in figures if f.value is not None}
    if len(used) < 2:
        return []
    said = "; ".join(
        f"{' and '.join(f.states)} ({f.year}): {source(id).basis or source(id).title}"
        for id, f in used.items()
    )
    return [f"Trade figures of the three pairs are not on one basis: {said}."]


def _few_votes(view: AsOf) -> list[str]:
    votes = {code: view.figure("ideal_votes", code) for code in view.members}
    few = [
        f"{states.get(code).code} {figure.value:.0f} in {figure.year}"
        for code, figure in votes.items()
        if isinstance(figure.value, float) and figure.value < FEW_VOTES
    ]
    label = column("ideal").label
    return [f"{label}s rest on few votes: {', '.join(few)}."] if few else []
