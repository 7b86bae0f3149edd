from __future__ import annotations

import dataclasses

import polars as pl
import pytest

from rapallo.sources import geopolitical_risk
from rapallo.sources.geopolitical_risk import COUNTRIES, FILE, SOURCES
from rapallo.sources.source import ROW, SourceError

(SOURCE,) = SOURCES


def sheet(**series: list[str | None]) -> pl.DataFrame:
    """Three months of two years; series not given are empty."""
    codes = [prefix + code for prefix in ("GPRHC_", "GPRC_") for code in COUNTRIES.split()]
    empty = {name: [None] * 3 for name in ("GPRH", "GPR", *codes)}
    months = ["1990-01-01 00:00:00", "1990-02-01 00:00:00", "1991-01-01 00:00:00"]
    schema = dict.fromkeys(["month", *empty], pl.String)
    frame = pl.DataFrame({"month": months, **empty, **series}, schema=schema)
    return frame.with_row_index(ROW, 1)


def load(tmp_path, monkeypatch, frame: pl.DataFrame) -> pl.DataFrame:
    monkeypatch.setattr(geopolitical_risk, "read_sheet", lambda *_: frame)
    path = tmp_path / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("stands for the workbook")
    small = dataclasses.replace(SOURCE, rows={})
    return small.load(tmp_path).tables["geopolitical_risk"]


def test_years_are_means_of_their_months(tmp_path, monkeypatch):
    frame = sheet(GPRH=["80", "100", "70"], GPRHC_RUS=["1", "2", "4"], GPRC_CHN=["3", None, None])
    assert load(tmp_path, monkeypatch, frame).rows() == [
        ("historical", None, 1990, 90.0, 2),
        ("historical", None, 1991, 70.0, 1),
        ("historical", 365, 1990, 1.5, 2),
        ("historical", 365, 1991, 4.0, 1),
        ("recent", 710, 1990, 3.0, 1),
    ]


def test_words_in_a_series_are_refused_with_the_file_named(tmp_path, monkeypatch):
    with pytest.raises(SourceError, match=r"gpr_monthly.*row 2: GPRH is 'high'"):
        load(tmp_path, monkeypatch, sheet(GPRH=["80", "high", "70"]))


def test_a_file_that_is_no_workbook_is_refused(bench):
    bench.refuses(SOURCE, {FILE: "month,GPR\n1990,3\n"}, "gpr_monthly_1900_2026.xls")


@pytest.mark.full_data
def test_the_world_series_is_scaled_to_100_and_2026_is_not_a_whole_year(data_dir):
    table = SOURCE.load(data_dir).tables["geopolitical_risk"]
    world = table.filter(pl.col("state").is_null())
    base = {"historical": 1900, "recent": 1985}
    for edition, first in base.items():
        span = world.filter(pl.col("edition") == edition, pl.col("year").is_between(first, 2019))
        assert span["index"].mean() == pytest.approx(100, abs=0.01)
    months = dict(world.filter(pl.col("edition") == "recent").select("year", "months").iter_rows())
    assert (months[2025], months[2026]) == (12, 5)


@pytest.mark.full_data
def test_the_soviet_union_has_the_series_of_russia(data_dir):
    table = SOURCE.load(data_dir).tables["geopolitical_risk"]
    moscow = table.filter(pl.col("state") == 365, pl.col("edition") == "historical")
    assert 1962 in moscow["year"].to_list()
    index = dict(moscow.select("year", "index").iter_rows())
    assert index[2022] > index[2019]
