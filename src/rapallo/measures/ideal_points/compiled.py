"""Compiled arithmetic: the decorators, exp and log that the compiler can vectorise, random numbers.

Imported only from inside `fit_ideal_points`, so that importing `rapallo.measures` does not import
numba. Machine code is cached on disk, so a second process does not compile again.

Random numbers are counter-based (SplitMix64): each unit (a roll call, a state) in each sweep has
its own stream, keyed by seed, sweep and unit. Draws are therefore the same whatever the number of
threads and the order in which they run.

References
----------
.. [1] Steele, Lea & Flood (2014). Fast splittable pseudorandom number generators. OOPSLA '14.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])
Array = NDArray[Any]

__all__ = ["Array", "compiled", "exp", "log", "normal", "parallel", "prange", "stream", "uniform"]

# NaN and infinity never enter the kernels, so the compiler may reorder sums to use vector lanes.
_FAST = {"reassoc", "nnan", "ninf", "nsz", "arcp", "contract", "afn"}

_LOG2_E = 1.4426950408889634
_LN2_HIGH = 0.6931471803691238
_LN2_LOW = 1.9082149292705877e-10
_SQRT_HALF = 0.7071067811865476
_LN2 = 0.6931471805599453


def compiled(function: F) -> F:
    """Compile a function for one thread, cached on disk."""
    return cast(F, njit(cache=True, fastmath=_FAST, error_model="numpy")(function))


def parallel(function: F) -> F:
    """Compile a function whose `prange` loops run on all threads, cached on disk."""
    return cast(F, njit(cache=True, fastmath=_FAST, error_model="numpy", parallel=True)(function))


@compiled
def exp(x: float) -> float:
    """Exponential to about 1e-12 relative, argument held within [-300, 300], free of branches."""
    x = min(max(x, -300.0), 300.0)
    n = math.floor(x * _LOG2_E + 0.5)
    f = (x - n * _LN2_HIGH) - n * _LN2_LOW
    series = 1.0 + f / 10.0
    series = 1.0 + f / 9.0 * series
    series = 1.0 + f / 8.0 * series
    series = 1.0 + f / 7.0 * series
    series = 1.0 + f / 6.0 * series
    series = 1.0 + f / 5.0 * series
    series = 1.0 + f / 4.0 * series
    series = 1.0 + f / 3.0 * series
    series = 1.0 + f / 2.0 * series
    series = 1.0 + f * series
    return series * np.int64((np.int64(n) + 1023) << 52).view(np.float64)


@compiled
def log(x: float) -> float:
    """Natural logarithm of a positive normal number to about 1e-12, free of branches."""
    bits = np.float64(x).view(np.int64)
    exponent = (bits >> 52) - 1023
    mantissa = np.int64((bits & 0x000FFFFFFFFFFFFF) | (1023 << 52)).view(np.float64)
    high = mantissa > 2.0 * _SQRT_HALF
    mantissa = mantissa * 0.5 if high else mantissa
    shift = exponent + 1.0 if high else exponent + 0.0
    s = (mantissa - 1.0) / (mantissa + 1.0)
    q = s * s
    series = 1.0 / 15.0
    series = 1.0 / 13.0 + q * series
    series = 1.0 / 11.0 + q * series
    series = 1.0 / 9.0 + q * series
    series = 1.0 / 7.0 + q * series
    series = 1.0 / 5.0 + q * series
    series = 1.0 / 3.0 + q * series
    series = 1.0 + q * series
    return shift * _LN2 + 2.0 * s * series


@compiled
def _mix(z: np.uint64) -> np.uint64:
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@compiled
def stream(seed: int, sweep: int, kind: int, unit: int) -> np.uint64:
    """Start of the random stream of one unit in one sweep (an unsigned 64-bit word)."""
    word = _mix(np.uint64(seed) + np.uint64(0x9E3779B97F4A7C15))
    word = _mix(word ^ (np.uint64(sweep) * np.uint64(4) + np.uint64(kind)))
    return _mix(word ^ (np.uint64(unit) + np.uint64(0x632BE59BD9B4E019)))


@compiled
def uniform(word: np.uint64) -> tuple[np.uint64, float]:
    """Next word of a stream and a uniform number strictly between 0 and 1."""
    word = np.uint64(word) + np.uint64(0x9E3779B97F4A7C15)
    return word, (np.float64(_mix(word) >> np.uint64(11)) + 0.5) * 1.1102230246251565e-16


@compiled
def normal(word: np.uint64) -> tuple[np.uint64, float]:
    """Next word of a stream and a standard normal number (Box and Muller)."""
    word, u = uniform(word)
    word, v = uniform(word)
    return word, math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)
