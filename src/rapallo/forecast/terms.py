"""The terms of the model: what they are called, why they should matter, who can move them."""

from __future__ import annotations

from dataclasses import dataclass


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
