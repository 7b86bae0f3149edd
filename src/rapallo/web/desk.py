"""The desk: where requests queue for answers that take time, a few computed at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local
from typing import Any, TypeVar

from rapallo.brief.assemble import assess
from rapallo.brief.assessment import Assessment
from rapallo.panel.years import LAST
from rapallo.scenarios.run import Setting
from rapallo.warehouse.store import Warehouse
from rapallo.web.finished import Finished
from rapallo.web.kept import Kept
from rapallo.web.limits import Limits

T = TypeVar("T")


class BusyError(Exception):
    """The answer cannot be had now; `retry` is in how many seconds to ask again."""

    def __init__(self, message: str, retry: int) -> None:
        super().__init__(message)
        self.retry = retry


class Reader:
    """What an answer is made from: the warehouse, through a connection of the worker's own."""

    def __init__(self, warehouse: Warehouse, made: Kept[Any], learnt: Kept[Any]) -> None:
        self.warehouse = warehouse
        self._made = made
        self._learnt = learnt

    def assessment(self, first: str, second: str, rival: str | None, as_of: int) -> Assessment:
        """Return the assessment of a pair."""
        return self.once(
            ("assessment", first, second, rival, as_of),
            # The newest year means now, so that the nowcast takes the months after it too.
            lambda: assess(
                first, second, rival, None if as_of == LAST else as_of, warehouse=self.warehouse
            ),
        )

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key, so that a page's downloads need no second reading."""
        return _once(self._made, key, make)

    def setting(self, key: Hashable, make: Callable[[], Setting]) -> Setting:
        """Return what the scenarios of one start share; few are kept, for they are large."""
        return _once(self._learnt, key, make)


def _once(kept: Kept[Any], key: Hashable, make: Callable[[], T]) -> T:
    found: T | None = kept.get(key)
    if found is None:
        found = make()
        kept.put(key, found)
    return found


class Desk:
    """Computes answers in a bounded number of threads, and keeps them within a bounded memory.

    Who asks for what is being computed waits for the same answer. A DuckDB connection may not be
    used by two threads at once, so each worker opens its own.

    Parameters
    ----------
    limits : Limits
        How much at once, how long, how much is kept.
    path : Path, optional
        The warehouse; by default the one that `Warehouse.open` finds.
    """

    def __init__(self, limits: Limits, path: Path | None = None) -> None:
        self.limits = limits
        self._path = path
        self._pool = ThreadPoolExecutor(limits.workers, "rapallo-answer")
        self._kept: Kept[Finished] = Kept(limits.kept_bytes, lambda made: len(made.body))
        self._parts: Kept[Any] = Kept(limits.kept_parts)
        self._learnt: Kept[Any] = Kept(limits.kept_settings)
        self._asked: dict[Hashable, asyncio.Future[Finished]] = {}
        self._own = local()

    async def answer(self, key: Hashable, make: Callable[[Reader], Finished]) -> Finished:
        """Return the answer kept under a key, else have it made.

        Raises
        ------
        BusyError
            If too many answers are waited for, or this one takes longer than the limit.
        Exception
            Whatever `make` raises; it is not kept.
        """
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        waited = self._asked.get(key)
        if waited is None:
            if len(self._asked) >= self.limits.waiting:
                raise BusyError("too many answers are being computed at once", self.limits.retry)
            waited = self._begin(key, make)
        try:
            return await asyncio.wait_for(asyncio.shield(waited), self.limits.seconds)
        except TimeoutError:
            raise BusyError(
                f"the answer takes longer than {self.limits.seconds:g} seconds; it is still "
                "being computed",
                self.limits.retry,
            ) from None

    def _begin(self, key: Hashable, make: Callable[[Reader], Finished]) -> asyncio.Future[Finished]:
        loop = asyncio.get_running_loop()
        begun = loop.run_in_executor(self._pool, self._made, key, make)
        self._asked[key] = begun

        def done(future: asyncio.Future[Finished]) -> None:
            self._asked.pop(key, None)
            if not future.cancelled():
                future.exception()  # read, so that one nobody waited for is not reported

        begun.add_done_callback(done)
        return begun

    def _made(self, key: Hashable, make: Callable[[Reader], Finished]) -> Finished:
        if not hasattr(self._own, "reader"):
            self._own.reader = Reader(Warehouse.open(self._path), self._parts, self._learnt)
        made = make(self._own.reader)
        self._kept.put(key, made)
        return made

    def close(self) -> None:
        """Take no more work and drop what has not begun; what is under way is not waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)
