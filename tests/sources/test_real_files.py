"""The sources' own files: they load whole, and hold facts that are known from elsewhere.

Facts on obligations and capabilities: ATOP 5.1 and NMC 7.0 as printed in their releases; the
border war of 1969 is dispute 349 of the Militarized Interstate Disputes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl
import pytest

from rapallo.sources.registry import SOURCES, source
from rapallo.sources.source import Reading

pytestmark = pytest.mark.full_data
USA, BRITAIN, RUSSIA, UKRAINE, CHINA, KUWAIT, IRAQ = 2, 200, 365, 369, 710, 690, 645


@cache
def load(id: str, folder: Path) -> Reading:
    return source(id).load(folder)


def table(name: str, id: str, folder: Path) -> pl.DataFrame:
    return load(id, folder).tables[name]


def only(frame: pl.DataFrame, **values: int | str) -> pl.DataFrame:
    return frame.filter([pl.col(name) == value for name, value in values.items()])


@pytest.mark.parametrize("id", [one.id for one in SOURCES])
def test_loads_whole(id: str, data_dir: Path) -> None:
    reading = load(id, data_dir)
    declared = source(id)
    assert set(reading.tables) == {one.name for one in declared.tables}
    for name, frame in reading.tables.items():
        assert declared.rows[name] <= frame.height <= declared.rows[name] * 1.02
    for one in reading.dropped:
        assert one.reason
        assert one.rows > 0


def test_years_are_those_declared(data_dir: Path) -> None:
    for one in SOURCES:
        for frame in load(one.id, data_dir).tables.values():
            if "year" in frame.columns:
                within = frame["year"].is_between(one.first, one.last)
                assert within.all(), f"{one.id} has years outside {one.first}-{one.last}"


def test_russia_and_china_have_promised_each_other_what_is_known(data_dir: Path) -> None:
    kinds = ["defence", "offence", "neutrality", "nonaggression", "consultation"]
    known = {
        (1896, 1900): "11000",
        (1937, 1941): "00110",
        (1942, 1945): "11110",
        (1946, 1949): "11000",
        (1950, 1950): "11010",
        (1951, 1961): "10010",
        (1962, 1964): "10011",
        (1965, 1980): "10010",
        (1992, 2000): "00010",
        (2001, 2018): "00011",
    }
    meant = {
        year: digits for (first, last), digits in known.items() for year in range(first, last + 1)
    }
    obligation = table("obligation", "atop_5_1", data_dir)
    for one, two in ((RUSSIA, CHINA), (CHINA, RUSSIA)):
        rows = only(obligation, state1=one, state2=two).sort("year")
        found = {
            row["year"]: "".join(str(row[kind]) for kind in kinds)
            for row in rows.iter_rows(named=True)
        }
        assert found == meant


def test_treaties_of_nato_and_the_warsaw_pact(data_dir: Path) -> None:
    treaty = table("treaty", "atop_4", data_dir)
    nato, warsaw = only(treaty, treaty="3180"), only(treaty, treaty="3285")
    assert nato.select("begin_year", "end_year", "defence", "bilateral").row(0) == (
        1949,
        None,
        1,
        0,
    )
    assert warsaw.select("begin_year", "end_year", "defence").row(0) == (1955, 1991, 1)
    assert warsaw["integrated_command"].item() == 1
    members = table("treaty_member", "atop_4", data_dir)
    assert {USA, BRITAIN} <= set(only(members, treaty="3180")["state"])
    assert RUSSIA in set(only(members, treaty="3285")["state"])


def test_treaties_coded_high_follow_leeds_and_anac(data_dir: Path) -> None:
    treaty = table("treaty", "atop_4", data_dir).drop_nulls(
        ["military_contact", "integrated_command", "bases", "institutionalisation"]
    )
    high = (
        (pl.col("military_contact") == 3)
        | (pl.col("integrated_command") == 1)
        | (pl.col("bases") > 0)
    )
    agree = treaty.select((high == (pl.col("institutionalisation") == 2)).mean()).item()
    assert agree > 0.99


def test_capabilities_of_2017(data_dir: Path) -> None:
    frame = only(table("capabilities", "nmc_7_0", data_dir), year=2017)
    known = {
        USA: (602783000, 1347, 81612, 3324237, 335577, 109994),
        RUSSIA: (45600000, 831, 71491, 1355533, 146187, 69222),
        CHINA: (150458000, 2183, 831728, 5899179, 1420447, 609219),
    }
    for state, components in known.items():
        row = only(frame, state=state).drop("state", "year", "cinc").row(0)
        assert row == pytest.approx(components, rel=1e-5)
    assert only(frame, state=CHINA)["cinc"].item() == pytest.approx(0.222041, abs=5e-7)


def test_capabilities_add_up_to_one_and_to_more_where_components_are_missing(
    data_dir: Path,
) -> None:
    frame = table("capabilities", "nmc_7_0", data_dir)
    components = pl.col("milex", "milper", "irst", "pec", "tpop", "upop")
    complete = frame.group_by("year").agg(
        pl.col("cinc").sum(), (components.null_count().cast(pl.Int64)).name.suffix("_missing")
    )
    missing = pl.sum_horizontal(pl.col("^.*_missing$"))
    whole = complete.filter(missing == 0)
    assert whole.height > 0
    assert whole["cinc"].to_list() == pytest.approx([1] * whole.height, abs=1e-4)
    assert complete["cinc"].min() == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(("name", "id"), [("mid", "mid_5_0"), ("gml", "gml_mid")])
def test_disputes_have_the_border_war_and_a_mirror_row_each(
    name: str, id: str, data_dir: Path
) -> None:
    frame = table(name, id, data_dir)
    war = only(frame, state1=CHINA, state2=RUSSIA, year=1969)
    assert war.select("dispute", "hostility1", "hostility2").row(0) == (349, 4, 4)
    mirror = frame.select(
        "dispute", "year", "onset", state1="state2", state2="state1", hostility1="hostility2"
    )
    assert frame.join(mirror, on=mirror.columns, how="anti").is_empty()
    assert frame["fatality1"].min() == 0


def test_china_and_russia_border_each_other_and_the_us_is_across_the_sea(data_dir: Path) -> None:
    frame = table("contiguity", "contiguity_3_2", data_dir)
    assert only(frame, state1=CHINA, state2=RUSSIA)["type"].to_list() == [1]
    strait = only(frame, state1=USA, state2=RUSSIA)
    assert strait.select("type", pl.col("start").dt.year()).rows() == [(2, 1959)]
    assert only(frame, state1=USA, state2=CHINA).is_empty()
    mirror = frame.select("type", "start", "end", state1="state2", state2="state1")
    assert frame.join(mirror, on=mirror.columns, how="anti").is_empty()


def test_distances_of_neighbours_are_nought_and_agree_with_contiguity(data_dir: Path) -> None:
    frame = table("distance", "minimum_distance", data_dir)
    last = frame.filter(pl.col("last") == 2019)
    assert only(last, state1=RUSSIA, state2=CHINA)["km"].item() == 0
    land = table("contiguity", "contiguity_3_2", data_dir).filter(
        pl.col("type") == 1, pl.col("end").dt.year() == 2016, pl.col("state1") < pl.col("state2")
    )
    near = land.join(last, on=["state1", "state2"])["km"]
    assert near.len() > 300
    assert (near < 25).mean() > 0.97


def test_shared_organisations_never_exceed_either_state_s_own(data_dir: Path) -> None:
    pairs, alone = (table(name, "igo_3_0", data_dir) for name in ("igo_pair", "igo_state"))
    for side in ("state1", "state2"):
        joined = pairs.join(alone, left_on=[side, "year"], right_on=["state", "year"])
        assert (joined["shared"] <= joined["memberships"]).mean() > 0.999


def test_rivalries_of_china_and_russia(data_dir: Path) -> None:
    for id in ("thompson_dreyer", "thompson_sakuwa_suhas"):
        frame = only(table("rivalry", id, data_dir), state1=RUSSIA, state2=CHINA)
        assert frame.select("first", "last").rows() == [(1816, 1949), (1958, 1989)]
        current = only(table("rivalry", id, data_dir), state1=USA, state2=RUSSIA, ongoing=1)
        assert current["first"].to_list() == [2007]


def test_democracy_lies_in_its_interval_and_near_the_long_series(data_dir: Path) -> None:
    frame = table("democracy", "vdem_ert", data_dir)
    held = frame.drop_nulls().filter(
        pl.col("low") <= pl.col("polyarchy"), pl.col("polyarchy") <= pl.col("high")
    )
    assert held.height == frame.drop_nulls().height
    long = table("polyarchy_long", "democracy_long", data_dir)
    both = frame.join(long, on=["state", "year"], suffix="_long").drop_nulls("polyarchy_long")
    assert both.height > 13_500
    assert both.select(pl.corr("polyarchy", "polyarchy_long")).item() > 0.999


def test_estimates_are_in_the_units_declared(data_dir: Path) -> None:
    row = only(table("gdp_estimate", "gdp_population", data_dir), state=CHINA, year=2017)
    assert row["population"].item() == pytest.approx(1396, rel=0.05)
    assert 10_000 < row["gdp_per_head"].item() < 20_000
    assert 1.5e7 < row["gdp"].item() < 3e7


def test_conflict_sides(data_dir: Path) -> None:
    frame = table("conflict", "ucdp_prio_acd_25_1", data_dir)
    gulf = frame.filter(pl.col("year") == 1991)
    assert only(gulf, state1=IRAQ, state2=KUWAIT)["role"].to_list() == ["opposed"]
    assert only(gulf, state1=USA, state2=IRAQ)["role"].to_list() == ["opposed"]
    assert "supporting" in only(gulf, state1=USA, state2=BRITAIN)["role"].to_list()
    donbas = only(frame, state1=RUSSIA, state2=UKRAINE, year=2015)
    assert set(donbas["role"]) == {"opposed"}
    assert frame.filter(pl.col("state1") >= pl.col("state2")).is_empty()


def test_exercises_of_china_and_russia_are_in_the_years_of_peace_mission(data_dir: Path) -> None:
    frame = table("exercise", "mme_v7", data_dir)
    chinese = only(frame, state=CHINA).join(only(frame, state=RUSSIA), on="exercise")
    assert {2005, 2007, 2009, 2010} <= set(chinese["year"])
    assert chinese["year"].min() > 1991  # type: ignore[operator]


def test_sanctions_on_russia_since_2014(data_dir: Path) -> None:
    for id in ("gsdb_4", "ist"):
        frame = only(table("sanction", id, data_dir), target=RUSSIA).filter(pl.col("first") == 2014)
        assert USA in frame["sender"].to_list()
        assert frame.filter(pl.col("sender_group") == "EU")["sender"].n_unique() == 28
        assert not frame.filter(pl.col("last").is_null()).is_empty()
