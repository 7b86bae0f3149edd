"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Folder of the sources' own files; the test is skipped where there is none."""
    folder = Path(os.environ.get("RAPALLO_DATA", BESIDE))
    if not (folder / "cow").is_dir():
        pytest.skip("no sources' files here (set RAPALLO_DATA)")
    return folder
