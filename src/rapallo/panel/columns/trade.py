"""Trade of two states: total by one stated basis a year, shares, salience, dependence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Floats, Grid, Tables
from rapallo.panel.years import FIRST

COW = Domain.of("cow_trade_4_0")
IMTS_2 = Domain.of("imf_imts_us_china", first=2015)
DOTS = Domain.of("imf_dots_2020", first=2015)
COMTRADE = Domain.of("comtrade_15_2022")
OEC = Domain.of("oec_2023")
IMTS_2025 = Domain.of("imf_imts_2025")
BACI = Domain.of("cepii_baci", first=2015)  # where COW ends; only where it was fetched
ITPDE = Domain.of("itpde_2016", first=2015)
DESTA = Domain.of("desta_2020")
GDP = Domain.of("wdi_gdp")

UNITED_STATES = 2

PREFERENCE = (COW, IMTS_2, DOTS, COMTRADE, OEC, IMTS_2025, BACI)
ALL_PAIRS = (COW, ITPDE, OEC, IMTS_2025)

COLUMNS = (
    Column(
        name="trade",
        label="Trade",
        unit="USD",
        about=(
            "Exports either way in current US dollars, from the first source that has the pair "
            "and year; trade_basis names it. Bases differ; never compare across them in silence."
        ),
        level="dyad",
        theme="economy",
        domains=PREFERENCE,
        low=0,
        closer=1,
        carry=4,
    ),
    Column(
        name="trade_basis",
        label="Basis of trade",
        unit="source",
        about="Source that `trade` was taken from.",
        level="dyad",
        theme="economy",
        domains=PREFERENCE,
        carry=4,
        kind="text",
    ),
    Column(
        name="trade_share",
        label="Share of trade",
        unit="0-1",
        about=(
            "Trade with the second state as a share of the first state's trade with all states, "
            "by a source that covers all pairs of the year (Barbieri)."
        ),
        level="dyad",
        theme="economy",
        domains=ALL_PAIRS,
        directed=True,
        low=0,
        high=1,
        closer=1,
        carry=7,
    ),
    Column(
        name="trade_salience",
        label="Trade salience",
        unit="0-1",
        about="Geometric mean of the two states' shares of trade with each other (Barbieri).",
        level="dyad",
        theme="economy",
        domains=ALL_PAIRS,
        low=0,
        high=1,
        closer=1,
        carry=7,
    ),
    Column(
        name="trade_dependence",
        label="Trade dependence",
        unit="share of GDP",
        about="Trade with the second state over the first state's GDP (Oneal and Russett).",
        level="dyad",
        theme="economy",
        domains=tuple(
            Domain.of(d.source, max(d.first, GDP.first), also=GDP.source) for d in PREFERENCE
        ),
        directed=True,
        low=0,
        closer=1,
        carry=4,
    ),
    Column(
        name="trade_agreements",
        label="Trade agreements in force",
        unit="agreements",
        about="Agreements that have entered into force with both states as members.",
        level="dyad",
        theme="economy",
        domains=(DESTA,),
        low=0,
        closer=1,
        carry=10,
        kind="whole",
    ),
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Choose a basis by pair and year; compute shares within one source and year only."""
    totals = {
        name: total(tables[table]) for name, (table, total) in BILATERAL.items() if table in tables
    }
    trade = np.full(len(grid.dyads[0]), np.nan)
    basis = np.full(len(trade), None, dtype=object)
    t = grid.dyads[0]
    for domain in (d for d in PREFERENCE if d.source in totals):
        values = grid.at(grid.cube(totals[domain.source], "usd", symmetric=True))
        first, last = grid.years(domain)
        inside = (t + FIRST >= first) & (t + FIRST <= last)
        take = np.isnan(trade) & ~np.isnan(values) & inside
        trade[take] = values[take]
        basis[take] = domain.source
    share = shares(grid, {d: totals[d.source] for d in ALL_PAIRS})
    forward, backward = grid.at(share), grid.at(share, reverse=True)
    gdp = grid.sheet(tables["gdp"], "usd")
    _, i, j = grid.dyads
    return {
        "trade": trade,
        "trade_basis": basis,
        "trade_share_12": forward,
        "trade_share_21": backward,
        "trade_salience": np.sqrt(forward * backward),
        "trade_dependence_12": trade / gdp[t, i],
        "trade_dependence_21": trade / gdp[t, j],
        "trade_agreements": grid.at(agreements(grid, tables["trade_agreement"])),
    }


