"""Who sides with whom against the Islamic State: Axelrod's landscape with Furnas.

Ratings, strengths and results: Axelrod with Furnas, as published with their program (repository
alexanderfurnas/Landscape_Theory); propensity is the rating, 1 to 5, less 3. What that program
calls frustration is s_i F_i of Axelrod and Bennett (1993), so that it sums to the energy.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from rapallo.measures.energy import energy, frustrations
from rapallo.measures.landscape import best_sides, landscape

with (Path(__file__).parent / "propensities.csv").open() as file:
    ROWS = list(csv.DictReader(file))
NAMES = [row["actor"] for row in ROWS]
STRENGTH = np.array([float(row["strength"]) for row in ROWS])
PROPENSITY = np.array([[float(row[name]) for name in NAMES] for row in ROWS])
CAMP = ["US", "Rus", "Syr", "S.A.", "Iran", "Hez", "IqKrd", "Iraq"]
FRUSTRATION = [-1900, -2200, -11500, -1500, -2100, -2400, -38000, -2200, -8800, -2100, -10500]


def test_one_minimum_draws_all_configurations():
    found = landscape(STRENGTH, PROPENSITY)
    assert found.energy.tolist() == [-83_200]
    assert found.basin.tolist() == [1_024]
    assert [NAMES[k] for k in np.flatnonzero(found.sides[0] == 0)] == CAMP


def test_frustrations_are_the_printed_ones():
    side = landscape(STRENGTH, PROPENSITY).sides[0]
    own = STRENGTH * frustrations(STRENGTH, PROPENSITY, side)
    assert own.tolist() == pytest.approx(FRUSTRATION)
    assert own.sum() == pytest.approx(-83_200)


def test_all_on_one_side_have_no_energy():
    assert energy(STRENGTH, PROPENSITY, np.zeros(11, dtype=int)) == 0


def test_proof_without_looking_at_all():
    found = best_sides(STRENGTH, PROPENSITY)
    assert found.proven
    assert found.energy == pytest.approx(-83_200)
