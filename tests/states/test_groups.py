"""Groups of states have the members of the day."""

from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from rapallo import states


def codes(name, year):
    return {states.get(cow).code for cow in states.group_members(name, year)}


@pytest.mark.parametrize(
    ("name", "year", "count"),
    [
        ("NATO", 1949, 12),
        ("NATO", 1952, 14),
        ("NATO", 1955, 15),
        ("NATO", 1982, 16),
        ("NATO", 1999, 19),
        ("NATO", 2004, 26),
        ("NATO", 2009, 28),
        ("NATO", 2017, 29),
        ("NATO", 2020, 30),
        ("NATO", 2023, 31),
        ("NATO", 2024, 32),
        ("EU", 1958, 6),
        ("EU", 1973, 9),
        ("EU", 1981, 10),
        ("EU", 1986, 12),
        ("EU", 1995, 15),
        ("EU", 2004, 25),
        ("EU", 2007, 27),
        ("EU", 2013, 28),
        ("EU", 2020, 28),
        ("EU", 2021, 27),
        ("SCO", 2001, 6),
        ("SCO", 2018, 8),
        ("SCO", 2024, 10),
        ("BRICS", 2009, 4),
        ("BRICS", 2018, 5),
        ("BRICS", 2024, 9),
        ("BRICS", 2025, 10),
        ("CSTO", 2018, 6),
        ("CSTO", 2010, 7),
        ("Warsaw Pact", 1960, 8),
        ("Warsaw Pact", 1970, 7),
        ("G7", 1975, 6),
        ("G7", 2018, 7),
        ("G8", 2005, 8),
        ("P5", 2018, 5),
        ("ASEAN", 2018, 10),
        ("ASEAN", 2025, 11),
        ("Arab League", 1985, 20),
        ("GCC", 2018, 6),
        ("EAEU", 2018, 5),
    ],
)
def test_number_of_members(name, year, count):
    assert len(states.group_members(name, year)) == count


def test_members_belong_to_the_state_system_when_they_belong_to_a_group():
    for group in states.all_groups().values():
        for one in group.members:
            last = one.end.year if one.end else states.LAST_YEAR
            years = range(one.start.year, last + 1)
            absent = [year for year in years if one.cow not in states.in_year(year)]
            # Jordan, Syria and Lebanon signed the Arab pact before their independence.
            allowed = [1945] if group.code == "ARAB_LEAGUE" else []
            assert absent in ([], allowed), (group.code, one)


def test_spells_of_a_state_in_a_group_do_not_overlap():
    for group in states.all_groups().values():
        for cow in {one.cow for one in group.members}:
            spells = [one for one in group.members if one.cow == cow]
            for before, after in pairwise(spells):
                assert before.end is not None
                assert before.end < after.start, (group.code, cow)


def test_germany_is_one_member_on_any_day():
    for name in ("NATO", "EU", "G7"):
        assert {260, 255} & set(states.group(name).on(date(1990, 10, 2))) == {260}
        assert {260, 255} & set(states.group(name).on(date(1990, 10, 3))) == {255}


def test_every_group_says_where_its_dates_come_from():
    for group in states.all_groups().values():
        assert group.reference
        assert group.note
        assert group.members


def test_china_holds_one_seat_throughout():
    for year in range(1946, 2026):
        seat = states.china_seat(year)
        assert seat in states.group("P5").on(date(year, 12, 31))
        assert len({710, 713} & set(states.group("P5").on(date(year, 12, 31)))) == 1
    assert [states.china_seat(y) for y in (1946, 1948, 1950, 1970, 1971, 2018)] == [
        710,
        710,
        713,
        713,
        710,
        710,
    ]
    assert states.china_seat(date(1971, 10, 24)) == 713


def test_old_names_of_groups():
    assert states.group("EEC") is states.group("European Union")
    assert "GBR" not in codes("EC", 1972)
    with pytest.raises(states.UnknownGroup, match="NATO"):
        states.group("NAT0")


def test_groups_of_a_state():
    assert set(states.groups_of(365, 2018)) == {"SCO", "BRICS", "CSTO", "EAEU", "P5"}
    assert set(states.groups_of(365, 1960)) == {"WARSAW_PACT", "P5"}
    assert "NATO" not in states.groups_of(375, 2022)
    assert "NATO" in states.groups_of(375, 2023)


@pytest.mark.full_data
def test_pacts_have_the_members_of_atop(data_dir):
    members = pl.read_csv(data_dir / "atop" / "atop_4_member_level.csv", null_values="NA")
    for name, treaty in [("NATO", 3180), ("WARSAW_PACT", 3285), ("CSTO", 4220)]:
        theirs = set(members.filter(pl.col("atopid") == treaty)["member"])
        ours = {one.cow for one in states.group(name).members if one.start.year <= 2016}
        assert ours - theirs == set()
