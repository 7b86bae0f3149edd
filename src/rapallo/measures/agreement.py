"""Agreement in roll calls: votes of 1 (yes), 2 (abstain), 3 (no), missing where absent."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rapallo.measures.portfolios import MISSING, Floats, joint_tables
from rapallo.measures.similarity import s_of

YES, ABSTAIN, NO = 1, 2, 3
VOTES = (YES, ABSTAIN, NO)


def roll_calls(
    votes: ArrayLike,
    *,
    unanimous: Literal["drop", "keep"] = "drop",
    abstention: Literal["middle", "drop"] = "middle",
    absence: Literal["drop", "abstain"] = "drop",
) -> NDArray[np.int8]:
    """Roll calls made ready for comparison.

    Parameters
    ----------
    votes : array_like, shape (states, calls)
        1 yes, 2 abstain, 3 no; NaN (float) or -1 (integer) where the state cast no vote, absent
        or not a member.
    unanimous : {"drop", "keep"}
        What to do with calls on which all who voted, voted alike. They tell nothing about who
        stands with whom, and most of them raise every pair's agreement; by default they go.
        Unanimity is judged on all votes given, before the other options.
    abstention : {"middle", "drop"}
        An abstention stands midway between yes and no (default), or counts as missing.
    absence : {"drop", "abstain"}
        A missing vote leaves the call out for that state's pairs (default), or counts as an
        abstention. States with no vote at all stay missing: they were not members.

    Returns
    -------
    ndarray of int8, shape (states, calls kept)
        1, 2, 3, or -1 where missing.

    Raises
    ------
    ValueError
        If `votes` is not a matrix, holds another value, or an option is unknown.

    Examples
    --------
    >>> roll_calls([[1, 1, 3], [1, 2, -1]])
    array([[1],
           [2]], dtype=int8)
    """
    for name, option, known in (
        ("unanimous", unanimous, ("drop", "keep")),
        ("abstention", abstention, ("middle", "drop")),
        ("absence", absence, ("drop", "abstain")),
    ):
        if option not in known:
            raise ValueError(f"{name} must be one of {known}, not {option!r}")
    calls = _votes(votes)
    if unanimous == "drop":
        lowest = np.where(calls == MISSING, NO, calls).min(axis=0, initial=NO)
        calls = calls[:, calls.max(axis=0, initial=MISSING) > lowest]
    if absence == "abstain":
        member = (calls != MISSING).any(axis=1, keepdims=True)
        calls = np.where((calls == MISSING) & member, np.int8(ABSTAIN), calls)
    if abstention == "drop":
        calls = np.where(calls == ABSTAIN, np.int8(MISSING), calls)
    return calls


def agreement(
    votes: ArrayLike,
    *,
    unanimous: Literal["drop", "keep"] = "drop",
    abstention: Literal["middle", "drop"] = "middle",
    absence: Literal["drop", "abstain"] = "drop",
) -> Floats:
    """Voting agreement of all pairs of states.

    l_ij = mean over shared calls of 1 - |v_i - v_j| / 2: 1 for the same vote, 1/2 for an
    abstention against a yes or a no, 0 for a yes against a no. It is (1 + S) / 2 on votes.

    Parameters
    ----------
    votes : array_like, shape (states, calls)
        1 yes, 2 abstain, 3 no; NaN (float) or -1 (integer) where no vote was cast.
    unanimous, abstention, absence
        See `roll_calls`. By default unanimous calls are dropped, an abstention is midway, and an
        absence leaves the call out for that state's pairs.

    Returns
    -------
    ndarray of float64, shape (states, states)
        In [0, 1], symmetric; NaN for pairs that share no call.

    Raises
    ------
    ValueError
        If `votes` is not a matrix, holds another value, or an option is unknown.

    Examples
    --------
    >>> agreement([[1, 1, 3, 1], [1, 2, 1, 3]], unanimous="keep")
    array([[1.   , 0.375],
           [0.375, 1.   ]])

    References
    ----------
    Voeten, E. (2013). Data and analyses of voting in the UN General Assembly. In Reinalda (ed.),
    Routledge Handbook of International Organization. Same rule as the index published with Bailey,
    Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2), 430-456.
    """
    calls = roll_calls(votes, unanimous=unanimous, abstention=abstention, absence=absence)
    return (1 + s_of(joint_tables(calls, levels=VOTES), "absolute")) / 2


def same_share(
    votes: ArrayLike,
    *,
    unanimous: Literal["drop", "keep"] = "drop",
    abstention: Literal["middle", "drop"] = "middle",
    absence: Literal["drop", "abstain"] = "drop",
) -> Floats:
    """Share of shared calls on which two states cast exactly the same vote, for all pairs.

    Parameters
    ----------
    votes : array_like, shape (states, calls)
        1 yes, 2 abstain, 3 no; NaN (float) or -1 (integer) where no vote was cast.
    unanimous, abstention, absence
        See `roll_calls`.

    Returns
    -------
    ndarray of float64, shape (states, states)
        In [0, 1], symmetric; at most `agreement`. NaN for pairs that share no call.

    Raises
    ------
    ValueError
        If `votes` is not a matrix, holds another value, or an option is unknown.

    Examples
    --------
    >>> same_share([[1, 1, 3, 1], [1, 2, 1, 3]], unanimous="keep")
    array([[1.  , 0.25],
           [0.25, 1.  ]])
    """
    calls = roll_calls(votes, unanimous=unanimous, abstention=abstention, absence=absence)
    return (1 + s_of(joint_tables(calls, levels=VOTES), "nominal")) / 2


def shared_calls(votes: ArrayLike) -> NDArray[np.int64]:
    """Count the calls on which both states of a pair voted, for all pairs.

    Parameters
    ----------
    votes : array_like, shape (states, calls)
        1 yes, 2 abstain, 3 no; NaN (float) or -1 (integer) where no vote was cast. Pass the
        result of `roll_calls` to count what `agreement` rests on.

    Returns
    -------
    ndarray of int64, shape (states, states)

    Raises
    ------
    ValueError
        If `votes` is not a matrix or holds another value.

    Examples
    --------
    >>> shared_calls([[1, 1, 3], [1, 2, -1]])
    array([[3, 2],
           [2, 2]])
    """
    voted = (_votes(votes) != MISSING).astype(np.float64)
    counts: NDArray[np.int64] = np.rint(voted @ voted.T).astype(np.int64)
    return counts


def _votes(votes: ArrayLike) -> NDArray[np.int8]:
    matrix = np.asarray(votes)
    if matrix.ndim != 2:
        raise ValueError(f"votes have two axes, states and calls, not {matrix.ndim}")
    if matrix.dtype.kind == "f":
        matrix = np.where(np.isnan(matrix), MISSING, matrix)
    if not np.isin(matrix, (MISSING, *VOTES)).all():
        raise ValueError("a vote is 1 (yes), 2 (abstain) or 3 (no), or missing")
    return matrix.astype(np.int8)
