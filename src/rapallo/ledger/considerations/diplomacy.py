"""Considerations of diplomacy: votes, vetoes, organisations, visits, words."""

from __future__ import annotations

from rapallo import states
from rapallo.ledger.case import Case
from rapallo.ledger.consideration import Finding, because, consideration, ramp, silent, tilt
from rapallo.ledger.say import ordinal, plural

BAILEY = "Bailey, Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2)"


@consideration(
    "un_agreement",
    "They vote alike",
    mechanism="Common positions on the world's questions show common interests.",
    rule="agreement in the General Assembly, as a percentile among all pairs: neither at 50",
    reference=BAILEY,
    claims=("A006", "A036", "A087"),
)
def un_agreement(case: Case) -> Finding:
    """Place the pair's agreement among all pairs, beside the rival's with each."""
    figures = [case.figure("un_agreement", *case.pair)]
    figures += [case.figure("un_agreement", case.rival, s) for s in case.pair]
    if not isinstance(figures[0].value, float) or figures[0].percentile is None:
        return because(figures[0])
    text = (
        f"agreement {figures[0].value:.3f} in {figures[0].year}, "
        f"the {ordinal(figures[0].percentile)} percentile of all pairs"
    )
    for name, figure in zip(case.names, figures[1:], strict=False):
        if isinstance(figure.value, float):
            text += f"; {name} with {case.names[2]} {figure.value:.3f}"
    return Finding(tilt(figures[0].percentile - 50, 50), text, tuple(figures))


@consideration(
    "positions_against_rival",
    "Nearer to each other than to the rival",
    mechanism="Two states far from a third and near each other resent the same order.",
    rule=(
        "distance of ideal points from the rival, the smaller of the two, less the distance "
        "between them: 3 units count fully"
    ),
    reference=BAILEY,
    claims=("A003", "A036", "A074", "A080"),
)
def positions_against_rival(case: Case) -> Finding:
    """Compare the pair's distance of ideal points with each one's distance from the rival."""
    figures = (
        case.figure("ideal_distance", *case.pair),
        *(case.figure("ideal_distance", case.rival, s) for s in case.pair),
    )
    values = [f.value for f in figures if isinstance(f.value, float)]
    if len(values) < 3:
        return because(*figures)
    a, b, r = case.names
    text = (
        f"distance of ideal points: {a} and {b} {values[0]:.2f}; from {r} "
        f"{values[1]:.2f} and {values[2]:.2f}"
    )
    return Finding(tilt(min(values[1:]) - values[0], 3), text, figures)


@consideration(
    "positions_drift",
    "Their positions move together or apart",
    mechanism="Converging votes show interests that are becoming common.",
    rule="change of the distance of ideal points in five years: 0.8 units count fully",
    reference=BAILEY,
    claims=("A026", "A044"),
)
def positions_drift(case: Case) -> Finding:
    """Compare the pair's distance of ideal points with that of five years before."""
    now = case.figure("ideal_distance", *case.pair)
    then = case.figure("ideal_distance", *case.pair, at=(now.year or case.year) - 5)
    if not isinstance(now.value, float) or not isinstance(then.value, float):
        return because(now, then)
    text = (
        f"distance of ideal points {then.value:.2f} in {then.year}, {now.value:.2f} in {now.year}"
    )
    return Finding(tilt(then.value - now.value, 0.8), text, (now, then))


@consideration(
    "joint_vetoes",
    "Vetoes cast together",
    mechanism="Two permanent members that block the same drafts shield each other's clients.",
    rule="drafts vetoed by both in ten years: fully closer at eight",
    reference="Voeten (2001), American Political Science Review 95(4)",
    claims=("A041", "A042", "A043", "A099"),
)
def joint_vetoes(case: Case) -> Finding:
    """Count the Security Council drafts that both vetoed in ten years."""
    figure = case.figure("joint_vetoes", *case.pair)
    total, first, last = case.total("joint_vetoes", *case.pair, years=10)
    if total is None:
        if case.year < 1946:
            return silent("there was no Security Council", figure)
        return silent("they are not both permanent members of the Security Council")
    return Finding(
        ramp(total, 0, 8),
        f"{plural(total, 'draft')} vetoed by both, {first}-{last}",
        (figure,),
    )


