"""Change in forty values: Pettitt (1979), Applied Statistics 28(2), 126-135, table 1.

Values and results (K = 232 at the 17th value, p = .0146 for independent values) as the
documentation of the R package wql (function pett) prints them. K is computed here by its
definition, to show that the values are the published ones.
"""

from __future__ import annotations

import numpy as np

from rapallo.measures.change_point import level_change

VALUES = (
    -1.05, 0.96, 1.22, 0.58, -0.98, -0.03, -1.54, -0.71, -0.35, 0.66, 0.44, 0.91, -0.02, -1.42,
    1.26, -1.02, -0.81, 1.66, 1.05, 0.97, 2.14, 1.22, -0.24, 1.60, 0.72, -0.12, 0.44, 0.03, 0.66,
    0.56, 1.37, 1.66, 0.10, 0.80, 1.29, 0.49, -0.07, 1.18, 3.29, 1.84,
)  # fmt: skip


def test_values_are_the_published_ones():
    values = np.array(VALUES)
    u = [np.sign(values[:t, None] - values[t:]).sum() for t in range(1, len(values))]
    assert np.abs(u).max() == 232
    assert np.abs(u).argmax() + 1 == 17


def test_the_change_is_where_pettitt_has_it():
    found = level_change(VALUES, 13, least=5)
    assert found.at == 17  # so many values are before it
    assert found.statistic > 0
    assert found.at_low <= 17 <= found.at_high


def test_allowing_for_autocorrelation_is_more_cautious_than_taking_values_as_independent():
    assert level_change(VALUES, 13, least=5).p_value > 0.0146
