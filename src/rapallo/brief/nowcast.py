"""The nowcast of a brief: read from the event months, and worded once for every rendering."""

from __future__ import annotations

import polars as pl

from rapallo.alignment.result import Dimension
from rapallo.brief.assessment import Assessment, SourceNote
from rapallo.brief.digest import latest_year
from rapallo.brief.words import counted
from rapallo.events import months
from rapallo.events.forms import FORMS
from rapallo.events.nowcast import ENOUGH, LIKELY, Nowcast, nowcast

HEADING = "Since the last yearly figure"
FIRST = 1979
"""First year of any event data."""
NONE = (
    "Whether the pair has moved since the last yearly figure is not known: no event data here. "
    "How to have them: rapallo events build --help"
)

Months = tuple[pl.DataFrame, months.Receipt]


def read(a: int, b: int) -> Months | None:
    """Read a pair's event months, or None where no table of them was made."""
    table, receipt = months.read(), months.receipt()
    return None if table is None or receipt is None else (months.pair(table, a, b), receipt)


def made(
    found: Months | None, a: int, b: int, dimensions: tuple[Dimension, ...], as_of: int | None
) -> Nowcast | None:
    """Return the nowcast after the last year on which the index rests.

    Parameters
    ----------
    found : tuple of DataFrame and Receipt, or None
        What `read` gave.
    a, b : int
        The two states.
    dimensions : tuple of Dimension
        Those of the index.
    as_of : int or None
        The year that was asked for, after which no month is used; None for now.
    """
    years = [year for d in dimensions if (year := latest_year(d)) is not None]
    return nowcast(*found, (a, b), max(years), as_of) if found and years else None


def sources(found: Nowcast | None) -> tuple[SourceNote, ...]:
    """Return a note of the event data that a brief uses."""
    if found is None or found.last_month is None or found.change == "too little to say":
        return ()
    form = FORMS[found.form]
    return (
        SourceNote(
            id=form.name,
            short=form.title,
            title=form.title,
            version=f"months {found.first_month} to {found.last_month}, counted by {found.engine}",
            licence=form.licence,
            data_to=int(found.last_month[:4]),
            citation=form.citation,
            url=form.url,
        ),
    )


def recent(found: Nowcast | None) -> bool:
    """Return whether there are months after the last yearly figure, for a brief's first screen."""
    return found is not None and (found.last_month or "") > f"{found.since}-12"


def label(found: Nowcast) -> str:
    """Head the nowcast beside the index: ``"Since 2025"``."""
    return f"Since {found.since}"


def answer(found: Nowcast) -> str:
    """Say whether the pair has moved, in one line."""
    if found.change == "too little to say":
        return f"too little in the news to say: {found.reason} ({found.dataset})"
    told = f"{found.dataset} to {found.last_month}"
    before, after, p = signed(found.before), signed(found.after), chance(found.p_value)
    if found.month is None:
        return (
            f"no change seen in the news: net cooperation {before} before, {after} in "
            f"{counted(found.recent_months, 'month')} since, {p}; {told}"
        )
    return (
        f"{found.change} in the news: net cooperation {before} before, {after} from {found.month} "
        f"on (90% interval {found.month_low} to {found.month_high}), {p}; {told}"
    )


def proof(found: Nowcast) -> list[str]:
    """Say what the answer rests on, in sentences."""
    if found.change == "too little to say":
        return []
    base = (
        f"The baseline is {counted(found.baseline_months, 'month')} with at least {ENOUGH} events "
        f"up to December {found.since}, from {found.first_month}"
    )
    if found.shortened:
        base += ", when the level last changed"
    lines = [f"{base}; after it, {counted(found.recent_months, 'month')}."]
    if found.difference is not None:
        lines.append(
            f"The level changed by {signed(found.difference)} (90% interval "
            f"{signed(found.difference_low)} to {signed(found.difference_high)})."
        )
    lines.append(
        "Net cooperation is cooperation less conflict as a share of a month's events between the "
        f"two, −1 to 1. A change is seen where p is at most {LIKELY:g}: of ten pairs that have not "
        "moved, about one will seem to have. The news tell what is reported, and the index does "
        "not use them."
    )
    return lines


COLUMNS = ("In the news, mean of months", "Before", "After")


def rows(found: Nowcast) -> list[tuple[str, str, str]]:
    """Return the levels before and after, by `COLUMNS`."""
    if found.change == "too little to say":
        return []
    return [
        ("Net cooperation, −1 to 1", signed(found.before), signed(found.after)),
        (
            "Goldstein score, −10 to 10",
            signed(found.goldstein_before),
            signed(found.goldstein_after),
        ),
        (
            "Events of the two in 10,000 of all",
            rate(found.reported_before),
            rate(found.reported_after),
        ),
    ]


def silence(assessment: Assessment) -> str:
    """Say how to have event data, where a brief of their years has none; else nothing."""
    return NONE if assessment.nowcast is None and assessment.as_of >= FIRST else ""


def beyond(assessment: Assessment) -> str:
    """Say in the foot which months after the brief's year were used; mostly nothing."""
    found = assessment.nowcast
    if found is None or (found.last_month or "") <= f"{assessment.as_of}-12":
        return ""
    return f", but for event months to {found.last_month}"


def signed(value: float | None) -> str:
    """Write a level with its sign.

    Examples
    --------
    >>> signed(0.4249), signed(-0.1), signed(None)
    ('+0.42', '−0.10', 'not known')
    """
    return "not known" if value is None else f"{value:+.2f}".replace("-", "−")


def rate(value: float | None) -> str:
    """Write a number of events in 10,000.

    Examples
    --------
    >>> rate(12.345), rate(0.00342)
    ('12.35', '0.0034')
    """
    if value is None:
        return "not known"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def chance(p: float | None) -> str:
    """Write a p-value.

    Examples
    --------
    >>> chance(0.0123), chance(0.454)
    ('p = 0.012', 'p = 0.45')
    """
    p = 1.0 if p is None else p
    return f"p = {p:.3f}" if p < 0.0995 else f"p = {p:.2f}"
