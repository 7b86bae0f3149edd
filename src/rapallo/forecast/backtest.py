"""The backtest: forecasts as they would have been made, scored against what came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo.errors import RapalloError
from rapallo.forecast.calibration import expit
from rapallo.forecast.comparison import black_box_forecasts, climatology, logit_forecasts
from rapallo.forecast.events import PactEvent, pact_events
from rapallo.forecast.features import Features, build_years
from rapallo.forecast.outcomes import OUTCOMES, Cases, cases
from rapallo.forecast.scored import Bin, Score, Scorer
from rapallo.forecast.selection import chosen_forecasts
from rapallo.forecast.training import FIRST_FORECAST, calibration, past_forecasts
from rapallo.panel.columns import column
from rapallo.panel.years import FIRST
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

EARLIEST = 1955
TUNED_FROM = 1970
"""The settings were fixed with origins from this one on in view; earlier ones are held out."""
MODEL = "additive model"
CHOSEN = "settings chosen by earlier origins"
ERAS = ((1955, 1969), (1970, 1979), (1980, 1989), (1990, 1999), (2000, 2018))
REGIONS = ("Americas", "Europe", "Africa", "Middle East", "Asia and Oceania")
FIRST_CODES = (200, 400, 630, 700)


@dataclass(frozen=True)
class Backtest:
    """The record of rolling forecasts.

    Every forecast is scored apart on the origins from `TUNED_FROM` on, and on those held out
    before it. `bins` (of the former) and `held_out` hold equally many forecasts each; `levels` are
    cut at `LEVELS` of predicted risk. Among `scores`, those of "pacts of more" leave out the cases
    that ended in a treaty of two alone; that outcome, ``bilateral_pact``, has its own model.
    """

    outcome: str
    horizon: int
    first: int
    last: int
    scores: tuple[Score, ...]
    bins: tuple[Bin, ...]
    held_out: tuple[Bin, ...]
    levels: tuple[Bin, ...]
    events: tuple[PactEvent, ...]
    seconds: float
    peak_mb: float

    @property
    def windows(self) -> tuple[str, str | None]:
        """Return the names of the main window, and of that held out if there is one."""
        names = list(dict.fromkeys(s.cases for s in self.scores if s.forecast == CHOSEN))
        return names[0], names[1] if len(names) > 1 else None

    def score(self, forecast: str, cases: str | None) -> Score | None:
        """Return how a forecast fared on some cases; None where it was not scored on them."""
        fits = (s for s in self.scores if (s.forecast, s.cases) == (forecast, cases))
        return next(fits, None)

    def as_dict(self) -> dict[str, object]:
        """Return the record as plain data."""
        return asdict(self)


def backtest(
    warehouse: Warehouse,
    *,
    horizon: int = 5,
    first: int = EARLIEST,
    last: int | None = None,
    outcome: str = "defence_pact",
    compare: bool = True,
    progress: Callable[[str], None] = lambda _: None,
) -> Backtest:
    """Score the forecasts that the models would have made as of every year.

    Every model is fitted as of its origin, to windows that had ended by then, and stands for five
    years at most (the comparison models: ten); it is calibrated every year on its own past
    forecasts whose windows had ended.

    Parameters
    ----------
    warehouse : Warehouse
    horizon : int
        Years ahead.
    first, last : int
        Origins; `last` may be no later than the end of the treaty data less the horizon, which is
        the default.
    outcome : str
        An id of `OUTCOMES`.
    compare : bool
        Whether the comparison models are fitted and scored too.
    progress : callable
        Called with what is being done.

    Raises
    ------
    RapalloError
        If the origins are outside the years that can be scored, or the outcome is unknown.
    """
    import resource
    import time

    latest = column("defence").last - horizon
    last = latest if last is None else last
    if not EARLIEST <= first <= last <= latest:
        raise RapalloError(
            f"origins from {first} to {last} cannot be scored at a horizon of {horizon} years: "
            f"they must lie between {EARLIEST} and {latest}, when the last window of the treaty "
            "data opens"
        )
    if outcome not in OUTCOMES:
        raise RapalloError(f"{outcome!r} is no outcome; there are {', '.join(OUTCOMES)}")
    begun = time.perf_counter()
    progress("features of all pairs since 1816")
    features = build_years(warehouse, FIRST, column("defence").last)
    standing = cases(features, OUTCOMES[outcome])
    progress("additive model, refitted every five years")
    raw = past_forecasts(features, standing, horizon, FIRST_FORECAST, last)
    origins = range(first, last + 1)
    trust = OUTCOMES[outcome].level_trust
    forecasts, rate = calibrated(features, standing, raw, horizon, origins, trust)
    fitted = {}
    if compare:
        for name, made in (("plain logit", logit_forecasts), ("black box", black_box_forecasts)):
            progress(name)
            fitted[name] = made(features, standing, horizon, origins)
    progress("settings chosen by earlier origins")
    chosen = chosen_forecasts(features, standing, horizon, last, at_hand=raw)
    recent = climatology(standing, features, horizon, origins, recent=20)
    progress("scores")
    rows = np.flatnonzero(~np.isnan(forecasts))
    by_era = np.array([recent[int(y)] for y in features.year[rows]])
    scorer = Scorer(features, standing, horizon, rows, rate[rows])
    named = {
        MODEL: forecasts[rows],
        CHOSEN: chosen[rows],
        "additive model, uncalibrated": expit(raw[rows]),
        **{name: forecast[rows] for name, forecast in fitted.items()},
        "climatology of 20 years": by_era,
        "no change": np.zeros(len(rows)),
    }
    windows = _windows(features.year[rows])
    scores = [
        scorer.score(name, window, p, mask)
        for window, mask in windows.items()
        for name, p in named.items()
    ]
    main = next(iter(windows.values()))
    scores += [
        scorer.score(MODEL, name, named[MODEL], mask & main)
        for name, mask in subsets(features, rows).items()
    ]
    asked = OUTCOMES[outcome]
    if asked.status != "index" and not asked.bilateral:
        of_more = main & ~(scorer.happened & standing.bilateral[rows])
        scores.append(scorer.score(MODEL, "pacts of more", named[MODEL], of_more))
    return Backtest(
        outcome=outcome,
        horizon=horizon,
        first=first,
        last=last,
        scores=tuple(s for s in scores if s is not None),
        bins=scorer.bins(named[MODEL], main),
        held_out=scorer.bins(named[MODEL], ~main),
        levels=scorer.levels(named[MODEL]),
        events=()
        if asked.status == "index"
        else pact_events(features, standing, forecasts, horizon),
        seconds=time.perf_counter() - begun,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    )


def _windows(year: NDArray[np.int16]) -> dict[str, Bools]:
    """Return the rows of the main window, then of that held out, by "first-last"."""
    late = year >= TUNED_FROM
    masks = [late, ~late] if late.any() else [~late]
    return {f"{year[mask].min()}-{year[mask].max()}": mask for mask in masks if mask.any()}


def calibrated(
    features: Features,
    standing: Cases,
    raw: Floats,
    horizon: int,
    origins: range,
    level_trust: float = 0.03,
) -> tuple[Floats, Floats]:
    """Return calibrated probabilities of all pairs at risk at the origins, and base rates so far.

    Each origin's calibration rests on forecasts whose windows had ended by then; NaN elsewhere.
    """
    out, rate = (np.full(len(raw), np.nan) for _ in range(2))
    for origin in origins:
        rows = np.flatnonzero(standing.at_risk & (features.year == origin) & ~np.isnan(raw))
        taught = calibration(features, standing, raw, horizon, origin, level_trust=level_trust)
        out[rows], rate[rows] = taught.probability(raw[rows]), taught.rate
    return out, rate


def subsets(features: Features, rows: NDArray[np.intp]) -> dict[str, Bools]:
    """Return which rows belong to each era and region."""
    year = features.year[rows]
    first, last = int(year.min()), int(year.max())
    out = {
        f"{max(a, first)}-{min(b, last)}": (year >= a) & (year <= b)
        for a, b in ERAS
        if a <= last and b >= first
    }
    one, two = (
        np.searchsorted(FIRST_CODES, codes[rows], side="right")
        for codes in (features.state1, features.state2)
    )
    out |= {name: (one == k) & (two == k) for k, name in enumerate(REGIONS)}
    out["between regions"] = one != two
    return {name: mask for name, mask in out.items() if mask.any()}
