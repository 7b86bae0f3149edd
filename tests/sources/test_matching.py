from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.matching import drop_rows, match_states


def frame(column: str, *rows: tuple[str | None, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={column: pl.String, "year": pl.Int16}, orient="row")


def test_a_code_means_the_state_of_its_year():
    matched, dropped = match_states(
        frame("iso3", ("DEU", 1960), ("DEU", 2000), ("CZE", 1980)), {"iso3": "state"}, "iso3"
    )
    assert matched["state"].to_list() == [260, 255]
    assert [d.rows for d in dropped] == [1]


def test_rows_keep_their_order_and_their_repeats():
    matched, _ = match_states(
        frame("iso3", ("FRA", 1990), ("USA", 1990), ("FRA", 1990)), {"iso3": "state"}, "iso3"
    )
    assert matched["state"].to_list() == [220, 2, 220]


def test_a_missing_code_is_left_out_and_counted():
    matched, dropped = match_states(
        frame("iso3", (None, 1990), ("FRA", 1990)), {"iso3": "state"}, "iso3"
    )
    assert matched.height == 1
    assert dropped[0].rows == 1
    assert dropped[0].examples[0].startswith("no code")


def test_own_codes_help_out_only_while_their_state_exists():
    rows = frame("code", ("900", 1990), ("900", 2015), ("250", 2015))
    matched, dropped = match_states(rows, {"code": "state"}, "iso_numeric", also={"900": 347})
    assert matched["state"].to_list() == [347, 220]
    assert "not in the state system in that year" in dropped[0].reason


def test_trade_of_a_state_with_itself_is_left_out():
    rows = pl.DataFrame({"a": ["FRA", "FRA"], "b": ["FRA", "USA"], "year": [1990, 1990]})
    matched, dropped = match_states(rows, {"a": "one", "b": "two"}, "iso3")
    assert matched.select("one", "two").rows() == [(220, 2)]
    assert [d.rows for d in dropped] == [1]


@pytest.mark.parametrize("missing", [None, 5])
def test_rows_whose_test_is_missing_are_kept(missing):
    kept, dropped = drop_rows(pl.DataFrame({"a": [9, missing]}), pl.col("a") > 8, "too large", "a")
    assert kept["a"].to_list() == [missing]
    assert (dropped[0].rows, dropped[0].examples) == (1, ("9",))
