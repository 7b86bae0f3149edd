"""Balance of a signed network whose ties have a direction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import square


@dataclass(frozen=True)
class DirectedBalance:
    """Shares of balanced triples of directed ties, and how many there are.

    Attributes
    ----------
    transitive : float
        Share of balanced transitive triples i to j, j to k, i to k. NaN where there is none.
    cyclic : float
        Share of balanced cycles i to j, j to k, k to i. NaN where there is none.
    all : float
        Share of balanced ones of both kinds, which are all semicycles of three ties.
    transitive_triples, cyclic_triples : int
        How many there are.
    """

    transitive: float
    cyclic: float
    all: float
    transitive_triples: int
    cyclic_triples: int


def directed_balance(ties: ArrayLike) -> DirectedBalance:
    """Balance of the semicycles of three ties in a signed digraph.

    A semicycle is a cycle when directions are left aside; it is balanced if the product of its
    signs is positive (Cartwright and Harary). Of three ties among three actors there are two
    kinds: the transitive, where i's tie with k is to fit that of its choice j (a friend's friend
    is a friend), and the cyclic, where no actor sees both others. Balance theory speaks of the
    first, so the two are counted apart.

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Tie of the row's actor towards the column's: positive, negative or 0 for none.

    Returns
    -------
    DirectedBalance

    Raises
    ------
    ValueError
        If `ties` is not square, has NaN or a number on its diagonal, or holds no tie.

    Notes
    -----
    Each triple counts once. Aref et al. take transitive semicycles too, but average over triads,
    leaving out those that hold an intransitive path; the two figures are near, not equal.

    Examples
    --------
    The first likes the second, who dislikes the third, whom the first likes:

    >>> directed_balance([[0, 1, 1], [0, 0, -1], [0, 0, 0]]).transitive
    0.0

    References
    ----------
    Cartwright and Harary (1956), Psychological Review 63(5), 277-293; Aref, Dinh, Rezapour and
    Diesner (2020), Scientific Reports 10, 15228.
    """
    sign = np.sign(square(ties))
    net_transitive, transitive = _transitive(sign), _transitive(np.abs(sign))
    net_cyclic, cyclic = _cyclic(sign), _cyclic(np.abs(sign))
    return DirectedBalance(
        transitive=_share(net_transitive, transitive),
        cyclic=_share(net_cyclic, cyclic),
        all=_share(net_transitive + net_cyclic, transitive + cyclic),
        transitive_triples=transitive,
        cyclic_triples=cyclic,
    )


def _transitive(matrix: Floats) -> int:
    return round(float((matrix @ matrix * matrix).sum()))


def _cyclic(matrix: Floats) -> int:
    # The sum counts each cycle from each of its three actors.
    return round(float((matrix @ matrix * matrix.T).sum()) / 3)


def _share(net: int, every: int) -> float:
    return (1 + net / every) / 2 if every else float("nan")
