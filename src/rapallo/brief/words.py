"""The words and signs with which every rendering of a brief says the same thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from rapallo.brief.assessment import Assessment, Shade
from rapallo.ledger.entry import Pull

QUESTION = "Is an alliance in the making?"

SHADES: tuple[Shade, ...] = ("clear no", "unlikely", "grey", "in the making", "formed")
"""The shades in their order, so that each can be shown on the scale it belongs to."""

DIMENSIONS = {
    "security": "Security",
    "diplomacy": "Diplomacy",
    "economy": "Economy",
    "hostility": "Hostility",
}

DIMENSION_NOTES = {
    "security": "pacts, arms, exercises",
    "diplomacy": "votes, organisations, posts, visits",
    "economy": "trade and agreements",
    "hostility": "disputes, rivalry, sanctions, war; much of them counts against the index",
}

PULL_SIGNS: dict[Pull, str] = {"closer": "+", "apart": "−", "neither": "=", "silent": "?"}
PULL_WORDS: dict[Pull, str] = {
    "closer": "pulls closer",
    "apart": "pushes apart",
    "neither": "points neither way",
    "silent": "silent for lack of data",
}

RUNG_SIGNS = {"met": "●", "partial": "◐", "not met": "○", "unknown": "?"}

TIE_WORDS = {"+": "friendly", "0": "neutral", "-": "hostile"}
TIE_SIGNS = {"+": "+", "0": "0", "-": "−"}

TRIANGLES = {
    "menage a trois": "ménage à trois",
    "romantic triangle": "romantic triangle",
    "stable marriage": "stable marriage",
    "unit veto": "unit veto",
    "unformed": "unformed",
}

_TAKES_ARTICLE = re.compile(
    r"^(United|Soviet|Papal|German (Federal|Democratic)|Two |Holy |Ottoman)"
    r"|(Republic|Kingdom|Empire|States|Union|Emirates|Islands|Federation)$"
    r"|^(Netherlands|Philippines|Bahamas|Maldives|Seychelles|Comoros|Gambia)$"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def the(name: str) -> str:
    """Return a state's name with its article where English wants one.

    Examples
    --------
    >>> the("United States"), the("China")
    ('the United States', 'China')
    """
    return f"the {name}" if _TAKES_ARTICLE.search(name) else name


class Named(Protocol):
    """Anything that knows states' names by their code, as a brief does."""

    @property
    def names(self) -> Mapping[str, str]:
        """Names by code."""


def name(named: Named, code: str) -> str:
    """Return the name of a state as of the brief's year, or its code where none is given."""
    return named.names.get(code, code)


def pair_name(named: Named, pair: tuple[str, ...]) -> str:
    """Return the states' names joined by a dash: ``"China–Russia"``; one state, its name."""
    return "–".join(name(named, code) for code in pair)


def title(assessment: Assessment) -> str:
    """Return the brief's title: ``"China and Russia, seen from the United States"``.

    A sentence's first word takes no article, so that the title starts with a name.
    """
    first, second = (name(assessment, code) for code in assessment.pair)
    return f"{first} and {the(second)}, seen from {the(name(assessment, assessment.rival))}"


def ordinal(number: float) -> str:
    """Return a whole number with its ending.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 11, 93)]
    ['1st', '2nd', '11th', '93rd']
    """
    whole = round(number)
    if 10 <= abs(whole) % 100 <= 20:
        return f"{whole}th"
    return f"{whole}{_ORDINALS.get(abs(whole) % 10, 'th')}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "year"), counted(4, "year"), counted(2, "entry", "entries")
    ('1 year', '4 years', '2 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def triangle_name(kind: str) -> str:
    """Return a triangle's type as the literature spells it."""
    return TRIANGLES.get(kind, kind)


def outcome_name(outcome: str) -> str:
    """Return an outcome in words: ``"defence pact"`` for ``"defence_pact"``."""
    return outcome.replace("_", " ")


def article(word: str) -> str:
    """Return a word with its indefinite article.

    Examples
    --------
    >>> article("stable marriage"), article("outcast")
    ('a stable marriage', 'an outcast')
    """
    return f"{'an' if word[:1].lower() in 'aeio' else 'a'} {word}"


def sentence(text: str) -> str:
    """Return a text with its first letter a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def printable(text: str) -> str:
    r"""Return a text without control characters, which neither terminals nor XML can bear.

    Examples
    --------
    >>> printable("Kor\x1b[31mea")
    'Kor[31mea'
    """
    return _CONTROL.sub("", text)
