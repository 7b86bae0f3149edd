"""What two states' trade means to each and to both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import polars as pl

from rapallo.measures import interdependence as of
from rapallo.measures import trade
from rapallo.measures.portfolios import Floats
from rapallo.panel.columns import column
from rapallo.panel.measures.declaration import Data, Measure, Request
from rapallo.panel.measures.layout import as_pairs, as_states, pairs_by_year, sheet

SHARES, DEPENDENCE = "trade_share", "trade_dependence"
OPENNESS_BASIS = "cow_trade_4_0"
BARBIERI = ("barbieri_1996",)


def _itself(matrix: Floats) -> Floats:
    return matrix


def _of_pairs(
    request: Request, stored: str, measure: Callable[[Floats], Floats], directed: bool
) -> pl.DataFrame:
    """Apply a measure to a year's matrix of shares or dependence, and name each row's basis."""
    chosen, held = stored == DEPENDENCE, column(stored, request.warehouse)
    extra = ["trade_basis"] if chosen else []
    frames = []
    for pairs in pairs_by_year(request, [f"{stored}_12", f"{stored}_21", *extra]):
        value = measure(pairs.matrix(f"{stored}_12", f"{stored}_21"))
        rows = as_pairs(pairs.year, pairs.codes, {"value": value}, directed=directed)
        if chosen:
            rows = _with_basis(rows, pairs.rows)
        else:
            # One source covers all pairs of a year, so that shares are of one basis.
            rows = rows.with_columns(basis=pl.lit(held.source_in(pairs.year), pl.String))
        frames.append(rows.with_columns(basis=pl.when(pl.col("value").is_not_null()).then("basis")))
    return pl.concat(frames) if frames else pl.DataFrame()


def _with_basis(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    basis = pairs.select(low="state1", high="state2", basis=pl.col("trade_basis").cast(pl.String))
    keyed = rows.with_columns(
        low=pl.min_horizontal("state1", "state2"), high=pl.max_horizontal("state1", "state2")
    )
    return keyed.join(basis, on=["low", "high"], how="left").drop("low", "high")


def _openness(request: Request) -> pl.DataFrame:
    gdp = {year: (who, v["gdp"]) for year, who, v in sheet(request, ["gdp"])}
    frames = []
    for pairs in pairs_by_year(request, ["trade", "trade_basis"]):
        same = pl.col("trade_basis").cast(pl.String) == OPENNESS_BASIS
        rows = pairs.rows.with_columns(trade=pl.when(same).then("trade"))
        flows = type(pairs)(pairs.year, pairs.codes, rows).matrix("trade")
        members, size = gdp[pairs.year]
        value = trade.openness(flows, size[np.searchsorted(members, pairs.codes)])
        frames.append(as_states(pairs.year, pairs.codes, {"value": value}))
    return pl.concat(frames).with_columns(
        basis=pl.when(pl.col("value").is_not_null()).then(pl.lit(OPENNESS_BASIS))
    )


def _measure(
    name: str,
    label: str,
    formula: str,
    stored: str,
    measure: Callable[[Floats], Floats],
    page: str,
    references: tuple[str, ...],
    *,
    directed: bool = False,
    low: float | None = 0,
    high: float | None = 1,
) -> Measure:
    return Measure(
        name=name,
        label=label,
        formula=formula,
        level="dyad",
        directed=directed,
        data={"": Data(columns=(stored,))},
        compute=partial(_of_pairs, stored=stored, measure=measure, directed=directed),
        page=page,
        references=references,
        low=low,
        high=high,
        values=("value", "basis"),
    )


MEASURES = (
    _measure(
        "trade_dependence",
        "Trade dependence",
        "D: trade of the two over the first state's GDP",
        DEPENDENCE,
        _itself,
        "trade-dependence.md",
        ("oneal_russett_1997", "gartzke_li_2003"),
        directed=True,
        high=None,
    ),
    _measure(
        "trade_share",
        "Share of trade",
        "H: trade of the two over the first state's trade with all",
        SHARES,
        _itself,
        "trade-dependence.md",
        BARBIERI,
        directed=True,
    ),
    Measure(
        name="openness",
        label="Trade openness",
        formula="trade with all over GDP; by the one source that has both to the end",
        level="state",
        data={"": Data(columns=("trade", "gdp"), first=1960, last=2014)},
        compute=_openness,
        page="trade-dependence.md",
        references=("gartzke_li_2003",),
        low=0,
        values=("value", "basis"),
    ),
    _measure(
        "trade_salience",
        "Trade salience",
        "√(H of the one × H of the other)",
        SHARES,
        of.salience,
        "trade-interdependence.md",
        BARBIERI,
    ),
    _measure(
        "trade_symmetry",
        "Trade symmetry",
        "1 - |H of the one - H of the other|",
        SHARES,
        of.symmetry,
        "trade-interdependence.md",
        BARBIERI,
    ),
    _measure(
        "trade_interdependence",
        "Trade interdependence",
        "salience × symmetry",
        SHARES,
        of.interdependence,
        "trade-interdependence.md",
        BARBIERI,
    ),
    _measure(
        "trade_asymmetry",
        "Asymmetry of trade dependence",
        "D of the first state less D of the second",
        DEPENDENCE,
        of.asymmetry,
        "trade-interdependence.md",
        ("oneal_russett_1997",),
        directed=True,
        low=None,
        high=None,
    ),
    _measure(
        "weak_link",
        "Weak link of trade dependence",
        "the smaller of the two states' D",
        DEPENDENCE,
        of.weak_link,
        "trade-interdependence.md",
        ("dixon_1994", "oneal_russett_1997"),
        high=None,
    ),
)
