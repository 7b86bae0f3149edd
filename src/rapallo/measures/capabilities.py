"""Material capabilities: the composite index CINC, shares of a group, breaks in a series."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rapallo.measures.portfolios import Floats


def cinc(components: ArrayLike) -> Floats:
    """Composite index of national capability of all states of a year.

    CINC_i = mean over the components known for i of (component of i) / (sum over all states that
    have it). The Correlates of War project uses military expenditure and personnel, iron and
    steel production, energy consumption, total and urban population.

    Parameters
    ----------
    components : array_like, shape (states, components)
        Raw components, each column in its own unit, one row for each state of the system in that
        year. NaN where unknown.

    Returns
    -------
    ndarray of float64, shape (states,)
        In [0, 1]. A component unknown for a state is left out of that state's mean and of the
        world sum, and one whose world sum is 0 is left out for all. NaN for a state with none.

    Raises
    ------
    ValueError
        If `components` is not a matrix or holds a negative number.

    Notes
    -----
    This rule for missing components gives the index printed in the National Material
    Capabilities 7.0 file for each of its 17,121 state-years to within 3e-8.

    Examples
    --------
    >>> cinc([[60.0, 10.0], [20.0, 30.0], [20.0, float("nan")]])
    array([0.425, 0.475, 0.2  ])

    References
    ----------
    Singer, Bremer and Stuckey (1972), in Russett (ed.), Peace, War, and Numbers, 19-48; Singer
    (1987), International Interactions 14(2), 115-132.
    """
    raw = np.asarray(components, dtype=np.float64)
    if raw.ndim != 2:
        raise ValueError(f"components have two axes, states and components, not {raw.ndim}")
    if (raw < 0).any():
        raise ValueError("a component of capability is never negative; mark missing as NaN")
    known = ~np.isnan(raw)
    world = np.where(known, raw, 0.0).sum(axis=0)
    usable = known & (world > 0)
    share = np.where(usable, raw, 0.0) / np.where(world > 0, world, 1.0)
    count = usable.sum(axis=1)
    index: Floats = share.sum(axis=1) / np.where(count > 0, count, np.nan)
    return index


def shares(values: ArrayLike, members: ArrayLike | None = None) -> Floats:
    """Share of each state in the sum of a group.

    Parameters
    ----------
    values : array_like, shape (states,)
        Capabilities, GDP or any other amount; NaN where unknown.
    members : array_like of bool, shape (states,), optional
        Which states make up the group; by default all.

    Returns
    -------
    ndarray of float64, shape (states,)
        In [0, 1], summing to 1 over the members; NaN for the others. All NaN where a member's
        value is unknown, since then no share is, and where the sum is 0.

    Raises
    ------
    ValueError
        If shapes do not fit or a value is negative.

    Examples
    --------
    >>> shares([2.0, 1.0, 1.0], [True, True, False]).round(4)
    array([0.6667, 0.3333,    nan])
    """
    amount = np.asarray(values, dtype=np.float64)
    if amount.ndim != 1:
        raise ValueError(f"values have one axis, states, not {amount.ndim}")
    inside = np.ones(len(amount), bool) if members is None else np.asarray(members, dtype=bool)
    if inside.shape != amount.shape:
        raise ValueError("members must say yes or no for each state")
    if (amount[inside] < 0).any():
        raise ValueError("a share needs amounts that are not negative")
    total = amount[inside].sum()
    result: Floats = np.where(inside, amount, np.nan) / (total if total > 0 else np.nan)
    return result


def series_break_years(
    values: ArrayLike, *, factor: float = 1.5, share: float = 0.25, least: int = 10
) -> NDArray[np.bool_]:
    """Years in which a series jumps in so many states that its definition must have changed.

    A year is flagged where, of the states with positive values in it and in the year before, at
    least `share` changed by more than `factor` up or down. Use it on slow stocks such as
    population: production and armies do jump everywhere when a world war begins.

    Parameters
    ----------
    values : array_like, shape (years, states)
        The series, in consecutive years; NaN where unknown.
    factor : float
        Size of a jump, over 1.
    share : float
        Share of states that must jump, over 0 and at most 1.
    least : int
        Fewest states with both years for a year to be judged.

    Returns
    -------
    ndarray of bool, shape (years,)
        True in the first year of the new series. The first year is never flagged, nor is one
        with fewer than `least` states to compare.

    Raises
    ------
    ValueError
        If `values` is not a matrix or a threshold lies outside its range.

    Notes
    -----
    On the urban population of National Material Capabilities 7.0 this flags 2002, where a third
    of the states change by more than half, and 2017, where more than half of them do.

    Examples
    --------
    >>> series_break_years([[10.0, 20.0], [10.2, 20.1], [5.0, 40.0]], least=2)
    array([False, False,  True])
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"values have two axes, years and states, not {table.ndim}")
    if factor <= 1 or not 0 < share <= 1:
        raise ValueError("factor must be over 1, and share over 0 and at most 1")
    logs = np.log(table, where=table > 0, out=np.full_like(table, np.nan))
    change = np.abs(np.diff(logs, axis=0))
    judged = (~np.isnan(change)).sum(axis=1)
    jumped = (change > np.log(factor)).sum(axis=1)
    flags = np.zeros(len(table), dtype=bool)
    flags[1:] = (judged >= least) & (jumped >= share * judged)
    return flags
