"""The forecasting model: loaded or fitted as of a year, and taken apart term by term."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from rapallo.forecast.additive import Shapes
from rapallo.forecast.calibration import Calibration, logit
from rapallo.forecast.declared import FEATURES, NAMES
from rapallo.forecast.features import Features, build_years
from rapallo.forecast.outcomes import OUTCOMES, Cases, cases
from rapallo.forecast.terms import TERMS
from rapallo.forecast.training import FIRST_FORECAST, calibration, past_forecasts, train
from rapallo.panel.column import Column
from rapallo.panel.columns import column
from rapallo.panel.years import FIRST
from rapallo.warehouse.store import Warehouse

NINETY = 1.645
"""Standard deviations to either side that hold 90 %."""
SHIPPED = "models.zip"


@dataclass(frozen=True)
class Part:
    """One term's part of the log-odds, with a 90 % interval over resampled treaties."""

    log_odds: float
    low: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """A forecast, taken apart: ``log_odds = baseline + sum of terms + calibration``.

    `baseline` are the log-odds of the average pair in the model's history, `terms` what sets this
    pair apart from it, `calibration` what the record of past forecasts adds or takes. `low` and
    `high` are a 90 % interval of the probability over resampled treaties and years; it does not
    hold the uncertainty of whether the coming years see a burst of treaties or none.
    """

    outcome: str
    horizon: int
    origin: int
    probability: float
    low: float
    high: float
    base_rate: float
    log_odds: float
    baseline: float
    calibration: float
    terms: Mapping[str, Part]


@dataclass(frozen=True)
class AdditiveModel:
    """An additive model of an outcome within a horizon, fitted to what was known as of `origin`."""

    outcome: str
    horizon: int
    origin: int
    shapes: Shapes
    calibration: Calibration

    @classmethod
    def load(
        cls, as_of: int, horizon: int = 5, outcome: str = "defence_pact"
    ) -> AdditiveModel | None:
        """Return the newest model fitted as of no later a year than `as_of`; None if there is none.

        Looks among the models that the package ships and those that `refit` has kept here.
        """
        known = [y for o, h, y in _catalogue() if (o, h) == (outcome, horizon) and y <= as_of]
        return _read(file_name(outcome, horizon, max(known))) if known else None

    def probabilities(self, features: Features) -> NDArray[np.float64]:
        """Return the calibrated probability of every row; NaN for pairs not at risk."""
        at_risk = OUTCOMES[self.outcome].at_risk(features)
        out = np.full(len(features.year), np.nan)
        odds = self.shapes.log_odds(features.matrix[at_risk])
        out[at_risk] = self.calibration.probability(odds)
        return out

    def forecast(self, row: NDArray[np.float32]) -> Forecast:
        """Return the forecast for a pair's features (a row of `Features.matrix`)."""
        return self.forecasts(row[None, :])[0]

    def forecasts(self, matrix: NDArray[np.float32]) -> list[Forecast]:
        """Return the forecasts for rows of features.

        The parts of features that belong to one term are added up.
        """
        parts = self.shapes.contributions(matrix)
        moves, base = self.shapes.deviations(matrix)
        raw = self.shapes.baseline + parts.sum(axis=1)
        wide = NINETY * spread(moves.sum(axis=2) + base[:, None])
        middle, low, high = (
            self.calibration.probability(odds) for odds in (raw, raw - wide, raw + wide)
        )
        odds = logit(middle)
        terms: list[dict[str, Part]] = [{} for _ in raw]
        for term in TERMS:
            mine = [k for k, f in enumerate(FEATURES) if f.term == term]
            value, width = (
                parts[:, mine].sum(axis=1),
                NINETY * spread(moves[:, :, mine].sum(axis=2)),
            )
            for kept, v, w in zip(terms, value.tolist(), width.tolist(), strict=True):
                kept[term] = Part(v, v - w, v + w)
        return [
            Forecast(
                outcome=self.outcome,
                horizon=self.horizon,
                origin=self.origin,
                probability=float(middle[k]),
                low=float(low[k]),
                high=float(high[k]),
                base_rate=self.calibration.rate,
                log_odds=float(odds[k]),
                baseline=self.shapes.baseline,
                calibration=float(odds[k] - raw[k]),
                terms=terms[k],
            )
            for k in range(len(raw))
        ]

    def to_bytes(self) -> bytes:
        """Return the model as an npz file, draws to a hundredth of the widest."""
        out = io.BytesIO()
        scale = max(float(np.abs(self.shapes.draws).max(initial=0.0)) / 127, 1e-9)
        about = {"calibration": asdict(self.calibration), "features": list(NAMES)}
        np.savez_compressed(
            out,
            start=self.shapes.start.astype(np.int16),
            knots=self.shapes.knots.astype(np.float32),
            values=self.shapes.values.astype(np.float32),
            baseline=np.array(self.shapes.baseline),
            draws=np.round(self.shapes.draws / scale).astype(np.int8),
            scale=np.array(scale),
            about=np.array(json.dumps(about)),
        )
        return out.getvalue()

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> AdditiveModel | None:
        """Return the model in an npz file; None if it was made with other features."""
        outcome, horizon, origin = _key(name)
        with np.load(io.BytesIO(data)) as kept:
            about = json.loads(str(kept["about"]))
            if tuple(about["features"]) != NAMES:
                return None
            shapes = Shapes(
                start=kept["start"].astype(np.intp),
                knots=kept["knots"].astype(np.float64),
                values=kept["values"].astype(np.float64),
                baseline=float(kept["baseline"]),
                draws=kept["draws"].astype(np.float32) * np.float32(kept["scale"]),
            )
        return cls(outcome, horizon, origin, shapes, Calibration(**about["calibration"]))


