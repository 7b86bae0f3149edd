"""Figures as of a year: latest known, never later, carried as declared, null with a reason."""

import pytest

from rapallo.panel.asof import SNAPSHOT_LACKS, AsOf
from rapallo.panel.columns import COLUMNS

USA, BEL, RUS, CHN, TAZ, JPN = 2, 211, 365, 710, 510, 740


@pytest.fixture(scope="module")
def view(shipped):
    return AsOf(shipped, 2018, (CHN, RUS, USA))


@pytest.mark.parametrize("year", [1816, 1890, 1970, 2018, 2025])
def test_no_figure_or_series_is_dated_after_the_year(shipped, year):
    view = AsOf(shipped, year, (USA, RUS, CHN))
    for name, declared in COLUMNS.items():
        cases = [(USA,)] if declared.level == "state" else [(RUS, CHN), (CHN, RUS)]
        for who in cases:
            figure = view.figure(name, *who)
            if figure.value is None:
                assert figure.reason
                assert figure.year is None
                assert figure.age is None
            else:
                assert figure.year <= year
                assert figure.age == year - figure.year <= declared.stands
                assert figure.reason is None
            if declared.kind != "text":
                for series in view.series(name, *who):
                    assert all(point[0] <= year for point in series.points)


def test_a_figure_says_whose_it_is_and_where_it_is_from(view):
    figure = view.figure("gdp", CHN)
    assert figure.states == ("CHN",)
    assert (figure.year, figure.age, figure.source) == (2018, 0, "wdi_gdp")
    assert figure.unit == "current USD"


def test_a_value_is_carried_with_its_age_and_no_longer_than_declared(shipped):
    carried = AsOf(shipped, 2018, (RUS, CHN)).figure("igos", RUS, CHN)
    assert (carried.year, carried.age) == (2014, 4)
    assert COLUMNS["war"].carry < 10 < COLUMNS["igos"].carry
    late = AsOf(shipped, 2025, (RUS, CHN))
    assert late.figure("cinc", RUS).year == 2022
    assert late.value("dispute_memory", RUS, CHN) is None
    assert "after 2014" in late.figure("dispute_memory", RUS, CHN).reason


def test_a_value_that_is_whole_a_year_later_stands_a_year_longer(shipped):
    declared = COLUMNS["un_agreement"]
    last = declared.last
    assert (declared.carry, declared.lag, declared.stands) == (5, 1, 6)
    within = AsOf(shipped, last + declared.stands, (RUS, CHN)).figure("un_agreement", RUS, CHN)
    assert (within.year, within.age) == (last, declared.stands)


def test_an_earlier_year_can_be_asked_for(view):
    figure = view.figure("cinc", RUS, at=1993)
    assert (figure.year, figure.age) == (1993, 25)
    assert figure.value != view.value("cinc", RUS)


def test_directed_figures_differ_by_direction(shipped):
    view = AsOf(shipped, 1955, (USA, JPN))
    assert (view.value("defence", USA, JPN), view.value("defence", JPN, USA)) == (1.0, 0.0)


def test_undirected_figures_are_the_same_either_way(view):
    for name in ("trade", "un_agreement", "dispute", "distance", "igos"):
        assert view.value(name, CHN, RUS) == view.value(name, RUS, CHN) is not None


def test_trade_names_the_source_of_each_year(shipped):
    view = AsOf(shipped, 2025, (CHN, RUS, USA))
    by_source = {series.source: series for series in view.series("trade", CHN, USA)}
    assert len(by_source) >= 3
    years = [year for series in by_source.values() for year, _ in series.points]
    assert sorted(years) == sorted(set(years))
    assert all(series.basis for series in by_source.values())
    assert len({series.basis for series in by_source.values()}) > 1
    assert (
        view.figure("trade", CHN, USA).source
        == max(by_source.values(), key=lambda s: s.points[-1][0]).source
    )


def test_a_null_of_a_restricted_column_tells_a_gap_from_what_is_not_shipped(shipped):
    major = AsOf(shipped, 1940, (CHN, RUS)).figure("arms_5y", CHN, RUS)
    assert "before" in major.reason
    minor = AsOf(shipped, 2018, (BEL, TAZ)).figure("arms_5y", BEL, TAZ)
    assert minor.reason == SNAPSHOT_LACKS


def test_a_state_that_was_none_yet_has_no_figures(shipped):
    view = AsOf(shipped, 1950, (TAZ, USA))
    assert view.value("cinc", TAZ) is None
    assert view.series("distance", TAZ, USA) == ()
