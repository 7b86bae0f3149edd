from __future__ import annotations

import pytest

from rapallo.events.engine import DuckDB


@pytest.fixture(scope="session")
def duck(tmp_path_factory):
    return DuckDB(tmp_path_factory.mktemp("scratch"))
