"""The verdict: is an alliance in the making, by which rule, and what would flip it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapallo.alignment.result import Dimension, Index, Ladder
from rapallo.forecast.result import Outlook
from rapallo.ledger.say import ordinal

Shade = Literal["clear no", "unlikely", "grey", "in the making", "formed"]

HOSTILE = 85.0
"""Hostility percentile from which a tie counts as one of open quarrel."""
ALIGNED, CLOSE = 75.0, 95.0
"""Percentiles of the index among all pairs."""
RISING = 3.0
"""Points that the index must have gained in five years."""


@dataclass(frozen=True)
class Verdict:
    """Is an alliance in the making: the shade, in words, by which rule, and what would flip it."""

    shade: Shade
    text: str
    rule: str
    flips: tuple[str, ...]


def verdict(
    pact: bool | None,
    index: Index,
    dimensions: tuple[Dimension, ...],
    ladder: Ladder,
    outlook: Outlook | None,
) -> Verdict:
    """Return the verdict from the pact, hostility, the index, the ladder and the forecast.

    Parameters
    ----------
    pact : bool or None
        Whether a defence pact is in force; None where treaties are not known.
    index, dimensions, ladder
        What alignment says.
    outlook : Outlook, optional
        Forecast and base rate of a pact in five years.

    Returns
    -------
    Verdict
        The first of these rules that fits: (1) a pact between states in open quarrel is hollow:
        unlikely; (2) a pact: formed; (3) open quarrel: clear no, or unlikely where the index is
        in the top 25 % all the same; (4) index in the top 5 %, rung 4 or higher, rising, and the
        forecast's whole interval (without a model, the base rate's) above the rate of all pairs:
        in the making; (5) index in the top 25 %, or rung 3 or
        higher: grey; (6) unlikely.
    """
    hostility = next((d.value for d in dimensions if d.name == "hostility"), None)
    place = index.percentile or 0.0
    trend = index.trend_5y or 0.0
    quarrel = hostility is not None and hostility >= HOSTILE
    likely = outlook is not None and _likely(outlook)
    hostile = f"hostility {'unknown' if hostility is None else format(hostility, '.0f')}"
    said = f"index in the {ordinal(place)} percentile, rung {ladder.rung} of 8, {hostile}"
    open_quarrel = f"{hostile} (from {HOSTILE:.0f}: open quarrel)"
    if pact and quarrel:
        return Verdict(
            "unlikely",
            "A defence pact is in force on paper, between states in open quarrel: a hollow pact.",
            f"1: a defence pact, and {open_quarrel}",
            (f"formed, if hostility fell below {HOSTILE:.0f}",),
        )
    if pact:
        return Verdict(
            "formed",
            "A defence pact is in force between them.",
            f"2: a defence obligation in force; {said}",
            (
                f"unlikely (a hollow pact), if hostility reached {HOSTILE:.0f} (now {hostile})",
                "the end of the pact",
            ),
        )
    if quarrel:
        calm = f"if hostility fell below {HOSTILE:.0f}"
        if place >= ALIGNED:
            return Verdict(
                "unlikely",
                "Close in other ways, but in open quarrel.",
                f"3: no pact, {open_quarrel}, yet index in the {ordinal(place)} percentile",
                (
                    f"grey, {calm}",
                    f"clear no, below the {ordinal(ALIGNED)} percentile of the index",
                ),
            )
        return Verdict(
            "clear no",
            "They are in open quarrel.",
            f"3: no pact, {open_quarrel}, index in the {ordinal(place)} percentile",
            (f"unlikely or grey, {calm}",),
        )
    if place >= CLOSE and ladder.rung >= 4 and trend >= RISING and likely:
        return Verdict(
            "in the making",
            "They are among the most aligned pairs, growing closer, and their forces cooperate.",
            f"4: {said}, index up {trend:.1f} in five years, forecast above the rate of all pairs",
            (f"grey, if the index gained less than {RISING:.0f} points in five years",),
        )
    if place >= ALIGNED or ladder.rung >= 3:
        return Verdict(
            "grey",
            "Well aligned in some ways and apart in others; no pact, and none clearly on the way.",
            f"5: {said} (grey: from the {ordinal(ALIGNED)} percentile, or rung 3)",
            (
                *_to_the_making(place, ladder.rung, trend, likely),
                f"clear no, if hostility rose to {HOSTILE:.0f}",
            ),
        )
    return Verdict(
        "unlikely",
        "Little draws them together so far.",
        f"6: {said} (below the {ordinal(ALIGNED)} percentile and rung 3)",
        (f"grey, from the {ordinal(ALIGNED)} percentile of the index, or rung 3",),
    )


def _likely(outlook: Outlook) -> bool:
    low = outlook.base_low if outlook.probability is None else outlook.low
    return low is not None and outlook.all_pairs is not None and low > outlook.all_pairs


def _to_the_making(place: float, rung: int, trend: float, likely: bool) -> tuple[str, ...]:
    missing = [
        text
        for lacks, text in (
            (place < CLOSE, f"an index in the {ordinal(CLOSE)} percentile (now {place:.0f})"),
            (rung < 4, f"rung 4 (now {rung})"),
            (trend < RISING, f"a gain of {RISING:.0f} points in five years (now {trend:+.1f})"),
            (not likely, "a forecast clearly above the rate of all pairs"),
        )
        if lacks
    ]
    return (f"in the making, with {', '.join(missing)}",) if missing else ()