@consideration(
    "organisations",
    "Clubs in common",
    mechanism="Shared organisations give habits of consultation, the more so without the rival.",
    rule=(
        "shared organisations as a percentile among all pairs (neither at 50), and a fifth for "
        "each of the named groups that both are in and the rival is not"
    ),
    reference="Haftel (2007), International Organization 61(1)",
    claims=("A070",),
)
def organisations(case: Case) -> Finding:
    """Place the pair's shared organisations among all pairs; name the clubs without the rival."""
    figure = case.figure("igos", *case.pair)
    of_both = set.intersection(*(set(states.groups_of(s, case.year)) for s in case.pair))
    without = sorted(of_both - set(states.groups_of(case.rival, case.year)))
    if figure.percentile is None and not without:
        return because(figure)
    score = tilt((figure.percentile or 50) - 50, 50) * 0.6 + 0.2 * len(without)
    said = []
    if isinstance(figure.value, float) and figure.percentile is not None:
        place = ordinal(figure.percentile)
        said.append(
            f"{figure.value:.0f} shared organisations in {figure.year} ({place} percentile)"
        )
    said.append(f"without {case.names[2]}: {', '.join(without) or 'none of the named groups'}")
    return Finding(tilt(score, 1), "; ".join(said), (figure,))


@consideration(
    "visits",
    "Leaders' visits",
    mechanism="Leaders spend their days on the ties that matter.",
    rule=(
        "visits between the two less the more numerous of the rival's with them, in three years: "
        "four count fully"
    ),
    reference="Lebovic and Saunders (2016), International Studies Quarterly 60(1)",
    claims=("A011", "A012", "A082", "A088", "A089"),
)
def visits(case: Case) -> Finding:
    """Count leaders' visits in each of the three dyads."""
    figures = [case.figure("visits", *case.pair)]
    figures += [case.figure("visits", case.rival, s) for s in case.pair]
    totals = [
        case.total("visits", a, b, years=3)[0]
        for a, b in (case.pair, (case.rival, case.first), (case.rival, case.second))
    ]
    known = [t for t in totals[1:] if t is not None]
    if totals[0] is None or not known:
        return because(*figures)
    a, b, r = case.names
    text = f"visits in three years: {a} and {b} {totals[0]:.0f}; with {r} " + " and ".join(
        f"{t:.0f}" if t is not None else "unknown" for t in totals[1:]
    )
    return Finding(tilt(totals[0] - max(known), 4), text, tuple(figures))


@consideration(
    "words_in_the_news",
    "Hard words for the rival, soft ones for each other",
    mechanism="What governments say of each other shows whom they hold for a threat.",
    rule=(
        "share of conflict among reported events of each of the two with the rival, the smaller, "
        "less that between the two, in three years: 0.2 counts fully"
    ),
    reference="Boschee et al. (2015), ICEWS Coded Event Data",
    claims=("A015", "A023", "A024", "A025"),
)
def words_in_the_news(case: Case) -> Finding:
    """Compare the shares of conflict in news events of the three dyads."""
    pairs = (case.pair, (case.first, case.rival), (case.second, case.rival))
    shares = [_conflict_share(case, a, b) for a, b in pairs]
    figures = tuple(case.figure("verbal_conflict", a, b) for a, b in pairs)
    values = [share for share in shares if share is not None]
    if len(values) < 3:
        return because(*figures)
    a, b, r = case.names
    text = (
        f"share of conflict in news events to {figures[0].year}: {a} and {b} {values[0]:.2f}; "
        f"with {r} {values[1]:.2f} and {values[2]:.2f}"
    )
    return Finding(tilt(min(values[1:]) - values[0], 0.2), text, figures)


def _conflict_share(case: Case, a: int, b: int) -> float | None:
    years = [case.figure("verbal_conflict", *who).year for who in ((a, b), (b, a))]
    last = max((year for year in years if year is not None), default=None)
    if last is None:
        return None
    sums = {
        kind: sum(
            case.view.value(f"{manner}_{kind}", *who, at=year) or 0
            for manner in ("verbal", "material")
            for who in ((a, b), (b, a))
            for year in range(last - 2, last + 1)
        )
        for kind in ("conflict", "cooperation")
    }
    total = sum(sums.values())
    return sums["conflict"] / total if total else None
