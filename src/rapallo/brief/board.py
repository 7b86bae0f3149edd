"""The whole board of a year as a brief keeps it: who stands in which camp, and who with whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo.triangle.result import Sign


@dataclass(frozen=True)
class Member:
    """A state of the board.

    Parameters
    ----------
    state : int
        Correlates of War code.
    code, name : str
        As of the year.
    size : float
        Share of the capabilities of all.
    camp : int
        0 for the camp with most capabilities, 1 for the other.
    hold : float
        How firmly it is there: its ties by weight, for less against, over all; 0 on the fence.
    x, y : float or None
        Place in the network from the left and the top, 0 to 1, such that states with closer ties
        are nearer; None for a state that is neither among the strongest nor one of the three.
    """

    state: int
    code: str
    name: str
    size: float
    camp: int
    hold: float
    x: float | None
    y: float | None


@dataclass(frozen=True)
class Bond:
    """A tie in the network that is friendly or hostile, with the two states' alignment."""

    pair: tuple[str, str]
    sign: Sign
    alignment: float | None


@dataclass(frozen=True)
class Board:
    """All states of a year in two camps, and the ties of the strongest.

    Parameters
    ----------
    year : int
        Nothing later was used.
    standing : tuple of Member
        All states, the largest first.
    bonds : tuple of Bond
        Friendly and hostile ties between those with a place in the network.
    frustrated, bound : float
        Share of the weight of all ties that these camps leave frustrated, and a proven bound
        below which no two camps can.
    """

    year: int
    standing: tuple[Member, ...]
    bonds: tuple[Bond, ...]
    frustrated: float
    bound: float

    @property
    def codes(self) -> NDArray[np.int16]:
        """Correlates of War codes, in the order of `standing`."""
        return np.array([member.state for member in self.standing], dtype=np.int16)

    @property
    def camp(self) -> NDArray[np.intp]:
        """Camp of each state."""
        return np.array([member.camp for member in self.standing], dtype=np.intp)

    @property
    def hold(self) -> NDArray[np.float64]:
        """Hold of each state."""
        return np.array([member.hold for member in self.standing])

    @property
    def count(self) -> int:
        """How many camps there are."""
        return 1 + max(member.camp for member in self.standing)

    def members(self, camp: int) -> NDArray[np.int16]:
        """Return codes of a camp's members, the largest first."""
        codes = [member.state for member in self.standing if member.camp == camp]
        return np.array(codes, dtype=np.int16)

    def share(self, camp: int) -> float:
        """Return a camp's share of capabilities."""
        return sum(member.size for member in self.standing if member.camp == camp)
