"""The trade files that share a form: reporter and partner, or exporter and importer."""

from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources import trade_comtrade, trade_imf, trade_oec
from rapallo.sources.source import Source

PAIRS_2025, US_CHINA, DOTS = trade_imf.SOURCES
FIFTEEN, FIVE = trade_comtrade.SOURCES
(OEC,) = trade_oec.SOURCES

REPORTED = {
    US_CHINA.id: """year,reporter_iso3,partner_iso3,partner,flow,value_usd
2010,CHN,RUS,"Russia, land of",export,111
2010,CHN,RUS,"Russia, land of",import,222
2010,CHN,NAM,Namibia,import,5
2010,CHN,HKG,Hong Kong,import,9
2010,USA,TUV,Tuvalu,export,
""",
    DOTS.id: """year,reporter_iso3,partner_iso3,flow,value_usd,months,zero_months
2011,CHN,RUS,export,111,12,0
2011,CHN,RUS,import,222,12,0
2011,RUS,CHN,import,105,12,0
""",
    FIFTEEN.id: """year,reporter_iso3,partner_iso3,reporter,partner,flow,value_usd
2018,CHN,RUS,China,Russia,export,111
2018,CHN,RUS,China,Russia,import,222
2018,CHN,,China,Bunkers,import,7
2018,CHN,,China,"Areas, nes",import,7
2018,CHN,CHN,China,China,import,4
""",
}
ONE_WAY = {
    PAIRS_2025.id: """year,exporter,importer,exporter_name,importer_name,export_fob_usd
2025,RUS,CHN,Russia,China,111
2025,CHN,RUS,China,Russia,222
2025,,CHN,Somewhere,China,3
""",
    FIVE.id: """reporterISO,partnerISO,refYear,export_usd,n_hs2
RUS,CHN,2015,111,3
CHN,RUS,2015,222,4
""",
    OEC.id: """year,exporter,importer,exporter_name,importer_name,value_usd
2022,RUS,CHN,Russia,China,111
2022,CHN,RUS,China,Russia,222
2022,ABW,CHN,Aruba,China,3
""",
}
BY_ID = {one.id: one for one in (PAIRS_2025, US_CHINA, DOTS, FIFTEEN, FIVE, OEC)}


def table_of(bench, source: Source, text: str) -> pl.DataFrame:
    return bench.load(source, {source.files[0]: text}).tables[source.tables[0].name]


@pytest.mark.parametrize("id", REPORTED)
def test_both_directions_of_a_reporter_are_kept_apart(bench, id):
    table = table_of(bench, BY_ID[id], REPORTED[id])
    china = table.filter(pl.col("reporter") == 710, pl.col("partner") == 365)
    assert dict(zip(china["flow"], china["usd"], strict=True)) == {"export": 111, "import": 222}


@pytest.mark.parametrize("id", ONE_WAY)
def test_goods_go_from_the_exporter_to_the_importer(bench, id):
    table = table_of(bench, BY_ID[id], ONE_WAY[id])
    flows = {(row[0], row[1]): row[3] for row in table.iter_rows()}
    assert flows == {(365, 710): 111, (710, 365): 222}


def test_namibia_is_no_missing_value_and_an_unknown_flow_is_no_zero(bench):
    reading = bench.load(US_CHINA, {US_CHINA.files[0]: REPORTED[US_CHINA.id]})
    table = reading.tables["trade_imts_us_china"]
    assert table.filter(pl.col("partner") == 565)["usd"].to_list() == [5]
    assert 0 not in table["usd"].to_list()
    assert {d.reason: d.rows for d in reading.dropped}["flow not known"] == 1


def test_partners_without_code_and_trade_with_oneself_are_accounted_for(bench):
    reading = bench.load(FIFTEEN, {FIFTEEN.files[0]: REPORTED[FIFTEEN.id]})
    assert sorted(d.rows for d in reading.dropped) == [1, 2]
    assert reading.tables["trade_comtrade"].height == 2


@pytest.mark.parametrize("id", BY_ID)
def test_faults_are_refused_with_the_file_named(bench, id):
    source = BY_ID[id]
    text = {**REPORTED, **ONE_WAY}[id]
    amount = "export_usd" if id == FIVE.id else "usd"
    column = next(c for c in text.splitlines()[0].split(",") if c.endswith(amount))
    bench.faults(source, {source.files[0]: text}, source.files[0], column=column, number="111")


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
