"""The trade files that share a form: reporter and partner, or exporter and importer."""

from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources import trade_comtrade, trade_imf, trade_oec

PAIRS_2025, US_CHINA, DOTS = trade_imf.SOURCES
FIFTEEN, FIVE = trade_comtrade.SOURCES
(OEC,) = trade_oec.SOURCES

REPORTED = """year,reporter_iso3,partner_iso3,reporter,partner,flow,value_usd
2018,CHN,NAM,China,Namibia,import,5
2018,CHN,HKG,China,Hong Kong,import,9
2018,CHN,,China,Bunkers,import,7
2018,CHN,,China,"Areas, nes",import,7
2018,CHN,CHN,China,China,import,4
2018,CHN,TUV,China,Tuvalu,export,
"""


def test_namibia_is_no_missing_value_and_an_unknown_flow_is_no_zero(bench):
    table = bench.load(FIFTEEN, {FIFTEEN.files[0]: REPORTED}).tables["trade_comtrade"]
    assert table.select("partner", "usd").rows() == [(565, 5.0)]


def test_every_row_left_out_is_accounted_for(bench):
    reading = bench.load(FIFTEEN, {FIFTEEN.files[0]: REPORTED})
    counts = {d.reason.split(" (")[0]: d.rows for d in reading.dropped}
    assert counts == {
        "flow not known": 1,
        "to: no state of the state system": 3,
        "both sides are the same state": 1,
    }


def both_ways(table: pl.DataFrame, one: int, two: int, when: int) -> float:
    """Trade of a pair in a year, in billions, as the first state reports it or as exported."""
    rows = table.filter(pl.col("year") == when)
    if "reporter" in table.columns:
        rows = rows.filter(pl.col("reporter") == one, pl.col("partner") == two)
    else:
        pair = [one, two]
        rows = rows.filter(pl.col("exporter").is_in(pair), pl.col("importer").is_in(pair))
    assert rows.height == 2
    return float(rows["usd"].sum()) / 1e9


@pytest.mark.full_data
@pytest.mark.parametrize(
    ("source", "one", "two", "when", "billions"),
    [
        (US_CHINA, 710, 365, 2017, 84.4),
        (US_CHINA, 710, 365, 2023, 239.1),
        (US_CHINA, 710, 365, 2024, 243.9),
        (US_CHINA, 2, 710, 2018, 658.8),
        (US_CHINA, 2, 710, 2024, 582.5),
        (DOTS, 710, 365, 2017, 84.4),
        (PAIRS_2025, 710, 365, 2025, 211.7),
        (OEC, 710, 365, 2023, 239.0),
    ],
)
def test_pairs_have_the_trade_that_is_on_record(data_dir, source, one, two, when, billions):
    table = source.load(data_dir).tables[source.tables[0].name]
    assert both_ways(table, one, two, when) == pytest.approx(billions, abs=0.06)


@pytest.mark.full_data
def test_known_gaps_stay_gaps(data_dir):
    oec = OEC.load(data_dir).tables["trade_oec"]
    russia_iran = oec.filter(
        pl.col("exporter").is_in([365, 630]) & pl.col("importer").is_in([365, 630])
    )
    assert 2023 not in russia_iran["year"].to_list()
    world = PAIRS_2025.load(data_dir).tables["trade_imts_2025"]
    pair = [365, 705]
    gap = world.filter(pl.col("exporter").is_in(pair), pl.col("importer").is_in(pair))
    assert gap.is_empty()
    assert world.filter((pl.col("exporter") == 731) | (pl.col("importer") == 731)).is_empty()


@pytest.mark.full_data
def test_us_imports_at_customs_value_lie_below_the_cif_value(data_dir):
    imf = US_CHINA.load(data_dir).tables["trade_imts_us_china"]
    comtrade = FIFTEEN.load(data_dir).tables["trade_comtrade"]
    wanted = (
        (pl.col("reporter") == 2)
        & (pl.col("partner") == 710)
        & (pl.col("flow") == "import")
        & (pl.col("year") == 2018)
    )
    ratio = comtrade.filter(wanted)["usd"].item() / imf.filter(wanted)["usd"].item()
    assert 1.02 < ratio < 1.08
