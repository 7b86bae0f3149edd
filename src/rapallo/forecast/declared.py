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
        "years since the first promise in force; 60 where none is",
    ),
    Feature("bilateral", "treaty_ties", "a defence treaty between the two alone is in force"),
    Feature("pact_age", "treaty_ties", "years for which the pact has held; 60 where none does"),
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
    Feature(
        "club_pull_more",
        "bloc_pull",
        "share of the one's like allied with the other by pacts of many: greater",
        1,
    ),
    Feature(
        "club_pull_less",
        "bloc_pull",
        "share of the one's like allied with the other by pacts of many: lesser",
        1,
    ),
    Feature("likes_allied", "bloc_pull", "share of pairs of their like that are allied", 1),
    Feature(
        "near_pull_more",
        "neighbours_pacts",
        "share of the one's neighbours allied with the other: greater",
        1,
    ),
    Feature(
        "near_pull_less",
        "neighbours_pacts",
        "share of the one's neighbours allied with the other: lesser",
        1,
    ),
    Feature(
        "near_allied", "neighbours_pacts", "share of pairs of their neighbours that are allied", 1
    ),
    Feature(
        "promise_pull_more",
        "promises_around",
        "share of the one's like bound to the other by any promise: greater",
        1,
    ),
    Feature(
        "promise_pull_less",
        "promises_around",
        "share of the one's like bound to the other by any promise: lesser",
        1,
    ),
    Feature(
        "near_promise_less",
        "promises_around",
        "share of the one's neighbours bound to the other by any promise: lesser",
        1,
    ),
    Feature(
        "likes_tied", "promises_around", "share of pairs of their like bound by any promise", 1
    ),
    Feature("shared_ties", "promises_around", "cosine of the two states' obligations to all", 1),
    Feature(
        "promise_wave",
        "promises_around",
        "share of pairs of their like bound by a first promise in five years",
        1,
    ),
    Feature("wave", "region_wave", "share of pairs of their like allied in five years", 1),
    Feature(
        "near_wave", "region_wave", "share of pairs of their neighbours allied in five years", 1
    ),
    Feature("allies_rivals", "friends_of_rivals", "allies of one that are rivals of the other", -1),
    Feature("exercises", "joint_exercises", "joint exercises in five years", 1),
    Feature("ideal_distance", "un_agreement", "distance of UN ideal points", -1),
    Feature(
        "ideal_place",
        "un_agreement",
        "distance of UN ideal points, place among all pairs, 0 nearest",
        -1,
    ),
    Feature("ideal_drift", "positions_drift", "change of that distance in five years", -1),
    Feature("igos", "organisations", "shared organisations, place among all pairs", 1),
    Feature("igo_cosine", "organisations", "cosine of memberships of organisations", 1),
    Feature("salience", "trade_weight", "salience of trade, place among all pairs", 1),
    Feature("trade_agreements", "trade_agreements", "trade agreements in force", 1),
    Feature("memory", "past_disputes", "memory of disputes, 0-5", -1, monotone=True),
    Feature("war", "past_disputes", "armed conflict on opposite sides, 0-2", -1, monotone=True),
    Feature("rivalry", "own_rivalry", "strategic rivals", -1, monotone=True),
    Feature("shared_rivals", "other_shared_rivals", "strategic rivals of both", 1),
    Feature("common_threat", "common_rival", "greatest threat to both, place among all pairs", 1),
    Feature(
        "mutual_threat",
        "partner_is_threat",
        "threat of one to the other, place among all pairs",
        -1,
    ),
    Feature("same_side", "brothers_in_arms", "armed conflict on the same side, 0-2", 1),
    Feature(
        "contiguity",
        "nearness",
        "contiguity: 1 by land, 2-5 by sea to 400 miles, 6 none",
        -1,
        monotone=True,
    ),
    Feature(
        "distance", "nearness", "distance between borders, logarithm of 1 + km", -1, monotone=True
    ),
    Feature("same_region", "nearness", "both in one of the five regions of COW's numbering", 1),
    Feature("common_neighbours", "nearness", "states contiguous to both", 1),
    Feature("larger", "great_power", "capability share of the larger, logarithm to base 10", 1),
    Feature("ratio", "power_asymmetry", "doublings of capabilities between them"),
    Feature(
        "shift", "power_shift", "doublings by which power shifted between them in 25 years", -1
    ),
    Feature("democracy_gap", "regime_likeness", "difference of electoral democracy", -1),
    Feature("less_democratic", "democracy", "electoral democracy of the less democratic"),
    Feature("more_democratic", "democracy", "electoral democracy of the more democratic"),
)
NAMES = tuple(feature.name for feature in FEATURES)
