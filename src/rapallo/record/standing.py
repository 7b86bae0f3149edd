"""What the record says of two states as of a year: pacts in force, exercises, meetings."""

from __future__ import annotations

from dataclasses import dataclass

from rapallo.record.facts import Fact, between

WINDOW = 5


@dataclass(frozen=True)
class Standing:
    """Two states in the curated record, with no fact dated after a year.

    Parameters
    ----------
    a, b : int
        Codes of the states.
    year : int
        Nothing dated later is used.

    Examples
    --------
    >>> pact = Standing(365, 731, 2025).pact("defence", after=2018)
    >>> pact.date, Standing(365, 731, 2023).pact("defence", after=2018)
    ('2024-12-04', None)
    """

    a: int
    b: int
    year: int

    def pact(self, obligation: str, after: int) -> Fact | None:
        """Return the newest pact with an obligation that came into force after a year, and holds.

        A pact that is only signed does not count; a frozen one does, for it binds still.
        """
        pacts = between(self.a, self.b, self.year, "pacts")
        over = {fact.pact: fact.date for fact in pacts if fact.status == "ended"}
        holding = [
            fact
            for fact in pacts
            if fact.status == "in force"
            and fact.obligation == obligation
            and fact.year > after
            and over.get(fact.pact, "") <= fact.date
        ]
        return holding[-1] if holding else None

    def recent(self, kind: str, after: int) -> tuple[Fact, ...]:
        """Return the facts of a kind in the last five years, none of them in or before a year."""
        first = max(self.year - WINDOW, after)
        return tuple(f for f in between(self.a, self.b, self.year, kind) if f.year > first)

    def newest(self, after: int) -> tuple[Fact, ...]:
        """Return the newest fact of each pact of the two after a year, by date."""
        found = {f.pact: f for f in between(self.a, self.b, self.year, "pacts") if f.year > after}
        return tuple(sorted(found.values(), key=lambda fact: fact.date))
