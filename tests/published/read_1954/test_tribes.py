"""Balance among the sixteen Gahuku-Gama tribes of New Guinea.

Friendly (rova) and hostile (hina) ties: Read (1954), Southwestern Journal of Anthropology 10(1),
1-43, as in the R package signnet (data tribes). The frustration index 7 is that of Aref and Wilson
(2018), Journal of Complex Networks 6(4), 566-595; three clusters with two ties amiss are the
literature's too (Doreian and Mrvar). The walk index and the partitions were computed from these
ties in other software beforehand.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from rapallo.measures.balance import (
    clusters,
    triad_counts,
    triangle_index,
    two_camps,
    walk_index,
)
from rapallo.measures.frustration import frustration
from rapallo.measures.landscape import landscape

with (Path(__file__).parent / "ties.csv").open() as file:
    ROWS = list(csv.DictReader(file))
NAMES = sorted({row[end] for row in ROWS for end in ("first", "second")})
TIES = np.zeros((len(NAMES), len(NAMES)))
for row in ROWS:
    i, j = NAMES.index(row["first"]), NAMES.index(row["second"])
    TIES[i, j] = TIES[j, i] = int(row["sign"])

SOUTH = {"Gama", "Gavev", "Kotun", "Nagad"}
NORTH = {"Alika", "Asaro", "Gahuk", "Geham", "Masil", "Ove", "Ukudz"}
WEST = {"Kohik", "Nagam", "Notoh", "Seuve", "Uheto"}


def members(camps):
    return {frozenset(np.array(NAMES)[camps == camp]) for camp in set(camps.tolist())}


def test_network_is_the_published_one():
    assert len(NAMES) == 16
    assert (TIES[np.triu_indices(16)] > 0).sum() == 29
    assert (TIES[np.triu_indices(16)] < 0).sum() == 29


def test_frustration_index_and_its_camps():
    found = frustration(TIES)
    assert (found.value, found.bound, found.proven) == (7, 7, True)
    assert round(found.normalised, 4) == 0.7586
    assert members(found.camps) == {frozenset(SOUTH), frozenset(NORTH | WEST)}


def test_no_other_two_camps_are_as_good():
    # With equal sizes and signs as propensities, energy is twice the frustrated ties less twice
    # the negative ones, so all best camps are the lowest minima.
    every = landscape(np.ones(16), TIES)
    assert every.energy[0] == 2 * (7 - 29)
    assert every.energy[1] > every.energy[0]


def test_three_camps_leave_two_ties_and_more_do_not_help():
    found = frustration(TIES, camps=3)
    assert (found.value, found.proven) == (2, True)
    assert members(found.camps) == {frozenset(SOUTH), frozenset(NORTH), frozenset(WEST)}
    for camps in (4, None):
        more = frustration(TIES, camps=camps)
        assert (more.value, more.proven) == (2, True)


def test_triangles():
    counts = triad_counts(TIES)
    assert counts.sum() == 68
    assert counts[1] + counts[3] == 9
    assert round(triangle_index(TIES), 4) == 0.8676


def test_walks():
    assert walk_index(TIES) == pytest.approx(0.3576, abs=0.00005)


def test_neither_strictly_nor_weakly_balanced():
    assert two_camps(TIES) is None
    assert clusters(TIES) is None
