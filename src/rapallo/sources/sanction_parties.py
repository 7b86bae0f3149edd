"""Who sends sanctions and who bears them: states named one by one, and bodies of states."""

from __future__ import annotations

import polars as pl

from rapallo import states
from rapallo.sources.source import ROW, Dropped


def expand(
    frame: pl.DataFrame, column: str, scheme: states.Scheme, *, keep_bodies: bool
) -> tuple[pl.DataFrame, tuple[Dropped, ...]]:
    """Turn a column of parties into states, with the years in which each can be meant.

    A name is followed through the years of its case, so that one case can have West Germany to
    1989 and Germany from 1990, and a body of states has those that were members in each year.

    Parameters
    ----------
    frame : DataFrame
        Cases with `ROW`, ``first`` and ``last`` year, and the column.
    column : str
        Names or codes, separated by commas.
    scheme : str
        What they are, as in `rapallo.states.to_cow`.
    keep_bodies : bool
        Whether a body whose members are not known here stays, with no state.

    Returns
    -------
    tuple
        A frame of `ROW`, ``state`` (missing for a body without members here), ``body`` (missing
        for a state named itself), ``first`` and ``last``; and an account of the names left out.
    """
    parties = frame.select(ROW, "first", "last", _split(frame[column])).explode("party")
    parties = parties.drop_nulls("party")
    through = pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int16).alias("year")
    years = parties.with_columns(through).explode("year").drop("first", "last")
    codes = states.to_cow(years["party"], years["year"], scheme)
    named = years.with_columns(codes.alias("state"), pl.lit(None, pl.String).alias("body"))
    bodies = _bodies(parties["party"])
    members = years.join(bodies, on="party").join(_memberships(), on=["body", "year"])
    found = pl.concat(
        [
            named.drop_nulls("state").select(ROW, "party", "state", "body", "year"),
            members.select(ROW, "party", "state", "body", "year"),
        ]
    )
    spells = _spells(found)
    rest = parties.join(spells.select(ROW, "party").unique(), on=[ROW, "party"], how="anti")
    ever = states.to_cow(rest["party"], None, scheme).is_not_null()
    known_body = rest["party"].is_in(bodies["party"].implode())
    lost = rest.filter(ever | known_body) if keep_bodies else rest
    if keep_bodies:
        unknown = rest.filter(~(ever | known_body)).select(
            ROW,
            pl.lit(None, pl.Int16).alias("state"),
            pl.col("party").alias("body"),
            "first",
            "last",
        )
        spells = pl.concat([spells.drop("party"), unknown])
    else:
        spells = spells.drop("party")
    dropped: tuple[Dropped, ...] = ()
    if lost.height:
        reason = f"{column}: no state of the system in the years of the case, or not a state"
        names = lost["party"].value_counts(sort=True)["party"]
        dropped = (Dropped(reason, lost.height, tuple(names.head(8))),)
    return spells, dropped


def _split(texts: pl.Series) -> pl.Series:
    """Split lists of names, keeping together those written with a comma ("Korea, North")."""
    split = {text: states.split_names(text) for text in texts.unique().drop_nulls()}
    found = [split.get(text, []) for text in texts]
    return pl.Series("party", found, dtype=pl.List(pl.String))


def _bodies(parties: pl.Series) -> pl.DataFrame:
    """List the parties that are groups of states whose members are known."""
    found = {}
    for party in parties.unique():
        try:
            found[party] = states.group(party).code
        except states.UnknownGroup:
            continue
    return pl.DataFrame(
        {"party": list(found), "body": list(found.values())},
        {"party": pl.String, "body": pl.String},
    )


def _memberships() -> pl.DataFrame:
    rows = [
        (code, year, cow)
        for code, one in states.all_groups().items()
        for year in range(1945, states.LAST_YEAR + 1)
        for cow in one.in_year(year)
    ]
    schema = {"body": pl.String, "year": pl.Int16, "state": pl.Int16}
    return pl.DataFrame(rows, schema, orient="row")


def _spells(found: pl.DataFrame) -> pl.DataFrame:
    """Join consecutive years of one state under one name of one case into a spell."""
    who = [ROW, "party", "state", "body"]
    ordered = found.unique([*who, "year"]).sort(*who, "year")
    starts = (pl.col("year").diff() != 1) | pl.struct(who).ne_missing(pl.struct(who).shift(1))
    numbered = ordered.with_columns(starts.fill_null(True).cum_sum().alias("spell"))
    spells = numbered.group_by("spell", *who, maintain_order=True).agg(
        pl.col("year").min().alias("first"), pl.col("year").max().alias("last")
    )
    return spells.drop("spell")
