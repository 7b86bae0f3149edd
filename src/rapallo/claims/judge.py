"""The judgement on each claim: what held then, what holds now, and by which figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rapallo.claims import standing
from rapallo.claims.checks import Finding, found, moved
from rapallo.claims.figures import RAPALLO, Book, codes
from rapallo.claims.schema import (
    COLUMN_CHECKS,
    Check,
    Claim,
    Essay,
    LikeCheck,
    ShadeCheck,
    TieCheck,
    groups_of,
    years_of,
)
from rapallo.claims.wording import label
from rapallo.errors import RapalloError
from rapallo.panel.years import FIRST, LAST
from rapallo.sources.registry import source
from rapallo.warehouse.store import Warehouse

Judgement = Literal[
    "holds",
    "held then, not now",
    "contradicted",
    "depends on the measure",
    "cannot be checked",
]
JUDGEMENTS: tuple[Judgement, ...] = (
    "holds",
    "held then, not now",
    "contradicted",
    "depends on the measure",
    "cannot be checked",
)


@dataclass(frozen=True)
class Judged:
    """A claim with its judgement.

    `then` has what each check found at its own year, `others` what other columns that might stand
    for the same thing found, `now` what the same checks find in the latest year. `vintage` says
    whether the figures have been revised since. For a prediction `outcome` is whether what it says
    has come true so far (None: cannot be said), `final` whether its deadline has passed, and
    `brier` the squared distance of its stated probability from that.
    """

    claim: Claim
    judgement: Judgement
    reason: str
    then: tuple[Finding, ...]
    others: tuple[Finding, ...]
    now: tuple[Finding, ...]
    sources: tuple[str, ...]
    vintage: str
    outcome: bool | None = None
    final: bool = False
    brier: float | None = None


@dataclass(frozen=True)
class Report:
    """An essay's claims, judged with what was known in a year."""

    essay: Essay
    as_of: int
    warehouse: str
    claims: tuple[Judged, ...]

    def count(self, judgement: Judgement) -> int:
        """Return how many claims were so judged."""
        return sum(one.judgement == judgement for one in self.claims)

    @property
    def defects(self) -> tuple[Judged, ...]:
        """The claims that figures contradict, or that another measure puts in doubt."""
        wrong = ("contradicted", "depends on the measure")
        return tuple(one for one in self.claims if one.judgement in wrong)

    @property
    def checked(self) -> int:
        """How many claims have a check that found data."""
        return sum(one.judgement != "cannot be checked" for one in self.claims)


def judge(essay: Essay, warehouse: Warehouse, as_of: int = LAST) -> Report:
    """Check an essay's claims one by one.

    Parameters
    ----------
    essay : Essay
        The claims.
    warehouse : Warehouse
        Where figures are read.
    as_of : int
        Nothing dated later is used, for what has happened since either.

    Raises
    ------
    RapalloError
        If `as_of` is outside the years that can be asked about.
    """
    if not FIRST <= as_of <= LAST:
        raise RapalloError(f"{as_of} is outside the years that can be asked about, {FIRST}-{LAST}")
    book = Book(warehouse, as_of, tuple(sorted(_members(essay))))
    by_id = {claim.id: claim for claim in essay.claims}
    judged = tuple(_judged(claim, essay, by_id, book) for claim in essay.claims)
    return Report(essay, as_of, warehouse.kind, judged)


def _members(essay: Essay) -> set[int]:
    return {
        code
        for claim in essay.claims
        for check in claim.check
        for group in groups_of(check)
        for code in codes(group, years_of(check)[0])
    }


def _judged(claim: Claim, essay: Essay, by_id: Mapping[str, Claim], book: Book) -> Judged:
    if not claim.check:
        return Judged(claim, "cannot be checked", claim.why_not, (), (), (), (), "")
    then = [_found(check, book, by_id) for check in claim.check]
    others = [_others(check, book) for check in claim.check]
    now = [_later(c, f, essay, book) for c, f in zip(claim.check, then, strict=True)]
    judgement, reason = _verdict(claim, then, others, now)
    used = (*then, *(other for each in others for other in each))
    late = tuple(n for n, t in zip(now, then, strict=True) if n is not t)
    outcome, final, brier = _scored(claim, then, essay, book)
    return Judged(
        claim, judgement, reason, tuple(then), used[len(then) :], late,
        _sources((*used, *late)), _vintage(essay.written, _sources(used)), outcome, final, brier,
    )  # fmt: skip


def _sources(findings: Iterable[Finding]) -> tuple[str, ...]:
    figures = (figure for one in findings for figure in one.figures)
    return tuple(dict.fromkeys(f.source for f in figures if f.year is not None))


