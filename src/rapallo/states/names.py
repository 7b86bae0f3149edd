"""What a state is called: display names as of a year, and the key that spellings are matched by."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from rapallo.states.state import get, read_table

_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_NOT_WORD = re.compile(r"[^\w]+|_")
_SKIPPED = frozenset({"the", "of", "and"})
_FORMS = frozenset(
    {
        "republic",
        "kingdom",
        "islamic",
        "arab",
        "federal",
        "federative",
        "union",
        "plurinational",
        "bolivarian",
        "hashemite",
        "commonwealth",
        "sultanate",
        "principality",
        "duchy",
        "grand",
        "confederation",
        "emirate",
        "socialist",
        "democratic",
        "peoples",
        "cooperative",
        "independent",
    }
)
_DIVIDED = frozenset({"china", "congo", "germany", "korea", "vietnam", "viet nam", "yemen"})
_SHORT = {"saint": "st", "rep": "republic", "dem": "democratic", "is": "islands", "isl": "islands"}


@dataclass(frozen=True)
class Bearer:
    """A state that bears a name or code, and the years in which it does (None: no bound)."""

    cow: int
    first: int | None = None
    last: int | None = None

    def in_force(self, year: int) -> bool:
        """Whether the state bears the name or code in `year`."""
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )


def key(text: str) -> str:
    """Reduce a spelling to what identifies it: plain lower-case words, sorted, without articles.

    Case, diacritics, punctuation, word order and the words "the", "of", "and" do not matter.

    Examples
    --------
    >>> key("Korea, Republic of") == key("Republic of Korea")
    True
    >>> key("U.S.S.R."), key("Côte d’Ivoire"), key("St. Kitts & Nevis")
    ('ussr', 'cote divoire', 'kitts nevis st')
    """
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = plain.replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i")
    plain = _APOSTROPHES.sub("", _INITIALS.sub("", plain))
    words = [_SHORT.get(word, word) for word in _NOT_WORD.split(plain)]
    return " ".join(sorted(word for word in words if word and word not in _SKIPPED))


def bearer(row: dict[str, str]) -> Bearer:
    """Read the columns ``cow``, ``first`` and ``last`` of a table's row."""
    first, last = (int(row[end]) if row[end] else None for end in ("first", "last"))
    return Bearer(int(row["cow"]), first, last)


@cache
def display_names() -> dict[int, tuple[tuple[str, Bearer], ...]]:
    """Names over time of the states that changed theirs."""
    names: dict[int, list[tuple[str, Bearer]]] = {}
    for row in read_table("names.csv"):
        names.setdefault(int(row["cow"]), []).append((row["name"], bearer(row)))
    return {cow: tuple(rows) for cow, rows in names.items()}


def name(cow: int, year: int) -> str:
    """Name that a state bore in a year (at the year's end, where it changed within the year).

    Parameters
    ----------
    cow : int
        Correlates of War code.
    year : int
        Any year; the state need not have been a member of the system.

    Raises
    ------
    UnknownState
        If no state has that code.

    Examples
    --------
    >>> name(365, 1960), name(365, 1992), name(255, 1866), name(255, 1871)
    ('Soviet Union', 'Russia', 'Prussia', 'Germany')
    """
    state = get(cow)
    for label, when in display_names().get(cow, ()):
        if when.in_force(year):
            return label
    return state.label


@cache
def bearers() -> dict[str, tuple[Bearer, ...]]:
    """States that bear each name or alias, by its `key`, the first meant where nothing else tells.

    A dated alias (as "Germany", which two states bore from 1946 to 1989) lists all its bearers;
    a display name refers to its state in every year, so that "Russia" finds the Soviet Union.
    """
    found: dict[str, list[Bearer]] = {}
    for row in read_table("aliases.csv"):
        found.setdefault(key(row["alias"]), []).append(bearer(row))
    for row in (*read_table("states.csv"), *read_table("names.csv")):
        found.setdefault(key(row["name"]), [Bearer(int(row["cow"]))])
    return {text: tuple(rows) for text, rows in found.items()}


@cache
def bearers_of_name(text: str) -> tuple[Bearer, ...]:
    """States that bear a name in any of its usual spellings; empty if there is none.

    Beyond the names and aliases listed, a form of government before or after a state's name is
    passed over ("Poland, Republic of"), and so is a second name in brackets or after a slash if
    both mean the same state ("Iran (Persia)").
    """
    listed = bearers()
    found = listed.get(key(text))
    if found:
        return found
    words = key(text).split()
    bare = " ".join(word for word in words if word not in _FORMS)
    if len(bare) < len(" ".join(words)) and bare not in _DIVIDED:
        found = listed.get(bare)
        if found:
            return found
    parts = [part for part in re.split(r"[()/\[\]]", text) if key(part)]
    if len(parts) == 2:
        one, two = (bearers_of_name(part) for part in parts)
        if one and one == two:
            return one
    return ()
