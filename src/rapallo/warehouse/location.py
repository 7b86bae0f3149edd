"""Where the built warehouse lies, and where the shipped snapshot does."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

SNAPSHOT = Path(__file__).parent / "snapshot"


def home() -> Path:
    """Return the folder of the built warehouse: ``RAPALLO_HOME``, or the user's data folder."""
    given = os.environ.get("RAPALLO_HOME")
    return Path(given) if given else user_data_path("rapallo")


def built() -> Path:
    """Return the path of the built warehouse, whether or not it exists."""
    return home() / "rapallo.duckdb"


def fetched() -> Path:
    """Return the folder of what `rapallo data update` fetched, whether or not it exists."""
    return home() / "sources"
