"""Agreement in the General Assembly by the rule of Voeten's published index.

Rule: votes 1 yes, 2 abstain, 3 no; unanimous calls dropped; mean of 1 - |v1 - v2| / 2, as in
DyadicAgreementScores.R beside the published data (Voeten 2013; Bailey, Strezhnev and Voeten
2017, Journal of Conflict Resolution 61(2)). The values in agreement.csv were computed by that rule
from the same votes in other software. A year is a session: session + 1945.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rapallo.measures.agreement import agreement, roll_calls, same_share
from rapallo.measures.portfolios import portfolio_matrix

EXPECTED = pl.read_csv(Path(__file__).parent / "agreement.csv")
CODES = {"yes": 1, "abstain": 2, "no": 3}
PAIRS = {
    "us_russia": ("United States", "Russia"),
    "russia_china": ("Russia", "China"),
    "us_china": ("United States", "China"),
}


@pytest.fixture(scope="module")
def cast(data_dir):
    votes = pl.read_csv(data_dir / "unga" / "un_votes_1946_2019.csv.gz")
    calls = pl.read_csv(data_dir / "unga" / "un_roll_calls_1946_2019.csv.gz")
    return votes.join(calls.select("rcid", year=pl.col("session") + 1945), on="rcid")


@pytest.mark.full_data
@pytest.mark.parametrize("row", EXPECTED.to_dicts(), ids=lambda row: str(row["year"]))
def test_agreement_of_the_great_powers(row, cast):
    session = cast.filter(pl.col("year") == row["year"])
    states, actor = np.unique(session["country"].to_numpy(), return_inverse=True)
    calls, target = np.unique(session["rcid"].to_numpy(), return_inverse=True)
    vote = session["vote"].replace_strict(CODES).to_numpy()
    votes = portfolio_matrix(actor, target, vote, shape=(len(states), len(calls)))
    assert roll_calls(votes).shape[1] == row["calls"]
    found, same = agreement(votes), same_share(votes)
    for name, pair in PAIRS.items():
        i, j = np.searchsorted(states, pair)
        assert found[i, j] == pytest.approx(row[name], abs=0.00005 + 1e-9)
        assert same[i, j] == pytest.approx(row[f"{name}_same"], abs=0.00005 + 1e-9)
