"""Long series of GDP and population with their uncertainty: Fariss et al."""

from __future__ import annotations

from pathlib import Path

from rapallo.sources.fields import amount, state, year
from rapallo.sources.reading import read_table
from rapallo.sources.source import Reading, Source, Table

GDP_ESTIMATE = Table(
    "gdp_estimate",
    "Estimated product and population of a state in a year, each with its standard deviation",
    (
        state(),
        year(),
        amount("gdp_per_head", "real GDP a head, 2011 international dollars (PPP)", nullable=True),
        amount("gdp_per_head_sd", "its standard deviation", nullable=True),
        amount("gdp", "real GDP, million 2017 international dollars (PPP)", nullable=True),
        amount("gdp_sd", "its standard deviation", nullable=True),
        amount("population", "people, millions", nullable=True),
        amount("population_sd", "its standard deviation", nullable=True),
    ),
    ("state", "year"),
)


def _read(folder: Path) -> Reading:
    names = {
        "state": "ccode",
        "year": "year",
        "gdp_per_head": "mrgdppc",
        "gdp_per_head_sd": "sd_mrgdppc",
        "gdp": "pwtrgdp",
        "gdp_sd": "sd_pwtrgdp",
        "population": "pwtpop",
        "population_sd": "sd_pwtpop",
    }
    frame = read_table(folder / GDP_POPULATION.files[0], GDP_ESTIMATE, names)
    return Reading({"gdp_estimate": frame})


GDP_POPULATION = Source(
    id="gdp_population",
    short="Fariss et al. GDP",
    title="Historic GDP and population estimates, as given out with isard",
    version="2022 (1816-2019)",
    citation=(
        "Fariss, Christopher J., Therese Anders, Jonathan N. Markowitz, and Miriam Barnum. 2022. "
        "New Estimates of Over 500 Years of Historic GDP and Population Data. Journal of Conflict "
        "Resolution 66(3): 553-591."
    ),
    bibtex="""@article{gdp_population,
  author = {Fariss, Christopher J. and Anders, Therese and Markowitz, Jonathan N.
            and Barnum, Miriam},
  title = {New Estimates of Over 500 Years of Historic {GDP} and Population Data},
  journal = {Journal of Conflict Resolution},
  volume = {66},
  number = {3},
  pages = {553--591},
  year = {2022},
  doi = {10.1177/00220027211054432}
}""",
    licence="Free for research with citation; no formal licence",
    url="https://doi.org/10.1177/00220027211054432",
    first=1816,
    last=2019,
    files=("states/cw_gdppop.csv.gz",),
    tables=(GDP_ESTIMATE,),
    read=_read,
    basis=(
        "GDP a head in 2011 international dollars (anchored on the Maddison Project); GDP in "
        "million 2017 international dollars, expenditure side (anchored on Penn World Table 10.0); "
        "population in millions"
    ),
    notes=(
        "Estimates of a model that joins several sources, not accounts. GDP a head and GDP rest on "
        "different anchors and price years: GDP divided by population is not GDP a head here. "
        "Purchasing power makes China as large as the United States by 2017. Estimated for "
        "Gleditsch-Ward states, so Germany, Yemen and Serbia deserve a second look, and a few "
        "years are empty (Egypt 1856-1882, Morocco 1905-1912, Saudi Arabia 1927-1931, Laos 1953)."
    ),
    rows={"gdp_estimate": 16_536},
)

SOURCES = (GDP_POPULATION,)
