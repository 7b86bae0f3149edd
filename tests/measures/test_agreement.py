from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rapallo.measures.agreement import agreement, roll_calls, same_share, shared_calls

votes = hnp.arrays(
    np.int8,
    st.tuples(st.integers(2, 6), st.integers(1, 15)),
    elements=st.sampled_from([-1, 1, 2, 3]),
)


@given(votes)
def test_agreement_by_its_definition(v):
    kept = [call for call in v.T if len(set(call[call > 0])) > 1]
    found, same = agreement(v), same_share(v)
    for i in range(len(v)):
        for j in range(len(v)):
            shared = [(int(call[i]), int(call[j])) for call in kept if min(call[i], call[j]) > 0]
            if not shared:
                assert np.isnan(found[i, j])
                continue
            assert found[i, j] == pytest.approx(np.mean([1 - abs(a - b) / 2 for a, b in shared]))
            assert same[i, j] == pytest.approx(np.mean([a == b for a, b in shared]))


@given(votes)
def test_same_share_never_exceeds_agreement(v):
    more = agreement(v) - same_share(v)
    assert (more[~np.isnan(more)] >= -1e-12).all()


@given(votes)
def test_swapping_yes_and_no_changes_nothing(v):
    swapped = np.where(v > 0, 4 - v, v)
    np.testing.assert_allclose(agreement(v), agreement(swapped))


def test_unanimous_calls_go_unless_kept():
    v = np.array([[1, 1, 3], [1, 3, 3], [1, 1, -1]])
    assert roll_calls(v).tolist() == [[1], [3], [1]]
    assert roll_calls(v, unanimous="keep").shape == (3, 3)
    assert agreement(v)[0, 1] == 0
    assert agreement(v, unanimous="keep")[0, 1] == pytest.approx(2 / 3)


def test_calls_on_which_nobody_voted_are_unanimous():
    assert roll_calls([[-1, 1], [-1, 3]]).tolist() == [[1], [3]]


def test_abstention_is_midway_or_out():
    v = np.array([[1, 2, 1], [1, 3, 3]])
    assert agreement(v, unanimous="keep")[0, 1] == pytest.approx(0.5)
    assert agreement(v, unanimous="keep", abstention="drop")[0, 1] == pytest.approx(0.5)
    assert shared_calls(roll_calls(v, unanimous="keep", abstention="drop"))[0, 1] == 2


def test_absence_is_out_or_an_abstention_but_never_for_a_non_member():
    v = np.array([[1, 1], [-1, 3], [-1, -1]])
    assert agreement(v, unanimous="keep")[0, 1] == 0
    assert agreement(v, unanimous="keep", absence="abstain")[0, 1] == pytest.approx(0.25)
    assert np.isnan(agreement(v, unanimous="keep", absence="abstain")[0, 2])


def test_missing_may_be_nan():
    v = np.array([[1.0, np.nan, 3.0], [1.0, 2.0, 1.0]])
    assert shared_calls(v)[0, 1] == 2
    assert agreement(v, unanimous="keep")[0, 1] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("v", "options", "complaint"),
    [
        ([[1, 4]], {}, "a vote is"),
        ([1, 2], {}, "two axes"),
        ([[1, 2]], {"unanimous": "drpo"}, "unanimous must be one of"),
        ([[1, 2]], {"abstention": "keep"}, "abstention must be one of"),
        ([[1, 2]], {"absence": "keep"}, "absence must be one of"),
    ],
)
def test_what_makes_no_sense_is_refused(v, options, complaint):
    with pytest.raises(ValueError, match=complaint):
        agreement(v, **options)
