"""The features of every pair, year by year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo.forecast.declared import NAMES
from rapallo.forecast.known import StateFigures, Year, years
from rapallo.forecast.network import Network, network_features
from rapallo.panel.years import FIRST
from rapallo.warehouse.store import Warehouse

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]

LONG_AGO = 60.0
GENERATION = 25
REGIONS = (200, 400, 630, 700)
"""First codes of Europe, Africa, the Middle East and Asia, after the Americas (COW)."""
SEA_KM = (np.nan, 0.0, 19.0, 39.0, 241.0, 644.0)
"""Farthest that states of each type of contiguity lie apart, for years without distances."""


@dataclass(frozen=True)
class Features:
    """Features of pair-years, sorted by year and pair.

    `matrix` has a row a pair-year and a column for each of `declared.NAMES`; NaN where unknown.
    `allied` and `tied` (any obligation) are 1, 0, or -1 where unknown; `index` is the alignment
    index, 0 to 100.
    """

    state1: NDArray[np.int16]
    state2: NDArray[np.int16]
    year: NDArray[np.int16]
    allied: NDArray[np.int8]
    tied: NDArray[np.int8]
    index: Floats
    matrix: Floats

    def row(self, a: int, b: int, year: int) -> int | None:
        """Return the row of a pair in a year, None if it has none."""
        start, end = np.searchsorted(self.year, [year, year + 1])
        same = (self.state1[start:end] == min(a, b)) & (self.state2[start:end] == max(a, b))
        found = np.flatnonzero(same)
        return int(start + found[0]) if len(found) else None

    def column(self, name: str) -> Floats:
        """Return one feature of all rows."""
        return self.matrix[:, NAMES.index(name)]


def build(warehouse: Warehouse, year: int) -> Features:
    """Return the features of all pairs of a year, from nothing dated later."""
    return build_years(warehouse, year, year)


def build_years(warehouse: Warehouse, first: int, last: int) -> Features:
    """Return the features of all pairs in the years from `first` to `last`.

    A year's rows depend on nothing dated later than that year.
    """
    states = StateFigures.until(warehouse, last)
    parts = [(known, _features(known, states)) for known in years(warehouse, first, last)]
    return Features(
        state1=np.concatenate([k.state1 for k, _ in parts]),
        state2=np.concatenate([k.state2 for k, _ in parts]),
        year=np.concatenate([np.full(len(k.state1), k.year, np.int16) for k, _ in parts]),
        allied=np.concatenate([_status(k.figures["defence"]) for k, _ in parts]),
        tied=np.concatenate([_status(k.figures["tied"]) for k, _ in parts]),
        index=np.concatenate([k.figures["alignment"] for k, _ in parts]),
        matrix=np.concatenate([matrix for _, matrix in parts]),
    )


def _status(values: Floats) -> NDArray[np.int8]:
    return np.where(np.isnan(values), -1, values > 0).astype(np.int8)


def _features(known: Year, states: StateFigures) -> Floats:
    f = known.figures
    t = known.year - FIRST
    codes, at = np.unique(np.concatenate([known.state1, known.state2]), return_inverse=True)
    i, j = at[: len(known.state1)], at[len(known.state1) :]
    kilometres = _kilometres(f)
    net = _network(known, states, codes, i, j, kilometres)
    out = network_features(net, i, j)
    out["igo_cosine"] = net.cosine[i, j]
    cinc, polyarchy = (states.sheets[n][t] for n in ("cinc", "polyarchy"))
    age = states.age[t]
    pair = known.state1, known.state2
    out |= {name: f[name] for name in ("nonaggression", "consultation", "rivalry", "war")}
    out |= {name: f[name] for name in ("same_side", "shared_rivals", "trade_agreements")}
    out["neutrality"] = np.fmax(f["neutrality"], f["offence"])
    out["promise_age"] = _years_since(f["tied_since"], known.year, f["tied"] == 1)
    out["bilateral"] = f["bilateral_defence"]
    out["pact_age"] = _years_since(f["allied_since"], known.year, f["defence"] == 1)
    out["years_since_pact"] = _years_since(f["last_allied"], known.year, f["defence"] == 0)
    out["age"] = np.minimum(np.minimum(age[pair[0]], age[pair[1]]), LONG_AGO)
    out["kappa"] = f["defence_similarity"]
    out["exercises"] = f["exercises_5y"]
    out["ideal_distance"] = f["ideal_distance"]
    out["ideal_drift"] = f["ideal_distance"] - f["ideal_then"]
    out["memory"] = f["dispute_memory"]
    out["contiguity"] = np.where(f["contiguity"] == 0, 6, f["contiguity"])
    out["distance"] = np.log1p(kilometres)
    out["same_region"] = (_region(pair[0]) == _region(pair[1])).astype(np.float32)
    for name, values in (
        ("ideal_place", f["ideal_distance"]),
        ("igos", f["igos"]),
        ("salience", f["trade_salience"]),
        ("common_threat", out["common_threat"]),
        ("mutual_threat", np.fmax(f["threat_12"], f["threat_21"])),
    ):
        out[name] = place(values)
    out |= _of_states(cinc[pair[0]], cinc[pair[1]], polyarchy[pair[0]], polyarchy[pair[1]])
    before = states.sheets["cinc"][max(t - GENERATION, 0)]
    out["shift"] = np.abs(
        _log2_ratio(cinc[pair[0]], cinc[pair[1]]) - _log2_ratio(before[pair[0]], before[pair[1]])
    )
    return np.stack([out[name] for name in NAMES], axis=1).astype(np.float32)


def _network(
    known: Year, states: StateFigures, codes: NDArray[np.int16], i: Integers, j: Integers,
    kilometres: Floats,
) -> Network:  # fmt: skip
    f = known.figures

    def square(values: Floats, fill: float = 0.0) -> Floats:
        out = np.full((len(codes), len(codes)), fill, np.float32)
        out[i, j] = out[j, i] = np.where(np.isnan(values), np.float32(fill), values)
        return out

    allied, tied = square(f["defence"]), square(f["tied"])
    memberships = states.sheets["igo_memberships"][known.year - FIRST, codes]
    with np.errstate(divide="ignore", invalid="ignore"):
        cosine = square(f["igos"], np.nan) / np.sqrt(np.outer(memberships, memberships))
    threat = np.zeros_like(allied)
    threat[i, j], threat[j, i] = (np.nan_to_num(f[n]) for n in ("threat_12", "threat_21"))
    return Network(
        allied=allied,
        clubs=allied * (1 - square(f["bilateral_defence"])),
        tied=tied,
        allied_new=allied * (1 - square(f["allied_then"])),
        tied_new=tied * (1 - square(f["tied_then"])),
        rivals=square(f["rivalry"]),
        km=square(kilometres, np.nan),
        cosine=np.where(np.isfinite(cosine), cosine, np.nan),
        contiguous=(square(f["contiguity"]) > 0).astype(np.float32),
        threat=threat,
    )


def _kilometres(f: dict[str, Floats]) -> Floats:
    kind = np.clip(np.nan_to_num(f["contiguity"]), 0, len(SEA_KM) - 1).astype(np.intp)
    implied = np.array(SEA_KM, np.float32)[kind]
    return np.where(np.isnan(f["distance"]), implied, f["distance"])


def _years_since(since: Floats, year: int, holds: NDArray[np.bool_]) -> Floats:
    """Return years since a year, at most `LONG_AGO`, which also stands for never."""
    known = holds & ~np.isnan(since)
    return np.where(known, np.minimum(year - since, LONG_AGO), LONG_AGO).astype(np.float32)


def _region(codes: NDArray[np.int16]) -> Integers:
    return np.searchsorted(REGIONS, codes, side="right")


def _log2_ratio(a: Floats, b: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        out = np.log2(a / b)
    return np.where(np.isfinite(out), out, np.nan)


def _of_states(cinc1: Floats, cinc2: Floats, rule1: Floats, rule2: Floats) -> dict[str, Floats]:
    with np.errstate(divide="ignore"):
        larger = np.log10(np.fmax(cinc1, cinc2))
    return {
        "larger": np.where(np.isfinite(larger), larger, np.nan),
        "ratio": np.abs(_log2_ratio(cinc1, cinc2)),
        "democracy_gap": np.abs(rule1 - rule2),
        "less_democratic": np.fmin(rule1, rule2),
        "more_democratic": np.fmax(rule1, rule2),
    }


def place(values: Floats) -> Floats:
    """Return each value's place among the known ones, between 0 and 1, ties in the middle.

    Examples
    --------
    >>> import numpy as np
    >>> place(np.array([3.0, np.nan, 1.0, 3.0], np.float32)).astype(float).round(3).tolist()
    [0.667, nan, 0.167, 0.667]
    """
    out = np.full(len(values), np.nan, np.float32)
    known = ~np.isnan(values)
    if known.any():
        _, group, size = np.unique(values[known], return_inverse=True, return_counts=True)
        out[known] = ((np.cumsum(size) - size / 2) / known.sum())[group]
    return out
