"""What draws states to one side or apart: sizes and relative alignment, for landscape theory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.alignment.indicators import DIMENSIONS
from rapallo.errors import RapalloError
from rapallo.panel.columns import column
from rapallo.panel.years import FIRST, LAST
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float64]
Centring = Literal["relative", "median", "midpoint"]
CENTRINGS: tuple[Centring, ...] = ("relative", "median", "midpoint")

RULE = (
    "Propensity of a pair: its alignment index less what the two states' general levels of ties "
    "would give (one level a state, fitted by least squares with the pair's sizes as weights), so "
    "that each state is drawn to some and away from others by as much. Size: share of the "
    "system's capabilities (CINC), carried {carry} years at most; a state without one counts half "
    "the smallest"
)


@dataclass(frozen=True)
class Drawn:
    """All states of a year, as landscape theory sees them.

    Parameters
    ----------
    year : int
        Nothing later was used.
    codes : ndarray of int16, shape (states,)
        Correlates of War codes, rising.
    size : ndarray, shape (states,)
        Share of the capabilities of these states; above 0, they sum to 1.
    alignment : ndarray, shape (states, states)
        Alignment index of each pair, 0 to 100; NaN on the diagonal and where unknown.
    dimensions : ndarray, shape (4, states, states)
        What the index is the mean of, hostility turned round; NaN where unknown.
    """

    year: int
    codes: NDArray[np.int16]
    size: Floats
    alignment: Floats
    dimensions: Floats

    def propensities(self, centring: Centring = "relative") -> Floats:
        """Return propensities with the index's zero put where `centring` says.

        `relative` is `relative_alignment`; `median` takes the year's median pair for indifferent,
        `midpoint` the middle of the scale. A pair without an index has 0.
        """
        return centred(self.alignment, self.size, centring)

    def weights(self, propensity: Floats) -> Floats:
        """Return s_i s_j p_ij, what the sides of two states weigh for the whole."""
        weight: Floats = self.size[:, None] * propensity * self.size[None, :]
        return (weight + weight.T) / 2


def rule() -> str:
    """Return in words how propensities and sizes are made."""
    return RULE.format(carry=column("cinc").carry)


def relative_alignment(alignment: Floats, size: Floats) -> Floats:
    r"""Alignment of each pair beyond the two states' general levels of ties.

    p_ij = a_ij - l_i - l_j, with the levels l such that sum_{i<j} s_i s_j p_ij^2 is least. Then
    sum_j s_j p_ij = 0 for every state: it would lose nothing by leaving a camp of all states, and
    gain nothing by joining one, so that a camp of all explains nothing. The absolute index does
    not do: states with many ties of every kind, the great powers first, are aligned with all, and
    its two camps are the well linked and the isolated.

    Parameters
    ----------
    alignment : ndarray, shape (states, states)
        Symmetric; NaN where unknown. The diagonal is not looked at.
    size : ndarray, shape (states,)
        Above 0.

    Returns
    -------
    ndarray, shape (states, states)
        Symmetric, in the unit of `alignment`; 0 on the diagonal and where unknown.

    Examples
    --------
    The first pair stands out, though all are near in absolute terms:

    >>> a = np.array([[0, 90, 60, 60], [90, 0, 60, 60], [60, 60, 0, 70], [60, 60, 70, 0.0]])
    >>> relative_alignment(a, np.ones(4)).round(1)[0]
    array([ 0. , 13.3, -6.7, -6.7])

    References
    ----------
    Axelrod and Bennett (1993), British Journal of Political Science 23(2), 211-233, for sides;
    Gower (1966), Biometrika 53(3-4), 325-338, for centring similarities by row and column.
    """
    known = ~np.isnan(alignment)
    np.fill_diagonal(known, False)
    value = np.where(known, alignment, 0.0)
    by_size = known * size[None, :]
    level = _solved(by_size + np.diag(by_size.sum(axis=1)), value @ size)
    propensity: Floats = np.where(known, value - level[:, None] - level[None, :], 0.0)
    return (propensity + propensity.T) / 2


def _solved(equations: Floats, right: Floats) -> Floats:
    """Solve for the levels; those of states without any known pair are 0."""
    equations = equations + np.diag(1.0 * ~equations.any(axis=1))
    try:
        level = np.asarray(np.linalg.solve(equations, right), dtype=np.float64)
    except np.linalg.LinAlgError:
        level = np.full(len(right), np.nan)
    if not np.allclose(equations @ level, right, rtol=1e-10, atol=1e-10):
        # States whose known pairs form no odd ring have levels that may move against each other.
        level = np.asarray(np.linalg.lstsq(equations, right, rcond=None)[0], dtype=np.float64)
    return level


def centred(alignment: Floats, size: Floats, centring: Centring = "relative") -> Floats:
    """Return propensities from the alignment of pairs; see `Drawn.propensities`."""
    if centring == "relative":
        return relative_alignment(alignment, size)
    known = ~np.isnan(alignment)
    np.fill_diagonal(known, False)
    middle = float(np.median(alignment[known])) if centring == "median" else 50.0
    return np.where(known, alignment - middle, 0.0)


def drawn(warehouse: Warehouse, year: int) -> Drawn:
    """Return sizes and alignments of all states of a year.

    Parameters
    ----------
    warehouse : Warehouse
        Where the tables are.
    year : int
        Year of the ties; nothing later is used.

    Raises
    ------
    RapalloError
        If the year is outside the state system's, or no state has known capabilities.
    """
    if not FIRST <= year <= LAST:
        raise RapalloError(f"{year} is outside the state system's years, {FIRST}-{LAST}")
    rows = warehouse.sql(
        f"SELECT state1, state2, {', '.join(DIMENSIONS)}, alignment FROM alignment_year "
        "WHERE year = ?",
        [year],
    )
    codes = np.unique(np.concatenate([rows["state1"].to_numpy(), rows["state2"].to_numpy()]))
    i, j = (np.searchsorted(codes, rows[name].to_numpy()) for name in ("state1", "state2"))

    def square(values: pl.Series) -> Floats:
        out = np.full((len(codes), len(codes)), np.nan)
        out[i, j] = out[j, i] = values.cast(pl.Float64).fill_null(np.nan).to_numpy()
        return out

    return Drawn(
        year=year,
        codes=codes.astype(np.int16),
        size=sizes(warehouse, year, codes),
        alignment=square(rows["alignment"]),
        dimensions=np.stack(
            [square(100 - rows[name] if name == "hostility" else rows[name]) for name in DIMENSIONS]
        ),
    )


def sizes(warehouse: Warehouse, year: int, codes: NDArray[np.int16]) -> Floats:
    """Return each state's share of the capabilities of these states, above 0.

    The last CINC known in a year is carried as the panel declares; a state without a known one,
    or with one of 0, counts half the smallest.
    """
    rows = warehouse.sql(
        "SELECT state, arg_max(cinc, year) AS cinc FROM state_year "
        "WHERE year BETWEEN ? AND ? AND cinc > 0 GROUP BY state",
        [year - column("cinc").carry, year],
    )
    known = dict(zip(rows["state"].to_list(), rows["cinc"].to_list(), strict=True))
    size = np.array([known.get(int(code), np.nan) for code in codes], dtype=np.float64)
    if np.isnan(size).all():
        raise RapalloError(f"no capabilities (CINC) are known of these states in {year}")
    size[np.isnan(size)] = np.nanmin(size) / 2
    share: Floats = size / size.sum()
    return share
