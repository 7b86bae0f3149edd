"""The command line called in the process of the tests: as a user does, but without the start-up."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rapallo.cli import main


@pytest.fixture
def rapallo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `rapallo` with words in an empty folder, and tell its status and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["rapallo", *words])
        capsys.readouterr()
        status: str | int | None = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code
        printed = capsys.readouterr()
        return subprocess.CompletedProcess(words, int(status or 0), printed.out, printed.err)

    return run