def _found(check: Check, book: Book, by_id: Mapping[str, Claim]) -> Finding:
    if isinstance(check, LikeCheck):
        return standing.like(check, by_id)
    year = years_of(check)[1]
    if year > book.as_of:
        return Finding(None, f"{year} is after {book.as_of}")
    if isinstance(check, COLUMN_CHECKS):
        return found(check, book, check.column)
    if isinstance(check, TieCheck):
        return standing.tie(check, book)
    if isinstance(check, ShadeCheck):
        return standing.shade(check, book)
    return standing.chance(check, book)


def _others(check: Check, book: Book) -> list[Finding]:
    """Return what the other columns of a check found."""
    if not isinstance(check, COLUMN_CHECKS) or years_of(check)[1] > book.as_of:
        return []
    return [found(check, book, name) for name in check.also]


def _later(
    check: Check, then: Finding, essay: Essay, book: Book, due: int | None = None
) -> Finding:
    """Return what a check finds in the latest year (with `due` up to that), else what it found."""
    if then.holds is None:
        return then
    if isinstance(check, COLUMN_CHECKS):
        again = moved(check, book, essay.written, due)
        return then if again is None else found(again, book, check.column)
    last = min(book.as_of, due or book.as_of)
    if isinstance(check, LikeCheck) or last <= check.year:
        return then
    try:
        return _found(check.model_copy(update={"year": last}), book, {})
    except RapalloError as error:  # a state that is none any more
        return Finding(None, str(error))


def _all(findings: Iterable[Finding]) -> bool | None:
    said = [f.holds for f in findings]
    return False if False in said else None if None in said else True


def _verdict(
    claim: Claim, then: list[Finding], others: list[list[Finding]], now: list[Finding]
) -> tuple[Judgement, str]:
    """Judge: what no measure bears out is contradicted, what every one does holds."""
    answers = [
        {f.holds for f in (one, *more) if f.holds is not None}
        for one, more in zip(then, others, strict=True)
    ]
    if {False} in answers:
        wrong = "; ".join(f.text for f in then if f.holds is False)
        if claim.basis:
            return "depends on the measure", f"the text counts {claim.basis}. {wrong}"
        return "contradicted", wrong
    unknown = [f.text for f in then if f.holds is None]
    if unknown:
        return "cannot be checked", "; ".join(dict.fromkeys(unknown))
    if any(len(each) > 1 for each in answers):
        split = (
            _split(one, more, check.column)
            for one, more, check in zip(then, others, claim.check, strict=True)
            if isinstance(check, COLUMN_CHECKS) and any(f.holds is not one.holds for f in more)
        )
        return "depends on the measure", "; ".join(split)
    if claim.lasts and _all(now) is False:
        return "held then, not now", "; ".join(f.text for f in now if f.holds is False)
    return "holds", ""


def _split(one: Finding, others: list[Finding], column: str) -> str:
    """Say which measures say yes, and which no."""
    said: dict[bool | None, list[str]] = {True: [], False: []}
    said[one.holds].append(label(column))
    for other in others:
        if other.holds is not None and other.figures:
            said[other.holds].append(other.figures[0].label)
    return f"yes by {' and '.join(said[True])}; no by {' and '.join(said[False])}"


def _scored(
    claim: Claim, then: list[Finding], essay: Essay, book: Book
) -> tuple[bool | None, bool, float | None]:
    """Return how a prediction stands by the last figures up to its deadline."""
    if claim.deadline is None:
        return None, False, None
    last = [
        _later(check, one, essay, book, claim.deadline)
        for check, one in zip(claim.check, then, strict=True)
    ]
    outcome = _all(last)
    final = all(f.year is not None and f.year >= claim.deadline for f in last)
    if outcome is None or not final or claim.probability is None:
        return outcome, final, None
    return outcome, final, (claim.probability - float(outcome)) ** 2


RECORDS = ("unga_votes_2019", "un_library_votes_2021", "unsc_vetoes_2022", "unsc_vetoes_2026")
"""Sources of votes as cast, which are not revised."""


def _vintage(written: int, ids: Iterable[str]) -> str:
    """Say which figures are of editions that are later than the text."""
    later = [
        "Rapallo's index" if i == RAPALLO else source(i).short
        for i in ids
        if i == RAPALLO or (source(i).last >= written and i not in RECORDS)
    ]
    if not later:
        return ""
    return (
        f"{', '.join(later)}: of editions later than the text; what could be read in {written} may "
        "have been other"
    )
