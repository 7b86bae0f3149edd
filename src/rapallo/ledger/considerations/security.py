"""Considerations of security: treaties, arms, exercises, camps."""

from __future__ import annotations

from rapallo.ledger.case import Case
from rapallo.ledger.consideration import Finding, because, consideration, ramp, tilt
from rapallo.ledger.say import ordinal, plural, said_spells
from rapallo.panel.figure import Figure

KINDS = ("defence", "offence", "neutrality", "nonaggression", "consultation")


@consideration(
    "treaty_ties",
    "Promises already made",
    mechanism="A promise short of defence is the step before it, and makes the next one cheaper.",
    rule="a defence obligation counts fully; each other kind of obligation a third",
    reference="Leeds et al. (2002), International Interactions 28(3)",
    claims=("A070", "A086"),
)
def treaty_ties(case: Case) -> Finding:
    """Name the obligations in force between the two."""
    figures = tuple(case.greater(kind, *case.pair) for kind in KINDS)
    if not any(isinstance(f.value, float) for f in figures):
        return because(figures[0])
    held = [kind for kind, f in zip(KINDS, figures, strict=True) if f.value]
    score = 1.0 if "defence" in held else len(held) / 3
    text = f"in force: {', '.join(held)}" if held else "no obligation in force"
    years, values = case.view.known("defence", *case.pair)
    spells = said_spells(years[values.to_numpy() > 0].tolist())
    before = f"; defence pacts on record: {spells}" if spells else ""
    return Finding(min(score, 1.0), f"{text} ({figures[0].year}){before}", figures)


@consideration(
    "arms_transfers",
    "Arms from one to the other",
    mechanism="A state arms those that it does not fear, and ties their forces to its own.",
    rule="transfers either way in five years as a percentile among all pairs; neither without any",
    reference="Kinsella (1998), Journal of Peace Research 35(1)",
    claims=("A032", "A033", "A034"),
)
def arms_transfers(case: Case) -> Finding:
    """Place the pair's arms transfers among all pairs."""
    figure = case.figure("arms_5y", *case.pair)
    flows = (case.figure("arms", *case.pair), case.figure("arms", *case.pair[::-1]))
    if not isinstance(figure.value, float) or figure.percentile is None:
        return because(figure)
    if figure.value == 0:
        return Finding(0.0, f"no arms transfers in five years to {figure.year}", (figure, *flows))
    text = (
        f"{figure.value:,.0f} m TIV in five years to {figure.year} "
        f"({ordinal(figure.percentile)} percentile)"
    )
    return Finding(tilt(figure.percentile - 50, 50), text, (figure, *flows))


@consideration(
    "arms_trend",
    "Arms transfers rise or fall",
    mechanism="A partner that buys less makes its own, or buys elsewhere.",
    rule=(
        "transfers in the last five years over the most in any five years so far: fully closer at "
        "the peak, neither at 0.6, fully apart at 0.2"
    ),
    reference="Korolev (2019), International Politics 56",
    claims=("A032", "A035"),
)
def arms_trend(case: Case) -> Finding:
    """Compare the pair's arms transfers with their peak."""
    figure = case.figure("arms_5y", *case.pair)
    years, values = case.view.known("arms_5y", *case.pair)
    if not isinstance(figure.value, float):
        return because(figure)
    peak = int(values.arg_max() or 0)
    most = float(values[peak])
    if most == 0:
        return Finding(0.0, f"no arms transfers from {years[0]} to {years[-1]}", (figure,))
    share = figure.value / most
    top = case.view.figure("arms_5y", *case.pair, at=int(years[peak]))
    text = (
        f"{figure.value:,.0f} m TIV in five years to {figure.year}, {share:.2f} of the peak "
        f"({most:,.0f} to {int(years[peak])})"
    )
    return Finding(tilt(share - 0.6, 0.4), text, (figure, top))


@consideration(
    "joint_exercises",
    "Joint exercises",
    mechanism="Exercises make two forces able to fight together, and show that they might.",
    rule="joint exercises in five years as a percentile among all pairs; neither without any",
    reference="Bernhardt and Sukin (2021), Journal of Conflict Resolution 65(5)",
    claims=("A007", "A009", "A010", "A100"),
)
def joint_exercises(case: Case) -> Finding:
    """Place the pair's joint exercises among all pairs."""
    figure = case.figure("exercises_5y", *case.pair)
    if not isinstance(figure.value, float) or figure.percentile is None:
        return because(figure)
    text = (
        f"{plural(figure.value, 'joint exercise')} in five years to {figure.year} "
        f"({ordinal(figure.percentile)} percentile)"
    )
    score = tilt(figure.percentile - 50, 50) if figure.value else 0.0
    return Finding(score, text, (figure,))


@consideration(
    "camps",
    "The same camp or opposite ones",
    mechanism="States with the same allies are in one camp already.",
    rule=(
        "kappa of the two states' defence portfolios less the greater of theirs with the rival: "
        "0.5 counts fully"
    ),
    reference="Haege (2011), Political Analysis 19(3)",
    claims=("A014", "A092"),
)
def camps(case: Case) -> Finding:
    """Compare the likeness of the pair's defence portfolios with each one's to the rival's."""
    figures = (
        case.figure("defence_similarity", *case.pair),
        *(case.figure("defence_similarity", case.rival, s) for s in case.pair),
    )
    values = [f.value for f in figures if isinstance(f.value, float)]
    if len(values) < 3:
        return because(*figures)
    a, b, r = case.names
    text = (
        f"kappa of defence portfolios in {figures[0].year}: {a} and {b} {values[0]:.2f}; with {r} "
        f"{values[1]:.2f} and {values[2]:.2f}"
    )
    return Finding(tilt(values[0] - max(values[1:]), 0.5), text, figures)


@consideration(
    "bound_to_rival",
    "Bound to the rival by treaty",
    mechanism="A state cannot well ally against its own ally.",
    rule="a defence obligation between the rival and one of the two counts fully",
    reference="Snyder (1997), Alliance Politics",
    claims=("A092",),
)
def bound_to_rival(case: Case) -> Finding:
    """Look for defence obligations between the rival and each of the pair."""
    figures: list[Figure] = []
    bound = []
    for state in case.pair:
        ways = (
            case.figure("defence", case.rival, state),
            case.figure("defence", state, case.rival),
        )
        figures += ways
        if any(f.value for f in ways):
            bound.append(case.name(state))
    if not any(isinstance(f.value, float) for f in figures):
        return because(*figures[:1])
    year = max(f.year for f in figures if f.year is not None)
    if not bound:
        return Finding(
            0.0, f"neither has a defence pact with {case.names[2]} ({year})", tuple(figures)
        )
    text = f"{' and '.join(bound)} had a defence pact with {case.names[2]} in {year}"
    return Finding(-ramp(len(bound), 0, 1), text, tuple(figures))
