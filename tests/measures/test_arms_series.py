"""Arms transfers from Moscow to Beijing, from SIPRI's trend-indicator values 1950-2021.

Expected: deliveries noted from a published copy of SIPRI's table, and China's share of Russia's
exports.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rapallo.measures.arms import arms_dependence, arms_market

pytestmark = pytest.mark.full_data

FIRST = 1950
DELIVERED = {
    ("Russia", 1992): 1023,
    ("Russia", 2000): 2231,
    ("Russia", 2005): 3077,
    ("Russia", 2012): 598,
    ("Russia", 2017): 986,
    ("Russia", 2018): 1767,
    ("Russia", 2021): 773,
    ("Soviet Union", 1950): 2572,
    ("Soviet Union", 1954): 3500,
    ("Soviet Union", 1962): 307,
    ("Soviet Union", 1968): 180,
    ("Soviet Union", 1975): 0,
}


@pytest.fixture(scope="module")
def flows(data_dir):
    path = data_dir / "sipri" / "tiv_supplier_recipient_year_1950_2021.csv"
    table = pl.read_csv(path, columns=["supplier", "recipient", "year", "value"])
    suppliers, j = np.unique(table["supplier"].to_numpy(), return_inverse=True)
    recipients, k = np.unique(table["recipient"].to_numpy(), return_inverse=True)
    flow = np.zeros((2022 - FIRST, len(suppliers), len(recipients)))
    np.add.at(flow, (table["year"].to_numpy() - FIRST, j, k), table["value"].to_numpy())
    return flow, list(suppliers), list(recipients)


def test_deliveries_are_those_noted(flows):
    flow, suppliers, recipients = flows
    china = recipients.index("China")
    for (supplier, year), value in DELIVERED.items():
        assert flow[year - FIRST, suppliers.index(supplier), china] == value
    russia, soviets = (flow[:, suppliers.index(name), china] for name in ("Russia", "Soviet Union"))
    # Printed totals are of unrounded values, each year's value here is rounded.
    assert russia.sum() == pytest.approx(37_874, abs=0.5 * np.count_nonzero(russia))
    assert soviets.sum() == pytest.approx(32_510, abs=0.5 * np.count_nonzero(soviets))
    assert FIRST + russia.argmax() == 2005


def test_chinas_share_of_russias_exports(flows):
    flow, suppliers, recipients = flows
    share = arms_market(flow, window=1)[:, suppliers.index("Russia"), recipients.index("China")]
    for year, percent in ((2005, 59.9), (2017, 15.8), (2018, 24.9)):
        # The printed shares are of unrounded totals, these of totals of rounded values.
        assert 100 * share[year - FIRST] == pytest.approx(percent, abs=0.1)


def test_chinas_dependence_on_moscow(flows):
    flow, suppliers, recipients = flows
    china = recipients.index("China")
    moscow = [suppliers.index("Russia"), suppliers.index("Soviet Union")]
    share = arms_dependence(flow, window=10)[:, moscow, china].sum(axis=1)
    assert share[1959 - FIRST] > 0.9
    assert share[1985 - FIRST] == 0
    assert share[2005 - FIRST] > 0.8
    assert share[2017 - FIRST] < share[2005 - FIRST]
    assert np.isnan(share[: 1959 - FIRST]).all()
