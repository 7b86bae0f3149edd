"""The models that the package ships: fitted once to the shipped figures, small, read in no time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

from rapallo.forecast.backtest import backtest
from rapallo.forecast.features import build_years
from rapallo.forecast.model import AdditiveModel, file_name, fit_model, last_origin, ship
from rapallo.forecast.outcomes import HORIZONS, OUTCOMES, cases
from rapallo.forecast.record import write_records
from rapallo.forecast.training import FIRST_FORECAST, past_forecasts
from rapallo.panel.years import FIRST
from rapallo.warehouse import location
from rapallo.warehouse.store import Warehouse

ORIGINS = (*range(1850, 1940, 10), 1938, *range(1948, 2008, 10), 2003, 2008, 2013, 2018)
"""Years as of which models are shipped; a brief uses the newest that is no later than it."""
WANTED = {"defence_pact": HORIZONS, "end_of_defence_pact": HORIZONS} | {
    name: (5,) for name in OUTCOMES if name not in ("defence_pact", "end_of_defence_pact")
}


def ship_models(
    warehouse: Warehouse,
    folder: Path,
    *,
    origins: Iterable[int] = ORIGINS,
    progress: Callable[[str], None] = lambda _: None,
) -> Path:
    """Fit every shipped model to a warehouse and write them to one archive in a folder.

    A model as of a year is fitted to windows that had ended by then, and calibrated on forecasts
    of models fitted as of earlier years.
    """
    features = build_years(warehouse, FIRST, last_origin())
    models: dict[str, AdditiveModel] = {}
    for outcome, horizons in WANTED.items():
        standing = cases(features, OUTCOMES[outcome])
        for horizon in horizons:
            progress(f"{outcome}, {horizon} years")
            end = last_origin() - horizon
            past = past_forecasts(features, standing, horizon, FIRST_FORECAST, end)
            for origin in origins:
                model = fit_model(features, horizon, origin, outcome, known=standing, past=past)
                if model is not None:
                    models[file_name(outcome, horizon, origin)] = model
    return ship(models, folder)


def ship_records(
    warehouse: Warehouse, folder: Path, *, progress: Callable[[str], None] = lambda _: None
) -> Path:
    """Write the track record of every shipped model to the folder."""
    made = []
    for outcome, horizons in WANTED.items():
        for horizon in horizons:
            progress(f"record of {outcome}, {horizon} years")
            made.append(backtest(warehouse, horizon=horizon, outcome=outcome, compare=False))
    return write_records(made, folder)


def main() -> None:
    """Fit the shipped models to the shipped figures anew, and make their record."""
    folder = Path(str(files("rapallo.forecast") / "fitted"))
    with Warehouse.open(location.SNAPSHOT) as warehouse:
        ship_models(warehouse, folder, progress=print)
        ship_records(warehouse, folder, progress=print)


if __name__ == "__main__":
    main()
