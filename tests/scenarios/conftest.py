"""A start and a setting that the tests of scenarios share."""

from __future__ import annotations

import pytest

from rapallo.scenarios.run import Setting
from rapallo.scenarios.start import Start
from rapallo.warehouse.store import Warehouse

USA, RUS, CHN = 2, 365, 710


@pytest.fixture(scope="session")
def start(shipped: Warehouse) -> Start:
    return Start.of(shipped, 2018)


@pytest.fixture(scope="session")
def setting(shipped: Warehouse, start: Start) -> Setting:
    return Setting.of(shipped, start, (USA, RUS, CHN), 10, "auto")
