"""Dilemmas of threat and alliance for a pair, and what follows for the rival."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo.ledger.case import Case
from rapallo.ledger.say import inside, of, ordinal, percent, ratio, sentence
from rapallo.panel.figure import Figure
from rapallo.triangle.around import Around, place_among
from rapallo.triangle.snyder import Risk, Snyder

WALT = "Walt (1987), The Origins of Alliances"
SNYDER = "Snyder (1984), World Politics 36(4), 461-495"
MORROW = "Morrow (1991), American Journal of Political Science 35(4), 904-933"

THREAT_RULE = (
    "share of the other threats to each of the two that are no greater than the rival's (threat: "
    "capabilities x military strength x nearness x intent); the lesser of the two counts"
)
ASYMMETRY_RULE = (
    "percentile of the ratio of the two states' capabilities (CINC) among all pairs of the year; "
    "autonomy for security above the median, security for security below"
)


@dataclass(frozen=True)
class Dilemma:
    """One dilemma of a pair, with what it rests on.

    Parameters
    ----------
    id, title : str
        Short name, and the dilemma in a few words.
    level : float or None
        How sharp it is, 0 to 1, by `rule`; None where data are missing.
    text : str
        The finding, with its figures.
    follows : str
        What follows for the rival.
    rule : str
        How the figures become the level.
    figures : tuple of Figure
        What it rests on.
    reference : str
        Literature.
    """

    id: str
    title: str
    level: float | None
    text: str
    follows: str
    rule: str
    figures: tuple[Figure, ...]
    reference: str


def dilemmas(case: Case, around: Around) -> tuple[Dilemma, ...]:
    """Return the dilemmas of a pair seen from its rival.

    Walt's common threat; for each of the two Snyder's risks of being abandoned by the other and of
    being entrapped in its quarrels; Morrow's exchange of autonomy for security.

    Parameters
    ----------
    case : Case
        The pair, the rival and the year.
    around : Around
        Ties of the three to all states.

    References
    ----------
    Walt (1987), The Origins of Alliances; Snyder (1984), World Politics 36(4), 461-495; Morrow
    (1991), American Journal of Political Science 35(4), 904-933.
    """
    snyder = Snyder(case, around)
    return (
        common_threat(case),
        *(alliance_dilemma(case, snyder, a, b) for a, b in (case.pair, case.pair[::-1])),
        asymmetry(case, around),
    )


def common_threat(case: Case) -> Dilemma:
    """Say how much the rival threatens both, and whether another threatens both more."""
    a, b, r = case.names
    figures = [case.figure("threat", case.rival, state) for state in case.pair]
    figures += [case.figure(name, case.rival) for name in ("cinc", "military_share")]
    for state in case.pair:
        figures += [
            case.figure(name, case.rival, state)
            for name in ("distance", "dispute_memory", "rivalry")
        ]
    to_a, to_b = (case.threats.rank(case.rival, state) for state in case.pair)
    level, text = None, _unknown(figures[:2])
    if to_a is not None and to_b is not None:
        level = min(1 - (place - 1) / max(among - 1, 1) for place, among in (to_a, to_b))
        text = (
            f"{r} is the {ordinal(to_a[0])} of {to_a[1]} threats to {a} and the "
            f"{ordinal(to_b[0])} of {to_b[1]} to {b}"
        )
    most = case.threats.most_common(*case.pair)
    if most is not None and most.state != case.rival:
        text += f"; {case.name(most.state)} threatens both more"
    for state, other in (case.pair, case.pair[::-1]):
        if _greatest(case, state) == other:
            text += f"; the greatest threat to {case.name(state)} is {case.name(other)} itself"
    return Dilemma(
        id="common_threat",
        title="A common threat",
        level=None if level is None else round(level, 2),
        text=sentence(text),
        follows=_from_threat(case, most.state if most else None),
        rule=THREAT_RULE,
        figures=tuple(figures),
        reference=WALT,
    )


def _from_threat(case: Case, most: int | None) -> str:
    a, b, r = case.names
    if most is None:
        return "Nothing can be said for want of known threats"
    for state, other in (case.pair, case.pair[::-1]):
        if _greatest(case, state) == other:
            return (
                f"{sentence(case.name(state))} has more to fear from {case.name(other)} than from "
                f"anyone: {r} gains most by being the help against it, not the greater threat"
            )
    if most == case.rival:
        return (
            f"No state threatens both more than {r}: pressing both at once gives them their reason "
            f"to balance together; easing on one leaves the other alone with the threat"
        )
    return (
        f"{sentence(r)} is not what binds {a} and {b} most; their common reason to balance is "
        f"{case.name(most)}, and {r} can offer either help against it"
    )


def _greatest(case: Case, state: int) -> int | None:
    return next(iter(case.threats.to(state)), None)


def alliance_dilemma(case: Case, snyder: Snyder, state: int, partner: int) -> Dilemma:
    """Say which of two risks weighs more on a state: being abandoned or being entrapped."""
    abandoned, entrapped = snyder.abandonment(state, partner), snyder.entrapment(state, partner)
    i, j, r = case.name(state), case.name(partner), case.name(case.rival)
    level = abandoned.level
    follows = "Nothing can be said for want of data"
    if abandoned.level is not None and entrapped.level is not None:
        fears_loss = abandoned.level > entrapped.level
        follows = (
            f"{sentence(i)} has more to fear from losing {j} than from {of(j)} quarrels: firmness "
            f"by {r} makes it cling to {j}; an alternative to {j} is what {r} could offer"
            if fears_loss
            else f"{sentence(i)} has more to fear from {of(j)} quarrels than from losing {j}: it "
            f"has reason to keep its distance when {r} and {j} clash, unless {r} presses it too"
        )
    return Dilemma(
        id=f"abandonment_or_entrapment_{case.codes(state)[0]}",
        title=f"{sentence(i)}: abandoned by {j}, or entrapped",
        level=level,
        text=(f"Risk of being abandoned {_said(abandoned)}; of being entrapped {_said(entrapped)}"),
        follows=follows,
        rule=f"Abandonment: {abandoned.rule}. Entrapment: {entrapped.rule}",
        figures=tuple(dict.fromkeys((*abandoned.figures, *entrapped.figures))),
        reference=SNYDER,
    )


def _said(risk: Risk) -> str:
    if risk.level is None:
        return "not known"
    return f"{risk.level:.2f} ({'; '.join(f'{part.text} {part.value:.2f}' for part in risk.parts)})"


def asymmetry(case: Case, around: Around) -> Dilemma:
    """Say how unequal the two are, and which way a promise of defence runs."""
    a, b = case.pair
    cinc = [case.figure("cinc", state) for state in case.pair]
    promises = [case.figure("defence", *way) for way in ((a, b), (b, a))]
    figures = (*cinc, *promises, case.figure("bases", a, b))
    sizes = [f.value for f in cinc if isinstance(f.value, float) and f.value > 0]
    level, text = None, _unknown(cinc)
    follows = "Nothing can be said for want of capabilities"
    if len(sizes) == 2:
        strong, weak = (a, b) if sizes[0] >= sizes[1] else (b, a)
        everyone = _ratios(around)
        level = place_among(abs(np.log(sizes[0] / sizes[1])), everyone)
        text = (
            f"the capabilities of {case.name(strong)} are to those of {case.name(weak)} as "
            f"{ratio(sizes[0] / sizes[1])}, more unequal than {percent(level)} of pairs (median "
            f"{ratio(float(np.exp(np.median(everyone))))}); "
            f"{_direction(case, promises, strong, weak)}"
        )
        follows = _from_asymmetry(case, strong, weak, level > 0.5)
    return Dilemma(
        id="asymmetry",
        title="Security for autonomy",
        level=None if level is None else round(level, 2),
        text=sentence(text),
        follows=follows,
        rule=ASYMMETRY_RULE,
        figures=figures,
        reference=MORROW,
    )


def _ratios(around: Around) -> NDArray[np.float64]:
    """Return the logarithm of the ratio of capabilities of every pair of states."""
    known = np.log([value for value in around.capabilities.values() if value > 0])
    i, j = np.triu_indices(len(known), 1)
    apart: NDArray[np.float64] = np.abs(known[i] - known[j])
    return apart


def _direction(case: Case, promises: list[Figure], strong: int, weak: int) -> str:
    if any(not isinstance(promise.value, float) for promise in promises):
        return "whether either promises defence is not known"
    given = {promise.states[0] for promise in promises if promise.value}
    if len(given) == 2:
        return "each promises to defend the other"
    if not given:
        return "neither promises to defend the other"
    giver = strong if case.codes(strong)[0] in given else weak
    taker = weak if giver == strong else strong
    return f"{case.name(giver)} promises to defend {case.name(taker)}, not the other way"


def _from_asymmetry(case: Case, strong: int, weak: int, unequal: bool) -> str:
    s, w, r = case.name(strong), case.name(weak), case.name(case.rival)
    if unequal:
        return (
            f"An alliance would trade {of(w)} autonomy for {of(s)} protection, the kind that forms "
            f"more easily and lasts longer; {r} can outbid {s} with {w} by asking for less"
        )
    return (
        f"More equal than most: an alliance would add {of(w)} arms to {of(s)} rather than buy "
        f"{of(w)} obedience, the kind that forms less easily and ends sooner; {r} can loosen it by "
        f"making either of the two safer"
    )


def _unknown(figures: list[Figure]) -> str:
    why = [f"{inside(f.label)}: {f.reason}" for f in figures if f.reason]
    return "; ".join(dict.fromkeys(why)) or "not known"
