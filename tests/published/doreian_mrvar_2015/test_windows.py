"""Balance of world politics in seven windows of four years, 1946-1999.

Networks: Doreian and Mrvar (2015), Journal of Social Structure 16(2), from the Correlates of War
(R package signnet, data cowList). Values (windows.csv) were computed from them in other software
beforehand, the frustration index by an integer program solved to optimality; Aref and Wilson
(2019) report .86 to .95 for the normalised index of all 51 windows.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rapallo.measures.balance import triad_counts, triangle_index, walk_index
from rapallo.measures.frustration import frustration

with (Path(__file__).parent / "windows.csv").open() as file:
    WINDOWS = {row.pop("window"): row for row in csv.DictReader(file)}

pytestmark = pytest.mark.full_data


@pytest.fixture(scope="module")
def networks(data_dir):
    table = pl.read_csv(data_dir / "balance" / "signed_networks.csv")
    found = {}
    for (name,), ties in table.group_by("network"):
        ends, places = np.unique(ties.select("source", "target").to_numpy(), return_inverse=True)
        i, j = places.reshape(-1, 2).T
        network = np.zeros((len(ends), len(ends)))
        network[i, j] = network[j, i] = ties["sign"].to_numpy()
        found[name] = network
    return found


@pytest.mark.parametrize("window", WINDOWS)
def test_window(networks, window):
    network = networks[window]
    wanted = {name: float(value) for name, value in WINDOWS[window].items()}
    assert len(network) == wanted["states"]
    assert (network != 0).sum() / 2 == wanted["ties"]
    assert (network < 0).sum() / 2 == wanted["negative"]
    counts = triad_counts(network)
    assert counts.sum() == wanted["triangles"]
    assert counts[1] + counts[3] == wanted["unbalanced"]
    assert triangle_index(network) == pytest.approx(wanted["triangle_index"], abs=0.00005)
    assert walk_index(network) == pytest.approx(wanted["walk_index"], abs=0.00005)
    found = frustration(network)
    assert (found.value, found.bound) == (wanted["frustration"], wanted["frustration"])
    assert found.proven
    assert found.normalised == pytest.approx(wanted["normalised"], abs=0.00005)
    assert 0.86 <= found.normalised <= 0.95
