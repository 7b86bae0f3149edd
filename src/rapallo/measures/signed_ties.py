"""Signs of ties from what states do to each other: friend, foe, or neither."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def tie_signs(
    *,
    war: ArrayLike,
    intensity: ArrayLike,
    rivalry: ArrayLike,
    bound: ArrayLike,
    since_restraint: ArrayLike,
    since_dispute: ArrayLike,
    trade: ArrayLike,
    hostile_from: ArrayLike,
    softened_below: ArrayLike,
    friendly_from: ArrayLike,
) -> NDArray[np.int8]:
    """Sign of each tie: -1 hostile, 1 friendly, 0 neither.

    A tie is hostile in armed conflict on opposite sides; with disputes of at least `hostile_from`
    in intensity, unless a treaty of restraint is newer than the last of them; or in a rivalry that
    no treaty of restraint younger than `softened_below` years softens. Otherwise it is friendly
    with such a treaty in force, or with trade of at least `friendly_from`; else neither.

    Parameters
    ----------
    war, rivalry, bound : array_like
        Above 0 in armed conflict on opposite sides, in a strategic rivalry, and with a treaty of
        defence, neutrality or non-aggression in force; NaN counts as not.
    intensity : array_like
        Intensity of recent disputes, 0 to 1; NaN counts as none.
    since_restraint, since_dispute : array_like
        Years since the newest such treaty began and since the last dispute; inf where none.
    trade : array_like
        Salience of trade as a percentile, 0 to 100; NaN counts as none.
    hostile_from, softened_below, friendly_from : array_like
        The three thresholds. All arguments are broadcast against each other.

    Returns
    -------
    ndarray of int8
        -1, 0 or 1, of the broadcast shape.

    Examples
    --------
    >>> common = dict(bound=0, since_restraint=np.inf, hostile_from=0.25, softened_below=10,
    ...               friendly_from=75)
    >>> tie_signs(war=0, intensity=[0.5, 0.0, 0.0], rivalry=[0, 1, 0], trade=[99, 99, 99],
    ...           since_dispute=[0, np.inf, np.inf], **common)
    array([-1, -1,  1], dtype=int8)

    References
    ----------
    The types of triangle that such signs make: Dittmer (1981), World Politics 33(4), 485-516.
    """
    fought = np.asarray(war) > 0
    disputed = (np.asarray(intensity) >= hostile_from) & (
        np.asarray(since_dispute) <= np.asarray(since_restraint)
    )
    unsoftened = (np.asarray(rivalry) > 0) & ~(np.asarray(since_restraint) < softened_below)
    hostile = fought | disputed | unsoftened
    friendly = (np.asarray(bound) > 0) | (np.asarray(trade) >= friendly_from)
    return np.where(hostile, np.int8(-1), friendly.astype(np.int8)).astype(np.int8)
