"""Coalitions of three by their powers, after Caplow."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

Pair = tuple[int, int]


@dataclass(frozen=True)
class Coalition:
    """Type of a triad by the powers of its three members.

    Attributes
    ----------
    kind : int
        1 to 8, see `coalition_type`.
    order : tuple of int
        The three, the strongest first.
    likely : tuple of pairs
        Coalitions that the theory expects, as places in the input, each rising; of several, any
        one. None of them where a single member outweighs the two others.
    winning : tuple of pairs
        Pairs that outweigh the third member by more than the tolerance.
    """

    kind: int
    order: tuple[int, int, int]
    likely: tuple[Pair, ...]
    winning: tuple[Pair, ...]


def coalition_type(powers: ArrayLike, *, tolerance: float = 0.05) -> Coalition:
    """Caplow's type of a triad, and the coalitions that he expects.

    A is the strongest of three, C the weakest; = is equality within the tolerance.

    ==== ===================== ================
    kind powers                likely coalition
    ==== ===================== ================
    1    A = B = C             any
    2    A > B = C, A < B + C  BC
    3    A = B > C             AC or BC
    4    A > B + C, B = C      none
    5    A > B > C, A < B + C  AC or BC
    6    A > B > C, A > B + C  none
    7    A > B > C, A = B + C  AB or AC
    8    A = B + C, B = C      AB or AC
    ==== ===================== ================

    Parameters
    ----------
    powers : array_like, shape (3,)
        Power of each, above 0, in any unit.
    tolerance : float
        Two powers are equal if they differ by no more than this share of the larger, in [0, 1).

    Returns
    -------
    Coalition

    Raises
    ------
    ValueError
        If there are not three powers, all known and above 0, or the tolerance is out of range.

    Notes
    -----
    If A = B and B = C within the tolerance, but not A = C, only the closer two are taken as equal.
    The types stand as the literature cites Caplow; they were not checked against the book. They
    turn on the measure of power: by CINC China outweighs the United States and Russia together
    since the 2010s, by GDP the United States outweigh the two others.

    Examples
    --------
    >>> coalition_type([0.35, 0.33, 0.32], tolerance=0.01).kind
    5
    >>> coalition_type([0.2, 0.2, 0.6]).likely
    ()

    References
    ----------
    Caplow (1956), American Sociological Review 21(4), 489-493; Caplow (1968), Two Against One.
    """
    power = np.asarray(powers, dtype=np.float64)
    if power.shape != (3,) or not (np.isfinite(power) & (power > 0)).all():
        raise ValueError(f"powers are three numbers above 0, not {powers!r}")
    if not 0 <= tolerance < 1:
        raise ValueError(f"tolerance is in [0, 1), not {tolerance}")
    a, b, c = (int(k) for k in np.argsort(-power, kind="stable"))
    kind = _kind(float(power[a]), float(power[b]), float(power[c]), tolerance)
    pairs = {"AB": (a, b), "AC": (a, c), "BC": (b, c)}
    likely = tuple(_rising(pairs[name]) for name in _LIKELY[kind])
    winning = tuple(
        (i, j)
        for i, j in combinations(range(3), 2)
        if _against(float(power[i] + power[j]), float(power[3 - i - j]), tolerance) > 0
    )
    return Coalition(kind, (a, b, c), likely, winning)


_LIKELY = {
    1: ("AB", "AC", "BC"),
    2: ("BC",),
    3: ("AC", "BC"),
    4: (),
    5: ("AC", "BC"),
    6: (),
    7: ("AB", "AC"),
    8: ("AB", "AC"),
}


def _kind(a: float, b: float, c: float, tolerance: float) -> int:
    strong, weak = (not _against(a, b, tolerance)), (not _against(b, c, tolerance))
    if strong and weak and _against(a, c, tolerance):
        strong, weak = b / a >= c / b, b / a < c / b
    if strong:
        return 1 if weak else 3
    alone = _against(a, b + c, tolerance)
    if alone < 0:
        return 2 if weak else 5
    if alone > 0:
        return 4 if weak else 6
    return 8 if weak else 7


def _against(one: float, other: float, tolerance: float) -> int:
    """Return 1, 0 or -1: above, equal within the tolerance, below."""
    if abs(one - other) <= tolerance * max(one, other) * (1 + 1e-12):
        return 0
    return 1 if one > other else -1


def _rising(pair: Pair) -> Pair:
    return (min(pair), max(pair))
