"""Where states stand in a picture so that those drawn together are near each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WIDE = 820
"""Width of the picture in pixels."""
ROUNDS = 200


def layout(propensity: Floats, camp: NDArray[np.intp], size: Floats, aspect: float) -> Floats:
    """Place states in the unit square so that those drawn together stand near each other.

    Least stress for distances that fall with the propensity, then turned so that the first camp
    lies left of the others, and moved apart until no two overlap. The same input gives the same
    picture.

    Parameters
    ----------
    propensity : ndarray, shape (states, states)
        What draws each pair together, symmetric.
    camp : ndarray of intp, shape (states,)
        Camp of each, 0 the first.
    size : ndarray, shape (states,)
        Width of each in pixels, for a picture `WIDE` pixels wide.
    aspect : float
        Width of the picture over its height.

    Returns
    -------
    ndarray, shape (states, 2)
        From the left and from the top, 0 to 1.

    References
    ----------
    De Leeuw (1977), Applications of convex analysis to multidimensional scaling (the majorisation
    of stress); Gansner, Koren and North (2005), Graph Drawing 2004, 239-250.
    """
    n = len(propensity)
    off = ~np.eye(n, dtype=bool)
    low, high = np.quantile(propensity[off], [0.02, 0.98]) if n > 2 else (-1.0, 1.0)
    wanted = 0.25 + (high - np.clip(propensity, low, high)) / max(high - low, 1e-9)
    np.fill_diagonal(wanted, 0.0)
    centre = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-centre @ wanted**2 @ centre / 2)
    place = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-9))
    for _ in range(ROUNDS):
        apart = np.maximum(_distances(place), 1e-9)
        pull = -wanted / apart
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        place = pull @ place / n
    return _apart(_turned(place, camp), size, aspect)


def _distances(place: Floats) -> Floats:
    away: Floats = np.linalg.norm(place[:, None] - place[None, :], axis=2)
    return away


def _turned(place: Floats, camp: NDArray[np.intp]) -> Floats:
    """Turn the first camp to the left and the first state to the top, and fill the square."""
    first = camp == 0
    if first.any() and not first.all():
        x, y = place[~first].mean(axis=0) - place[first].mean(axis=0)
        place = place @ (np.array([[x, -y], [y, x]]) / np.hypot(x, y))
    if place[0, 1] > place[:, 1].mean():
        place = place * [1.0, -1.0]
    spread = np.ptp(place, axis=0)
    inside: Floats = 0.08 + 0.84 * (place - place.min(axis=0)) / np.maximum(spread, 1e-9)
    return inside


def _apart(place: Floats, size: Floats, aspect: float) -> Floats:
    """Move states apart until none overlap, in pixels, without leaving the picture."""
    box = np.array([WIDE, WIDE / aspect])
    at = place * box
    least = (size[:, None] + size[None, :]) / 2 + 10
    edge = size[:, None] / 2 + 4
    for _ in range(ROUNDS):
        away = at[:, None] - at[None, :]
        gap = np.maximum(np.linalg.norm(away, axis=2), 1e-6)
        short = np.triu(np.maximum(least - gap, 0.0), 1)
        if not short.any():
            break
        push = ((short + short.T) / gap / 2)[:, :, None] * away
        at = np.clip(at + push.sum(axis=1), edge, box - edge)
    inside: Floats = at / box
    return inside
