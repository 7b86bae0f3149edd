"""What the estimation hands back: positions with intervals, roll calls, distances of pairs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]
Bools = NDArray[np.bool_]

TAILS = (0.05, 0.95)


@dataclass(frozen=True)
class IdealPoints:
    """Positions of states by period, and the roll calls they were estimated from.

    Attributes
    ----------
    theta : float array, shape (n_states, n_periods)
        Position; the posterior mean with intervals, else the mode. NaN where the state cast no
        vote that was used. See `fit_ideal_points` for the scale.
    se, low, high : float array, shape (n_states, n_periods)
        Posterior standard deviation, 5 % and 95 % quantile; NaN throughout without intervals.
    votes : int array, shape (n_states, n_periods)
        Votes behind each position.
    few : bool array, shape (n_states, n_periods)
        Warning: the state voted, but so seldom that its position leans on its other periods.
    roll_calls : int array, shape (n_periods,)
        Roll calls used.
    thin : bool array, shape (n_periods,)
        Warning: the period has roll calls, but so few that they cannot carry its positions.
    kept : int array, shape (items,)
        Index of each roll call that was used.
    discrimination : float array, shape (items,)
        Its slope beta on the scale of `theta`; positive where a higher position votes yes.
    cutpoints : float array, shape (items, 2)
        Thresholds of beta theta between no and abstain, and between abstain and yes.
    sd_walk : float
        Standard deviation of the walk's step over one period, as given or as estimated, on the
        scale of the prior.
    converged : bool
        Whether the mode was found to tolerance and, with intervals, `r_hat` is below 1.1.
    iterations : int
        Sweeps to the mode.
    r_hat : float
        99 % quantile over positions of the split potential scale reduction; NaN without intervals.
    draws : float32 array, shape (draws, cells), or None
        Joint posterior draws of the positions that are not NaN, in the order of `cells`.
    cells : int array, shape (cells, 2)
        State and period of each column of `draws`.
    """

    theta: Floats
    se: Floats
    low: Floats
    high: Floats
    votes: Ints
    few: Bools
    roll_calls: Ints
    thin: Bools
    kept: Ints
    discrimination: Floats
    cutpoints: Floats
    sd_walk: float
    converged: bool
    iterations: int
    r_hat: float
    draws: NDArray[np.float32] | None = field(repr=False)
    cells: Ints = field(repr=False)


class Distance(NamedTuple):
    """Distance of a pair in each period, with the bounds of its 90 % interval."""

    value: Floats
    low: Floats
    high: Floats


def _columns(points: IdealPoints, state: int) -> Ints:
    """Column of `draws` for a state in each period, -1 where it is absent."""
    if not 0 <= state < points.theta.shape[0]:
        raise ValueError(f"state {state} is not among the {points.theta.shape[0]} states")
    columns = np.full(points.theta.shape[1], -1)
    own = np.flatnonzero(points.cells[:, 0] == state)
    columns[points.cells[own, 1]] = own
    return columns


def _differences(points: IdealPoints, i: int, j: int) -> tuple[Ints, NDArray[np.float32]]:
    """Periods in which both states have a position, and draws of theta_i - theta_j there."""
    if points.draws is None:
        raise ValueError("these ideal points have no draws: fit with intervals=True")
    a, b = _columns(points, i), _columns(points, j)
    both = np.flatnonzero((a >= 0) & (b >= 0))
    return both, points.draws[:, a[both]] - points.draws[:, b[both]]


def distance(points: IdealPoints, i: int, j: int) -> Distance:
    r"""Distance of two states' positions in each period.

    .. math:: d_t = |\theta_{it} - \theta_{jt}|

    The interval is that of the signed difference (5 % to 95 % of the joint draws) folded at zero:
    from zero where it spans zero. It covers at least as often as the one for the difference.

    Parameters
    ----------
    points : IdealPoints
    i, j : int
        State indices.

    Returns
    -------
    Distance
        Three float arrays of shape (n_periods,), 0 or more; NaN where either state is absent, and
        bounds NaN where the fit has no intervals.

    Raises
    ------
    ValueError
        If a state index is out of range.

    Examples
    --------
    >>> from rapallo.measures.ideal_points import distance, fit_ideal_points
    >>> points = fit_ideal_points(
    ...     [0, 1, 2, 0, 1, 2], [0, 0, 0, 1, 1, 1], [1, 3, 3, 1, 2, 3], [0, 0]
    ... )
    >>> bool(distance(points, 0, 2).value[0] > distance(points, 1, 2).value[0])
    True
    """
    _columns(points, i), _columns(points, j)
    value = np.abs(points.theta[i] - points.theta[j])
    low, high = np.full_like(value, np.nan), np.full_like(value, np.nan)
    if points.draws is not None:
        both, difference = _differences(points, i, j)
        bounds = np.quantile(difference, TAILS, axis=0)
        far = np.abs(bounds).max(axis=0)
        near = np.where(bounds[0] * bounds[1] < 0, 0.0, np.abs(bounds).min(axis=0))
        low[both], high[both] = near, far
    return Distance(value, low, high)


def closer(points: IdealPoints, pair: tuple[int, int], other: tuple[int, int]) -> Floats:
    """Posterior probability that one pair is closer than another in each period.

    Parameters
    ----------
    points : IdealPoints
        Fitted with intervals.
    pair, other : (int, int)
        State indices; the pairs may share a state.

    Returns
    -------
    float array, shape (n_periods,)
        Share of joint draws in which the distance of `pair` is the smaller; NaN where any of the
        states is absent.

    Raises
    ------
    ValueError
        If the fit has no intervals or a state index is out of range.

    Examples
    --------
    >>> from rapallo.measures.ideal_points import closer, fit_ideal_points
    >>> points = fit_ideal_points(
    ...     [0, 1, 2] * 6,
    ...     [j for j in range(6) for _ in range(3)],
    ...     [1, 3, 3, 1, 3, 3, 1, 3, 3, 1, 2, 3, 1, 3, 3, 1, 3, 3],
    ...     [0] * 6,
    ...     intervals=True,
    ... )
    >>> bool(closer(points, (1, 2), (0, 2))[0] > 0.5)
    True
    """
    out = np.full(points.theta.shape[1], np.nan)
    here, first = _differences(points, *pair)
    there, second = _differences(points, *other)
    both, a, b = np.intersect1d(here, there, return_indices=True)
    out[both] = np.mean(np.abs(first[:, a]) < np.abs(second[:, b]), axis=0)
    return out
