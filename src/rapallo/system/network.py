"""The signed network of all states in a year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo.errors import RapalloError
from rapallo.panel.years import FIRST, LAST
from rapallo.triangle.signs import CARRY, NEEDED, Grounds, Thresholds
from rapallo.warehouse.store import Warehouse


@dataclass(frozen=True)
class SignedNetwork:
    """Ties of all states in a year.

    Parameters
    ----------
    year : int
        The year; nothing later was used.
    codes : ndarray, shape (states,)
        Correlates of War codes of the members of the system, rising.
    sign : ndarray of int8, shape (states, states)
        1 friendly, -1 hostile, 0 neither, at the middle thresholds; symmetric.
    positive, negative : ndarray, shape (states, states)
        Share of the draws of thresholds at which the tie is friendly or hostile.
    """

    year: int
    codes: NDArray[np.int16]
    sign: NDArray[np.int8]
    positive: NDArray[np.float64]
    negative: NDArray[np.float64]

    @property
    def net(self) -> NDArray[np.float64]:
        """Expected sign of every tie, -1 to 1."""
        return self.positive - self.negative


def thresholds(
    intensity: float | None = None, memory: float | None = None, trade: float | None = None
) -> Thresholds:
    """Return the rule's thresholds, those given held fast and the others drawn.

    Parameters
    ----------
    intensity : float, optional
        Intensity of disputes over five years, 0 to 1, from which a tie is hostile.
    memory : float, optional
        Years for which a treaty softens a rivalry, 0 or more.
    trade : float, optional
        Percentile of trade salience, 0 to 100, from which a tie is friendly.

    Raises
    ------
    RapalloError
        If one is out of its range.

    Examples
    --------
    >>> limits = thresholds(trade=95)
    >>> bool((limits.trade == 95).all()), bool((limits.memory == limits.memory[0]).all())
    (True, False)
    """
    drawn = Thresholds.drawn()
    given = {"intensity": intensity, "memory": memory, "trade": trade}
    most = {"intensity": 1.0, "memory": np.inf, "trade": 100.0}
    held = {}
    for name, value in given.items():
        if value is None:
            held[name] = getattr(drawn, name)
        elif 0 <= value <= most[name]:
            held[name] = np.full_like(drawn.intensity, value)
        else:
            above = f"0 to {most[name]:g}" if np.isfinite(most[name]) else "0 or more"
            raise RapalloError(f"the threshold of {name} is {above}, not {value:g}")
    return Thresholds(**held)


def network(warehouse: Warehouse, year: int, limits: Thresholds | None = None) -> SignedNetwork:
    """Return the signed network of a year, by the rule of `rapallo.triangle.signs`.

    Parameters
    ----------
    warehouse : Warehouse
        Where the tables are.
    year : int
        Year of the ties; nothing later is used.
    limits : Thresholds, optional
        Thresholds of the rule, the first of each for the sign; by default as in triangles.

    Raises
    ------
    RapalloError
        If the year is outside the state system's.
    """
    if not FIRST <= year <= LAST:
        raise RapalloError(f"{year} is outside the state system's years, {FIRST}-{LAST}")
    stored = ", ".join(f"d.{name}" for name in NEEDED)
    rows = warehouse.sql(
        f"SELECT d.state1, d.state2, d.year, {stored}, a.trade_salience AS trade_place "
        "FROM dyad_year d JOIN alignment_year a USING (state1, state2, year) "
        "WHERE d.year BETWEEN ? AND ? ORDER BY d.state1, d.state2, d.year",
        [year - CARRY, year],
    )
    current = rows["year"].to_numpy() == year
    drawn = Grounds.of(rows).where(current).signs(Thresholds.drawn() if limits is None else limits)
    now = rows.filter(current)
    codes = np.unique(np.concatenate([now["state1"].to_numpy(), now["state2"].to_numpy()]))
    i, j = (np.searchsorted(codes, now[name].to_numpy()) for name in ("state1", "state2"))
    return SignedNetwork(
        year=year,
        codes=codes,
        sign=_square(len(codes), i, j, drawn[:, 0]).astype(np.int8),
        positive=_square(len(codes), i, j, (drawn == 1).mean(axis=1)),
        negative=_square(len(codes), i, j, (drawn == -1).mean(axis=1)),
    )


def _square(
    size: int,
    i: NDArray[np.intp],
    j: NDArray[np.intp],
    values: NDArray[np.float64] | NDArray[np.int8],
) -> NDArray[np.float64]:
    out = np.zeros((size, size))
    out[i, j] = out[j, i] = values
    return out
