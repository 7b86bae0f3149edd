"""Considerations of power: primacy, rise, decline, and the balance within the pair."""

from __future__ import annotations

import math

from rapallo.ledger.case import Case
from rapallo.ledger.consideration import Finding, because, consideration, ramp
from rapallo.ledger.say import money, of, percent, plural, ratio, signed
from rapallo.panel.figure import Figure

GENERATION = 25
DECADE = 10
MORROW = "Morrow (1991), American Journal of Political Science 35(4)"


def _numbers(*figures: Figure) -> list[float] | None:
    values = [f.value for f in figures if isinstance(f.value, float) and f.value > 0]
    return values if len(values) == len(figures) else None


@consideration(
    "rival_primacy",
    "The rival's military primacy",
    mechanism="Lesser powers combine to challenge a preponderant one.",
    rule=(
        "the rival's share of world military expenditure over the two's together: neither at 1, "
        "fully closer at 4"
    ),
    reference="Waltz (1979), Theory of International Politics",
    claims=("A002", "A014", "A036"),
)
def rival_primacy(case: Case) -> Finding:
    """Compare the military expenditure of the rival with that of the pair."""
    figures = tuple(case.figure("military_share", state) for state in (case.rival, *case.pair))
    values = _numbers(*figures)
    if values is None:
        return because(*figures)
    times = values[0] / (values[1] + values[2])
    a, b, r = case.names
    text = (
        f"{r} has {percent(values[0])} of world military expenditure, {a} {percent(values[1])}, "
        f"{b} {percent(values[2])}"
    )
    return Finding(ramp(math.log2(times), 0, 2), text, figures)


@consideration(
    "rise_contained",
    "A rising power that the rival must contain",
    mechanism="A challenger nearing parity expects containment and seeks help against it.",
    rule=(
        "GDP (before 1960: capabilities) of the larger of the two over the rival's, if it rose in "
        "ten years: neither at 0.3, fully closer at 0.9"
    ),
    reference="Organski and Kugler (1980), The War Ledger",
    claims=("A001", "A003", "A016", "A056", "A057"),
)
def rise_contained(case: Case) -> Finding:
    """Compare the larger of the pair with the rival, now and ten years before."""
    column = "gdp" if case.view.value("gdp", case.rival) else "cinc"
    now = {s: case.figure(column, s) for s in (*case.pair, case.rival)}
    larger = max(case.pair, key=lambda s: _or_zero(now[s].value))
    then = [case.figure(column, s, at=case.year - DECADE) for s in (larger, case.rival)]
    figures = (now[larger], now[case.rival], *then)
    values = _numbers(*figures)
    if values is None:
        return because(*figures)
    share, before = values[0] / values[1], values[2] / values[3]
    what = "GDP" if column == "gdp" else "capabilities"
    text = (
        f"{of(case.name(larger))} {what} is {share:.2f} of {of(case.names[2])}, "
        f"from {before:.2f} ten years before"
    )
    if column == "gdp":
        text += f" ({money(values[0])} to {money(values[1])})"
    return Finding(ramp(share, 0.3, 0.9) if share > before else 0.0, text, figures)


@consideration(
    "decline_of_great_power",
    "A great power in decline",
    mechanism="A power that loses ground but not its ambition needs a partner to keep its rank.",
    rule=(
        "capability share of a state with at least 2 % of the world's, now over 25 years before: "
        "neither from 0.87, fully closer at 0.43 or less; the one that lost more counts"
    ),
    reference="Morrow (1991); Schweller (1994), International Security 19(1)",
    claims=("A004", "A017", "A058", "A098"),
)
def decline_of_great_power(case: Case) -> Finding:
    """Compare each great power's share of capabilities with that of a generation ago."""
    losses, figures, texts = [], [], []
    for state in case.pair:
        now, then = (
            case.figure("cinc", state),
            case.figure("cinc", state, at=case.year - GENERATION),
        )
        figures += [now, then]
        values = _numbers(now, then)
        if values is not None and max(values) >= 0.02:
            losses.append(-math.log2(values[0] / values[1]))
            texts.append(f"{case.name(state)} from {percent(values[1])} to {percent(values[0])}")
    if not losses:
        return (
            because(*figures)
            if any(f.reason for f in figures)
            else Finding(0.0, "neither is a great power", tuple(figures))
        )
    text = f"share of world capabilities in 25 years: {', '.join(texts)}"
    return Finding(ramp(max(losses), 0.2, 1.2), text, tuple(figures))


