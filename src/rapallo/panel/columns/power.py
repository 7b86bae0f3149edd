"""What a state has: capabilities, economy, people, arms."""

from __future__ import annotations

from typing import Literal

import polars as pl

from rapallo.panel.column import Column, Domain
from rapallo.panel.grid import Arrays, Grid, Tables

NMC = Domain.of("nmc_7_0")
GDP = Domain.of("wdi_gdp")
PEOPLE = Domain.of("wdi_population")
ESTIMATE = Domain.of("gdp_population")
MILEX = Domain.of("sipri_milex_2024")
TROOPS = Domain.of("troopdata_2024")

# Column, table, column there, label, unit, about, domain, years carried, who ships.
_FIGURES: tuple[
    tuple[str, str, str, str, str, str, Domain, int, Literal["all", "major powers", "none"]], ...
] = (
    ("cinc", "capabilities", "cinc", "Capabilities (CINC)", "share of the world",
     "Mean of the state's shares of the system's six material capabilities.", NMC, 5, "all"),
    ("military_share", "capabilities", "milex_share", "Share of world military expenditure",
     "share of the world", "The state's part of the system's military expenditure (COW).", NMC, 5,
     "all"),
    ("military_expenditure", "capabilities", "milex", "Military expenditure (COW)",
     "thousand current USD", "To 1913 in thousand British pounds.", NMC, 5, "none"),
    ("military_personnel", "capabilities", "milper", "Military personnel", "thousand people",
     "Personnel under arms.", NMC, 5, "none"),
    ("iron_steel", "capabilities", "irst", "Iron and steel", "thousand tons",
     "Production of the year.", NMC, 5, "none"),
    ("energy", "capabilities", "pec", "Energy consumption", "thousand coal-ton equivalents",
     "Consumption of primary energy.", NMC, 5, "none"),
    ("total_population", "capabilities", "tpop", "Total population (COW)", "thousand people",
     "Total population.", NMC, 5, "none"),
    ("urban_population", "capabilities", "upop", "Urban population", "thousand people",
     "People in cities of 100,000 or more; the series breaks between 2016 and 2017.", NMC, 5,
     "none"),
    ("gdp", "gdp", "usd", "GDP", "current USD", "Gross domestic product at market rates.", GDP, 3,
     "all"),
    ("population", "population", "people", "Population", "people", "Total population.", PEOPLE, 3,
     "all"),
    ("gdp_estimate", "gdp_estimate", "gdp", "GDP (estimate)", "million international USD of 2011",
     "Latent-variable estimate from several historical series.", ESTIMATE, 5, "all"),
    ("military_spending", "milex", "constant_usd_million", "Military spending (SIPRI)",
     "million USD of 2023", "Military expenditure at constant prices and exchange rates.", MILEX, 3,
     "major powers"),
    ("us_troops", "troops", "troops", "United States troops", "people",
     "United States active-duty personnel stationed in the state.", TROOPS, 3, "all"),
)  # fmt: skip

COLUMNS = tuple(
    Column(
        name=name,
        label=label,
        unit=unit,
        about=about,
        level="state",
        theme="power",
        domains=(domain,),
        low=0,
        high=1 if unit == "share of the world" else None,
        carry=carry,
        ships=ships,
    )
    for name, _, _, label, unit, about, domain, carry, ships in _FIGURES
)


def derive(grid: Grid, tables: Tables) -> Arrays:
    """Lay each figure out by state and year; take shares of military expenditure in the year."""
    world = pl.col("milex").sum().over("year")
    capabilities = tables["capabilities"].with_columns(milex_share=pl.col("milex") / world)
    known = {**tables, "capabilities": capabilities}
    return {
        name: grid.at_states(grid.sheet(known[table], column))
        for name, table, column, *_ in _FIGURES
    }
