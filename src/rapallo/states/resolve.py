"""From what a user types to a state, as of a year."""

from __future__ import annotations

import re
from functools import cache

from rapallo.errors import did_you_mean
from rapallo.states.names import Bearer, bearers_of_name, key, name
from rapallo.states.schemes import code_bearers, in_force, latest
from rapallo.states.state import (
    AmbiguousState,
    NotInSystem,
    State,
    UnknownState,
    all_states,
    check_year,
    get,
    in_year,
    read_table,
)

_PREFIXED = re.compile(r"^\s*(cow|gw|iso3?)\s*:\s*(\w+)\s*$", re.IGNORECASE)
_SCHEME_OF = {"cow": "cow", "gw": "gw", "iso": "iso3", "iso3": "iso3"}


def resolve(text: str, year: int | None = None) -> State:
    """Find the state that a code or name means, as of a year.

    Read in this order: a prefixed code (``cow:365``, ``cow:UKG``, ``gw:365``, ``iso3:RUS``); a
    number, as a Correlates of War code, else as a Gleditsch-Ward number; three letters, as an
    ISO 3166-1 alpha-3 code (retired ones too) or display code; a name or alias in English,
    whatever its case, diacritics, punctuation and word order; a Correlates of War abbreviation.
    So ``AUS`` is Australia, not Austria, whose Correlates of War abbreviation it is.

    Parameters
    ----------
    text : str
        Code or name.
    year : int, optional
        Year, 1816 or later, in which the state must have been a member on some day. Without it,
        a text that meant several states over time means the latest.

    Raises
    ------
    UnknownState
        If no state goes by `text`; the message gives the nearest names.
    NotInSystem
        If the state was not a member in `year`; the message says when it was, and which state
        held its place. `AmbiguousState`, a kind of it, if two states bore the name at once.
    StateError
        If `year` is before 1816.

    Examples
    --------
    >>> resolve("Soviet Union", 1960).cow, resolve("DEU", 1921).cow, resolve("DEU", 1960).cow
    (365, 255, 260)
    >>> resolve("Germany", 1960)
    Traceback (most recent call last):
    rapallo.states.state.AmbiguousState: Germany was two states in 1960: ...
    """
    if year is not None:
        check_year(year)
    found = _find(text)
    if not found:
        raise UnknownState(_unknown_message(text))
    if year is None:
        now = latest(found)
        if len(now) > 1:
            raise AmbiguousState(f"{text.strip()} may mean {_listed(now)}; give one of them")
        return get(now[0])
    meant = in_force(found, year)
    if len(meant) > 1:
        count = {2: "two states"}.get(len(meant), f"{len(meant)} states")
        raise AmbiguousState(
            f"{text.strip()} was {count} in {year}: {_listed(meant, year)}; give one of them"
        )
    cow = meant[0] if meant else latest(found)[0]
    if cow not in in_year(year):
        raise NotInSystem(_absent_message(text.strip(), get(cow), year))
    return get(cow)


def _find(text: str) -> tuple[Bearer, ...]:
    prefixed = _PREFIXED.match(text)
    if prefixed:
        scheme, code = _SCHEME_OF[prefixed[1].lower()], prefixed[2].upper()
        if scheme == "cow" and not code.isdigit():
            scheme = "cow_abb"
        return code_bearers(scheme).get(code.lstrip("0"), ())
    code = text.strip().upper()
    if code.isdigit():
        code = code.lstrip("0")
        return code_bearers("cow").get(code) or code_bearers("gw").get(code, ())
    if key(text) in non_members():
        return ()
    by_code = code_bearers("iso3").get(code) or _display_codes().get(code)
    return by_code or bearers_of_name(text) or code_bearers("cow_abb").get(code, ())


@cache
def _display_codes() -> dict[str, tuple[Bearer, ...]]:
    return {state.code: (Bearer(state.cow),) for state in all_states().values()}


@cache
def non_members() -> dict[str, str]:
    """Return what is known of names that are no member's, by their `key`."""
    return {key(row["name"]): row["what"] for row in read_table("others.csv")}


def _unknown_message(text: str) -> str:
    known = non_members().get(key(text))
    shown = text.strip()
    if known:
        return f"{shown!r} is {known}"
    if not shown:
        return "an empty text is not a state; give a code or name, as CHN or China"
    if len(shown) == 2 and shown.isalpha():
        return f"{shown!r} is not a state's name; two-letter codes are not read, give three letters"
    hint = did_you_mean(shown, _all_names())
    return f"no state goes by {shown!r}{hint or '; give an ISO 3166 code or an English name'}"


@cache
def _all_names() -> tuple[str, ...]:
    named = [row["name"] for row in (*read_table("states.csv"), *read_table("names.csv"))]
    return tuple(dict.fromkeys([*named, *(row["alias"] for row in read_table("aliases.csv"))]))


def _listed(cows: tuple[int, ...] | list[int], year: int | None = None) -> str:
    return ", ".join(
        f"{get(cow).label if year is None else name(cow, year)} ({get(cow).code})" for cow in cows
    )


def membership(state: State) -> str:
    """Spells of a state's membership in words.

    Examples
    --------
    >>> membership(get(255)), membership(get(710))
    ('1816-1945, 1990 to the present', '1860 to the present')
    """
    return ", ".join(
        f"{start.year}-{end.year}" if end else f"{start.year} to the present"
        for start, end in state.spans
    )


def _absent_message(given: str, state: State, year: int) -> str:
    label = name(state.cow, year)
    who = (
        f"{label} ({state.code})"
        if key(label) == key(given)
        else f"{given}: {label} ({state.code})"
    )
    message = f"{who} was not a member of the state system in {year}; it was in {membership(state)}"
    held = [
        cow
        for row in read_table("places.csv")
        if int(row["cow"]) == state.cow
        for cow in map(int, row["held_by"].split())
        if cow in in_year(year)
    ]
    if held:
        message += f". In {year} its territory was held by {_listed(held, year)}"
    other = code_bearers("cow_abb").get(given.upper(), ())
    if other and other[0].cow != state.cow:
        message += (
            f". By the Correlates of War {given.upper()} is {get(other[0].cow).label}:"
            f" for that say cow:{given.upper()}"
        )
    return message
