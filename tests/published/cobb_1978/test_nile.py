"""The Nile at Aswan fell after 1898: Cobb (1978), Biometrika 65(2), 243-251.

Yearly discharge 1871-1970, in 10^8 cubic metres, as in the data sets of R (Nile) and statsmodels
(nile), whose descriptions name the change near 1898.
"""

from __future__ import annotations

import numpy as np

from rapallo.measures.change_point import level_change

FIRST = 1871
FLOW = (
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
)  # fmt: skip


def test_the_change_is_dated_after_1898():
    found = level_change(FLOW, 15, least=15)
    assert FIRST + found.at - 1 == 1898
    assert found.p_value < 0.05
    assert found.after < found.before
    assert found.difference_high < 0


def test_neither_part_has_a_change_of_its_own():
    for part in (FLOW[:28], FLOW[28:]):
        assert level_change(part, 13, least=5).p_value > 0.1


def test_the_date_does_not_hang_on_a_few_missing_years():
    gaps = np.array(FLOW, float)
    gaps[[5, 40, 77]] = np.nan
    assert FIRST + level_change(gaps, 15, least=15).at - 1 == 1898
