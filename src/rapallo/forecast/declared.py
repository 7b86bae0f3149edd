"""The features that the forecast weighs, and the term of the ledger that each belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Feature:
    """A number of a pair in a year.

    `term` is the id of a consideration of the ledger where it has one, else of a term of history,
    geography or network that only the model has. `sign` is +1 where theory says that more of it
    makes a defence pact likelier, -1 where less likely, 0 where theory is silent or divided;
    `monotone` holds its shape to that sign, where theory and findings leave no doubt.
    """

    name: str
    term: str
    about: str
    sign: Literal[1, 0, -1] = 0
    monotone: bool = False


@dataclass(frozen=True)
class Term:
    """A term of the model, made of one or more features.

    `mechanism` and `reference` are given where the ledger has no consideration of that id.
    `movable` says whether governments can move its features within years; `columns` are those
    declared columns that a reader can check such a term against.
    """

    title: str
    mechanism: str = ""
    reference: str = ""
    movable: bool = False
    columns: tuple[str, ...] = ()


TERMS: dict[str, Term] = {
    "treaty_ties": Term(
        "Promises already made",
        movable=True,
    ),
    "allied_before": Term(
        "Allies before",
        (
            "Old allies know each other's word and keep ties between their forces; "
            "those who never promised anything seldom begin."
        ),
        (
            "Cranmer, Desmarais and Menninga (2012), Complex dependencies in the "
            "alliance network, Conflict Management and Peace Science 29(3)"
        ),
        columns=("defence",),
    ),
    "new_states": Term(
        "Newly in the system",
        ("A new state looks for protectors and is taken into the clubs of its neighbours."),
        (
            "Fordham and Poast (2016), All alliances are multilateral, Journal of "
            "Conflict Resolution 60(5)"
        ),
    ),
    "shared_allies": Term(
        "Allies in common",
        ("A friend's friend is a safer partner, and one treaty often binds all three."),
        ("Warren (2010), The geometry of security, Journal of Peace Research 47(6)"),
        columns=("defence",),
    ),
    "camps": Term(
        "The same camp or opposite ones",
    ),
    "pacts_of_each": Term(
        "How many pacts each has",
        ("States with many pacts make more of them; states with none keep to themselves."),
        ("Cranmer, Desmarais and Menninga (2012), Conflict Management and Peace Science 29(3)"),
        columns=("defence",),
    ),
    "recent_pacts": Term(
        "Pacts each has lately made",
        "Pacts come in bursts: who has lately made some is making more.",
        "Fordham and Poast (2016), Journal of Conflict Resolution 60(5)",
        columns=("defence",),
    ),
    "bloc_pull": Term(
        "One is allied with the other's kind",
        ("Who is already allied with most states like the partner is likely to complete the set."),
        "Warren (2010), Journal of Peace Research 47(6)",
        columns=(
            "defence",
            "igos",
        ),
    ),
    "neighbours_pacts": Term(
        "One is allied with the other's neighbours",
        "Regional treaties take in neighbours one after another.",
        "Fordham and Poast (2016), Journal of Conflict Resolution 60(5)",
        columns=(
            "defence",
            "distance",
        ),
    ),
    "promises_around": Term(
        "Lesser promises among their like",
        "Lesser promises prepare the ground on which defence pacts grow.",
        (
            "Leeds, Ritter, Mitchell and Long (2002), Alliance treaty obligations and "
            "provisions, International Interactions 28(3)"
        ),
        columns=(
            "consultation",
            "nonaggression",
        ),
    ),
    "region_wave": Term(
        "Pacts lately made among their like",
        "When states alike are making pacts, the pair may be next.",
        ("Cranmer, Desmarais and Menninga (2012), Conflict Management and Peace Science 29(3)"),
        columns=(
            "defence",
            "igos",
        ),
    ),
    "friends_of_rivals": Term(
        "One's allies are the other's rivals",
        "A friend of my enemy is not my friend.",
        "Warren (2010), Journal of Peace Research 47(6)",
        columns=("rivalry",),
    ),
    "joint_exercises": Term(
        "Joint exercises",
        movable=True,
    ),
    "un_agreement": Term(
        "They vote alike",
        movable=True,
    ),
    "positions_drift": Term(
        "Their positions move together or apart",
        movable=True,
    ),
    "organisations": Term(
        "Clubs in common",
        movable=True,
    ),
    "trade_weight": Term(
        "Trade that matters to both",
        movable=True,
    ),
    "trade_agreements": Term(
        "Trade agreements",
        (
            "States that bind their trade have more to defend together, and habits of "
            "making treaties."
        ),
        (
            "Mansfield and Bronson (1997), Alliances, preferential trading "
            "arrangements and international trade, American Political Science Review "
            "91(1)"
        ),
        movable=True,
        columns=("trade_agreements",),
    ),
    "past_disputes": Term(
        "Quarrels remembered",
        movable=True,
    ),
    "own_rivalry": Term(
        "Rivals themselves, now or lately",
        movable=True,
    ),
    "other_shared_rivals": Term(
        "Enemies in common",
    ),
    "common_rival": Term(
        "Threatened by the same state",
    ),
    "partner_is_threat": Term(
        "One threatens the other",
    ),
    "brothers_in_arms": Term(
        "On the same side of a war",
        ("States that fight on one side have a common enemy and plans already joined."),
        (
            "Lai and Reiter (2000), Democracy, political similarity and international "
            "alliances, Journal of Conflict Resolution 44(2)"
        ),
        movable=True,
        columns=("same_side",),
    ),
    "nearness": Term(
        "Near each other",
        "Near states share dangers and can reach each other in time.",
        "Lai and Reiter (2000), Journal of Conflict Resolution 44(2)",
        columns=(
            "distance",
            "contiguity",
        ),
    ),
    "great_power": Term(
        "A great power is one of them",
        "Great powers have protection to give and interests everywhere.",
        ("Morrow (1991), Alliances and asymmetry, American Journal of Political Science 35(4)"),
        columns=("cinc",),
    ),
    "power_asymmetry": Term(
        "Unequal in power",
    ),
    "power_shift": Term(
        "Power shifted between them",
    ),
    "regime_likeness": Term(
        "Ruled alike",
        movable=True,
    ),
    "democracy": Term(
        "How democratic the two are",
        (
            "Whether democracies make pacts more readily is disputed: they hold "
            "theirs longer, but found fewer."
        ),
        (
            "Gibler and Wolford (2006), Alliances, then democracy, Journal of "
            "Conflict Resolution 50(1)"
        ),
        movable=True,
        columns=("polyarchy",),
    ),
}
"""Terms of the model by id: a consideration of the ledger, or one that the model adds to it."""

FEATURES = (
    Feature(
        "nonaggression", "treaty_ties", "a non-aggression obligation is in force", 1, monotone=True
    ),
    Feature(
        "consultation", "treaty_ties", "a consultation obligation is in force", 1, monotone=True
    ),
    Feature(
        "neutrality",
        "treaty_ties",
        "a neutrality or offence obligation is in force",
        1,
        monotone=True,
    ),
    Feature(
        "promise_age",
        "treaty_ties",
        "years since the first of the promises in force; 60 where none is",
    ),
    Feature("bilateral", "treaty_ties", "a defence treaty between the two alone is in force"),
    Feature(
        "pact_age", "treaty_ties", "years for which the defence pact has held; 60 where none does"
    ),
    Feature(
        "years_since_pact", "allied_before", "years since the last defence pact; 60 where never", -1
    ),
    Feature("age", "new_states", "years since the younger of the two entered the system, to 60"),
    Feature(
        "shared_allies", "shared_allies", "states with a defence pact with both", 1, monotone=True
    ),
    Feature("kappa", "camps", "kappa of the defence portfolios", 1),
    Feature("fewer_pacts", "pacts_of_each", "allies of the one that has fewer"),
    Feature("more_pacts", "pacts_of_each", "allies of the one that has more"),
    Feature("fewer_new", "recent_pacts", "new allies in five years of the one with fewer", 1),
    Feature("more_new", "recent_pacts", "new allies in five years of the one with more", 1),
    Feature("pull_more", "bloc_pull", "share of the one's like allied with the other: greater", 1),
    Feature("pull_less", "bloc_pull", "share of the one's like allied with the other: lesser", 1),
    Feature("club_pull_more", "bloc_pull", "the same, of pacts of more than two: greater", 1),
    Feature("club_pull_less", "bloc_pull", "the same, of pacts of more than two: lesser", 1),
    Feature("likes_allied", "bloc_pull", "share of pairs of their like that are allied", 1),
    Feature("near_pull_more", "neighbours_pacts", "as pull_more, of neighbours", 1),
    Feature("near_pull_less", "neighbours_pacts", "as pull_less, of neighbours", 1),
    Feature("near_allied", "neighbours_pacts", "share of pairs of their neighbours allied", 1),
    Feature("promise_pull_more", "promises_around", "as pull_more, of any obligation", 1),
    Feature("promise_pull_less", "promises_around", "as pull_less, of any obligation", 1),
    Feature("near_promise_less", "promises_around", "as near_pull_less, of any obligation", 1),
    Feature("likes_tied", "promises_around", "share of pairs of their like with any obligation", 1),
    Feature("shared_ties", "promises_around", "cosine of the two states' obligations to all", 1),
    Feature("promise_wave", "promises_around", "as wave, of any obligation", 1),
    Feature("wave", "region_wave", "share of pairs of their like allied in five years", 1),
    Feature(
        "near_wave", "region_wave", "share of pairs of their neighbours allied in five years", 1
    ),
    Feature("allies_rivals", "friends_of_rivals", "allies of one that are rivals of the other", -1),
    Feature("exercises", "joint_exercises", "joint exercises in five years", 1),
    Feature("ideal_distance", "un_agreement", "distance of UN ideal points", -1),
    Feature("ideal_place", "un_agreement", "its place among all pairs, 0 nearest", -1),
    Feature("ideal_drift", "positions_drift", "change of that distance in five years", -1),
    Feature("igos", "organisations", "shared organisations, place among all pairs", 1),
    Feature("igo_cosine", "organisations", "cosine of memberships of organisations", 1),
    Feature("salience", "trade_weight", "salience of trade, place among all pairs", 1),
    Feature("trade_agreements", "trade_agreements", "trade agreements in force", 1),
    Feature("memory", "past_disputes", "memory of disputes, 0-5", -1, monotone=True),
    Feature("war", "past_disputes", "armed conflict on opposite sides, 0-2", -1, monotone=True),
    Feature("rivalry", "own_rivalry", "strategic rivals", -1, monotone=True),
    Feature("shared_rivals", "other_shared_rivals", "strategic rivals of both", 1),
    Feature("common_threat", "common_rival", "greatest lesser threat to both, place", 1),
    Feature("mutual_threat", "partner_is_threat", "greater threat of one to the other, place", -1),
    Feature("same_side", "brothers_in_arms", "armed conflict on the same side, 0-2", 1),
    Feature(
        "contiguity",
        "nearness",
        "1 by land, 2-5 by sea to 400 miles, 6 none of these",
        -1,
        monotone=True,
    ),
    Feature(
        "distance", "nearness", "natural logarithm of 1 + minimum distance in km", -1, monotone=True
    ),
    Feature("same_region", "nearness", "both in one of the five regions of COW's numbering", 1),
    Feature("common_neighbours", "nearness", "states contiguous to both", 1),
    Feature("larger", "great_power", "logarithm to base 10 of the larger capability share", 1),
    Feature("ratio", "power_asymmetry", "logarithm to base 2 of the ratio of capabilities"),
    Feature("shift", "power_shift", "change of that logarithm in 25 years", -1),
    Feature("democracy_gap", "regime_likeness", "difference of electoral democracy", -1),
    Feature("less_democratic", "democracy", "electoral democracy of the less democratic"),
    Feature("more_democratic", "democracy", "electoral democracy of the more democratic"),
)
NAMES = tuple(feature.name for feature in FEATURES)
