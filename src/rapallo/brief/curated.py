"""What a brief takes from the curated record, marked as such, with where each fact was read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapallo.alignment.recorded import NOTE
from rapallo.alignment.result import Ladder
from rapallo.brief.assessment import SourceNote
from rapallo.forecast.verdict import Verdict
from rapallo.panel.columns import column
from rapallo.record.facts import COMPILED, KINDS, Fact
from rapallo.record.standing import Standing
from rapallo.warehouse.store import Warehouse

CITED = 3
"""Facts of a kind that the foot of a brief cites; `rapallo data record` lists all."""
LICENCE = "facts, compiled by Rapallo"


@dataclass(frozen=True)
class Curated:
    """The curated record of a brief's pair, as of the brief's year.

    Parameters
    ----------
    record : Standing
        The pair in the record.
    known : bool or None
        Whether treaty data show a defence pact in force; None where they do not know.
    rungs : Ladder
        The ladder, with the record.
    warehouse : Warehouse
        Where the data are, after whose end the record speaks.
    """

    record: Standing
    known: bool | None
    rungs: Ladder
    warehouse: Warehouse

    @property
    def pact(self) -> Fact | None:
        """The defence pact that the record knows and treaty data do not, if there is one."""
        return None if self.known else self.record.pact("defence", after=self._end("defence"))

    @property
    def in_force(self) -> bool | None:
        """Whether a defence pact is in force, by treaty data or by the record."""
        return True if self.pact is not None else self.known

    def mark(self, found: Verdict) -> Verdict:
        """Return the verdict, marked where the pact is of the record."""
        pact = self.pact
        if pact is None:
            return found
        said = f"{pact.pact}, from {pact.date}"
        return replace(
            found,
            text=f"{found.text} By the {NOTE}: {said}.",
            rule=f"{found.rule} ({NOTE}: {said})",
        )

    def warnings(self) -> tuple[str, ...]:
        """Say what of the brief rests on the record, and what it knows of other pacts."""
        out = []
        pact, ends = self.pact, self._end("defence")
        if pact is not None:
            out.append(
                f"Curated record: {pact.pact}, in force from {pact.date} ({pact.source}; "
                f"confidence {pact.confidence}). The verdict and the ladder use it. Index, "
                f"ledger, triangle and forecast rest on treaty data, which end in {ends} and do "
                "not know it; the pact that the forecast asks about is one in such data."
            )
        rungs = [
            r.name for r in self.rungs.evidence if any(_is_record(f.source) for f in r.figures)
        ]
        if rungs:
            out.append(
                f"Curated record: where data end, the ladder rests on it: {', '.join(rungs)}."
            )
        out += [
            f"Curated record ({fact.date}): {fact.what} ({fact.source})."
            for fact in self._pacts()
            if fact != pact
        ]
        return tuple(out)

    def sources(self) -> tuple[SourceNote, ...]:
        """Return a note for each kind of fact that the brief uses, citing the newest facts."""
        used = {f.source for rung in self.rungs.evidence for f in rung.figures}
        facts = {
            "pacts": self._pacts(),
            **{
                kind: self.record.recent(kind, after=self._end(name))
                for kind, name in (("meetings", "consultation"), ("exercises", "exercises_5y"))
                if f"record_{kind}" in used
            },
        }
        return tuple(self._note(kind, cited) for kind, cited in facts.items() if cited)

    def _pacts(self) -> tuple[Fact, ...]:
        return self.record.newest(after=self._end("defence"))

    def _end(self, name: str) -> int:
        """Return the last year of a column's data."""
        return column(name, self.warehouse).last

    def _note(self, kind: str, facts: tuple[Fact, ...]) -> SourceNote:
        newest = facts[-CITED:] if kind != "pacts" else facts
        more = len(facts) - len(newest)
        cited = [f"{more} earlier: rapallo data record --kind {kind}"] if more else []
        cited += [f"{_told(fact)}, {fact.address}" for fact in newest[:-1]]
        return SourceNote(
            id=f"record_{kind}",
            short=f"Curated record, {kind}",
            title=KINDS[kind],
            version=COMPILED.isoformat(),
            licence=LICENCE,
            data_to=facts[-1].year,
            citation="; ".join([*cited, _told(newest[-1])]),
            url=facts[-1].address,
        )


def _is_record(source: str) -> bool:
    return source.startswith("record_")


def _told(fact: Fact) -> str:
    return f"{fact.date}, {fact.what}: {fact.source}"
