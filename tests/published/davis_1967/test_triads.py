"""Signs of balanced triads.

Strict: Heider (1946), Journal of Psychology 21(1), 107-112. Weak: Davis (1967), Human Relations
20(2), 181-187, who lets enemies of enemies be enemies.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from rapallo.measures.balance import clusters, triad_balanced, two_camps


@pytest.mark.parametrize(
    ("signs", "strict", "weak"),
    [
        ((1, 1, 1), True, True),
        ((1, -1, -1), True, True),
        ((1, 1, -1), False, False),
        ((-1, -1, -1), False, True),
    ],
)
def test_sign_rule(signs, strict, weak):
    for first, second, third in permutations(signs):
        assert triad_balanced(first, second, third) is strict
        assert triad_balanced(first, second, third, weak=True) is weak
        ties = [[0, first, second], [first, 0, third], [second, third, 0]]
        assert (two_camps(ties) is not None) is strict
        assert (clusters(ties) is not None) is weak
