"""Matching the codes and names in a source's file to states, with an account of what is left."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from rapallo import states
from rapallo.sources.source import Dropped


def match_states(
    frame: pl.DataFrame,
    columns: Mapping[str, str],
    scheme: states.Scheme,
    year: str = "year",
    also: Mapping[str, int] | None = None,
) -> tuple[pl.DataFrame, tuple[Dropped, ...]]:
    """Add states to a frame by a code or name and the year; leave out rows without a state.

    Parameters
    ----------
    frame : DataFrame
        Rows of a source's file.
    columns : mapping of str to str
        Column of codes or names, and the column of states (Int16) that it fills.
    scheme : str
        What the codes are, as in `rapallo.states.to_cow`.
    year : str
        Column of years.
    also : mapping of str to int, optional
        Codes of the source's own that the scheme does not have, and their states.

    Returns
    -------
    tuple
        The rows in which every state was found, and an account of the others: codes that stand
        for no state at all (territories, bodies, aggregates), states not in the system in that
        year, and rows whose two sides are one state.

    Examples
    --------
    >>> import polars as pl
    >>> rows = pl.DataFrame({"iso3": ["FRA", "XYZ"], "year": [1990, 1990]})
    >>> matched, dropped = match_states(rows, {"iso3": "state"}, "iso3")
    >>> matched["state"].to_list(), dropped[0].rows
    ([220], 1)
    """
    dropped: list[Dropped] = []
    for old, new in columns.items():
        pairs = frame.select(old, year).unique(maintain_order=True)
        codes = states.to_cow(pairs[old], pairs[year], scheme).alias(new)
        if also:
            own = pairs[old].replace_strict(also, default=None, return_dtype=pl.Int16)
            codes = codes.fill_null(states.to_cow(own, pairs[year], "cow")).alias(new)
        pairs = pairs.with_columns(codes)
        frame = frame.join(
            pairs, on=[old, year], how="left", nulls_equal=True, maintain_order="left"
        )
        lost = frame.filter(pl.col(new).is_null())
        if lost.height:
            dropped += _account(lost, old, year, scheme, also or {})
            frame = frame.filter(pl.col(new).is_not_null())
    if len(columns) == 2:
        one, two = columns.values()
        same = frame.filter(pl.col(one) == pl.col(two))
        if same.height:
            dropped.append(Dropped("both sides are the same state", same.height))
            frame = frame.filter(pl.col(one) != pl.col(two))
    return frame, tuple(dropped)


def _account(
    lost: pl.DataFrame, old: str, year: str, scheme: states.Scheme, also: Mapping[str, int]
) -> list[Dropped]:
    counts = lost.group_by(old).agg(
        pl.len().alias("rows"), pl.col(year).min().alias("first"), pl.col(year).max().alias("last")
    )
    ever = states.to_cow(counts[old], None, scheme).is_not_null()
    ever = ever | counts[old].is_in(list(also)).fill_null(False)
    out = []
    for known, reason in (
        (False, f"{old}: no state of the state system (territory, body, aggregate or unknown)"),
        (True, f"{old}: not in the state system in that year"),
    ):
        part = counts.filter(ever if known else ~ever).sort("rows", old, descending=[True, False])
        if part.height:
            examples = tuple(
                f"{text or 'no code'} {first}-{last} ({rows} rows)"
                for text, rows, first, last in part.head(8).iter_rows()
            )
            out.append(Dropped(reason, int(part["rows"].sum()), examples))
    return out


def drop_rows(
    frame: pl.DataFrame, which: pl.Expr, reason: str, example: str | None = None
) -> tuple[pl.DataFrame, tuple[Dropped, ...]]:
    """Leave out the rows for which an expression holds, and account for them.

    Parameters
    ----------
    frame : DataFrame
        The rows.
    which : polars expression
        True for rows to leave out (missing counts as false).
    reason : str
        Why.
    example : str, optional
        Column whose values serve as examples.

    Examples
    --------
    >>> import polars as pl
    >>> kept, dropped = drop_rows(pl.DataFrame({"a": [1, 2]}), pl.col("a") > 1, "too large", "a")
    >>> kept["a"].to_list(), dropped[0].examples
    ([1], ('2',))
    """
    mask = frame.select(which.fill_null(False).alias("m")).to_series()
    out = frame.filter(mask)
    if out.height == 0:
        return frame, ()
    examples: tuple[str, ...] = ()
    if example is not None:
        seen = out[example].cast(pl.String).unique(maintain_order=True).drop_nulls()
        examples = tuple(seen.head(8))
    return frame.filter(~mask), (Dropped(reason, out.height, examples),)
