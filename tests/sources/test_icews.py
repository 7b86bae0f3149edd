from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.icews import SOURCES

(SOURCE,) = SOURCES


@pytest.mark.full_data
def test_every_name_is_a_state_and_counts_keep_their_direction(data_dir):
    reading = SOURCE.load(data_dir)
    table = reading.tables["icews"]
    assert (table.height, reading.dropped) == (130_401, ())
    at = {
        (row["state1"], row["state2"]): row["verbal_cooperation"]
        for row in table.filter(pl.col("year") == 2005).iter_rows(named=True)
    }
    assert at[(710, 365)] == 3234
    assert at[(365, 710)] == 3166
