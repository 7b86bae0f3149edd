"""Fixtures shared by all tests.

What is tested is imported in the fixtures: of several processes, the first loads this file only to
start the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from rapallo.brief.assessment import Assessment
    from rapallo.warehouse.store import Warehouse

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")

BESIDE = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Folder of the sources' own files; the test is skipped where there is none."""
    folder = Path(os.environ.get("RAPALLO_DATA", BESIDE))
    if not (folder / "cow").is_dir():
        pytest.skip("no sources' files here (set RAPALLO_DATA)")
    return folder


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give an empty home, so that no warehouse of the user's is read or overwritten."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPALLO_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def shipped(home: Path) -> Iterator[Warehouse]:
    """Open the figures that the package ships."""
    from rapallo.warehouse.store import Warehouse

    with Warehouse.open() as warehouse:
        assert warehouse.kind == "snapshot"
        yield warehouse


@pytest.fixture(scope="session")
def assessed(shipped: Warehouse) -> Callable[..., Assessment]:
    """Assess from the shipped figures, each question but once for all tests."""
    from rapallo.brief.assemble import assess

    return cache(lambda *asked: assess(*asked, warehouse=shipped))


@pytest.fixture(scope="session")
def built(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """Open a warehouse made from the sources' own files, once for all tests and processes."""
    from filelock import FileLock

    from rapallo.alignment.derive import derive as alignment
    from rapallo.panel.derive import derive as panel
    from rapallo.warehouse.build import build
    from rapallo.warehouse.store import Warehouse

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    target = folder / "rapallo.duckdb"
    with FileLock(folder / "rapallo.lock"):
        if not target.exists():
            build(data_dir, (panel, alignment), to=target)
    with Warehouse.open(target) as warehouse:
        assert warehouse.kind == "built"
        yield warehouse
