"""What history says of comparable pairs: base rates and analogues."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outlook:
    """How often an outcome followed within a horizon.

    `probability` is None until a forecasting model is fitted; `base_rate` is the share of
    comparable pair-years in history (`cases` of `of`) that saw the outcome, with `low` and `high`
    a 90 % interval that resamples years (a treaty makes many pairs at once); `all_pairs` is the
    share among all pair-years at risk.
    """

    outcome: str
    horizon: int
    probability: float | None
    low: float | None
    high: float | None
    base_rate: float | None
    cases: int
    of: int
    all_pairs: float | None
    basis: str


@dataclass(frozen=True)
class Analogue:
    """A pair-year in history that resembles the pair asked about, and what followed."""

    pair: tuple[str, str]
    names: tuple[str, str]
    year: int
    similarity: float
    what_followed: str
