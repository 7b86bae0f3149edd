"""The application, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rapallo.web.app import create_app
from rapallo.web.limits import Limits

BRIEF = "/brief/CHN/RUS?rival=USA&as_of=2018"


@pytest.fixture(scope="session")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(hosts=frozenset({"testserver"}), limits=Limits(seconds=60.0))
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as asked:
        yield asked
