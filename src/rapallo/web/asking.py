"""Reading what a page is asked: years, states, pairs and choices, with messages for people."""

from __future__ import annotations

from collections.abc import Sequence

from rapallo import states
from rapallo.errors import RapalloError, did_you_mean
from rapallo.panel.years import FIRST, LAST


def year(text: str | None, default: int = LAST) -> int:
    """Return the year that a text gives, `default` for none.

    Raises
    ------
    RapalloError
        If it is no year of the state system's.

    Examples
    --------
    >>> year("1890"), year("")
    (1890, 2025)
    """
    given = (text or "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdigit() and FIRST <= int(given[:6]) <= LAST):
        raise RapalloError(f"{given[:20]!r} is not a year from {FIRST} to {LAST}")
    return int(given)


def whole(text: str | None, default: int, low: int, high: int, what: str) -> int:
    """Return the whole number that a text gives, `default` for none.

    Raises
    ------
    RapalloError
        If it is none from `low` to `high`.
    """
    given = (text or "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdigit() and low <= int(given[:9]) <= high):
        raise RapalloError(f"{given[:20]!r} is not a {what} from {low} to {high}")
    return int(given)


def one_of(text: str | None, known: Sequence[str], what: str) -> str:
    """Return the choice that a text names, the first for none.

    Raises
    ------
    RapalloError
        If it is none of those known.
    """
    given = (text or "").strip() or known[0]
    if given not in known:
        hint = did_you_mean(given[:40], known) or f"; there are {', '.join(known)}"
        raise RapalloError(f"{given[:40]!r} is not a {what}{hint}")
    return given


def state(text: str | None, as_of: int | None, longest: int, what: str = "a state") -> str:
    """Return the code of the state that a text means.

    Raises
    ------
    RapalloError
        If it is missing or too long, or as `states.resolve`.

    Examples
    --------
    >>> state("Soviet Union", 1960, 80), state("china", 2018, 80)
    ('RUS', 'CHN')
    """
    given = (text or "").strip()
    if not given:
        raise RapalloError(f"{what} is missing; give a name or a code, as China or CHN")
    if len(given) > longest:
        raise RapalloError(f"a state's name has {longest} characters at most")
    return states.resolve(given, as_of).code


def pairs(
    joined: Sequence[str], first: Sequence[str], second: Sequence[str], most: int, longest: int
) -> list[tuple[int, int]]:
    """Return the pairs given as ``CHN-RUS``, and in two lists of names, each pair once.

    Raises
    ------
    RapalloError
        If a pair is not two states, or there are more than `most`.
    """
    if len(joined) + len(first) > most + 1:
        raise RapalloError(f"{most} pairs can be compared at once")
    asked = [tuple(text.split("-", 1)) if "-" in text else (text, "") for text in joined]
    asked += [two for two in zip(first, second, strict=False) if any(t.strip() for t in two)]
    found: list[tuple[int, int]] = []
    for one, other in asked:
        a, b = (states.resolve(state(text, None, longest)) for text in (one, other))
        if a == b:
            raise RapalloError(f"{one} and {other} are the same state; a pair needs two")
        if (a.cow, b.cow) not in found and (b.cow, a.cow) not in found:
            found.append((a.cow, b.cow))
    if len(found) > most:
        raise RapalloError(f"{most} pairs can be compared at once")
    return found
