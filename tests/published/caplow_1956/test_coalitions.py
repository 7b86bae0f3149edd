"""Coalitions of three by their powers.

Caplow (1956), American Sociological Review 21(4), 489-493, types 1 to 6; Caplow (1968), Two
Against One, types 7 and 8; as the literature cites them. The world's three powers: CINC of
National Material Capabilities 7.0 (shares of the three, noted beforehand) and GDP in current US
dollars of 2017 (World Bank).
"""

from __future__ import annotations

from itertools import permutations

import pytest

from rapallo.measures.caplow import coalition_type

# A, B, C as Caplow orders them, and the coalitions he expects.
TYPES = {
    1: ((1, 1, 1), {"AB", "AC", "BC"}),
    2: ((3, 2, 2), {"BC"}),
    3: ((1, 2, 2), {"AB", "AC"}),
    4: ((3, 1, 1), set()),
    5: ((4, 3, 2), {"AC", "BC"}),
    6: ((4, 2, 1), set()),
    7: ((3, 2, 1), {"AB", "AC"}),
    8: ((2, 1, 1), {"AB", "AC"}),
}


@pytest.mark.parametrize("kind", TYPES)
def test_type_and_expected_coalitions(kind):
    powers, expected = TYPES[kind]
    for order in permutations(range(3)):
        found = coalition_type([powers[k] for k in order])
        named = {"".join(sorted("ABC"[order[k]] for k in pair)) for pair in found.likely}
        assert (found.kind, named) == (kind, expected)


@pytest.mark.parametrize(
    ("measure", "us", "russia", "china", "kind", "first"),
    [
        ("CINC 1991", 0.382, 0.288, 0.330, 5, 0),
        ("CINC 2017", 0.321, 0.094, 0.585, 6, 2),
        ("GDP 2017", 19.612102, 1.574199, 12.310491, 6, 0),
    ],
)
def test_three_powers_turn_on_the_measure(measure, us, russia, china, kind, first):
    found = coalition_type([us, russia, china])
    assert (found.kind, found.order[0]) == (kind, first), measure


def test_tolerance_makes_a_close_match_equal():
    assert coalition_type([100, 97, 30], tolerance=0.05).kind == 3
    assert coalition_type([100, 97, 30], tolerance=0.01).kind == 5
