"""Polarity of a year: how capabilities are spread among the major powers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rapallo.measures.concentration import concentration
from rapallo.measures.polarity import Polarity, effective_number, polarity, top_share
from rapallo.panel.measures.among import major_powers
from rapallo.system.propensities import sizes
from rapallo.warehouse.store import Warehouse


@dataclass(frozen=True)
class Poles:
    """How capabilities (CINC) are spread among the major powers of the Correlates of War.

    Parameters
    ----------
    year : int
        The year.
    powers : tuple of int
        Their codes, the largest first.
    shares : tuple of float
        Their shares of the capabilities of all of them.
    kind : str or None
        Kind of polarity, by the thresholds of `rapallo.measures.polarity.polarity`.
    effective : float
        Effective number of powers.
    top_two : float
        Share of the largest two.
    concentration : float
        Singer, Bremer and Stuckey's CON.
    """

    year: int
    powers: tuple[int, ...]
    shares: tuple[float, ...]
    kind: Polarity | None
    effective: float
    top_two: float
    concentration: float


def poles(warehouse: Warehouse, year: int) -> Poles:
    """Return the polarity of a year, with capabilities known in it."""
    codes = np.array(major_powers(year), dtype=np.int16)
    share = sizes(warehouse, year, codes)
    order = np.argsort(-share, kind="stable")
    return Poles(
        year=year,
        powers=tuple(int(code) for code in codes[order]),
        shares=tuple(float(value) for value in share[order]),
        kind=polarity(share),
        effective=effective_number(share),
        top_two=top_share(share),
        concentration=concentration(share),
    )
