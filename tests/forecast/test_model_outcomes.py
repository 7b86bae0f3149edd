"""Outcomes: who is at risk, when it comes, which event brings it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rapallo.forecast.declared import NAMES
from rapallo.forecast.features import Features
from rapallo.forecast.outcomes import NEVER, OUTCOMES, cases


def features(rows):
    """Features with nothing in them but (state1, state2, year, allied, bilateral)."""
    a, b, year, allied, bilateral = (np.array(x) for x in zip(*rows, strict=True))
    matrix = np.zeros((len(rows), len(NAMES)), np.float32)
    matrix[:, NAMES.index("bilateral")] = bilateral
    return Features(
        a.astype(np.int16), b.astype(np.int16), year.astype(np.int16), allied.astype(np.int8),
        allied.astype(np.int8), np.full(len(rows), np.nan, np.float32), matrix,
    )  # fmt: skip


@pytest.fixture
def world():
    """1-2 ally alone in 2003; 3-4 and 3-5 in 2002 together; 6-7 ends in 2001; 8-9 break off."""
    rows = []
    for year in range(2000, 2006):
        rows += [
            (1, 2, year, int(year >= 2003), int(year >= 2003)),
            (3, 4, year, int(year >= 2002), 0),
            (3, 5, year, int(year >= 2002), 0),
            (6, 7, year, int(year < 2001), 0),
        ]
        if year not in (2001, 2002):
            rows.append((8, 9, year, int(year >= 2003), 0))
    return features(sorted(rows, key=lambda r: (r[2], r[0], r[1])))


def at(world, standing, a, b, year):
    row = world.row(a, b, year)
    return bool(standing.at_risk[row]), int(standing.wait[row])


def test_the_wait_counts_years_until_the_pact(world):
    standing = cases(world, OUTCOMES["defence_pact"])
    assert at(world, standing, 1, 2, 2000) == (True, 3)
    assert at(world, standing, 1, 2, 2002) == (True, 1)
    assert at(world, standing, 1, 2, 2003)[0] is False
    assert at(world, standing, 6, 7, 2001) == (True, NEVER)


def test_a_pair_that_leaves_the_system_is_followed_no_further(world):
    standing = cases(world, OUTCOMES["defence_pact"])
    assert at(world, standing, 8, 9, 2000) == (True, NEVER)


def test_pairs_that_share_a_state_in_a_year_are_one_event(world):
    standing = cases(world, OUTCOMES["defence_pact"])
    one, two, other = (standing.event[world.row(*p, 2001)] for p in ((3, 4), (3, 5), (1, 2)))
    assert one == two != other


def test_only_a_treaty_of_two_is_a_bilateral_pact(world):
    standing = cases(world, OUTCOMES["bilateral_pact"])
    assert at(world, standing, 1, 2, 2001) == (True, 2)
    assert at(world, standing, 3, 4, 2001) == (True, NEVER)


def test_the_end_of_a_pact_is_for_allies(world):
    standing = cases(world, OUTCOMES["end_of_defence_pact"])
    assert at(world, standing, 6, 7, 2000) == (True, 1)
    assert at(world, standing, 1, 2, 2000)[0] is False


def test_a_step_of_the_index_is_measured_from_the_origin(world):
    index = np.where(world.year < 2002, 50.0, 61.0).astype(np.float32)
    index[(world.state1 == 6) & (world.year >= 2001)] = 38.0
    index[world.state1 == 3] = np.nan
    stepped = replace(world, index=index)
    rises, falls = (cases(stepped, OUTCOMES[name]) for name in ("index_rise", "index_fall"))
    assert at(stepped, rises, 1, 2, 2000) == (True, 2)
    assert at(stepped, rises, 1, 2, 2002) == (True, NEVER)
    assert at(stepped, falls, 6, 7, 2000) == (True, 1)
    assert at(stepped, rises, 3, 4, 2000)[0] is False
    assert at(stepped, rises, 8, 9, 2000) == (True, NEVER)


def test_a_window_that_ends_after_the_origin_is_open(world):
    standing = cases(world, OUTCOMES["defence_pact"])
    closed = standing.closed(world.year, 3, 2004)
    assert world.year[closed].max() == 2001
