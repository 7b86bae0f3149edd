"""False alarms and power of the change of level, and of the nowcast that rests on it.

    python bench/change_point.py [series]

Made series only, each with its own seed: the same figures each time. The tables on the pages of
the measure and of the nowcast come from here (about ten minutes of one core for 300 series).
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from rapallo.events import nowcast
from rapallo.measures.change_point import level_change

Series = NDArray[np.float64]
Make = Callable[[int, np.random.Generator], Series]
DRAWS = 199
LENGTHS = ((24, 18), (36, 24), (48, 36), (66, 60), (72, 60), (84, 60), (120, 96))
SHIFTS = ((None, 0.0), (30, 1.5), (48, 1.5), (54, 1.5), (62, 1.0), (62, 2.0))
"""Position and size in standard deviations; the turn of the year is at 60."""


def remembering(memory: float) -> Make:
    """Return a maker of Gaussian series with that autocorrelation and variance 1."""

    def make(months: int, random: np.random.Generator) -> Series:
        values = random.standard_normal(months)
        for month in range(1, months):
            fresh = (1 - memory**2) ** 0.5 * values[month]
            values[month] = memory * values[month - 1] + fresh
        return values

    return make


def level_and_noise(months: int, random: np.random.Generator) -> Series:
    """Make a level with memory .8, and as much noise."""
    return (remembering(0.8)(months, random) + random.standard_normal(months)) / 2**0.5


def counts(months: int, random: np.random.Generator) -> Series:
    """Make counts with bursts."""
    return random.negative_binomial(1.5, 1.5 / 31.5, months).astype(float)


def shares(months: int, random: np.random.Generator) -> Series:
    """Make net cooperation of 60 events a month on average, of a level with memory .7."""
    events = np.maximum(random.negative_binomial(2, 2 / 62, months), 1)
    odds = 1.7 + 0.35 * remembering(0.7)(months, random)
    return 2 * random.binomial(events, 1 / (1 + np.exp(-odds))) / events - 1


def bursts(months: int, random: np.random.Generator) -> Series:
    """Make a series with memory .3 and rare bursts."""
    return remembering(0.3)(months, random) + 8 * (random.random(months) < 0.05)


def gaps(months: int, random: np.random.Generator) -> Series:
    """Make a series with memory .3, a tenth of it missing."""
    missing = random.random(months) < 0.1
    return np.where(missing, np.nan, remembering(0.3)(months, random))


def season(months: int, random: np.random.Generator) -> Series:
    """Make a series with memory .3 and a season."""
    return remembering(0.3)(months, random) + np.sin(2 * np.pi * np.arange(months) / 12)


MAKERS: dict[str, Make] = {
    "independent": remembering(0.0),
    "memory .3": remembering(0.3),
    "memory .6": remembering(0.6),
    "level with .8, and noise": level_and_noise,
    "counts": counts,
    "t, 2 degrees of freedom": lambda months, random: random.standard_t(2, months),
    "bursts": bursts,
    "shares": shares,
    "gaps": gaps,
    "season": season,
}
OF_NOWCAST = ("independent", "memory .3", "memory .6", "level with .8, and noise", "bursts")


def seen(make: Make, months: int, first: int, size: float, series: int) -> float:
    """Return the share of series in which a change (a rise, where there is one) is seen."""
    random = np.random.default_rng((2000 if size else 1000) + months)
    found = []
    for number in range(series):
        values = make(months, random)
        values[first + (months - first) // 4 :] += size
        change = level_change(values, first, draws=DRAWS, seed=number)
        if change is not None:
            found.append(change.p_value <= 0.1 and (change.statistic > 0 or not size))
    return float(np.mean(found))


def told(make: Make, recent: int, at: int | None, size: float, series: int) -> tuple[float, float]:
    """Return how often the nowcast says that a pair has moved, and that too little is known."""
    random = np.random.default_rng(500 + recent)
    moved = short = 0
    for _ in range(series):
        values = make(60 + recent, random)
        if at is not None:
            values[at:] += size
        begin, change = nowcast.last_change(values, 60)
        if change is None or np.isfinite(values[begin:60]).sum() < nowcast.SHORTEST:
            short += 1
        else:
            moved += change.p_value <= nowcast.LIKELY
    return moved / series, short / series


def main(series: int) -> None:
    """Print the tables."""
    for size in (0.0, 1.0, 2.0):
        print(f"level_change, change of {size:g} s.d.", *LENGTHS, sep=" | ")
        for name, make in MAKERS.items():
            print(name, *(f"{seen(make, *of, size, series):.3f}" for of in LENGTHS), sep=" | ")
    print("nowcast: moved (too little)", *SHIFTS, sep=" | ")
    for name in OF_NOWCAST:
        for recent in (6, 10, 22):
            cells = (told(MAKERS[name], recent, at, size, series) for at, size in SHIFTS)
            print(name, recent, *(f"{a:.2f} ({b:.2f})" for a, b in cells), sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
