"""Random numbers by address: the same draw, year and pair get the same numbers in every run.

A baseline and a scenario thus share their luck (common random numbers), however the work is cut
up and wherever it runs.

References
----------
Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA 14 (the mixing
function); Glasserman and Yao (1992), Some guidelines and guarantees for common random numbers,
Management Science 38(6), 884-908.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
UNIT = 2.0**-53
S30, S27, S31, S11 = (np.uint64(n) for n in (30, 27, 31, 11))


def compiled(function: F) -> F:
    """Compile a function that lets other threads run beside it, cached on disk."""
    return cast(F, njit(cache=True, nogil=True)(function))


@compiled
def mixed(x: np.uint64) -> np.uint64:
    """Return 64 bits that depend on all bits of x."""
    x = x + GOLDEN
    x = (x ^ (x >> S30)) * FIRST
    x = (x ^ (x >> S27)) * SECOND
    return x ^ (x >> S31)


@compiled
def uniform(x: np.uint64, part: int) -> float:
    """Return the number between 0 and 1 of one part at an address."""
    return (float(mixed(x ^ mixed(np.uint64(part))) >> S11) + 0.5) * UNIT


@compiled
def address(seed: int, draw: int, year: int, who: int) -> np.uint64:
    """Return the address of a draw, a year and a pair (or state)."""
    x = mixed(np.uint64(seed))
    x = mixed(x ^ np.uint64(draw))
    x = mixed(x ^ np.uint64(year))
    return mixed(x ^ np.uint64(who))


@compiled
def _filled(seed: int, first: int, year: int, out: NDArray[np.float64]) -> None:
    for draw in range(out.shape[0]):
        at = address(seed, first + draw, year, 0)
        for part in range(out.shape[1]):
            out[draw, part] = uniform(at, part)


def uniforms(seed: int, first: int, draws: int, year: int, parts: int) -> NDArray[np.float64]:
    """Return uniform numbers of draws `first`, `first` + 1, ... at a year, shape (draws, parts)."""
    out = np.empty((draws, parts))
    _filled(seed, first, year, out)
    return out
