"""The nowcast: whether a pair has moved in the news since the last yearly figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo import states
from rapallo.events.forms import FORMS
from rapallo.events.months import Receipt
from rapallo.measures.change_point import LevelChange, level_change

Floats = NDArray[np.float64]
Move = Literal["moved closer", "moved apart", "no change seen", "too little to say"]

BASELINE = 60
"""Months before the turn of the year that the recent ones are compared with, at most."""
SHORTEST = 18
"""Months with enough events that the baseline needs."""
RECENT = 3
"""Months with enough events, one after the other, that are needed after it."""
ENOUGH = 10
"""Events from which a month's share is taken as known."""
LIKELY = 0.10
"""A change is seen where p is at most this."""
CLEARLY = 2.71
"""A change fits better before the turn than after it where its t squared is larger by so much: the
90 % point of chi squared with one degree of freedom."""
START = 13
"""Months from the start before which no change is looked for."""


@dataclass(frozen=True)
class MonthOfPair:
    """A pair in the news of one month; None where it cannot be known."""

    month: str
    events: int
    per_10_000: float | None
    net_cooperation: float | None
    goldstein: float | None


@dataclass(frozen=True)
class Nowcast:
    """Whether a pair has moved in the news since the last yearly figure.

    Parameters
    ----------
    pair : tuple of str
        Codes of the two states.
    form, dataset, engine : str
        Form of the event files, the data set's title, and what counted them.
    since : int
        Year of the last yearly figure; the months after its December are recent.
    first_month, last_month : str or None
        Months used, ``"2021-01"`` and ``"2026-10"``; None where there are none.
    baseline_months, recent_months : int
        Months with at least `ENOUGH` events up to December of that year, and after.
    shortened : bool
        Whether the baseline begins at a change of level inside it.
    series : tuple of MonthOfPair
        The months, from `first_month` to `last_month`.
    change : {"moved closer", "moved apart", "no change seen", "too little to say"}
        The answer.
    reason : str
        What is missing, where too little is known; else empty.
    month, month_low, month_high : str or None
        First month at the new level, with its 90 % interval; None where no change is seen.
    before, after : float or None
        Mean net cooperation of the months before that month and from it on; where no change is
        seen, of the baseline and of the recent months.
    difference, difference_low, difference_high : float or None
        Change of net cooperation with its 90 % interval; None where no change is seen.
    p_value : float or None
        How often months without a change look as changed as these.
    goldstein_before, goldstein_after : float or None
        Mean Goldstein score of the same months; it takes no part in the answer.
    reported_before, reported_after : float or None
        Their mean number of the pair's events in 10,000 of all events; no part in the answer.
    """

    pair: tuple[str, str]
    form: str
    dataset: str
    engine: str
    since: int
    first_month: str | None
    last_month: str | None
    baseline_months: int
    recent_months: int
    shortened: bool
    series: tuple[MonthOfPair, ...]
    change: Move = "too little to say"
    reason: str = ""
    month: str | None = None
    month_low: str | None = None
    month_high: str | None = None
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    difference_low: float | None = None
    difference_high: float | None = None
    p_value: float | None = None
    goldstein_before: float | None = None
    goldstein_after: float | None = None
    reported_before: float | None = None
    reported_after: float | None = None


