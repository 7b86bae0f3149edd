"""Who sends and bears sanctions: names with commas, bodies, states that change within a case."""

from __future__ import annotations

import polars as pl

from rapallo import states
from rapallo.sources.sanction_parties import expand
from rapallo.sources.source import ROW

RUSSIA, EGYPT, KOREA, GERMANY, WEST_GERMANY, BRITAIN, CROATIA = 365, 651, 731, 255, 260, 200, 344


def spells(
    party: str, first: int, last: int, *, keep_bodies: bool = True
) -> set[tuple[int | None, str | None, int, int]]:
    cases = pl.DataFrame(
        {ROW: [1], "first": [first], "last": [last], "party": [party]},
        {ROW: pl.UInt32, "first": pl.Int16, "last": pl.Int16, "party": pl.String},
    )
    found, _ = expand(cases, "party", "name", keep_bodies=keep_bodies)
    return set(found.select("state", "body", "first", "last").iter_rows())


def test_a_comma_within_a_name_does_not_part_it() -> None:
    assert spells("Egypt, Arab Rep., Korea, North", 1980, 1981) == {
        (EGYPT, None, 1980, 1981),
        (KOREA, None, 1980, 1981),
    }


def test_germany_is_west_germany_until_it_is_one() -> None:
    assert spells("Germany", 1985, 1995) == {
        (WEST_GERMANY, None, 1985, 1989),
        (GERMANY, None, 1990, 1995),
    }


def test_members_of_a_body_count_only_while_they_belong_to_it() -> None:
    found = {state: (first, last) for state, _, first, last in spells("EU", 2010, 2023)}
    assert found[BRITAIN] == (2010, 2020)
    assert found[CROATIA] == (2013, 2023)
    assert set(found) == {
        state for year in range(2010, 2024) for state in states.group_members("EU", year)
    }


def test_a_body_of_unknown_members_stays_as_a_sender_and_not_as_a_target() -> None:
    assert spells("UN", 1990, 1995) == {(None, "UN", 1990, 1995)}
    assert spells("UN", 1990, 1995, keep_bodies=False) == set()


def test_a_state_counts_only_in_years_in_which_it_exists() -> None:
    assert spells("Croatia", 1980, 1999) == {(CROATIA, None, 1992, 1999)}
    assert spells("Croatia", 1980, 1985) == set()


def test_every_party_left_out_is_accounted_for() -> None:
    cases = pl.DataFrame(
        {ROW: [1, 2], "first": [1980, 1980], "last": [1985, 1985], "who": ["Palestine", "Croatia"]},
        {ROW: pl.UInt32, "first": pl.Int16, "last": pl.Int16, "who": pl.String},
    )
    found, dropped = expand(cases, "who", "name", keep_bodies=False)
    assert found.is_empty()
    assert sum(one.rows for one in dropped) == 2
    assert set(dropped[0].examples) == {"Palestine", "Croatia"}
