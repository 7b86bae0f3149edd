"""Structural balance of a signed network: triads, walks, and the tests of perfect balance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from rapallo.measures.portfolios import Floats
from rapallo.measures.signed import Ints, in_order, signed_network


def triad_balanced(first: float, second: float, third: float, *, weak: bool = False) -> bool:
    """Whether a triad of three ties is balanced, by their signs.

    Strict balance (Heider): the product of the three signs is positive, so +++ and +-- are
    balanced, ++- and --- are not. Weak balance (Davis) allows --- as well: enemies of enemies
    may be enemies.

    Parameters
    ----------
    first, second, third : float
        The ties; only their signs count, and none may be 0.
    weak : bool
        Whether three hostile ties are balanced.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If a tie is 0 or not a number: a triad with a tie missing is neither.

    Examples
    --------
    >>> triad_balanced(1, -1, -1), triad_balanced(1, 1, -1), triad_balanced(-1, -1, -1)
    (True, False, False)
    >>> triad_balanced(-1, -1, -1, weak=True)
    True

    References
    ----------
    Heider (1946), Journal of Psychology 21(1), 107-112; Davis (1967), Human Relations 20(2),
    181-187.
    """
    signs = np.sign([first, second, third])
    if not np.abs(signs).all() or np.isnan(signs).any():
        raise ValueError(f"a triad has three ties other than 0, not {first}, {second}, {third}")
    hostile = int((signs < 0).sum())
    return hostile in ((0, 2, 3) if weak else (0, 2))


def triad_counts(ties: ArrayLike) -> NDArray[np.int64]:
    """Count triangles by how many of their three ties are negative.

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie.

    Returns
    -------
    ndarray of int64, shape (4,)
        Number of +++, ++-, +-- and ---.

    Raises
    ------
    ValueError
        If `ties` is no signed network (not square or symmetric, NaN, no tie).

    Examples
    --------
    >>> triad_counts([[0, 1, 1], [1, 0, -1], [1, -1, 0]])
    array([0, 1, 0, 0])
    """
    network = signed_network(ties)
    friend = (network > 0).astype(np.float64)
    enemy = (network < 0).astype(np.float64)
    friends, enemies = friend @ friend, enemy @ enemy
    counts = [
        (friends * friend).sum() / 6,
        (friends * enemy).sum() / 2,
        (enemies * friend).sum() / 2,
        (enemies * enemy).sum() / 6,
    ]
    return np.rint(counts).astype(np.int64)


def triangle_index(ties: ArrayLike, *, weighted: bool = False, weak: bool = False) -> float:
    """Share of triangles that are balanced.

    T = balanced / all triangles. Weighted, a triangle counts with its intensity, the geometric
    mean of the sizes of its three ties: T = sum I_b / sum I, I = |w_ij w_jk w_ik|^(1/3).

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie.
    weighted : bool
        Whether triangles count by their intensity, or each 1.
    weak : bool
        Whether three hostile ties are balanced, as in Davis's weak balance.

    Returns
    -------
    float
        In [0, 1]; NaN where there is no triangle.

    Raises
    ------
    ValueError
        If `ties` is no signed network (not square or symmetric, NaN, no tie).

    Notes
    -----
    Triangles without one tie are no triangles, so in a sparse network few ties can rule the
    index. It has no regard for longer cycles: see `walk_index` and `frustration`.

    Examples
    --------
    >>> triangle_index([[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    1.0

    References
    ----------
    Cartwright and Harary (1956), Psychological Review 63(5), 277-293; for the intensity Onnela,
    Saramaki, Kertesz and Kaski (2005), Physical Review E 71, 065103.
    """
    network = signed_network(ties)
    size = np.cbrt(np.abs(network)) if weighted else (network != 0).astype(np.float64)
    signed = np.sign(network) * size
    every = _triangle_sum(size)
    if not every > 0:
        return float("nan")
    # Balanced less unbalanced over all, moved from [-1, 1] to [0, 1].
    share = (1 + _triangle_sum(signed) / every) / 2
    if weak:
        share += _triangle_sum(np.where(network < 0, size, 0.0)) / every
    return float(np.clip(share, 0.0, 1.0))


def _triangle_sum(matrix: Floats) -> float:
    return float((matrix @ matrix * matrix).sum())


def walk_index(ties: ArrayLike, *, beta: float = 1.0) -> float:
    """Balance of all closed walks, the shorter the weightier.

    K = tr exp(beta A) / tr exp(beta |A|) = sum_i exp(beta l_i(A)) / sum_i exp(beta l_i(|A|)),
    with l_i the eigenvalues.

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie. With weights the unit matters.
    beta : float
        How much longer walks count, above 0.

    Returns
    -------
    float
        In (0, 1]: 1 where every cycle is balanced.

    Raises
    ------
    ValueError
        If `ties` is no signed network (not square or symmetric, NaN, no tie), or `beta` is not
        above 0.

    Notes
    -----
    Long walks through the best linked actors rule the index where there are many ties, so it
    falls with size and density; networks of unlike size are not compared by it.

    Examples
    --------
    >>> round(walk_index([[0, 1, 1], [1, 0, -1], [1, -1, 0]]), 4)
    0.6858

    References
    ----------
    Estrada and Benzi (2014), Physical Review E 90, 042802.
    """
    if not (beta > 0 and np.isfinite(beta)):
        raise ValueError(f"beta must be above 0, not {beta}")
    network = signed_network(ties)
    signed = beta * np.linalg.eigvalsh(network)
    plain = beta * np.linalg.eigvalsh(np.abs(network))
    # The largest eigenvalue of |A| is the largest of all: taken out, nothing overflows.
    top = plain[-1]
    return float(min(1.0, np.exp(signed - top).sum() / np.exp(plain - top).sum()))


def two_camps(ties: ArrayLike) -> Ints | None:
    """Return the two camps of a strictly balanced network; None if it is not balanced.

    Strict balance: all positive ties lie inside one of two camps and all negative ties between
    them, which holds where no cycle has an odd number of negative ties (Harary).

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie.

    Returns
    -------
    ndarray of intp, shape (actors,), or None
        Camp of each actor: 0 the larger (of equal ones that of the first actor), 1 the other, -1
        for an actor without ties. In a network of several pieces the camps of one piece carry no
        relation to those of another.

    Raises
    ------
    ValueError
        If `ties` is no signed network (not square or symmetric, NaN, no tie).

    Examples
    --------
    >>> two_camps([[0, 1, -1], [1, 0, -1], [-1, -1, 0]])
    array([0, 0, 1])
    >>> two_camps([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]]) is None
    True

    References
    ----------
    Harary (1953), Michigan Mathematical Journal 2(2), 143-146.
    """
    network = signed_network(ties)
    actors = len(network)
    # Each actor stands on two levels; a positive tie keeps the level and a negative one changes
    # it. Balance fails where an actor's two levels are linked.
    friend, enemy = network > 0, network < 0
    piece = _pieces(np.block([[friend, enemy], [enemy, friend]]))
    low, high = piece[:actors], piece[actors:]
    if (low == high).any():
        return None
    camps = (low > high).astype(np.intp)
    camps[~network.any(axis=1)] = -1
    return in_order(camps)


def clusters(ties: ArrayLike) -> Ints | None:
    """Return the camps of a weakly balanced network, of any number; None if it is not clusterable.

    Generalised balance (Davis): positive ties lie inside camps and negative ties between them,
    which holds where no cycle has exactly one negative tie. The camps returned are the pieces that
    positive ties hold together, the finest that fit.

    Parameters
    ----------
    ties : array_like, shape (actors, actors)
        Symmetric; positive, negative or 0 for no tie.

    Returns
    -------
    ndarray of intp, shape (actors,), or None
        Camp of each actor, the largest 0; -1 for an actor without ties.

    Raises
    ------
    ValueError
        If `ties` is no signed network (not square or symmetric, NaN, no tie).

    Notes
    -----
    Whether a number k of camps is enough is another question: `frustration(ties, camps=k)` is 0.

    Examples
    --------
    >>> clusters([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]])
    array([0, 1, 2])

    References
    ----------
    Davis (1967), Human Relations 20(2), 181-187.
    """
    network = signed_network(ties)
    camps = _pieces(network > 0)
    if ((network < 0) & (camps[:, None] == camps[None, :])).any():
        return None
    camps[~network.any(axis=1)] = -1
    return in_order(camps)


def _pieces(linked: NDArray[np.bool_]) -> Ints:
    piece: Ints = connected_components(csr_array(linked), directed=False)[1].astype(np.intp)
    return piece
