"""Structural balance of a year's signed network, and the ties that stand in its way."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from rapallo.errors import RapalloError
from rapallo.measures.balance import triad_counts, triangle_index, walk_index
from rapallo.measures.balance_expected import ExpectedIndex, expected_index
from rapallo.measures.frustration import Frustration, frustration
from rapallo.system.network import SignedNetwork
from rapallo.system.propensities import Floats

TIME_LIMIT = 10.0
DRAWS = 100


@dataclass(frozen=True)
class Balance:
    """How near a signed network is to falling into camps without a tie that strains them.

    Parameters
    ----------
    network : SignedNetwork
        The ties.
    triads : tuple of int
        Number of triangles +++, ++-, +-- and ---.
    triangles : float
        Share of balanced triangles; NaN without any.
    expected : ExpectedIndex or None
        The same over draws of the ties' probabilities.
    walk : float
        Balance of all closed walks.
    two, any : Frustration
        Ties frustrated by the best two camps, and by the best camps of any number.
    """

    network: SignedNetwork = field(repr=False)
    triads: tuple[int, int, int, int]
    triangles: float
    expected: ExpectedIndex | None
    walk: float
    two: Frustration
    any: Frustration

    @property
    def ties(self) -> int:
        """Return how many pairs have a tie."""
        return int(np.count_nonzero(np.triu(self.network.sign)))

    @property
    def hostile(self) -> int:
        """Return how many pairs have a hostile tie."""
        return int(np.count_nonzero(np.triu(self.network.sign) < 0))

    def strained(self, size: Floats) -> tuple[tuple[int, int, int], ...]:
        """Return the ties that the best two camps frustrate: two codes and the tie's sign.

        Those between the largest states come first, by the product of their sizes.
        """
        pairs = self.two.frustrated
        order = np.argsort(-size[pairs[:, 0]] * size[pairs[:, 1]], kind="stable")
        codes, sign = self.network.codes, self.network.sign
        return tuple(
            (int(codes[i]), int(codes[j]), int(sign[i, j])) for i, j in pairs[order].tolist()
        )


def balance(
    network: SignedNetwork, *, draws: int = DRAWS, time_limit: float = TIME_LIMIT
) -> Balance:
    """Measure the balance of a signed network.

    Parameters
    ----------
    network : SignedNetwork
        As `rapallo.system.network.network` returns it.
    draws : int
        Draws of the signs' probabilities behind `expected`; 0 for none.
    time_limit : float
        Seconds for each of the two proofs.

    Raises
    ------
    RapalloError
        If no two states have a tie.
    """
    sign = network.sign.astype(np.float64)
    if not sign.any():
        raise RapalloError(f"no two states have a tie in {network.year} at these thresholds")
    none, one, two, three = (int(count) for count in triad_counts(sign))
    return Balance(
        network=network,
        triads=(none, one, two, three),
        triangles=triangle_index(sign),
        expected=expected_index(network.positive, network.negative, draws=draws) if draws else None,
        walk=walk_index(sign),
        two=frustration(sign, time_limit=time_limit),
        any=frustration(sign, camps=None, time_limit=time_limit),
    )
