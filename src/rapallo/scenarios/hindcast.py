"""Hindcast: simulate from past years with what was known then, and see what the bands held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rapallo.errors import RapalloError
from rapallo.panel.snapshot import MAJOR_POWERS
from rapallo.panel.years import LAST
from rapallo.scenarios.forcing import Forcing
from rapallo.scenarios.parts import PARTS, index_by_rule
from rapallo.scenarios.record import parts_shown
from rapallo.scenarios.run import Setting, Year, run
from rapallo.scenarios.scenario import FIRST_START
from rapallo.scenarios.start import Start
from rapallo.warehouse.store import Warehouse

Values = NDArray[np.float32]
ORIGINS = (1985, 2008, 2013)
HORIZONS = (5, 10)
DRAWS = 400
SAMPLE = 5
CHUNK = 25
BAND = (0.05, 0.95)


@dataclass(frozen=True)
class Hindcast:
    """One row a pair, origin, horizon and way of counting.

    `rows` has ``origin``, ``horizon``, ``state1``, ``state2``, ``major`` (both major powers),
    ``counted`` ("as published", or "like for like": over the indicators known at both ends),
    ``before``, ``low``, ``middle``, ``high``, ``came``.
    """

    rows: pl.DataFrame
    draws: int
    seed: int

    def coverage(self) -> pl.DataFrame:
        """Return how many of the realised values 90 % bands held, by group, origin and horizon.

        With the mean width of the bands, and the mean absolute error of their middle and of the
        index that stays as it was. A null origin, or horizon, is all of them together.
        """
        scored = self.rows.with_columns(
            held=(pl.col("came") >= pl.col("low") - 0.05)
            & (pl.col("came") <= pl.col("high") + 0.05)
        )
        scored = pl.concat(
            [
                scored.filter("major").with_columns(group=pl.lit("major powers")),
                scored.with_columns(group=pl.lit("all simulated")),
            ]
        )
        measures = (
            pl.len().alias("pairs"),
            (100 * pl.col("held").mean()).round(1).alias("covered"),
            (pl.col("high") - pl.col("low")).mean().round(1).alias("width"),
            (pl.col("middle") - pl.col("came")).abs().mean().round(2).alias("error"),
            (pl.col("before") - pl.col("came")).abs().mean().round(2).alias("error_no_change"),
        )
        by = ["group", "counted", "horizon"]
        each = scored.group_by(*by, "origin").agg(*measures)
        every = scored.group_by(by).agg(*measures).with_columns(origin=pl.lit(None, pl.Int16))
        pooled = (
            scored.group_by("group", "counted")
            .agg(*measures)
            .with_columns(origin=pl.lit(None, pl.Int16), horizon=pl.lit(None, pl.Int8))
        )
        rows = pl.concat([part.select(each.columns) for part in (each, every, pooled)])
        last = (pl.col("horizon").is_null(), "horizon", pl.col("origin").is_null(), "origin")
        return rows.sort(pl.col("group") != "major powers", "counted", *last)


def hindcast(
    warehouse: Warehouse, *, origins: tuple[int, ...] = ORIGINS, draws: int = DRAWS,
    seed: int = 1922, everyone: bool = False,
    done: Callable[[int, int], None] = lambda have, of: None,
) -> Hindcast:  # fmt: skip
    """Simulate from past years and compare with what came.

    Parameters
    ----------
    warehouse : Warehouse
    origins : tuple of int
        Start years; what follows them is used only to compare.
    draws, seed : int
    everyone : bool
        Whether all pairs are simulated, or those of the major powers and every `SAMPLE`-th state.
    done : callable
        Called with the steps done and those there are.

    Raises
    ------
    RapalloError
        If an origin leaves no year to compare with.
    """
    for origin in origins:
        if not FIRST_START <= origin <= LAST - min(HORIZONS):
            raise RapalloError(
                f"origin {origin} is outside {FIRST_START} to {LAST - min(HORIZONS)}"
            )
    steps = len(origins) * -(-draws // CHUNK)
    parts: list[pl.DataFrame] = []
    have = 0
    for origin in origins:
        setting = _setting(warehouse, origin, everyone)
        for made, whole in _origin(warehouse, setting, origin, draws, seed):
            have += 1
            done(have, steps)
            if whole:
                parts.extend(made)
    return Hindcast(pl.concat(parts), draws, seed)


def _setting(warehouse: Warehouse, origin: int, everyone: bool) -> Setting:
    start = Start.of(warehouse, origin)
    codes = tuple(int(code) for code in start.history.codes)
    sample = {*MAJOR_POWERS, *codes[::SAMPLE]}
    chosen = codes if everyone else tuple(code for code in codes if code in sample)
    return Setting.of(warehouse, start, chosen, max(HORIZONS), "history")


def _origin(
    warehouse: Warehouse, setting: Setting, origin: int, draws: int, seed: int
) -> Iterator[tuple[list[pl.DataFrame], bool]]:
    horizons = [h for h in HORIZONS if origin + h <= LAST]
    came = {h: _realised(warehouse, setting, origin + h) for h in horizons}
    drawn: dict[tuple[int, str], list[Values]] = {}

    def record(year: Year) -> None:
        if year.t not in came:
            return
        drawn.setdefault((year.t, "as published"), []).append(year.index.copy())
        shown = parts_shown(setting, year)
        shown[:, np.isnan(came[year.t][0])] = np.nan
        alike = index_by_rule(shown.reshape(-1, len(PARTS)))[0].reshape(year.index.shape)
        drawn.setdefault((year.t, "like for like"), []).append(alike)

    none = Forcing.none(max(horizons), len(setting.at), len(setting.codes))
    for first in range(0, draws, CHUNK):
        run(setting, none, min(CHUNK, draws - first), seed, record, first=first)
        if first + CHUNK < draws:
            yield [], False
    made = []
    before = setting.start.places[setting.at]
    for (h, counted), chunks in drawn.items():
        places, index = came[h]
        low, middle, high = np.quantile(np.concatenate(chunks), (BAND[0], 0.5, BAND[1]), axis=0)
        was, now = setting.start.history.index[-1, setting.at], index
        if counted == "like for like":
            was = index_by_rule(np.where(np.isnan(places), np.nan, before).astype(np.float32))[0]
            now = index_by_rule(np.where(np.isnan(before), np.nan, places).astype(np.float32))[0]
        made.append(_rows(setting, origin, h, counted, was, (low, middle, high), now))
    yield made, True


def _rows(
    setting: Setting, origin: int, h: int, counted: str, before: Values,
    band: tuple[NDArray[np.float64], ...], came: Values,
) -> pl.DataFrame:  # fmt: skip
    codes = np.array(setting.codes, np.int16)
    one, two = codes[setting.i], codes[setting.j]
    frame = pl.DataFrame(
        {
            "origin": np.full(len(one), origin, np.int16),
            "horizon": np.full(len(one), h, np.int8),
            "state1": one,
            "state2": two,
            "major": np.isin(one, MAJOR_POWERS) & np.isin(two, MAJOR_POWERS),
            "counted": [counted] * len(one),
            "before": before,
            "low": band[0],
            "middle": band[1],
            "high": band[2],
            "came": came,
        }
    )
    return frame.filter(
        pl.col("came").is_not_nan() & pl.col("low").is_not_nan() & pl.col("before").is_not_nan()
    )


def _realised(warehouse: Warehouse, setting: Setting, year: int) -> tuple[Values, Values]:
    """Return percentiles (pairs, parts) and index of a later year; NaN where a pair is gone."""
    rows = warehouse.sql(
        f"SELECT state1, state2, {', '.join(PARTS)}, alignment FROM alignment_year WHERE year = ?",
        [year],
    )
    codes = np.array(setting.codes)
    sheet = np.full((1000, 1000), -1, np.intp)
    sheet[codes[setting.i], codes[setting.j]] = np.arange(len(setting.at))
    at = sheet[rows["state1"].to_numpy(), rows["state2"].to_numpy()]
    rows, at = rows.filter(pl.Series(at >= 0)), at[at >= 0]
    out = np.full((len(setting.at), len(PARTS) + 1), np.nan, np.float32)
    values = rows.select(pl.col(*PARTS, "alignment").cast(pl.Float32).fill_null(np.nan))
    out[at] = values.to_numpy()
    return out[:, :-1], out[:, -1]
