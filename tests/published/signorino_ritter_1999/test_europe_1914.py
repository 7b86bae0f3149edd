"""Germany's and Russia's portfolios in Europe, 1914.

Portfolios, weights and contingency table: Signorino and Ritter (1999), International Studies
Quarterly 43(1), Table 6, as reproduced with the R package fpsim (data gmyrus14). Ties: 3 defence,
2 neutrality or non-aggression, 1 entente, 0 none; 3 with oneself. Weights: share of Europe's CINC.

Tau-b .03, S .4 and weighted S -.46 are printed in the article; the further digits of tau-b, the
squared kappa, the nominal pi and index A in fpsim's documentation. The rest follows from the
table by hand, as shown.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from rapallo.measures.concordance import tau_b
from rapallo.measures.pairs import pair
from rapallo.measures.portfolios import joint_tables
from rapallo.measures.similarity import chance_corrected_s, kappa, pi, s_score

LEVELS = (0, 1, 2, 3)

with (Path(__file__).parent / "europe_1914.csv").open() as file:
    ROWS = list(csv.DictReader(file))
GERMANY = np.array([int(row["germany"]) for row in ROWS])
RUSSIA = np.array([int(row["russia"]) for row in ROWS])
WEIGHT = np.array([float(row["weight"]) for row in ROWS])


def test_contingency_table_is_the_printed_one():
    table = joint_tables([GERMANY, RUSSIA], levels=LEVELS).counts[:, :, 0, 1]
    printed = {(0, 0): 13, (3, 0): 3, (3, 1): 1, (0, 3): 2, (0, 1): 1}
    assert {cell: table[cell] for cell in np.ndindex(4, 4) if table[cell]} == printed


@pytest.mark.parametrize(
    ("measure", "options", "value", "digits"),
    [
        (s_score, {}, 0.4, 7),
        (s_score, {"weights": WEIGHT}, -0.46, 7),
        (kappa, {"distance": "squared"}, -0.07758621, 8),
        (pi, {"distance": "nominal"}, -0.04477612, 8),
        (chance_corrected_s, {}, -0.04, 7),
        (chance_corrected_s, {"distance": "squared"}, -0.04, 7),
    ],
)
def test_printed_and_documented_values(measure, options, value, digits):
    found = pair(measure, GERMANY, RUSSIA, levels=LEVELS, **options)
    assert found == pytest.approx(value, abs=0.5 * 10**-digits)


def test_tau_b_is_the_documented_one():
    found = pair(tau_b, GERMANY, RUSSIA, levels=LEVELS)
    assert found == pytest.approx(0.03031695, abs=0.5e-8)
    assert round(found, 2) == 0.03


# Of 20 targets 7 differ: distance 3 five times, 2 once, 1 once; of Germany's ties 16 are 0 and 4
# are 3, of Russia's 16 are 0, 2 are 1 and 2 are 3.
OBSERVED = {"absolute": 18 / 60, "squared": 50 / 180, "nominal": 7 / 20}
BY_HAND = [
    (s_score, {"distance": "squared"}, 1 - 2 * 50 / 180),
    (s_score, {"distance": "squared", "weights": WEIGHT}, 1 - 2 * 6.07 / 9),
    (kappa, {"distance": "absolute"}, 1 - (18 / 60) / (0.28)),
    (kappa, {"distance": "nominal"}, (0.65 - 0.66) / 0.34),
    (pi, {"distance": "squared"}, -0.08695652),
]


@pytest.mark.parametrize(("measure", "options", "value"), BY_HAND)
def test_values_by_hand(measure, options, value):
    found = pair(measure, GERMANY, RUSSIA, levels=LEVELS, **options)
    assert found == pytest.approx(value, abs=0.5e-8)


@pytest.mark.parametrize("distance", ["nominal", "absolute", "squared"])
def test_observed_distances_by_hand(distance):
    found = pair(s_score, GERMANY, RUSSIA, levels=LEVELS, distance=distance)
    assert found == pytest.approx(1 - 2 * OBSERVED[distance])


@pytest.mark.parametrize("measure", [kappa, pi])
def test_kappa_and_pi_agree_on_any_tie(measure):
    # Both hold 4 ties of 20, and 14 targets are alike: (14/20 - (.8^2 + .2^2)) / (1 - .68).
    any_tie = pair(measure, GERMANY > 0, RUSSIA > 0, levels=(0, 1), distance="nominal")
    assert any_tie == pytest.approx(0.0625)


def test_kappa_and_pi_are_not_on_one_scale_unless_distances_agree():
    squared = pair(kappa, GERMANY, RUSSIA, levels=LEVELS, distance="squared")
    nominal = pair(pi, GERMANY, RUSSIA, levels=LEVELS, distance="nominal")
    assert nominal > squared
    assert pair(pi, GERMANY, RUSSIA, levels=LEVELS, distance="squared") < squared


def test_distance_has_to_be_named():
    with pytest.raises(TypeError, match="distance"):
        pair(kappa, GERMANY, RUSSIA, levels=LEVELS)


def test_leaving_out_an_unused_level_changes_distances():
    three = {0: 0, 1: 1, 3: 2}
    germany, russia = (np.vectorize(three.get)(ties) for ties in (GERMANY, RUSSIA))
    full = pair(kappa, GERMANY, RUSSIA, levels=LEVELS, distance="absolute")
    assert pair(kappa, germany, russia, levels=(0, 1, 2), distance="absolute") != full