def nowcast(
    months: pl.DataFrame,
    receipt: Receipt,
    pair: tuple[int, int],
    since: int,
    as_of: int | None = None,
) -> Nowcast:
    """Say whether a pair has moved in the news since the last yearly figure.

    The headline series is net cooperation, (cooperation - conflict) / (cooperation + conflict)
    of a month's events, verbal and material together: all event data have these four classes,
    while Goldstein's weights are not POLECAT's; it lies from -1 to 1, so that no single event
    weighs much; being a share, it does not grow with the news; and it rises and falls with the
    log of cooperation over conflict, so that a test by ranks gives the same answer for either.

    Up to `BASELINE` months ending in December of `since` are the baseline, fewer where the level
    changed inside it (then from the last change on, so that what the yearly index knows is not
    told as news). A change is looked for in the months after, by
    `rapallo.measures.change_point.level_change`.

    Parameters
    ----------
    months : DataFrame
        The pair's months, as `rapallo.events.months.pair` gives them.
    receipt : Receipt
        What the table was made from.
    pair : tuple of int
        The two states.
    since : int
        Last year on which the yearly index rests.
    as_of : int, optional
        Year after whose December no month is used; None uses all.

    Returns
    -------
    Nowcast

    Examples
    --------
    >>> quiet = pl.DataFrame(schema={"month": pl.Date, "events": pl.Int64})
    >>> receipt = Receipt("gdelt_2", "duckdb", 1, 9, 0, None, None, "2026-11-01", ())
    >>> nowcast(quiet, receipt, (710, 365), 2025).reason
    'no event between the two from 2021-01'
    """
    start, turn = date(since - BASELINE // 12 + 1, 1, 1), date(since + 1, 1, 1)
    last = date.max if as_of is None else date(as_of, 12, 1)
    used = months.filter(pl.col("month").is_between(start, last))
    series = _without_gaps(used) if used.height else ()
    shares = _numbers(m.net_cooperation for m in series)
    cut = sum(m.month < f"{turn:%Y-%m}" for m in series)
    begin, found = last_change(shares, cut)
    series, shares, cut = series[begin:], shares[begin:], cut - begin
    known = ~np.isnan(shares)
    before, recent = int(known[:cut].sum()), int(known[cut:].sum())
    silent = Nowcast(
        pair=(states.get(pair[0]).code, states.get(pair[1]).code),
        form=receipt.form,
        dataset=FORMS[receipt.form].title if receipt.form in FORMS else receipt.form,
        engine=receipt.engine,
        since=since,
        first_month=series[0].month if series else None,
        last_month=series[-1].month if series else None,
        baseline_months=before,
        recent_months=recent,
        shortened=begin > 0,
        series=series,
    )
    if found is None or before < SHORTEST:
        return replace(silent, reason=_lack(silent, cut, start, as_of))
    return _said(silent, shares, cut, found)


def _said(silent: Nowcast, shares: Floats, cut: int, found: LevelChange) -> Nowcast:
    """Fill in what the test found."""
    seen = found.p_value <= LIKELY and np.sign(found.statistic) == np.sign(found.difference)
    at = found.at if seen else cut
    goldstein = _numbers(m.goldstein for m in silent.series)
    reported = _numbers(m.per_10_000 for m in silent.series)
    levels = replace(
        silent,
        change="no change seen",
        before=_mean(shares[:at]),
        after=_mean(shares[at:]),
        p_value=found.p_value,
        goldstein_before=_mean(goldstein[:at]),
        goldstein_after=_mean(goldstein[at:]),
        reported_before=_mean(reported[:at]),
        reported_after=_mean(reported[at:]),
    )
    if not seen:
        return levels
    return replace(
        levels,
        change="moved closer" if found.difference > 0 else "moved apart",
        month=silent.series[at].month,
        month_low=silent.series[found.at_low].month,
        month_high=silent.series[found.at_high].month,
        difference=found.difference,
        difference_low=found.difference_low,
        difference_high=found.difference_high,
    )


def last_change(shares: Floats, cut: int) -> tuple[int, LevelChange | None]:
    """Return where the baseline begins, and the change after the turn as seen from there.

    It begins at the last change before the turn, or at its start. Without this, a pair that moved
    in the year before the turn would seem to have moved since.

    Parameters
    ----------
    shares : array of float, shape (months,)
        Net cooperation; NaN where it is not known.
    cut : int
        Position of the first month after the turn.
    """
    begin = 0
    while True:
        rest = shares[begin:]
        since = level_change(rest, cut - begin, least=RECENT) if cut - begin > START else None
        anywhere = level_change(rest, START, least=RECENT) if since is not None else None
        if since is None or anywhere is None:
            return begin, since
        better = anywhere.statistic**2 - since.statistic**2
        if anywhere.p_value > LIKELY or anywhere.at >= cut - begin or better < CLEARLY:
            return begin, since
        begin += anywhere.at


def _lack(silent: Nowcast, cut: int, start: date, as_of: int | None) -> str:
    """Say what is missing."""
    if not silent.series:
        until = "" if as_of is None else f" to December {as_of}"
        return f"no event between the two from {start:%Y-%m}{until}"
    if as_of == silent.since:
        return f"as of {as_of} no month lies after the yearly figures"
    if len(silent.series) == cut:
        return f"event months end in {silent.last_month}, and yearly figures reach {silent.since}"
    if silent.baseline_months >= SHORTEST and silent.recent_months >= RECENT:
        if len({m.net_cooperation for m in silent.series} - {None}) == 1:
            return "all months are alike, so that no change can be told from chance"
        return f"too many months between others have fewer than {ENOUGH} events"
    count, when, needed = silent.recent_months, "after", f"{RECENT} in a row are"
    if silent.baseline_months < SHORTEST:
        count, when, needed = silent.baseline_months, "up to", f"{SHORTEST} are"
    months = f"{count} {'month' if count == 1 else 'months'} {when} December {silent.since}"
    known = f"{months} with at least {ENOUGH} events; {needed} needed"
    if not silent.shortened:
        return known
    return f"the level changed last in {silent.first_month}, and from then there are {known}"


def _without_gaps(used: pl.DataFrame) -> tuple[MonthOfPair, ...]:
    """Return each month from the first to the last; one that the data set lacks has no event."""
    calendar = pl.date_range(used["month"][0], used["month"][-1], "1mo", eager=True)
    whole = pl.DataFrame({"month": calendar}).join(used, "month", how="left").sort("month")
    return tuple(_month(row) for row in whole.iter_rows(named=True))


def _month(row: dict[str, Any]) -> MonthOfPair:
    events, coverage = row["events"] or 0, row["coverage"]
    known = events >= ENOUGH
    conflict = row["verbal_conflict"] + row["material_conflict"] if known else 0
    return MonthOfPair(
        month=f"{row['month']:%Y-%m}",
        events=events,
        per_10_000=1e4 * events / coverage if coverage else None,
        net_cooperation=(events - 2 * conflict) / events if known else None,
        goldstein=row["goldstein"] if known else None,
    )


def _numbers(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values])


def _mean(values: Floats) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None
