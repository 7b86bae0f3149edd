"""Named groups of states: how they hold together, and whom they lean to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rapallo import states
from rapallo.system.camps import Camps
from rapallo.system.propensities import Floats

POLES = (2, 710)
"""The two states that the tilt is between: the United States and China."""


@dataclass(frozen=True)
class GroupStanding:
    """A named group in a year.

    Parameters
    ----------
    code : str
        Of the group, such as ``"NATO"``.
    members : int
        How many of its members are in the system.
    inside, outside : float
        Mean alignment index of pairs of members, and of members with all other states; NaN where
        there is no such pair.
    to_usa, to_china : float
        Mean alignment index of the members, by their capabilities, with each of the two; neither
        is counted as a member here. NaN where there is no such pair.
    camps : tuple of int
        How many members are in each camp.
    """

    code: str
    members: int
    inside: float
    outside: float
    to_usa: float
    to_china: float
    camps: tuple[int, ...]

    @property
    def tilt(self) -> float:
        """Towards the United States above 0, towards China below: in points of the index."""
        return self.to_usa - self.to_china


def groups(camps: Camps) -> tuple[GroupStanding, ...]:
    """Return every named group with two members or more in the camps' year."""
    found = []
    for code, group in states.all_groups().items():
        inside = np.isin(camps.codes, group.in_year(camps.year))
        if inside.sum() > 1:
            found.append(_standing(code, inside, camps))
    return tuple(found)


def _standing(code: str, inside: np.ndarray, camps: Camps) -> GroupStanding:
    index = camps.drawn.alignment
    to_usa, to_china = (_towards(pole, inside, camps) for pole in POLES)
    return GroupStanding(
        code=code,
        members=int(inside.sum()),
        inside=_mean(index[np.ix_(inside, inside)]),
        outside=_mean(index[np.ix_(inside, ~inside)]),
        to_usa=to_usa,
        to_china=to_china,
        camps=tuple(int((camps.camp[inside] == k).sum()) for k in range(camps.count)),
    )


def _towards(pole: int, inside: np.ndarray, camps: Camps) -> float:
    who = inside & ~np.isin(camps.codes, POLES)
    index = camps.drawn.alignment[who][:, camps.codes == pole].ravel()
    known = ~np.isnan(index)
    if not known.any():
        return float("nan")
    return float(np.average(index[known], weights=camps.size[who][known]))


def _mean(index: Floats) -> float:
    known = index[~np.isnan(index)]
    return float(known.mean()) if len(known) else float("nan")
