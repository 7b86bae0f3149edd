"""What a picture of camps needs to know of them, however they were found."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Sides(Protocol):
    """States of a year in camps: as `rapallo.system.camps` proves, or as a brief's quick search."""

    @property
    def year(self) -> int:
        """Year of the ties."""

    @property
    def codes(self) -> NDArray[np.int16]:
        """Correlates of War codes."""

    @property
    def camp(self) -> NDArray[np.intp]:
        """Camp of each, 0 the one with most capabilities; -1 for none."""

    @property
    def hold(self) -> NDArray[np.float64]:
        """How firmly each is where it is, -1 to 1; 0 on the fence."""

    @property
    def count(self) -> int:
        """How many camps there are."""

    def members(self, camp: int) -> NDArray[np.int16]:
        """Return codes of a camp's members, the largest first."""

    def share(self, camp: int) -> float:
        """Return a camp's share of capabilities."""
