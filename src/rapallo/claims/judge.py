"""The judgement on each claim: what held then, what holds now, and by which figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapallo.claims import standing
from rapallo.claims.checks import ColumnCheck, Finding, found, moved
from rapallo.claims.figures import Book, codes
from rapallo.claims.schema import (
    COLUMN_CHECKS,
    ChanceCheck,
    Check,
    Claim,
    Essay,
    LikeCheck,
    ShadeCheck,
    TieCheck,
)
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
    found: set[int] = set()
    for claim in essay.claims:
        for check in claim.check:
            year = getattr(check, "year", None) or claim.year or essay.written
            for group in (getattr(check, "of", None), getattr(check, "over", None)):
                for item in group or ():
                    found |= set(codes([item] if isinstance(item, str) else item, year))
    return found


def _judged(claim: Claim, essay: Essay, by_id: dict[str, Claim], book: Book) -> Judged:
    if not claim.check:
        return Judged(claim, "cannot be checked", claim.why_not, (), (), (), (), "")
    then, others, now = [], [], []
    for check in claim.check:
        then.append(_found(check, book, by_id))
        if isinstance(check, COLUMN_CHECKS):
            others += [found(check, book, name) for name in check.also]
            later = moved(check, book, check.column)
            now.append(_now(then[-1], later, check, book))
        elif isinstance(check, TieCheck | ShadeCheck | ChanceCheck) and book.as_of > check.year:
            now.append(_found(check.model_copy(update={"year": book.as_of}), book, by_id))
        else:
            now.append(then[-1])
    judgement, reason = _verdict(claim, then, others, now)
    late = [f for f in now if f not in then]
    outcome, final, brier = _scored(claim, then, now, book.as_of)
    ids = dict.fromkeys(f.source for one in (*then, *others, *late) for f in one.figures if f.year)
    return Judged(
        claim, judgement, reason, tuple(then), tuple(others), tuple(late), tuple(ids),
        _vintage(claim.year or essay.written, ids), outcome, final, brier,
    )  # fmt: skip


def _found(check: Check, book: Book, by_id: dict[str, Claim]) -> Finding:
    year = getattr(check, "year", None) or getattr(check, "to", None) or getattr(check, "at", None)
    if year is not None and year > book.as_of:
        return Finding(None, f"{year} is after {book.as_of}")
    if isinstance(check, COLUMN_CHECKS):
        return found(check, book, check.column)
    if isinstance(check, TieCheck):
        return standing.tie(check, book)
    if isinstance(check, ShadeCheck):
        return standing.shade(check, book)
    if isinstance(check, ChanceCheck):
        return standing.chance(check, book)
    assert isinstance(check, LikeCheck)
    return standing.like(check, by_id)


def _now(then: Finding, later: ColumnCheck | None, check: ColumnCheck, book: Book) -> Finding:
    return then if later is None else found(later, book, check.column)


def _all(findings: Iterable[Finding]) -> bool | None:
    said = [f.holds for f in findings]
    return False if False in said else None if None in said else True


def _verdict(
    claim: Claim, then: list[Finding], others: list[Finding], now: list[Finding]
) -> tuple[Judgement, str]:
    held = _all(then)
    if held is None:
        return "cannot be checked", "; ".join(f.text for f in then if f.holds is None)
    against = [f for f in others if f.holds is not None and f.holds != held]
    if against:
        return "depends on the measure", "another measure says otherwise"
    if not held:
        if claim.basis:
            return "depends on the measure", f"the text counts {claim.basis}"
        return "contradicted", "; ".join(f.text for f in then if f.holds is False)
    if claim.lasts and _all(now) is False:
        return "held then, not now", "; ".join(f.text for f in now if f.holds is False)
    return "holds", ""


def _scored(
    claim: Claim, then: list[Finding], now: list[Finding], as_of: int
) -> tuple[bool | None, bool, float | None]:
    """Return whether a prediction has come true by the last figures up to its deadline."""
    if claim.deadline is None:
        return None, False, None
    last = [
        a if b.holds is None or (b.year or as_of) > claim.deadline else b
        for a, b in zip(then, now, strict=True)
    ]
    outcome, p = _all(last), claim.probability
    final = min(as_of, *(f.year or as_of for f in now)) >= claim.deadline
    brier = None if outcome is None or p is None else (p - float(outcome)) ** 2
    return outcome, final, brier


REVISED = {
    "wdi_gdp", "wdi_population", "gdp_population", "nmc_7_0", "sipri_tiv_2021", "sipri_milex_2024",
    "vdem_ert", "imf_dots_2020", "imf_imts_us_china", "imf_imts_2025",
}  # fmt: skip
"""Sources whose publishers revise past years."""


def _vintage(written: int, ids: Iterable[str]) -> str:
    named = [f"{source(i).short}" for i in ids if i in REVISED]
    if not named:
        return ""
    return f"in the revision of {', '.join(named)}, not as published in {written}"