def shares(grid: Grid, totals: dict[Domain, pl.DataFrame]) -> Floats:
    """Return a cube of each state's trade with each other as a share of its trade with all."""
    out = np.full((len(grid.member), len(grid.codes), len(grid.codes)), np.nan, np.float32)
    for domain, frame in totals.items():
        cube = grid.cube(frame, "usd", symmetric=True)
        first, last = grid.years(domain)
        for year in range(first, last + 1):
            sheet = cube[year - FIRST]
            total = np.nansum(sheet, axis=1, keepdims=True)
            with np.errstate(invalid="ignore", divide="ignore"):
                fraction = sheet / total
            empty = np.isnan(out[year - FIRST])
            out[year - FIRST][empty] = np.where(total > 0, fraction, np.nan)[empty]
    return out


def agreements(grid: Grid, members: pl.DataFrame) -> Floats:
    """Return a cube of the number of trade agreements in force between each two states."""
    signed = members.drop_nulls("entry_year").select("agreement", "state", "entry_year")
    begun = (
        signed.join(signed, on="agreement", suffix="_2")
        .filter(pl.col("state") != pl.col("state_2"))
        .group_by("state", "state_2", year=pl.max_horizontal("entry_year", "entry_year_2"))
        .len("begun")
    )
    within = grid.years(DESTA)
    cube = grid.cube(begun, "begun", by=("state", "state_2"), within=within)
    covered = slice(within[0] - FIRST, within[1] - FIRST + 1)
    cube[covered] = np.cumsum(cube[covered], axis=0)
    return cube


def _both_ways(flows: pl.DataFrame) -> pl.DataFrame:
    """Return total trade of each pair whose exports are known both ways."""
    other = flows.rename({"exporter": "importer", "importer": "exporter", "usd": "back"})
    return (
        flows.join(other, on=["exporter", "importer", "year"])
        .filter(pl.col("exporter") < pl.col("importer"))
        .select(
            state1="exporter", state2="importer", year="year", usd=pl.col("usd") + pl.col("back")
        )
    )


def _as_reported(flows: pl.DataFrame) -> pl.DataFrame:
    """Return exports and imports together, as one of the two reports them.

    Where both report, the United States' report counts, else that of the larger trader.
    """
    total = (
        flows.pivot("flow", index=["reporter", "partner", "year"], values="usd")
        .drop_nulls(["export", "import"])
        .with_columns(usd=pl.col("export") + pl.col("import"))
    )
    size = total.group_by("reporter", "year").agg(size=pl.col("usd").sum())
    return (
        total.join(size, on=["reporter", "year"])
        .with_columns(
            state1=pl.min_horizontal("reporter", "partner"),
            state2=pl.max_horizontal("reporter", "partner"),
        )
        .sort(pl.col("reporter") == UNITED_STATES, "size", descending=True)
        .unique(["state1", "state2", "year"], keep="first", maintain_order=True)
        .select("state1", "state2", "year", "usd")
    )


BILATERAL: dict[str, tuple[str, Callable[[pl.DataFrame], pl.DataFrame]]] = {
    COW.source: ("trade_cow", _both_ways),
    IMTS_2.source: ("trade_imts_us_china", _as_reported),
    DOTS.source: ("trade_dots", _as_reported),
    COMTRADE.source: ("trade_comtrade", _as_reported),
    OEC.source: ("trade_oec", _both_ways),
    IMTS_2025.source: ("trade_imts_2025", _both_ways),
    BACI.source: ("trade_baci", _both_ways),
    ITPDE.source: ("trade_itpde", _both_ways),
}
