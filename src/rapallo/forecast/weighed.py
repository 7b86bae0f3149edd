"""The ledger with measured weights: what each line adds to the forecast's log-odds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rapallo.forecast.result import Makeup, Weight
from rapallo.forecast.terms import TERMS
from rapallo.ledger.entry import Entry, Pull
from rapallo.ledger.ledger import in_order
from rapallo.ledger.say import sentence
from rapallo.panel.asof import AsOf
from rapallo.panel.columns import column
from rapallo.panel.figure import Figure

NEITHER = 0.05
"""Log-odds below which a line points neither way."""
FULL = 2.0
"""Log-odds from which a line that the model adds is as strong as any."""


def weighed(
    entries: Iterable[Entry], makeup: Makeup | None, view: AsOf, a: int, b: int
) -> tuple[Entry, ...]:
    """Return the ledger's entries with the weights of a forecast, and lines for its other terms.

    Each term of the model is one line: the weights of all lines, the baseline and the calibration
    add up to the forecast's log-odds. A consideration that the model has no term for keeps None.
    """
    kept = tuple(entries)
    if makeup is None:
        return kept
    terms = {term.id: term for term in makeup.terms}
    shared = [replace(e, log_odds=terms[e.id].log_odds) if e.id in terms else e for e in kept]
    added = terms.keys() - {entry.id for entry in kept}
    return in_order([*shared, *(_line(terms[i], makeup, view, a, b) for i in sorted(added))])


def _line(term: Weight, makeup: Makeup, view: AsOf, a: int, b: int) -> Entry:
    declared = TERMS[term.id]
    known = [(about, value) for about, value, _ in term.values if value is not None]
    toward = -term.log_odds if makeup.outcome.startswith("end") else term.log_odds
    evidence = tuple(_evidence(declared.columns, view, a, b))
    sources = dict.fromkeys(f.source for f in evidence if f.value is not None)
    return Entry(
        id=term.id,
        title=term.title,
        mechanism=declared.mechanism,
        pull=_pull(toward, bool(known)),
        strength=round(min(abs(toward) / FULL, 1.0), 2) if known else None,
        log_odds=term.log_odds,
        text=sentence("; ".join(f"{about}: {value:.3g}" for about, value in known) or "no data"),
        rule=f"the model's weight; from {FULL:g} log-odds as strong as any",
        evidence=evidence,
        sources=tuple(sources),
        claims=(),
        reference=declared.reference,
        data_to=max((f.year for f in evidence if f.year is not None), default=None),
    )


def _evidence(names: tuple[str, ...], view: AsOf, a: int, b: int) -> Iterator[Figure]:
    for name in names:
        if column(name).level == "state":
            yield from (view.figure(name, state) for state in (a, b))
        else:
            yield view.figure(name, a, b)


def _pull(toward: float, known: bool) -> Pull:
    if not known:
        return "silent"
    if abs(toward) < NEITHER:
        return "neither"
    return "closer" if toward > 0 else "apart"
