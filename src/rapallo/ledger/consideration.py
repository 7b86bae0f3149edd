"""A consideration: declared once, weighed for any case by a stated rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rapallo.ledger.case import Case
from rapallo.ledger.entry import Entry, Pull
from rapallo.ledger.say import inside, sentence
from rapallo.panel.figure import Figure

LEAST = 0.1
"""A score nearer to 0 than this points neither way."""


@dataclass(frozen=True)
class Finding:
    """What a consideration finds in a case.

    `score` is from -1 (apart, as strongly as for any pair) to 1 (closer); None where no data
    speak, and `text` then says why.
    """

    score: float | None
    text: str
    figures: tuple[Figure, ...] = ()


Weigh = Callable[[Case], Finding]


@dataclass(frozen=True)
class Consideration:
    """Why two states might draw together or stay apart, and how to tell from data.

    Parameters
    ----------
    id, title, mechanism : str
        Short name, name in words, and why it should matter.
    rule : str
        How the figures become a score.
    reference : str
        Literature.
    claims : tuple of str
        Claims of the essay that it takes up.
    weigh : callable
        Takes a `Case`, returns a `Finding`.
    """

    id: str
    title: str
    mechanism: str
    rule: str
    reference: str
    claims: tuple[str, ...]
    weigh: Weigh

    def entry(self, case: Case) -> Entry:
        """Weigh the consideration for a case."""
        finding = self.weigh(case)
        score = finding.score
        years = [f.year for f in finding.figures if f.year is not None]
        sources = dict.fromkeys(f.source for f in finding.figures if f.value is not None)
        return Entry(
            id=self.id,
            title=self.title,
            mechanism=self.mechanism,
            pull=pull_of(score),
            strength=None if score is None else round(abs(score), 2),
            log_odds=None,
            text=sentence(finding.text),
            rule=self.rule,
            evidence=finding.figures,
            sources=tuple(sources),
            claims=self.claims,
            reference=self.reference,
            data_to=max(years, default=None),
        )


def pull_of(score: float | None) -> Pull:
    """Return where a score points."""
    if score is None:
        return "silent"
    if abs(score) < LEAST:
        return "neither"
    return "closer" if score > 0 else "apart"


def consideration(
    id: str, title: str, *, mechanism: str, rule: str, reference: str, claims: tuple[str, ...] = ()
) -> Callable[[Weigh], Consideration]:
    """Declare the function below as the rule of a consideration."""

    def declare(weigh: Weigh) -> Consideration:
        return Consideration(id, title, mechanism, rule, reference, claims, weigh)

    return declare


def silent(why: str, *figures: Figure) -> Finding:
    """Return the finding that no data speak, with the reason."""
    return Finding(None, why, figures)


def because(*figures: Figure) -> Finding:
    """Return the finding that no data speak, with the reasons of the figures that are null."""
    why = dict.fromkeys(
        f"{inside(f.label)} of {' and '.join(f.states)}: {f.reason}" for f in figures if f.reason
    )
    return Finding(None, "; ".join(why) or "no data", figures)


def ramp(value: float, start: float, full: float) -> float:
    """Return 0 at `start` and below, 1 at `full` and above, in a straight line between.

    Examples
    --------
    >>> ramp(75, 50, 100), ramp(10, 50, 100)
    (0.5, 0.0)
    """
    return min(1.0, max(0.0, (value - start) / (full - start)))


def tilt(value: float, scale: float) -> float:
    """Return `value` over `scale`, held within -1 and 1.

    Examples
    --------
    >>> tilt(-30, 20), tilt(5, 20)
    (-1.0, 0.25)
    """
    return min(1.0, max(-1.0, value / scale))
