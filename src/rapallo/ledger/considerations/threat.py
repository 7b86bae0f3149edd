"""Considerations of threat: whom the two fear, and who presses them."""

from __future__ import annotations

import math

from rapallo.ledger.case import Case, known
from rapallo.ledger.consideration import Finding, because, consideration, ramp, silent
from rapallo.ledger.say import ordinal, plural

WALT = "Walt (1987), The Origins of Alliances"


@consideration(
    "common_rival",
    "Threatened by the same state",
    mechanism="States balance together against the state that threatens both.",
    rule=(
        "the rival's place among all threats to each of the two; the lesser place counts, from "
        "neither (median) to fully closer (first)"
    ),
    reference=WALT,
    claims=("A006", "A014", "A036", "A038", "A039"),
)
def common_rival(case: Case) -> Finding:
    """Rank the rival among the threats to each of the pair."""
    figures = [case.figure("threat", case.rival, state) for state in case.pair]
    places = [case.threats.rank(case.rival, state) for state in case.pair]
    if places[0] is None or places[1] is None:
        return because(*figures)
    shares = [1 - (place - 1) / (of - 1) if of > 1 else 1.0 for place, of in (places[0], places[1])]
    a, b, r = case.names
    text = (
        f"{r} is the {ordinal(places[0][0])} of {places[0][1]} threats to {a} "
        f"and the {ordinal(places[1][0])} of {places[1][1]} to {b}"
    )
    return Finding(ramp(min(shares), 0.5, 1), text, tuple(figures))


@consideration(
    "rival_hostile_to_both",
    "The rival is at odds with both",
    mechanism="A state that quarrels with two others names them partners.",
    rule=(
        "hostility between the rival and each, as a percentile among all pairs; the lower of the "
        "two counts, from neither (60) to fully closer (100)"
    ),
    reference="Maoz et al. (2007), Journal of Politics 69(1)",
    claims=("A015", "A021", "A022", "A023", "A025"),
)
def rival_hostile_to_both(case: Case) -> Finding:
    """Compare the hostility of the rival's two ties with that of all pairs."""
    places = [case.place("hostility", case.rival, state) for state in case.pair]
    figures = tuple(
        case.figure(name, case.rival, state)
        for state in case.pair
        for name in ("rivalry", "dispute_memory")
    )
    if places[0] is None or places[1] is None:
        return because(*figures)
    a, b, r = case.names
    text = (
        f"hostility between {r} and {a} is in the {ordinal(places[0])} percentile of all "
        f"pairs, between {r} and {b} in the {ordinal(places[1])}"
    )
    return Finding(ramp(min(places[0], places[1]), 60, 100), text, figures)


@consideration(
    "rival_sanctions",
    "Sanctions by the rival",
    mechanism="Sanctions force their targets to look for other markets and friends.",
    rule="half for sanctions in force on one of the two, fully closer for sanctions on both",
    reference="Early (2015), Busted Sanctions",
    claims=("A019", "A038", "A083", "A096"),
)
def rival_sanctions(case: Case) -> Finding:
    """Count the rival's sanctions cases against each of the pair."""
    figures = [case.figure("sanctions", case.rival, state) for state in case.pair]
    counts = [f.value for f in figures if isinstance(f.value, float)]
    if len(counts) < 2:
        return because(*figures)
    a, b, r = case.names
    said = " and ".join(
        f"{plural(count, 'case')} against {name}"
        for count, name in zip(counts, (a, b), strict=True)
    )
    return Finding(sum(count > 0 for count in counts) / 2, f"{r} has {said}", tuple(figures))


@consideration(
    "troops_near_both",
    "The rival's troops near both",
    mechanism="Forces at both states' borders make the rival a neighbour of each.",
    rule=(
        "United States troops in the states within 400 miles of each; the smaller number counts, "
        "from neither (1,000) to fully closer (100,000)"
    ),
    reference=WALT,
    claims=("A038", "A039"),
)
def troops_near_both(case: Case) -> Finding:
    """Add up the troops of the United States around each of the pair."""
    if case.rival != 2:
        return silent("troops abroad are counted for the United States alone")
    totals, figures = [], []
    for state in case.pair:
        around = [
            case.system_figure("us_troops", near)
            for near in case.threats.neighbours(state, 5)
            if near not in (case.first, case.second, case.rival)
        ]
        hosts = sorted(
            (f for f in around if isinstance(f.value, float)),
            key=lambda f: -float(f.value or 0),
        )
        totals.append(sum(float(f.value or 0) for f in hosts))
        figures += hosts[:3]
    if not figures:
        return silent("no count of troops in the neighbours of both")
    a, b, _ = case.names
    text = f"{totals[0]:,.0f} American troops in states near {a}, {totals[1]:,.0f} near {b}"
    return Finding(
        ramp(math.log10(1 + max(0, min(totals))), 3, 5), text, tuple(dict.fromkeys(figures))
    )


@consideration(
    "other_shared_rivals",
    "Other enemies in common",
    mechanism="The enemy of my enemy is my friend.",
    rule="third states, apart from the rival, that are strategic rivals of both: fully at three",
    reference="Warren (2010), Journal of Peace Research 47(6)",
    claims=("A036",),
)
def other_shared_rivals(case: Case) -> Finding:
    """Count the strategic rivals that the pair shares beside the rival."""
    shared = case.figure("shared_rivals", *case.pair)
    with_rival = [case.view.value("rivalry", case.rival, state) for state in case.pair]
    if not isinstance(shared.value, float):
        return because(shared)
    both = known(*with_rival) and all(with_rival)
    others = shared.value - (1 if both else 0)
    text = f"{plural(others, 'other state')} strategic rival{'' if others == 1 else 's'} of both"
    return Finding(ramp(others, 0, 3), text, (shared,))


@consideration(
    "partner_is_threat",
    "One threatens the other",
    mechanism="A strong and near neighbour is a threat before it is a partner.",
    rule=(
        "the higher place that either has among all threats to the other, from neither (80th "
        "percentile) to fully apart (first)"
    ),
    reference=WALT,
    claims=("A035", "A052", "A071"),
)
def partner_is_threat(case: Case) -> Finding:
    """Rank each of the pair among the threats to the other."""
    a, b = case.pair
    figures = (case.figure("threat", a, b), case.figure("threat", b, a))
    places = {(a, b): case.threats.rank(a, b), (b, a): case.threats.rank(b, a)}
    ranked = {who: place for who, place in places.items() if place is not None}
    if not ranked:
        return because(*figures)
    (by, to), (place, of) = max(ranked.items(), key=lambda item: 1 - item[1][0] / item[1][1])
    share = 1 - (place - 1) / max(of - 1, 1)
    text = f"{case.name(by)} is the {ordinal(place)} of {of} threats to {case.name(to)}"
    return Finding(-ramp(share, 0.8, 1), text, figures)
