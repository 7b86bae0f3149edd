"""What is likely, and what history says of comparable pairs: forecasts, base rates, analogues."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Track:
    """How past forecasts about as high as this one fared.

    Of `pairs` forecasts from `least` to `most`, on average `predicted`, the share `observed` came
    true, through `events` treaties; `low` and `high` are its 90 % interval over treaties. Origins
    `first` to `last`.
    """

    least: float
    most: float
    predicted: float
    observed: float
    low: float
    high: float
    pairs: int
    events: int
    first: int
    last: int


@dataclass(frozen=True)
class Outlook:
    """How likely an outcome is within a horizon, and how often it followed in history.

    `probability` is the model's, with a 90 % interval over resampled treaties, and None where no
    model was fitted so early; `model` says which model, and what of it is extrapolated. `base_rate`
    is the share of comparable pair-years in history (`cases` of `of`) that saw the outcome, with
    `base_low` and `base_high` a 90 % interval that resamples years (a treaty makes many pairs at
    once); `all_pairs` is the share among all pair-years at risk.
    """

    outcome: str
    horizon: int
    probability: float | None
    low: float | None
    high: float | None
    base_rate: float | None
    base_low: float | None
    base_high: float | None
    cases: int
    of: int
    all_pairs: float | None
    basis: str
    model: str = ""
    track: Track | None = None


@dataclass(frozen=True)
class Weight:
    """One term of a forecast: its part of the log-odds, with a 90 % interval over treaties.

    `values` are the features it is made of, each with its value for the pair (None where unknown)
    and what history says of it against theory: "as theory", "against theory" or "open".
    """

    id: str
    title: str
    log_odds: float
    low: float
    high: float
    values: tuple[tuple[str, float | None, str], ...]


@dataclass(frozen=True)
class Move:
    """What would raise a forecast: a term at its best for a pact, and the probability then."""

    id: str
    title: str
    gain: float
    probability: float


@dataclass(frozen=True)
class Makeup:
    """A forecast taken apart: ``log_odds = baseline + sum of the terms + calibration``.

    `baseline` are the log-odds of the average pair in the model's history, `calibration` what the
    record of past forecasts adds or takes. `origin` is the year as of which the model was fitted.
    """

    outcome: str
    horizon: int
    origin: int
    probability: float
    log_odds: float
    baseline: float
    calibration: float
    terms: tuple[Weight, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Analogue:
    """A pair-year in history that resembles the pair asked about, and what followed."""

    pair: tuple[str, str]
    names: tuple[str, str]
    year: int
    similarity: float
    what_followed: str
