"""From other datasets' codes and names to Correlates of War codes, a whole column at a time."""

from __future__ import annotations

from typing import Literal

import polars as pl

from rapallo.states.names import Bearer, bearers_of_name
from rapallo.states.schemes import code_bearers, in_force, latest
from rapallo.states.state import FIRST_YEAR, StateError, get, in_year

Scheme = Literal["iso3", "iso_numeric", "gw", "name", "cow", "cow_abb", "vdem"]
SCHEMES = ("iso3", "iso_numeric", "gw", "name", "cow", "cow_abb", "vdem")


def _candidates(value: str, scheme: str) -> tuple[Bearer, ...]:
    if scheme == "name":
        return bearers_of_name(value)
    text = value.strip().upper()
    if scheme in ("gw", "cow", "iso_numeric"):
        text = text.removesuffix(".0").lstrip("0")
    return code_bearers(scheme).get(text, ())


def _as_of(candidates: tuple[Bearer, ...], year: int) -> int | None:
    """First state that bears the code in the year, if it was then a member."""
    if year < FIRST_YEAR:
        return None
    meant = in_force(candidates, year)[:1]
    return meant[0] if meant and meant[0] in in_year(year) else None


def to_cow(values: pl.Series, years: pl.Series | None, scheme: Scheme) -> pl.Series:
    """Correlates of War codes for a column of another dataset's codes or names.

    Each value is taken as of its year: ``DEU`` is 255 in 1930, 260 (West Germany) in 1960 and
    255 in 1990, the year's end deciding where a code changed hands within a year.

    Parameters
    ----------
    values : polars.Series
        Codes or names, text or whole numbers.
    years : polars.Series or None
        Year of each value, as long as `values`. None takes the most recent bearer.
    scheme : str
        ``"iso3"``: ISO 3166-1 alpha-3, retired codes included; ``RUS`` is read from 1991, ``SRB``
        from 1992 and ``CZE`` from 1993 only, since series under them are carried back for today's
        borders and do not describe the Soviet Union, Yugoslavia and Czechoslovakia (see also
        `rapallo.states.has_present_borders`); ``"iso_numeric"``: ISO 3166-1 numbers, by which
        643 is the Soviet Union and 688 Yugoslavia in earlier years;
        ``"gw"``: Gleditsch-Ward numbers; ``"name"``: English names, where a name that two states
        bore ("Germany", "Vietnam", "Yemen", "Korea") means the one that other datasets mean by
        it, West Germany, North Vietnam, North Yemen, South Korea; ``"cow_abb"``, ``"cow"``:
        abbreviations and numbers of the Correlates of War; ``"vdem"``: V-Dem's country_text_id,
        by which ``RUS`` is the Soviet Union, ``SRB`` Yugoslavia and ``CZE`` Czechoslovakia.

    Returns
    -------
    polars.Series
        Int16, named ``state``, as long as `values`. Null where the value or the year is null, no
        state bears it, or the state was not a member of the system in that year.

    Raises
    ------
    StateError
        If the scheme is unknown or the columns differ in length.

    Examples
    --------
    >>> to_cow(pl.Series(["DEU", "DEU", "ABW"]), pl.Series([1960, 1990, 1990]), "iso3").to_list()
    [260, 255, None]
    """
    if scheme not in SCHEMES:
        raise StateError(f"scheme {scheme!r} is unknown; one of {', '.join(SCHEMES)}")
    if years is not None and len(years) != len(values):
        raise StateError(f"{len(values)} values and {len(years)} years: give one year a value")
    frame = pl.DataFrame({"value": values.cast(pl.String)})
    if years is None:
        distinct = frame.unique().drop_nulls()
        meant = [latest(_candidates(value, scheme)) for value in distinct["value"]]
        found = [cows[0] if cows else None for cows in meant]
        on = ["value"]
    else:
        frame = frame.with_columns(years.cast(pl.Int32).alias("year"))
        distinct = frame.unique().drop_nulls()
        known = {v: _candidates(v, scheme) for v in distinct["value"].unique()}
        found = [_as_of(known[value], year) for value, year in distinct.iter_rows()]
        on = ["value", "year"]
    table = distinct.with_columns(pl.Series("state", found, dtype=pl.Int16))
    return frame.join(table, on=on, how="left", maintain_order="left")["state"]


def to_gw(cow: int, year: int) -> int | None:
    """Gleditsch-Ward number of a state as of a year, or None if it has none.

    Examples
    --------
    >>> to_gw(255, 1930), to_gw(255, 2000), to_gw(345, 1960), to_gw(345, 2010), to_gw(679, 2000)
    (255, 260, 345, 340, 678)
    """
    state = get(cow)
    if cow == 255 and year >= 1990:
        return 260
    if cow == 345 and (year < 1918 or year >= 2006):
        return 340
    return state.gw


def split_names(text: str) -> list[str]:
    """Split a list of states at its commas, keeping together a name that has a comma itself.

    Examples
    --------
    >>> split_names("Egypt, Arab Rep.,Korea, North,China,EU")
    ['Egypt, Arab Rep.', 'Korea, North', 'China', 'EU']
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    names: list[str] = []
    at = 0
    while at < len(parts):
        pair = ", ".join(parts[at : at + 2])
        together = at + 1 < len(parts) and bool(bearers_of_name(pair))
        names.append(pair if together else parts[at])
        at += 2 if together else 1
    return names
