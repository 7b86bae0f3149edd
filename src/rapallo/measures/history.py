"""All similarity measures of a whole history: one set of joint tables a year serves them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from rapallo.measures.concordance import tau_b_of
from rapallo.measures.distances import Distance
from rapallo.measures.portfolios import Floats, joint_tables
from rapallo.measures.similarity import chance_corrected_s_of, kappa_of, pi_of, s_of


@dataclass(frozen=True)
class Similarities:
    """The similarity measures of all pairs of actors, each of shape (actors, actors).

    `tau_b` is None where targets are weighted, since tau-b knows no weights.
    """

    s: Floats
    kappa: Floats
    pi: Floats
    chance_corrected_s: Floats
    tau_b: Floats | None
    shared: Floats


def similarities(
    x: ArrayLike,
    *,
    levels: Sequence[float],
    kappa_distance: Distance,
    pi_distance: Distance,
    s_distance: Distance = "absolute",
    weights: ArrayLike | None = None,
) -> Similarities:
    """S, kappa, pi, index A and tau-b of all pairs of actors from one set of joint tables.

    Parameters
    ----------
    x : array_like, shape (actors, targets)
        Portfolio matrix; NaN (float) or -1 (integer) where unknown.
    levels : sequence of float
        The full scale, rising.
    kappa_distance, pi_distance : {"nominal", "absolute", "squared"}
        Distance of two levels for `kappa` and for `pi`: name both. The literature's usual kappa on
        valued ties is squared and its usual pi nominal, and the two are not on one scale.
    s_distance : {"absolute", "squared", "nominal"}
        Distance of two levels for `s_score` and `chance_corrected_s`.
    weights : array_like, shape (targets,), optional
        Weight of each target; by default each counts 1.

    Returns
    -------
    Similarities
        Each measure as its own function gives it, and `shared`, the number (or summed weight) of
        targets known for both.

    Raises
    ------
    ValueError
        If a shape does not fit, a value is not a level, or a weight is negative or unknown.

    Examples
    --------
    >>> found = similarities([[1, 1, 0, 0], [1, 0, 0, 0]], levels=(0, 1),
    ...                      kappa_distance="nominal", pi_distance="nominal")
    >>> float(found.s[0, 1]), float(found.kappa[0, 1]), float(found.pi[0, 1].round(4))
    (0.5, 0.5, 0.4667)
    """
    joint = joint_tables(x, levels=levels, weights=weights)
    return Similarities(
        s=s_of(joint, s_distance),
        kappa=kappa_of(joint, kappa_distance),
        pi=pi_of(joint, pi_distance),
        chance_corrected_s=chance_corrected_s_of(joint, s_distance),
        tau_b=tau_b_of(joint) if weights is None else None,
        shared=joint.total,
    )


def similarity_history(
    portfolios: Iterable[ArrayLike],
    *,
    levels: Sequence[float],
    kappa_distance: Distance,
    pi_distance: Distance,
    s_distance: Distance = "absolute",
) -> list[Similarities]:
    """Similarities of each year of a history.

    Parameters
    ----------
    portfolios : iterable of array_like, each of shape (actors, targets)
        One portfolio matrix a year; actors and targets may differ from year to year.
    levels, kappa_distance, pi_distance, s_distance
        See `similarities`.

    Returns
    -------
    list of Similarities
        One a year, in the order given.

    Raises
    ------
    ValueError
        As `similarities`.

    Examples
    --------
    >>> years = similarity_history([[[1, 0], [0, 1]], [[1, 1], [1, 1]]], levels=(0, 1),
    ...                            kappa_distance="nominal", pi_distance="nominal")
    >>> [float(year.s[0, 1]) for year in years]
    [-1.0, 1.0]
    """
    return [
        similarities(
            x,
            levels=levels,
            kappa_distance=kappa_distance,
            pi_distance=pi_distance,
            s_distance=s_distance,
        )
        for x in portfolios
    ]
