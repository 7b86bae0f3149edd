"""Types of a strategic triangle and the role of each state, from three signs."""

from __future__ import annotations

TYPES = ("menage a trois", "romantic triangle", "stable marriage", "unit veto", "unformed")
Signs = tuple[int, int, int]


def type_of(signs: Signs) -> str:
    """Return the type of a triangle from its three signs (1, 0, -1).

    Three friendly ties are a menage a trois, two a romantic triangle, one a stable marriage;
    three hostile ones a unit veto. With no friendly tie and not all hostile it is unformed, a
    case that Dittmer leaves out.

    Examples
    --------
    >>> type_of((1, -1, 1)), type_of((1, 0, -1)), type_of((-1, -1, -1))
    ('romantic triangle', 'stable marriage', 'unit veto')

    References
    ----------
    Dittmer (1981), World Politics 33(4), 485-516; Dittmer (1987) for the unit veto.
    """
    friendly = sum(sign > 0 for sign in signs)
    if friendly:
        return ("stable marriage", "romantic triangle", "menage a trois")[friendly - 1]
    return "unit veto" if all(sign < 0 for sign in signs) else "unformed"


def roles_of(signs: Signs) -> tuple[str, str, str]:
    """Return the role of each of three states A, B, C from the signs of AB, AC, BC.

    Examples
    --------
    >>> roles_of((1, -1, -1))
    ('partner', 'partner', 'outcast')
    >>> roles_of((1, 1, -1))
    ('pivot', 'wing', 'wing')
    """
    own = ((signs[0], signs[1]), (signs[0], signs[2]), (signs[1], signs[2]))
    friends = [sum(sign > 0 for sign in pair) for pair in own]
    kind = type_of(signs)
    if kind == "romantic triangle":
        names = {2: "pivot", 1: "wing"}
    elif kind == "stable marriage":
        names = {1: "partner", 0: "outcast"}
    else:
        names = {2: "friend", 0: "enemy" if kind == "unit veto" else "bystander"}
    return names[friends[0]], names[friends[1]], names[friends[2]]
