"""Votes laid out twice, by cell and by roll call, so that each kernel reads memory in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class VoteLayout:
    """Informative votes of all states and periods.

    A *cell* is a state in a period in which it cast at least one informative vote. Cells are
    ordered by state, then by period.

    Attributes
    ----------
    n_states, n_periods : int
    cell_state, cell_period : int array, shape (cells,)
    cell_gap : int array, shape (cells,)
        Periods since the state's cell before this one; 0 where the state enters.
    state_start : int array, shape (n_states + 1,)
        Cells of state i are `state_start[i]:state_start[i + 1]`.
    cell_start, cell_item, cell_vote
        Votes of cell c are `cell_start[c]:cell_start[c + 1]`; their roll call and vote.
    kept : int array, shape (items,)
        The roll call behind each item (a roll call that is kept).
    item_period : int array, shape (items,)
    item_start, item_cell, item_vote
        Votes on item j are `item_start[j]:item_start[j + 1]`; their cell and vote.
    item_abstentions : float array, shape (items,)
    """

    n_states: int
    n_periods: int
    cell_state: Ints
    cell_period: Ints
    cell_gap: Ints
    state_start: Ints
    cell_start: Ints
    cell_item: Ints
    cell_vote: Ints
    kept: Ints
    item_period: Ints
    item_start: Ints
    item_cell: Ints
    item_vote: Ints
    item_abstentions: NDArray[np.float64]

    @property
    def cell_votes(self) -> Ints:
        """Votes in each cell."""
        return np.diff(self.cell_start)


def _check(
    state: ArrayLike, roll_call: ArrayLike, vote: ArrayLike, period: ArrayLike
) -> tuple[Ints, Ints, Ints, Ints]:
    arrays = []
    for name, values in (
        ("state", state),
        ("roll_call", roll_call),
        ("vote", vote),
        ("period", period),
    ):
        array = np.asarray(values)
        if array.ndim != 1 or not np.issubdtype(array.dtype, np.integer):
            raise ValueError(
                f"{name} must be a one-dimensional array of integers,"
                f" not shape {array.shape} of {array.dtype}"
            )
        arrays.append(array)
    s, j, y, t = arrays
    if not len(s) == len(j) == len(y):
        raise ValueError(
            f"state, roll_call and vote must be equally long, not {len(s)}, {len(j)}, {len(y)}"
        )
    if len(y) == 0:
        raise ValueError("no votes given: at least one divided roll call is needed")
    wrong = np.setdiff1d(y, [1, 2, 3])
    if len(wrong):
        raise ValueError(f"vote must be 1 (yes), 2 (abstain) or 3 (no); found {wrong[:5].tolist()}")
    if j.min() < 0 or j.max() >= len(t):
        raise ValueError(
            f"roll_call must index period (0 to {len(t) - 1}); found {j.min()} to {j.max()}"
        )
    if s.min() < 0 or (len(t) and t.min() < 0):
        raise ValueError("state and period must be indices from 0 up; found a negative one")
    return s, j, y, t


def lay_out(
    state: ArrayLike,
    roll_call: ArrayLike,
    vote: ArrayLike,
    period: ArrayLike,
    *,
    use: NDArray[np.bool_] | None = None,
    minority: float = 0.025,
) -> VoteLayout:
    """Lay out the votes for estimation.

    Parameters
    ----------
    state, roll_call, vote : integer arrays, shape (votes,)
        Index of the state, index of the roll call, and 1 yes, 2 abstain, 3 no. An absence is a
        missing row.
    period : integer array, shape (roll calls,)
        Index of each roll call's period.
    use : boolean array, shape (roll calls,), optional
        Only these roll calls are used (an issue area). All by default.
    minority : float in [0, 0.5), default 0.025
        A roll call is kept if at least this share of its votes differs from the most frequent
        vote, and at least one does. 0 drops only the unanimous ones, which carry no information.

    Returns
    -------
    VoteLayout

    Raises
    ------
    ValueError
        For arrays of the wrong shape or type, an unknown vote, an index or share out of range, a
        state that votes twice on a roll call, or no divided roll call at all.

    Examples
    --------
    >>> votes = lay_out([0, 1, 0, 1], [0, 0, 1, 1], [1, 3, 1, 1], [0, 0])
    >>> votes.kept.tolist()          # roll call 1 is unanimous
    [0]
    """
    s, j, y, t = _check(state, roll_call, vote, period)
    counts = np.bincount(j * 3 + (y - 1), minlength=3 * len(t)).reshape(-1, 3)
    if not 0.0 <= minority < 0.5:
        raise ValueError(f"minority is a share from 0 to below 0.5, not {minority}")
    cast, dissent = counts.sum(axis=1), counts.sum(axis=1) - counts.max(axis=1)
    keep = (dissent >= 1) & (dissent >= minority * cast)
    if use is not None:
        chosen = np.asarray(use)
        if chosen.shape != t.shape or chosen.dtype != np.bool_:
            raise ValueError(
                f"use must be a boolean for each of the {len(t)} roll calls,"
                f" not shape {chosen.shape} of {chosen.dtype}"
            )
        keep &= chosen
    if not keep.any():
        raise ValueError("no divided roll call among those to be used")
    n_states, n_periods = int(s.max()) + 1, int(t.max()) + 1
    kept = np.flatnonzero(keep)
    kept = kept[np.argsort(t[kept], kind="stable")]
    item_of = np.full(len(t), -1, dtype=np.int64)
    item_of[kept] = np.arange(len(kept))
    item = item_of[j]
    inside = item >= 0
    s, item, y = s[inside].astype(np.int64), item[inside], y[inside].astype(np.int8)
    cells, cell = np.unique(s * n_periods + t[kept][item], return_inverse=True)
    cell_state, cell_period = cells // n_periods, cells % n_periods
    gap = np.diff(cell_period, prepend=0)
    gap[np.diff(cell_state, prepend=-1) != 0] = 0
    by_cell = np.argsort(cell * len(kept) + item, kind="stable")
    by_item = np.argsort(item * len(cells) + cell, kind="stable")
    if np.any((np.diff(cell[by_cell]) == 0) & (np.diff(item[by_cell]) == 0)):
        raise ValueError("a state votes twice on one roll call: keep one row for each pair")
    return VoteLayout(
        n_states=n_states,
        n_periods=n_periods,
        cell_state=cell_state,
        cell_period=cell_period,
        cell_gap=gap,
        state_start=np.searchsorted(cell_state, np.arange(n_states + 1)),
        cell_start=np.searchsorted(cell[by_cell], np.arange(len(cells) + 1)),
        cell_item=item[by_cell].astype(np.int32),
        cell_vote=y[by_cell],
        kept=kept,
        item_period=t[kept].astype(np.int64),
        item_start=np.searchsorted(item[by_item], np.arange(len(kept) + 1)),
        item_cell=cell[by_item].astype(np.int32),
        item_vote=y[by_item],
        item_abstentions=counts[kept, 1].astype(np.float64),
    )
