"""Columns end where the sources of a warehouse do, and use a source only where it is there."""

import numpy as np
import polars as pl
import pytest

from rapallo.panel.columns import COLUMNS, column, trade, votes
from rapallo.panel.grid import Grid

CHINA, RUSSIA, INDIA = 710, 365, 750
EMPTY = {"exporter": pl.Int16, "importer": pl.Int16, "year": pl.Int16, "usd": pl.Float64}
REPORTED = pl.DataFrame(
    {"reporter": 2, "partner": 20, "year": 2016, "flow": ["export", "import"], "usd": 1.0}
)


def flows(*rows):
    """Exports both ways of the same size."""
    both = [(a, b, year, usd) for a, b, year, usd in rows]
    both += [(b, a, year, usd) for a, b, year, usd in rows]
    return pl.DataFrame(both, EMPTY, orient="row")


def trade_tables(**more):
    tables = {
        name: flows() for name in ("trade_cow", "trade_oec", "trade_imts_2025", "trade_itpde")
    }
    tables |= dict.fromkeys(("trade_imts_us_china", "trade_dots", "trade_comtrade"), REPORTED)
    gdp = [(CHINA, 2024, 100.0), (RUSSIA, 2024, 50.0), (CHINA, 2025, 100.0)]
    tables["gdp"] = pl.DataFrame(gdp, ["state", "year", "usd"], orient="row")
    tables["trade_agreement"] = pl.DataFrame(
        schema={"agreement": pl.Int32, "state": pl.Int16, "entry_year": pl.Int16}
    )
    return {**tables, **more}


def of(grid, values, a, b, year):
    keys = grid.dyad_keys()
    row = keys.select(
        (pl.col("state1") == min(a, b)) & (pl.col("state2") == max(a, b)) & (pl.col("year") == year)
    )
    return values[int(row.to_series().arg_true()[0])]


@pytest.fixture(scope="module")
def grid():
    return Grid.of_system({"cepii_baci": 2024, "wdi_gdp": 2025})


def test_trade_is_taken_from_baci_where_no_other_source_has_it(grid):
    baci = flows(
        (CHINA, RUSSIA, 2024, 5), (CHINA, RUSSIA, 2023, 4), (CHINA, INDIA, 2014, 3),
        (CHINA, RUSSIA, 2025, 9),
    )  # fmt: skip
    known = {"trade_oec": flows((CHINA, RUSSIA, 2023, 2)), "trade_baci": baci}
    found = trade.derive(grid, trade_tables(**known))
    at = {year: of(grid, found["trade"], CHINA, RUSSIA, year) for year in (2023, 2024)}
    assert at == {2023: 4, 2024: 10}
    basis = [of(grid, found["trade_basis"], CHINA, RUSSIA, year) for year in (2023, 2024)]
    assert basis == ["oec_2023", "cepii_baci"]
    assert np.isnan(of(grid, found["trade"], CHINA, INDIA, 2014))
    assert np.isnan(of(grid, found["trade"], CHINA, RUSSIA, 2025))
    assert of(grid, found["trade_dependence_12"], RUSSIA, CHINA, 2024) == 10 / 50


def test_without_baci_no_column_names_it(grid, shipped):
    found = trade.derive(grid, trade_tables())
    assert set(found["trade_basis"]) == {None, "imf_imts_us_china"}
    for declared in (COLUMNS["trade"], column("trade", shipped)):
        assert "cepii_baci" not in {d.source for d in declared.domains}
    fetched = column("trade").held({"cepii_baci": 2024})
    assert fetched.domains == COLUMNS["trade"].domains


def test_a_domain_without_a_year_is_none():
    spans = {d.source: (d.first, d.last) for d in COLUMNS["trade_dependence"].domains}
    assert all(first <= last for first, last in spans.values())
    assert "imf_imts_2025" not in spans


def test_a_session_that_runs_into_a_year_not_held_is_left_out():
    grid = Grid.of_system({"unga_votes_2019": 2023})
    sessions = {1: 2021, 2: 2022, 3: 2023}
    roll_calls = pl.DataFrame({"rcid": [*sessions], "session_year": [*sessions.values()]})
    cast = pl.DataFrame(
        [(call, state, vote) for call in sessions for state, vote in ((2, 1), (CHINA, 3))],
        ["rcid", "state", "vote"],
        orient="row",
    )
    ideal = dict.fromkeys(("state", "year", "ideal", "q5", "q95", "votes"), pl.Int16)
    found = votes.derive(
        grid,
        {
            "un_roll_call": roll_calls,
            "un_vote": cast,
            "un_library_vote": pl.DataFrame(schema={"rollcall": pl.Int32, "year": pl.Int16,
                                                    "state": pl.Int16, "vote": pl.Int8}),
            "ideal_point": pl.DataFrame(schema=ideal),
        },
    )  # fmt: skip
    agreement = found["un_agreement"]
    assert [of(grid, agreement, 2, CHINA, year) for year in (2021, 2022)] == [0, 0]
    assert np.isnan(of(grid, agreement, 2, CHINA, 2023))
    assert column("un_agreement").held({"unga_votes_2019": 2023}).last == 2022
