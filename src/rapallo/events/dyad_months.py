"""From sifted events to cooperation and conflict by directed pair of states and month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from rapallo import states
from rapallo.events.forms import Form
from rapallo.events.sift import QUADS, SCALE, WHOLE, month

if TYPE_CHECKING:
    from ibis.expr.types import Table

RETIRED = {"ROM": "ROU", "TMP": "TLS"}
"""Codes that CAMEO keeps for states whose code in ISO 3166 has changed."""


@dataclass(frozen=True)
class Counted:
    """What the lines of an archive come to.

    Parameters
    ----------
    months : polars.DataFrame
        A row for each directed pair of states and month with an event: ``source``, ``target``
        (Correlates of War numbers), ``month`` (its first day), ``events``, of which
        ``verbal_cooperation``, ``material_cooperation``, ``verbal_conflict`` and
        ``material_conflict``, ``goldstein`` (mean score of the events, -10 to 10) and
        ``coverage`` (all well-formed events of the month, of whatever actors).
    rejected : polars.DataFrame
        ``reason``, ``detail`` (an actor that is no state, else null) and ``rows``, most rows first.
    """

    months: pl.DataFrame
    rejected: pl.DataFrame

    @property
    def lines(self) -> int:
        """How many lines were read: events and rejected."""
        return int(self.months["events"].sum()) + int(self.rejected["rows"].sum())


def by_pair(sifted: Table) -> Table:
    """Count distinct events between two countries by pair and month.

    Returns
    -------
    ibis.Table
        ``source``, ``target``, ``month``, ``events``, ``rows``, ``score`` (sum of thousandths) and
        a count for each of the four classes.
    """
    events = sifted.filter(sifted.reason.isnull())
    event = ["event", "date", "source", "target", "quad", "goldstein"]
    distinct = events.group_by(event).agg(rows=events.rows.sum())
    dated = distinct.mutate(month=month(distinct.date))
    return dated.group_by("source", "target", "month").agg(
        events=dated.count(),
        rows=dated.rows.sum(),
        score=dated.goldstein.sum(),
        **{name: (dated.quad == k).sum() for k, name in enumerate(QUADS, 1)},
    )


def by_reason(sifted: Table) -> Table:
    """Count the other lines by reason and month (null for lines with no usable date)."""
    others = sifted.filter(sifted.reason.notnull())
    return others.group_by("reason", month="date").agg(rows=others.rows.sum())


def count(pairs: pl.DataFrame, others: pl.DataFrame, form: Form) -> Counted:
    """Put states in the place of countries, and coverage beside the counts.

    Parameters
    ----------
    pairs, others : polars.DataFrame
        What `by_pair` and `by_reason` gave.
    form : Form
        The form of the files.
    """
    known = pairs.with_columns(
        pl.col("events", "rows", "score", *QUADS).cast(pl.Int64), pl.col("month").cast(pl.Date)
    )
    others = others.with_columns(pl.col("rows").cast(pl.Int64), pl.col("month").cast(pl.Date))
    known = known.with_columns(
        _states(known["source"], known["month"], form).alias("state1"),
        _states(known["target"], known["month"], form).alias("state2"),
    )
    outside = known.filter(pl.col("state1").is_null() | pl.col("state2").is_null())
    inside = known.filter(pl.col("state1") == pl.col("state2"))
    between = known.filter(pl.col("state1") != pl.col("state2"))
    whole = pl.concat(
        (
            known.select("month", rows="events"),
            others.filter(pl.col("reason").is_in(WHOLE)).select("month", "rows"),
        )
    )
    coverage = whole.group_by("month").agg(pl.col("rows").sum().alias("coverage"))
    months = (
        between.group_by("state1", "state2", "month")
        .agg(pl.col("events", "score", *QUADS).sum())
        .join(coverage, on="month", how="left")
        .with_columns((pl.col("score") / SCALE / pl.col("events")).alias("goldstein"))
        .select(
            pl.col("state1").alias("source"),
            pl.col("state2").alias("target"),
            "month",
            "events",
            *QUADS,
            "goldstein",
            "coverage",
        )
        .sort("source", "target", "month")
    )
    reasons = (
        others.select("reason", pl.lit(None, pl.String).alias("detail"), "rows"),
        outside.select(
            pl.lit("not a state").alias("reason"),
            pl.when(pl.col("state1").is_null()).then("source").otherwise("target").alias("detail"),
            "rows",
        ),
        inside.select(
            pl.lit("same").alias("reason"), pl.lit(None, pl.String).alias("detail"), "rows"
        ),
        between.select(
            pl.lit("duplicate").alias("reason"),
            pl.lit(None, pl.String).alias("detail"),
            rows=pl.col("rows") - pl.col("events"),
        ),
    )
    rejected = (
        pl.concat(reasons)
        .group_by("reason", "detail")
        .agg(pl.col("rows").sum())
        .filter(pl.col("rows") > 0)
        .sort("rows", "reason", "detail", descending=[True, False, False])
    )
    return Counted(months, rejected)


def _states(countries: pl.Series, months: pl.Series, form: Form) -> pl.Series:
    """Correlates of War numbers; a year after the state system's last is taken as that one."""
    meant = countries.replace(RETIRED) if form.scheme == "vdem" else countries
    return states.to_cow(meant, months.dt.year().clip(upper_bound=states.LAST_YEAR), form.scheme)
