"""Risks of a state that leans on a partner: to be abandoned by it, or dragged into its quarrels."""

from __future__ import annotations

from dataclasses import dataclass

from rapallo import states
from rapallo.ledger.case import Case
from rapallo.panel.figure import Figure
from rapallo.triangle.around import Around, place_among, share_of

ABANDONMENT_RULE = (
    "mean of the known among: dependence (the partner's share of the capabilities of all who could "
    "defend the state: the partner and those who promise to); how few of the state's enemies are "
    "the partner's too; 1 without a promise of defence by the partner, else 0; memory of disputes "
    "between the two, as a percentile among all pairs"
)
ENTRAPMENT_RULE = (
    "mean of the known among: dependence, as before; how many of the partner's enemies are not the "
    "state's; 1 with a promise of defence to the partner, else 0; the number of the partner's "
    "disputes in five years, as a percentile among all states"
)


@dataclass(frozen=True)
class Part:
    """One ground of a risk, 0 to 1, in words."""

    text: str
    value: float


@dataclass(frozen=True)
class Risk:
    """A risk as the mean of its known grounds, 0 to 1; None where fewer than half are known."""

    level: float | None
    parts: tuple[Part, ...]
    rule: str
    figures: tuple[Figure, ...]


class Snyder:
    """Risks of abandonment and entrapment between the states of a case.

    Snyder names the grounds (dependence, strategic interest, explicitness of the commitment, past
    behaviour) and gives no formula; equal weights are a stated choice.

    References
    ----------
    Snyder (1984), World Politics 36(4), 461-495.
    """

    def __init__(self, case: Case, around: Around) -> None:
        self.case = case
        self.around = around
        self._disputes = _disputes(case)

    def abandonment(self, state: int, partner: int) -> Risk:
        """Return the risk that the partner leaves the state alone."""
        case = self.case
        shared = share_of(self._enemies(partner), self._enemies(state, partner))
        promise = case.figure("defence", partner, state)
        memory = case.figure("dispute_memory", state, partner)
        return _risk(
            ABANDONMENT_RULE,
            (promise, memory, case.figure("cinc", partner)),
            ("no other protector as strong", self._dependence(state, partner)),
            ("enemies not shared", None if shared is None else 1 - shared),
            ("no promise of defence", _less(1.0, promise)),
            ("old disputes between them", _place(memory)),
        )

    def entrapment(self, state: int, partner: int) -> Risk:
        """Return the risk that the partner's quarrels become the state's."""
        case = self.case
        shared = share_of(self._enemies(state), self._enemies(partner, state))
        promise = case.figure("defence", state, partner)
        return _risk(
            ENTRAPMENT_RULE,
            (promise, case.figure("cinc", partner)),
            ("no other protector as strong", self._dependence(state, partner)),
            ("partner's quarrels not its own", None if shared is None else 1 - shared),
            ("promise of defence", _value(promise)),
            ("partner often in disputes", self._disputes.get(partner)),
        )

    def _dependence(self, state: int, partner: int) -> float | None:
        power = self.around.capabilities
        if partner not in power:
            return None
        others = self.around.protectors(state) - {partner, state}
        return power[partner] / (power[partner] + sum(power.get(code, 0.0) for code in others))

    def _enemies(self, state: int, but: int | None = None) -> set[int]:
        return self.around.with_sign(state, -1) - {but}


def _risk(rule: str, figures: tuple[Figure, ...], *grounds: tuple[str, float | None]) -> Risk:
    parts = tuple(Part(text, value) for text, value in grounds if value is not None)
    enough = 2 * len(parts) >= len(grounds)
    level = sum(part.value for part in parts) / len(parts) if parts and enough else None
    return Risk(None if level is None else round(level, 2), parts, rule, figures)


def _value(figure: Figure) -> float | None:
    return figure.value if isinstance(figure.value, float) else None


def _less(whole: float, figure: Figure) -> float | None:
    return whole - figure.value if isinstance(figure.value, float) else None


def _place(figure: Figure) -> float | None:
    return None if figure.percentile is None else figure.percentile / 100


def _disputes(case: Case) -> dict[int, float]:
    """Return each state's place by disputes with others in the last five years that are known."""
    year = case.figure("dispute", *case.pair).year
    if year is None:
        return {}
    rows = case.view.warehouse.sql(
        "SELECT state1, state2 FROM dyad_year WHERE dispute > 0 AND year BETWEEN ? AND ?",
        [year - 4, year],
    )
    counts = dict.fromkeys(states.in_year(year), 0)
    for code in (*rows["state1"].to_list(), *rows["state2"].to_list()):
        if code in counts:
            counts[code] += 1
    everyone = list(counts.values())
    return {code: place_among(counts[code], everyone) for code in case.pair if code in counts}
