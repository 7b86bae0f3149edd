"""Similarity of the great powers' alliance portfolios, recomputed from ATOP 5.1.

The expected values were computed once from the same file in other software and are regression
values, not print. Ties: 3 defence, 2 neutrality or non-aggression, 1 consultation or offence, 0
none; 3 with oneself. Actors and targets: all states that are members of the Correlates of War
system on any day of the year. Weights: CINC.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rapallo.measures.concordance import tau_b
from rapallo.measures.portfolios import portfolio_matrix, with_self_ties
from rapallo.measures.similarity import kappa, pi, s_score

EXPECTED = pl.read_csv(Path(__file__).parent / "atop_triads.csv")
LEVELS = (0, 1, 2, 3)
ROUNDED = 0.0005 + 1e-9


@pytest.fixture(scope="module")
def obligations(data_dir):
    held = pl.read_csv(data_dir / "atop" / "atop_5.1_directed_dyad_year.csv.gz")
    pact = (
        pl.when(pl.col("atop_defense") == 1)
        .then(3)
        .when((pl.col("atop_neutral") == 1) | (pl.col("atop_nonagg") == 1))
        .then(2)
        .when((pl.col("atop_consul") == 1) | (pl.col("atop_offense") == 1))
        .then(1)
        .otherwise(0)
    )
    return held.with_columns(tie=pact)


@pytest.mark.full_data
@pytest.mark.parametrize("year", EXPECTED["year"].unique(maintain_order=True).to_list())
def test_portfolios_of_the_great_powers(year, obligations, members, capabilities):
    states = members(year)
    held = obligations.filter(
        (pl.col("year") == year)
        & pl.col("ccode1").is_in(states.tolist())
        & pl.col("ccode2").is_in(states.tolist())
    )
    ties = portfolio_matrix(
        np.searchsorted(states, held["ccode1"].to_numpy()),
        np.searchsorted(states, held["ccode2"].to_numpy()),
        held["tie"].to_numpy(),
        shape=(len(states), len(states)),
        fill=0,
    )
    ties = with_self_ties(ties, 3)
    cinc = dict(capabilities.filter(pl.col("year") == year).select("ccode", "cinc").iter_rows())
    weights = [cinc.get(int(state), 0.0) for state in states]
    any_tie, defence = ties > 0, ties == 3
    found = {
        "s": s_score(ties, levels=LEVELS),
        "s_weighted": s_score(ties, levels=LEVELS, weights=weights),
        "tau_b": tau_b(ties, levels=LEVELS),
        "kappa_squared": kappa(ties, levels=LEVELS, distance="squared"),
        "pi_nominal": pi(ties, levels=LEVELS, distance="nominal"),
        "s_defence": s_score(defence, levels=(0, 1)),
        "kappa_any": kappa(any_tie, levels=(0, 1), distance="nominal"),
        "pi_any": pi(any_tie, levels=(0, 1), distance="nominal"),
        "kappa_defence": kappa(defence, levels=(0, 1), distance="nominal"),
    }
    for row in EXPECTED.filter(pl.col("year") == year).iter_rows(named=True):
        i, j = np.searchsorted(states, [row["first"], row["second"]])
        assert len(states) == row["states"]
        assert ties[i, j] == row["tie"]
        for name, matrix in found.items():
            assert matrix[i, j] == pytest.approx(row[name], abs=ROUNDED), (name, row)