def spread(draws: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the root mean square of the draws' deviations, along the first axis."""
    if not len(draws):
        return np.zeros(draws.shape[1])
    out: NDArray[np.float64] = np.sqrt(np.mean(np.square(draws, dtype=np.float64), axis=0))
    return out


def fit_model(
    features: Features, horizon: int, as_of: int, outcome: str = "defence_pact",
    *, known: Cases | None = None, past: NDArray[np.float64] | None = None,
) -> AdditiveModel | None:  # fmt: skip
    """Fit a model to what was known as of a year; None where too few treaties were.

    Parameters
    ----------
    features : Features
        Of all pairs from 1816 (or a century before `as_of`) at least to `as_of`; later rows are
        not used.
    horizon, as_of, outcome
        Years ahead; the year as of which; an id of `OUTCOMES`.
    known, past : optional
        `cases` of these features, and `past_forecasts`, where they are at hand.
    """
    standing = cases(features, OUTCOMES[outcome]) if known is None else known
    shapes = train(features, standing, horizon, as_of)
    if shapes is None:
        return None
    if past is None:
        past = past_forecasts(features, standing, horizon, FIRST_FORECAST, as_of - horizon)
    taught = calibration(
        features, standing, past, horizon, as_of, level_trust=OUTCOMES[outcome].level_trust
    )
    return AdditiveModel(outcome, horizon, as_of, shapes, taught)


def refit(
    warehouse: Warehouse, as_of: int, horizon: int = 5, outcome: str = "defence_pact"
) -> AdditiveModel | None:
    """Fit a model as of a year to a warehouse, keep it here, and return it."""
    as_of = min(as_of, last_origin())
    model = fit_model(build_years(warehouse, FIRST, as_of), horizon, as_of, outcome)
    if model is not None:
        folder = cache()
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / file_name(outcome, horizon, as_of)
        aside = target.with_suffix(".part")
        aside.write_bytes(model.to_bytes())
        aside.replace(target)
        _catalogue.cache_clear()
        _read.cache_clear()
    return model


def last_origin() -> int:
    """Return the last year as of which a fit can differ: that of the treaty data."""
    obligations: Column = column("defence")
    return obligations.last


def cache() -> Path:
    """Return the folder of refitted models: in ``RAPALLO_HOME``, or the user's cache folder."""
    home = os.environ.get("RAPALLO_HOME")
    return Path(home) / "models" if home else user_cache_path("rapallo") / "models"


def file_name(outcome: str, horizon: int, origin: int) -> str:
    """Return the name of a model's file, such as ``defence_pact-5-2018.npz``."""
    return f"{outcome}-{horizon}-{origin}.npz"


def _key(name: str) -> tuple[str, int, int]:
    outcome, horizon, origin = name.removesuffix(".npz").rsplit("-", 2)
    return outcome, int(horizon), int(origin)


def _shipped() -> Path:
    return Path(str(files("rapallo.forecast") / "fitted" / SHIPPED))


@lru_cache
def _catalogue() -> tuple[tuple[str, int, int], ...]:
    names = [p.name for p in cache().glob("*.npz")]
    if _shipped().exists():
        with ZipFile(_shipped()) as kept:
            names += kept.namelist()
    return tuple(sorted({_key(name) for name in names}))


@lru_cache(maxsize=32)
def _read(name: str) -> AdditiveModel | None:
    own = cache() / name
    if own.exists():
        model = AdditiveModel.from_bytes(name, own.read_bytes())
        if model is not None:
            return model
    with ZipFile(_shipped()) as kept:
        return AdditiveModel.from_bytes(name, kept.read(name)) if name in kept.namelist() else None


def ship(models: Mapping[str, AdditiveModel], folder: Path) -> Path:
    """Write models, by file name, to the archive that the package ships."""
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(folder / SHIPPED, "w") as kept:
        for name, model in sorted(models.items()):
            kept.writestr(name, model.to_bytes())
    return folder / SHIPPED
