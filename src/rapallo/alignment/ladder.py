"""The ladder of military cooperation after Korolev: eight rungs, from consultation upward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rapallo.alignment.recorded import recorded
from rapallo.alignment.result import Ladder, Rung
from rapallo.panel.asof import AsOf
from rapallo.record.standing import Standing

Stage = Literal["early", "moderate", "advanced"]
Status = Literal["met", "partial", "not met", "unknown"]
FRESH = 5
"""A figure older than this many years shows a rung as partial: it was met, and may no longer be."""


@dataclass(frozen=True)
class Step:
    """A rung as declared: the columns that show it, and the test of each one's value."""

    name: str
    stage: Stage
    columns: tuple[str, ...]
    shown: Callable[[float], bool]
    told: str


STEPS = (
    Step("regular consultation", "early", ("consultation",), lambda v: v > 0,
         "a consultation obligation in force"),
    Step("confidence-building", "early", ("nonaggression", "neutrality"), lambda v: v > 0,
         "a non-aggression or neutrality obligation in force"),
    Step("military-technical cooperation", "moderate", ("arms_5y",), lambda v: v > 0,
         "arms transfers in the last five years"),
    Step("regular joint exercises", "moderate", ("exercises_5y",), lambda v: v >= 3,
         "three joint exercises or more in five years"),
    Step("alliance treaty", "moderate", ("defence",), lambda v: v > 0,
         "a defence obligation in force"),
    Step("integrated command", "advanced", ("integrated_command",), lambda v: v > 0,
         "a treaty that sets up one command"),
    Step("joint troop placement or bases", "advanced", ("bases",), lambda v: v > 0,
         "a treaty that places troops"),
    Step("common defence policy", "advanced", ("military_contact",), lambda v: v >= 3,
         "a treaty with common doctrine, training or planning"),
)  # fmt: skip
RULE = (
    "The rung is the highest below which every rung is met, or was met by figures too old to say "
    "more (partial). A defence pact includes consultation and confidence-building."
)


def ladder(view: AsOf, a: int, b: int, record: Standing | None = None) -> Ladder:
    """Return where a pair stands on the ladder as of the view's year.

    Parameters
    ----------
    view : AsOf
        Where the figures come from.
    a, b : int
        Codes of the two states.
    record : Standing, optional
        The pair in the curated record: facts from after the end of a rung's data show it as met.

    References
    ----------
    Korolev (2019), International Politics 56; Korolev (2022), China-Russia Strategic Alignment.
    """
    rungs = [_rung(view, number, step, a, b) for number, step in enumerate(STEPS, 1)]
    if record is not None:
        rungs = [recorded(rung, record, view.warehouse) or rung for rung in rungs]
    if rungs[4].status in ("met", "partial"):
        rungs[:2] = [_implied(rung, rungs[4].status) for rung in rungs[:2]]
    reached = 0
    for rung in rungs:
        if rung.status not in ("met", "partial"):
            break
        reached = rung.number
    name, stage = (
        (STEPS[reached - 1].name, STEPS[reached - 1].stage) if reached else ("none", "none")
    )
    return Ladder(reached, name, stage, tuple(rungs))


def _rung(view: AsOf, number: int, step: Step, a: int, b: int) -> Rung:
    figures = [view.figure(name, *who) for name in step.columns for who in _ways(name, a, b)]
    known = [f for f in figures if isinstance(f.value, float)]
    shown = [f for f in known if isinstance(f.value, float) and step.shown(f.value)]
    status: Status
    if shown:
        best = min(shown, key=lambda f: f.age or 0)
        status = "met" if (best.age or 0) <= FRESH else "partial"
        text = f"{step.told} ({best.year})"
        if status == "partial":
            text += f", {best.age} years ago; no later data"
    elif known:
        status = "not met"
        text = f"no sign of {step.told} ({max(f.year or 0 for f in known)})"
    else:
        status, text = "unknown", figures[0].reason or "no data"
    return Rung(number, step.name, step.stage, status, text, tuple(shown or known or figures[:1]))


def _ways(name: str, a: int, b: int) -> tuple[tuple[int, int], ...]:
    directed = name in ("consultation", "nonaggression", "neutrality", "defence")
    return ((a, b), (b, a)) if directed else ((a, b),)


def _implied(rung: Rung, pact: Status) -> Rung:
    if rung.status in ("met", pact):
        return rung
    text = "included in the defence pact"
    return Rung(rung.number, rung.name, rung.stage, pact, text, rung.figures)
