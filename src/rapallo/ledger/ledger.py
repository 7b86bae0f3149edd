"""The ledger: every consideration weighed for a case, strongest first."""

from __future__ import annotations

from collections.abc import Iterable

from rapallo.ledger.case import Case
from rapallo.ledger.considerations import CONSIDERATIONS
from rapallo.ledger.entry import Entry

ORDER = {"closer": 0, "apart": 1, "neither": 2, "silent": 3}


def ledger(case: Case) -> tuple[Entry, ...]:
    """Return an entry for every consideration: closer, apart, neither, silent; strongest first."""
    return in_order(declared.entry(case) for declared in CONSIDERATIONS)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by where they pull, strongest first."""
    return tuple(sorted(entries, key=lambda e: (ORDER[e.pull], -(e.strength or 0))))
