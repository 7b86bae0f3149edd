"""A store of the answers used last, within a bound."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Kept(Generic[V]):
    """What was used last, the oldest dropped when the sizes add up to more than `most`.

    Safe to use from several threads.

    Parameters
    ----------
    most : int
        Bound on the sum of sizes.
    size : callable
        Size of a value; by default each counts one.

    Examples
    --------
    >>> kept = Kept(2)
    >>> for word in "abc":
    ...     kept.put(word, word.upper())
    >>> kept.get("a"), kept.get("c"), kept.total
    (None, 'C', 2)
    """

    def __init__(self, most: int, size: Callable[[V], int] = lambda _: 1) -> None:
        self.most = most
        self.total = 0
        self._size = size
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        """Return the value kept under a key, which becomes the last used; None if there is none."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: Hashable, value: V) -> None:
        """Keep a value, unless it alone is over the bound."""
        with self._lock:
            if key in self._values:
                self.total -= self._size(self._values.pop(key))
            if self._size(value) > self.most:
                return
            self._values[key] = value
            self.total += self._size(value)
            while self.total > self.most:
                _, dropped = self._values.popitem(last=False)
                self.total -= self._size(dropped)