@consideration(
    "stronger_together",
    "Stronger than the rival only together",
    mechanism="A coalition is worth its price where it wins and its members alone do not.",
    rule=(
        "capabilities: fully closer where together they outweigh the rival and alone neither does; "
        "a little apart where one alone does, or where both together do not"
    ),
    reference="Caplow (1956), American Sociological Review 21(4)",
    claims=("A071", "A077"),
)
def stronger_together(case: Case) -> Finding:
    """Compare the capabilities of each and of both with the rival's."""
    figures = tuple(case.figure("cinc", s) for s in (*case.pair, case.rival))
    values = _numbers(*figures)
    if values is None:
        return because(*figures)
    a, b, r = values
    names = case.names
    said = (
        f"{names[0]} {percent(a)}, {names[1]} {percent(b)}, {names[2]} {percent(r)} of the world's"
    )
    if max(a, b) > r:
        stronger = names[0] if a > b else names[1]
        return Finding(-0.2, f"{stronger} outweighs {names[2]} alone: {said}", figures)
    if a + b > r:
        return Finding(1.0, f"together, not alone, they outweigh {names[2]}: {said}", figures)
    return Finding(-0.2, f"even together they weigh less than {names[2]}: {said}", figures)


@consideration(
    "power_asymmetry",
    "Unequal in power",
    mechanism="The weaker fears the part of junior partner; the stronger has less to gain.",
    rule="the larger capability share over the smaller: neither at 2, fully apart at 16",
    reference=MORROW,
    claims=("A029", "A068", "A071"),
)
def power_asymmetry(case: Case) -> Finding:
    """Compare the capabilities of the two."""
    figures = tuple(case.figure("cinc", s) for s in case.pair)
    values = _numbers(*figures)
    if values is None:
        return because(*figures)
    larger, smaller = case.names[:2] if values[0] > values[1] else case.names[1::-1]
    text = f"{larger} outweighs {smaller} {ratio(values[0] / values[1])} in capabilities"
    return Finding(-ramp(abs(math.log2(values[0] / values[1])), 1, 4), text, figures)


@consideration(
    "power_shift",
    "Power shifted between them",
    mechanism="A partner that outgrows the other in a generation is a future threat.",
    rule="change of the ratio of capabilities in 25 years: neither at 1.4 times, fully apart at 8",
    reference="Fearon (1995), International Organization 49(3)",
    claims=("A045", "A071"),
)
def power_shift(case: Case) -> Finding:
    """Compare the ratio of capabilities with that of a generation ago."""
    now = [case.figure("cinc", s) for s in case.pair]
    then = [case.figure("cinc", s, at=case.year - GENERATION) for s in case.pair]
    values = _numbers(*now, *then)
    if values is None:
        return because(*now, *then)
    here, before = values[0] / values[1], values[2] / values[3]
    first, second = case.names[:2] if here >= 1 else case.names[1::-1]
    if here < 1:
        here, before = 1 / here, 1 / before
    text = (
        f"{first} to {second} in capabilities: {before:.2f} in {then[0].year}, "
        f"{here:.2f} in {now[0].year}"
    )
    return Finding(-ramp(abs(math.log2(here / before)), 0.5, 3), text, (*now, *then))


@consideration(
    "demography",
    "Populations drift apart",
    mechanism="A shrinking people beside a growing one fears for its land and its future weight.",
    rule=(
        "difference of yearly population growth over 20 years: neither at 0.2 points, fully apart "
        "at 1.5"
    ),
    reference="Goldstone, Kaufmann and Toft (2012), Political Demography",
    claims=("A046", "A047", "A048", "A049", "A051"),
)
def demography(case: Case) -> Finding:
    """Compare the growth of the two populations."""
    return _growth(case, "population", 20, 0.2, 1.5, "population")


@consideration(
    "growth_gap",
    "Economies drift apart",
    mechanism="A rising and a stagnant economy want different things, and from others.",
    rule=(
        "difference of yearly growth of GDP (before 1970 of estimated GDP) over ten years: "
        "neither at 1 point, fully apart at 8"
    ),
    reference="Organski and Kugler (1980), The War Ledger",
    claims=("A044", "A054", "A058"),
)
def growth_gap(case: Case) -> Finding:
    """Compare the growth of the two economies."""
    return _growth(case, "gdp" if case.year >= 1970 else "gdp_estimate", DECADE, 1, 8, "GDP")


def _growth(case: Case, column: str, years: int, start: float, full: float, what: str) -> Finding:
    figures, rates = [], []
    for state in case.pair:
        now, then = case.figure(column, state), case.figure(column, state, at=case.year - years)
        figures += [now, then]
        values = _numbers(now, then)
        if values is not None and now.year is not None and then.year is not None:
            rates.append(100 * ((values[0] / values[1]) ** (1 / (now.year - then.year)) - 1))
    if len(rates) < 2:
        return because(*figures)
    a, b, _ = case.names
    text = (
        f"{what} a year over {plural(years, 'year')}: {a} {signed(rates[0])} %, "
        f"{b} {signed(rates[1])} %"
    )
    return Finding(-ramp(abs(rates[0] - rates[1]), start, full), text, tuple(figures))


def _or_zero(value: float | str | None) -> float:
    return value if isinstance(value, float) else 0.0
