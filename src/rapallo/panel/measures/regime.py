"""How far apart two states' regimes are."""

from __future__ import annotations

import numpy as np
import polars as pl

from rapallo.measures.regime import regime_distance
from rapallo.panel.measures.declaration import Data, Measure, Request
from rapallo.panel.measures.layout import as_pairs, sheet

COLUMNS = ("polyarchy", "polyarchy_low", "polyarchy_high")


def _distance(request: Request) -> pl.DataFrame:
    frames = []
    for year, codes, values in sheet(request, COLUMNS):
        if len(request.states) == 2:
            asked = np.isin(codes, request.states)
            codes, values = codes[asked], {name: value[asked] for name, value in values.items()}
        found = regime_distance(*(values[name] for name in COLUMNS))
        columns = {
            "value": found.point,
            "expected": found.expected,
            "low": found.low,
            "high": found.high,
        }
        frames.append(as_pairs(year, codes, columns, directed=False))
    return pl.concat(frames)


MEASURES = (
    Measure(
        name="regime_distance",
        label="Regime distance",
        formula="|a - b| of V-Dem's polyarchy scores; expected value and 90 % interval from both "
        "scores' own intervals",
        level="dyad",
        data={"": Data(columns=COLUMNS)},
        compute=_distance,
        page="regime-distance.md",
        references=("pemstein_2024", "leone_1961"),
        low=0,
        values=("value", "expected", "low", "high"),
    ),
)
