"""Dynamic ordinal ideal points from roll-call votes.

`fit_ideal_points` estimates positions, `distance` compares a pair, `closer` two pairs.
"""

from .fit import fit_ideal_points
from .result import Distance, IdealPoints, closer, distance

__all__ = ["Distance", "IdealPoints", "closer", "distance", "fit_ideal_points"]
