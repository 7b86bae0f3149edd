from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rapallo.measures.portfolios import MISSING, joint_tables, portfolio_matrix, with_self_ties

matrices = hnp.arrays(
    np.int8,
    st.tuples(st.integers(1, 6), st.integers(1, 12)),
    elements=st.integers(MISSING, 3),
)


@given(matrices)
def test_joint_tables_count_what_a_loop_counts(x):
    counts = joint_tables(x, levels=range(4)).counts
    slow = np.zeros((4, 4, len(x), len(x)))
    for i, first in enumerate(x):
        for j, second in enumerate(x):
            for a, b in zip(first, second, strict=True):
                if a != MISSING and b != MISSING:
                    slow[a, b, i, j] += 1
    assert np.array_equal(counts, slow)


@given(matrices)
def test_margins_are_those_of_shared_targets(x):
    joint = joint_tables(x, levels=range(4))
    assert np.array_equal(joint.first.sum(axis=0), joint.total)
    assert np.array_equal(joint.total, joint.total.T)
    assert np.array_equal(np.diag(joint.total), (x != MISSING).sum(axis=1))


def test_nan_and_minus_one_both_mean_missing():
    whole = np.array([[0, MISSING, 1], [1, 1, 1]])
    real = np.where(whole == MISSING, np.nan, whole)
    assert np.array_equal(
        joint_tables(whole, levels=(0, 1)).counts, joint_tables(real, levels=(0, 1)).counts
    )


def test_weights_are_summed_not_counted():
    joint = joint_tables([[0, 1], [0, 0]], levels=(0, 1), weights=[0.25, 4])
    assert joint.counts[0, 0, 0, 1] == 0.25
    assert joint.counts[1, 0, 0, 1] == 4


@pytest.mark.parametrize(
    ("x", "options", "complaint"),
    [
        ([0, 1], {"levels": (0, 1)}, "two axes"),
        ([[0, 2]], {"levels": (0, 1)}, "value 2 is not one of the levels"),
        ([[0.5, 1.0]], {"levels": (0, 1)}, "value 0.5 is not one of the levels"),
        ([[0, 1]], {"levels": (1, 0)}, "rising"),
        ([[0, 1]], {"levels": (1,)}, "at least two"),
        ([[0, 1]], {"levels": (-1, 0, 1)}, "cannot be a level"),
        ([["a", "b"]], {"levels": (0, 1)}, "holds numbers"),
        ([[0, 1]], {"levels": (0, 1), "weights": [1]}, "2 targets"),
        ([[0, 1]], {"levels": (0, 1), "weights": [1, -1]}, "not negative"),
        ([[0, 1]], {"levels": (0, 1), "weights": [1, np.nan]}, "known"),
        ([[0, 1]], {"levels": (0, 1), "weights": [0, 0]}, "not all 0"),
    ],
)
def test_what_makes_no_sense_is_refused(x, options, complaint):
    with pytest.raises(ValueError, match=complaint):
        joint_tables(x, **options)


def test_long_table_becomes_matrix_with_fill():
    matrix = portfolio_matrix([0, 2], [1, 0], [3, 1], shape=(3, 2))
    assert matrix.tolist() == [[-1, 3], [-1, -1], [1, -1]]


@pytest.mark.parametrize(("actor", "target"), [([2], [0]), ([0], [-1]), ([0, 1], [0])])
def test_long_table_outside_the_matrix_is_refused(actor, target):
    with pytest.raises(ValueError, match=r"must lie in|one length"):
        portfolio_matrix(actor, target, [1], shape=(2, 2))


def test_self_ties_leave_the_original_alone():
    x = np.zeros((2, 2), dtype=int)
    assert with_self_ties(x, 3).tolist() == [[3, 0], [0, 3]]
    assert not x.any()
    with pytest.raises(ValueError, match="square"):
        with_self_ties([[1, 2]], 3)
