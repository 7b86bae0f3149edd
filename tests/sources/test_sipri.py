from __future__ import annotations

import fastexcel
import polars as pl
import pytest

from rapallo.sources.sipri import MILEX_FILE, SOURCES, TIV_FILE

MILEX, ARMS, REGISTER = SOURCES
RUSSIA_TO_CHINA = {
    1992: 1023,
    1995: 498,
    2000: 2231,
    2004: 2872,
    2005: 3077,
    2006: 2450,
    2010: 657,
    2012: 598,
    2013: 694,
    2014: 602,
    2015: 755,
    2016: 691,
    2017: 986,
    2018: 1767,
    2019: 1179,
    2020: 632,
    2021: 773,
}
SOVIET_UNION_TO_CHINA = {1950: 2572, 1954: 3500, 1959: 3159, 1962: 307, 1968: 180}


def test_no_table_may_be_shipped_whole():
    assert not any(source.shippable for source in SOURCES)


def test_a_lost_figure_is_missing_and_a_state_without_army_spends_nothing(bench):
    text = (
        "Country,year,milex_constant_2023_usd_m,milex_current_usd_m,milex_share_gdp\n"
        "Argentina,1950,4000,0.0,0.03\n"
        "Costa Rica,1950,0.0,0.0,\n"
        "Korea, North,1990,,0.0,\n".replace("Korea, North", '"Korea, North"')
    )
    reading = bench.load(MILEX, {MILEX_FILE: text})
    table = reading.tables["milex"].select("state", "constant_usd_million", "current_usd_million")
    assert table.rows() == [(160, 4000.0, None), (94, 0.0, 0.0)]
    assert [(d.rows, d.examples) for d in reading.dropped] == [(1, ("Korea, North",))]


def test_an_armed_group_is_not_taken_for_its_state(bench):
    text = (
        "supplier,recipient,year,value,supplier_cown,recipient_cown\n"
        "United States,FMLN (El Salvador)*,1985,3,2,92\n"
        "United States,El Salvador,1985,4,2,92\n"
    )
    reading = bench.load(ARMS, {TIV_FILE: text})
    assert reading.tables["arms"].rows() == [(2, 92, 1985, 4.0)]
    assert reading.dropped[0].rows == 1


@pytest.mark.full_data
def test_the_long_file_has_all_of_the_workbook(data_dir):
    book = fastexcel.read_excel(data_dir / "sipri/SIPRI-Milex-data-1949-2024.xlsx")
    sheet = book.load_sheet("Constant (2023) US$", header_row=None, dtypes="string").to_polars()
    rows = sheet.rows()
    head = next(row for row in rows if row[0] == "Country")
    years = {place: int(cell) for place, cell in enumerate(head) if cell and cell.isdigit()}
    workbook = {}
    for row in rows[rows.index(head) + 1 :]:
        for place, year in years.items():
            cell = row[place]
            if row[0] and cell and cell not in ("...", "xxx"):
                workbook[(row[0].strip(), year)] = float(cell)
    long = pl.read_csv(data_dir / MILEX_FILE, infer_schema_length=None).drop_nulls(
        "milex_constant_2023_usd_m"
    )
    found = {(row[0], row[1]): row[2] for row in long.iter_rows()}
    assert found.keys() == workbook.keys()
    assert all(found[key] == pytest.approx(value) for key, value in workbook.items())


@pytest.mark.full_data
def test_russia_continues_the_soviet_union_with_no_figure_in_between(data_dir):
    table = MILEX.load(data_dir).tables["milex"].filter(pl.col("state") == 365)
    years = table["year"].to_list()
    assert 1990 in years
    assert 1991 not in years
    assert table.filter(pl.col("year") == 1992)["current_usd_million"].item() is None
    assert table.filter(pl.col("year") == 2017)["share_gdp"].item() == pytest.approx(
        0.0425, abs=1e-4
    )


@pytest.mark.full_data
def test_arms_from_moscow_to_china_are_as_published(data_dir):
    table = ARMS.load(data_dir).tables["arms"]
    pair = table.filter(pl.col("supplier") == 365, pl.col("recipient") == 710)
    tiv = dict(pair.select("year", "tiv").iter_rows())
    for year, value in (RUSSIA_TO_CHINA | SOVIET_UNION_TO_CHINA).items():
        assert tiv[year] == value
    assert sum(tiv[year] for year in tiv if year < 1992) == 32_510
    assert not set(tiv) & set(range(1969, 1990))
    # The published total sums unrounded values.
    assert sum(tiv[year] for year in tiv if year >= 1992) == pytest.approx(37_874, abs=5)


@pytest.mark.full_data
@pytest.mark.parametrize(("year", "share"), [(2005, 0.599), (2017, 0.158), (2018, 0.249)])
def test_chinas_share_of_russian_exports(data_dir, year, share):
    sold = ARMS.load(data_dir).tables["arms"]
    sold = sold.filter(pl.col("supplier") == 365, pl.col("year") == year)
    to_china = sold.filter(pl.col("recipient") == 710)["tiv"].sum()
    assert to_china / sold["tiv"].sum() == pytest.approx(share, abs=0.001)


@pytest.mark.full_data
def test_the_register_agrees_with_the_yearly_values_to_2015(data_dir):
    deals = REGISTER.load(data_dir).tables["arms_register"]
    arms = ARMS.load(data_dir).tables["arms"]
    span = pl.col("year").is_between(1995, 2015)
    pair = (pl.col("supplier") == 365) & (pl.col("recipient") == 710) & span
    assert deals.filter(pair)["tiv"].sum() == pytest.approx(
        arms.filter(pair)["tiv"].sum(), rel=0.02
    )
