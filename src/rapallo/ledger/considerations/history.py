"""Considerations of history and neighbourhood: old quarrels, borders, contested neighbours."""

from __future__ import annotations

from rapallo.ledger.case import Case
from rapallo.ledger.consideration import Finding, because, consideration, ramp, silent
from rapallo.ledger.say import ordinal, percent, plural
from rapallo.ledger.shares import shares_with


@consideration(
    "past_disputes",
    "Quarrels remembered",
    mechanism="Those who threatened or fought each other distrust each other for long.",
    rule="memory of disputes, as a percentile among all pairs: neither at 50 and without any",
    reference="Lai and Reiter (2000), Journal of Conflict Resolution 44(2)",
    claims=("A044", "A072", "A073", "A074"),
)
def past_disputes(case: Case) -> Finding:
    """Place the pair's memory of disputes among all pairs; name the last years of dispute."""
    figure = case.figure("dispute_memory", *case.pair)
    if not isinstance(figure.value, float) or figure.percentile is None:
        return because(figure)
    years, values = case.view.known("dispute", *case.pair)
    disputed = [int(year) for year, value in zip(years, values, strict=True) if value > 0]
    if not disputed:
        return Finding(0.0, f"no militarized dispute from {years[0]} to {years[-1]}", (figure,))
    last = case.view.figure("dispute_level", *case.pair, at=disputed[-1])
    spell = ", ".join(str(year) for year in disputed[-4:])
    text = (
        f"disputes in {plural(len(disputed), 'year')} since {years[0]}, last in {spell}; "
        f"their memory is in the {ordinal(figure.percentile)} percentile of all pairs"
    )
    return Finding(-ramp(figure.percentile, 50, 100), text, (figure, last))


@consideration(
    "own_rivalry",
    "Rivals themselves, now or lately",
    mechanism="Rivals expect the worst of each other, and the habit outlives the quarrel.",
    rule="fully apart during a strategic rivalry; 0.7 at its end, fading to neither in 50 years",
    reference="Thompson and Dreyer (2011), Handbook of International Rivalries",
    claims=("A044", "A073", "A074"),
)
def own_rivalry(case: Case) -> Finding:
    """Find the pair's last strategic rivalry."""
    figure = case.figure("rivalry", *case.pair)
    years, values = case.view.known("rivalry", *case.pair)
    if not isinstance(figure.value, float):
        return because(figure)
    rival = [int(year) for year, value in zip(years, values, strict=True) if value > 0]
    if not rival:
        return Finding(0.0, f"no strategic rivalry from {years[0]} to {years[-1]}", (figure,))
    ended = case.view.figure("rivalry", *case.pair, at=rival[-1])
    if rival[-1] == int(years[-1]):
        return Finding(-1.0, f"strategic rivals in {rival[-1]}", (figure,))
    fading = 0.7 * (1 - ramp(case.year - rival[-1], 0, 50))
    return Finding(-fading, f"strategic rivals until {rival[-1]}", (figure, ended))


@consideration(
    "contested_border",
    "A land border with a past",
    mechanism="Neighbours have most to fight over; a border once fought over stays one.",
    rule=(
        "for neighbours by land: apart by 0.8 where the last dispute was this year, fading to "
        "neither in 60 years; a little closer where there was none"
    ),
    reference="Senese and Vasquez (2008), The Steps to War",
    claims=("A052", "A053", "A072"),
)
def contested_border(case: Case) -> Finding:
    """See whether the two are neighbours by land and when they last quarrelled."""
    figure = case.figure("contiguity", *case.pair)
    if not isinstance(figure.value, float):
        return because(figure)
    if figure.value != 1:
        return Finding(0.0, f"no land border ({figure.year})", (figure,))
    force = [
        (int(year), who)
        for who in (case.pair, case.pair[::-1])
        for year, value in zip(*case.view.known("dispute_level", *who), strict=True)
        if value >= 3
    ]
    if not force:
        return Finding(0.2, "a land border, and no show or use of force on record", (figure,))
    year, who = max(force, key=lambda found: found[0])
    last = case.view.figure("dispute_level", *who, at=year)
    fading = 0.8 * (1 - ramp(case.year - year, 0, 60))
    return Finding(-fading, f"a land border; force last shown or used in {year}", (figure, last))


@consideration(
    "contested_neighbours",
    "Rivals for the states between them",
    mechanism="Two powers with the same neighbours compete for them.",
    rule=(
        "share of the states that border both by land in which each has at least a tenth of the "
        "trade: fully apart where all are contested"
    ),
    reference="Dreyer (2010), International Studies Quarterly 54(3)",
    claims=("A045", "A069", "A070"),
)
def contested_neighbours(case: Case) -> Finding:
    """Compare what each of the two is to the trade of their common neighbours."""
    a, b = case.pair
    common = sorted(
        set(case.threats.neighbours(a, 1)) & set(case.threats.neighbours(b, 1)) - set(case.pair)
    )
    if not common:
        return silent("no state borders both by land")
    figures, contested, said = [], 0, []
    for neighbour in common:
        to = [shares_with(case.view, neighbour, power) for power in case.pair]
        shares = [f.value for f in to if isinstance(f.value, float)]
        if len(shares) == 2:
            figures += to
            contested += min(shares) >= 0.1
            said.append(f"{case.name(neighbour)} {percent(shares[0])} and {percent(shares[1])}")
    if not said:
        return silent("no data on the trade of the states between them")
    names = f"{case.names[0]} and {case.names[1]}"
    text = f"share of trade with {names}: {', '.join(said)}"
    return Finding(-contested / len(said), text, tuple(figures))
