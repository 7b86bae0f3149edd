"""The facts of the curated record: read from the files beside this module, and checked."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from rapallo import states
from rapallo.errors import RapalloError, did_you_mean

FOLDER = Path(__file__).parent / "data"
KINDS = {
    "pacts": "Pacts signed, in force, frozen or ended since 2018",
    "meetings": "Meetings of the leaders of the major powers since 2010",
    "exercises": "Joint exercises and patrols of the major powers since 2010",
    "sanctions": "Sanctions of the major powers since 2018, sender first",
    "deals": "Major arms and energy deals since 2010",
}
"""The kinds of fact, each in a file of its name."""
COMPILED = date(2026, 11, 24)
"""The day that the record was last brought up to date; no fact is later."""
COLUMNS = ("date", "states", "what", "source", "address", "confidence")
PACT_COLUMNS = ("pact", "status", "obligation")
STATUSES = ("signed", "in force", "frozen", "ended")
OBLIGATIONS = ("defence", "consultation", "neutrality", "none", "unstated")
CONFIDENCES = ("high", "medium")
DATE = re.compile(r"(\d{4})(-\d{2}(-\d{2})?)?")


class RecordError(RapalloError):
    """A line of the curated record that cannot stand; the message names the file and the line."""


@dataclass(frozen=True)
class Fact:
    """One fact of the curated record.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    date : str
        Year, month and day, or as much of it as the source tells: ``"2024-12-04"``, ``"2024-12"``.
    states : tuple of str
        Codes of states, or of a group of states, as in the file.
    pairs : frozenset of (int, int)
        The pairs concerned, smaller code first: all pairs of the states; where a group is named,
        each of the other states with each member of that day.
    what : str
        The fact, in Rapallo's words.
    source, address : str
        Title and web address of the page in which it was read.
    confidence : str
        ``"high"``, or ``"medium"`` where the page is secondary or the date less than certain.
    pact, status, obligation : str
        Of a pact: its name, what happened to it, what it binds to; empty for other kinds.
    """

    kind: str
    date: str
    states: tuple[str, ...]
    pairs: frozenset[tuple[int, int]]
    what: str
    source: str
    address: str
    confidence: str
    pact: str = ""
    status: str = ""
    obligation: str = ""

    @property
    def year(self) -> int:
        """Year of the date."""
        return int(self.date[:4])


@cache
def facts(kind: str | None = None) -> tuple[Fact, ...]:
    """Return the facts of a kind, or of all kinds, by date.

    Raises
    ------
    RecordError
        If there is no such kind, or a line of its file cannot stand.

    Examples
    --------
    >>> [(f.date, f.states) for f in facts("pacts") if f.pact == "AUKUS"]
    [('2021-09-15', ('AUS', 'GBR', 'USA'))]
    """
    if kind is not None and kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"; kinds are {', '.join(KINDS)}"
        raise RecordError(f"the record has no kind {kind!r}{hint}")
    found = [
        fact for one in KINDS if kind in (None, one) for fact in read(FOLDER / f"{one}.csv", one)
    ]
    return tuple(sorted(found, key=lambda fact: fact.date))


def between(a: int, b: int, until: int, kind: str | None = None) -> tuple[Fact, ...]:
    """Return the facts that concern two states, none dated after a year.

    Parameters
    ----------
    a, b : int
        Codes of the states, in either order.
    until : int
        Last year.
    kind : str, optional
        One of `KINDS`; by default all.

    Examples
    --------
    >>> [f.date for f in between(365, 731, 2024, "pacts") if f.status == "in force"]
    ['2024-12-04']
    """
    pair = (min(a, b), max(a, b))
    return tuple(fact for fact in facts(kind) if fact.year <= until and pair in fact.pairs)


def read(path: Path, kind: str) -> tuple[Fact, ...]:
    """Read and check one file of the record.

    Raises
    ------
    RecordError
        At the first line without a date, states, a source with its web address or a confidence,
        with an unknown state or word, a date after `COMPILED`, or the same fact as an earlier line.
    """
    wanted = COLUMNS + (PACT_COLUMNS if kind == "pacts" else ())
    found: list[Fact] = []
    seen: dict[object, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if set(rows.fieldnames or ()) != set(wanted):
            raise RecordError(f"{path.name} line 1: the columns must be {', '.join(wanted)}")
        for row in rows:
            where = f"{path.name} line {rows.line_num}"
            fact = _fact(row, kind, wanted, where)
            key = (fact.date, fact.pairs, fact.pact or fact.what, fact.status)
            if key in seen:
                raise RecordError(f"{where}: the same fact as line {seen[key]}; keep one of them")
            seen[key] = rows.line_num
            found.append(fact)
    return tuple(found)


def _fact(row: dict[str, str], kind: str, wanted: Iterable[str], where: str) -> Fact:
    if None in row or None in row.values():
        raise RecordError(f"{where}: more or fewer cells than columns; quote a cell with a comma")
    cells = {name: row[name].strip() for name in wanted}
    for name, cell in cells.items():
        if not cell:
            raise RecordError(f"{where}: no {name}; every line needs one")
    day = _day(cells["date"], where)
    if not cells["address"].startswith(("https://", "http://")):
        raise RecordError(f"{where}: the address {cells['address']!r} is not one of the web")
    for name, known in (
        ("confidence", CONFIDENCES),
        ("status", STATUSES),
        ("obligation", OBLIGATIONS),
    ):
        if name in cells and cells[name] not in known:
            raise RecordError(f"{where}: {name} {cells[name]!r} is not one of {', '.join(known)}")
    parties = tuple(part.strip() for part in cells.pop("states").split(";"))
    return Fact(kind=kind, states=parties, pairs=_pairs(parties, day, where), **cells)


def _day(text: str, where: str) -> date:
    """Return the first day that a date may mean."""
    if DATE.fullmatch(text) is None:
        raise RecordError(f"{where}: date {text!r} is not year, year-month or year-month-day")
    try:
        day = date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])
    except ValueError as wrong:
        raise RecordError(f"{where}: there is no date {text!r}") from wrong
    if day > COMPILED:
        raise RecordError(f"{where}: {text} is after {COMPILED}, when the record was compiled")
    return day


def _pairs(parties: tuple[str, ...], day: date, where: str) -> frozenset[tuple[int, int]]:
    codes = {state.code: cow for cow, state in states.all_states().items()}
    alone = [codes[party] for party in parties if party in codes]
    members: set[int] = set()
    for party in parties:
        if party in codes:
            continue
        if party not in states.all_groups():
            hint = did_you_mean(party, codes) or ", e.g. CHN, or a group, e.g. NATO"
            raise RecordError(f"{where}: no state has the code {party!r}{hint}")
        members.update(states.group(party).on(day))
    pairs = (
        ((one, other) for one in alone for other in members - set(alone))
        if members
        else combinations(alone, 2)
    )
    found = frozenset((min(pair), max(pair)) for pair in pairs)
    if not found:
        raise RecordError(f"{where}: a fact is about two states at least")
    return found
