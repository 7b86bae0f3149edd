"""Time and memory of the whole backtest, and what the forecast adds to a cold brief.

Named alternative for the brief: the same command as of 1816, for which no model was fitted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

RUNS = 5
CALL = [sys.executable, "-c", "from rapallo.cli import main; main()"]
BRIEFS = {
    "with a forecast (2018)": ["assess", "CHN", "RUS", "--rival", "USA", "--as-of", "2018"],
    "without one (1816)": ["assess", "FRA", "GBR", "--rival", "RUS", "--as-of", "1816"],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, words in BRIEFS.items():
            seconds = [once(words, folder) for _ in range(RUNS)]
            print(f"cold brief {name}: median {median(seconds):.2f} s, {min(seconds):.2f} at least")
        print(run(["backtest", "-o", "backtest.json"], folder))
    print(f"load {os.getloadavg()[0]:.1f}")


def once(words: list[str], folder: str) -> float:
    begun = time.perf_counter()
    run(words, folder)
    return time.perf_counter() - begun


def run(words: list[str], folder: str) -> str:
    return subprocess.run(
        [*CALL, *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


if __name__ == "__main__":
    main()
