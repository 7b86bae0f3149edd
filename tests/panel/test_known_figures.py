"""Figures that are printed elsewhere, as they come out of the built panel.

Obligations of Russia and China, base rates and arms transfers: read by hand from ATOP 5.1 and
SIPRI's yearly export tables. Votes: the agreement of Bailey, Strezhnev and Voeten's
replication code, over the roll calls of the session that opened in 2017. GDP: World Bank, WDI.
"""

import polars as pl
import pytest

from rapallo.panel.asof import AsOf
from rapallo.panel.frame import dyad_years, state_years

pytestmark = pytest.mark.full_data

USA, RUS, CHN = 2, 365, 710
KINDS = ("defence", "offence", "neutrality", "nonaggression", "consultation")
RUSSIA_CHINA = {
    (1896, 1900): "11000",
    (1937, 1941): "00110",
    (1942, 1945): "11110",
    (1946, 1949): "11000",
    (1950, 1950): "11010",
    (1951, 1961): "10010",
    (1962, 1964): "10011",
    (1965, 1980): "10010",
    (1981, 1991): "00000",
    (1992, 2000): "00010",
    (2001, 2018): "00011",
}


@pytest.fixture(scope="module")
def pairs(built):
    return dyad_years(["defence"], warehouse=built).frame.with_columns(
        allied=pl.max_horizontal("defence_12", "defence_21")
    )


@pytest.mark.parametrize("way", ["12", "21"])
def test_obligations_of_russia_and_china_by_year(built, way):
    frame = dyad_years(KINDS, among=[RUS, CHN], warehouse=built).frame
    found = {
        row["year"]: "".join(str(row[f"{kind}_{way}"]) for kind in KINDS)
        for row in frame.iter_rows(named=True)
    }
    for (first, last), held in RUSSIA_CHINA.items():
        assert {found[year] for year in range(first, last + 1)} == {held}
    assert found[1895] == found[1901] == "00000"
    assert found[2019] == "None" * len(KINDS)


@pytest.mark.parametrize(
    ("a", "b", "year", "value"),
    [
        (RUS, CHN, 2017, 0.8719),
        (USA, CHN, 2017, 0.3140),
        (USA, RUS, 2017, 0.3618),
        (RUS, CHN, 2018, 0.8656),
        (USA, CHN, 1995, 0.2500),
        (USA, RUS, 2005, 0.3232),
    ],
)
def test_agreement_in_the_general_assembly(built, a, b, year, value):
    frame = dyad_years(["un_agreement"], among=[a, b], first=year, last=year, warehouse=built).frame
    assert frame["un_agreement"].item() == pytest.approx(value, abs=5e-5)


def test_arms_from_russia_to_china(built):
    printed = {
        1954: 3500, 1992: 1023, 2000: 2231, 2005: 3077, 2012: 598, 2017: 986, 2021: 773,
        1975: 0,
    }  # fmt: skip
    frame = dyad_years(["arms"], among=[RUS, CHN], warehouse=built).frame
    found = dict(frame.select("year", "arms_12").iter_rows())
    assert {year: round(found[year]) for year in printed} == printed
    assert sum(found[year] for year in range(1992, 2022)) == pytest.approx(37_874, abs=15)


def test_gdp_and_population(built):
    frame = state_years(["gdp", "population"], among=[USA, RUS, CHN], warehouse=built).frame
    found = {(s, y): (gdp, people) for s, y, gdp, people in frame.iter_rows()}
    assert found[USA, 2017][0] == pytest.approx(19.612102e12, rel=1e-6)
    assert found[CHN, 2017][0] == pytest.approx(12.310491e12, rel=1e-6)
    assert found[RUS, 2017][0] == pytest.approx(1.574199e12, rel=1e-6)
    assert found[RUS, 2014][0] == pytest.approx(2.059242e12, rel=1e-6)
    assert found[RUS, 2017][1] == 145_293_260
    assert found[CHN, 2022][1] == 1_412_175_000


def test_capabilities(built):
    frame = state_years(["cinc"], among=[USA, RUS, CHN], warehouse=built).frame
    found = {(s, y): cinc for s, y, cinc in frame.iter_rows()}
    assert found[USA, 1945] == pytest.approx(0.3838635, abs=1e-7)
    assert found[CHN, 1900] == pytest.approx(0.119977, abs=1e-6)
    assert max(found.items(), key=lambda item: item[1] or 0)[0] == (USA, 1945)


def test_trade_of_russia_and_china_in_2017_is_about_84_billion(built):
    frame = dyad_years(["trade"], among=[RUS, CHN], first=2017, last=2017, warehouse=built).frame
    assert frame["trade"].item() == pytest.approx(84.4e9, rel=0.01)


@pytest.mark.parametrize(
    ("first", "last", "rows"),
    [
        (1816, 2016, 956_175),
        (1816, 1944, 118_170),
        (1919, 1938, 39_116),
        (1946, 2016, 835_989),
        (1990, 2016, 483_854),
    ],
)
def test_there_are_as_many_dyad_years_as_counted_by_hand(pairs, first, last, rows):
    assert pairs.filter(pl.col("year").is_between(first, last)).height == rows


@pytest.mark.parametrize(
    ("first", "last", "share", "new", "rate", "ended"),
    [(1990, 2016, 0.0730, 929, 0.002067, 138), (2000, 2016, 0.0800, 711, 0.002437, 55)],
)
def test_base_rates_of_defence_pacts(pairs, first, last, share, new, rate, ended):
    """Before 1946 the counts read by hand hold pairs with states outside the system: not ours."""
    key = ["state1", "state2", "year"]
    before = pairs.select("state1", "state2", pl.col("year") + 1, before="allied")
    after = pairs.select("state1", "state2", pl.col("year") - 1, after="allied")
    rows = (
        pairs.join(before, on=key, how="left")
        .join(after, on=key, how="left")
        .filter(pl.col("year").is_between(first, last))
        .with_columns(pl.col("before", "after").fill_null(0))
    )
    free = rows.filter(pl.col("before") == 0)
    begun = free.filter(pl.col("allied") == 1).height
    gone = rows.filter(
        (pl.col("allied") == 1) & (pl.col("after") == 0) & (pl.col("year") < last)
    ).height
    assert rows["allied"].mean() == pytest.approx(share, abs=5e-5)
    assert begun == new
    assert begun / free.height == pytest.approx(rate, abs=2e-6)
    assert gone == ended


def test_a_session_that_runs_into_the_next_year_is_not_used_before_it_is_over(built):
    late = built.sql("SELECT DISTINCT session_year FROM un_roll_call WHERE year > session_year")
    assert 2007 in late["session_year"].to_list()
    view = AsOf(built, 2007, (USA, RUS))
    assert view.figure("un_agreement", USA, RUS).year == 2006
    assert AsOf(built, 2008, (USA, RUS)).figure("un_agreement", USA, RUS).year == 2007
    panel = dyad_years(["un_agreement"], first=2006, as_of=2007, among=[USA, RUS], warehouse=built)
    assert panel.frame["un_agreement"].is_null().to_list() == [False, True]
