"""The table of pairs and months that briefs read, with where it came from."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from rapallo.errors import RapalloError
from rapallo.events.forms import FORMS
from rapallo.warehouse import location

MAKE = "rapallo events build"
NONE = f"there are no event data here; make them from downloaded files with: {MAKE} FILES"
SUMMED = (
    "events",
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
)


@dataclass(frozen=True)
class Receipt:
    """Where a table of months came from.

    Parameters
    ----------
    form, engine : str
        Form of the files, and what counted them.
    files, lines, events : int
        How many files and lines were read, and how many events between two states they hold.
    first, last : str or None
        First and last month with such an event, ``2018-01``; None where there is none.
    made : str
        Day, as an ISO date.
    rejected : tuple of (str, str or None, int)
        Reason, detail and number of lines that count for no pair of states.
    """

    form: str
    engine: str
    files: int
    lines: int
    events: int
    first: str | None
    last: str | None
    made: str
    rejected: tuple[tuple[str, str | None, int], ...]


def reach(held: Receipt | None) -> str:
    """Say how far event data reach, and what briefs do with them or without.

    Examples
    --------
    >>> reach(None)
    'Events by month: none here, so briefs have no nowcast; rapallo events build makes them.'
    """
    if held is None:
        return f"Events by month: none here, so briefs have no nowcast; {MAKE} makes them."
    return (
        f"Events by month: {FORMS[held.form].title}, {held.first} to {held.last}, "
        f"{held.events:,} events between states; briefs take their nowcast from them."
    )


def folder(home: Path | None = None) -> Path:
    """Return the folder of event data, whether or not it exists."""
    return (home or location.home()) / "events"


def path(home: Path | None = None) -> Path:
    """Return the table's path, whether or not it exists."""
    return folder(home) / "months.parquet"


def write(months: pl.DataFrame, receipt: Receipt, home: Path | None = None) -> Path:
    """Write a table with its receipt as one file, whole or not at all."""
    at = path(home)
    aside = at.with_suffix(".part")
    months.write_parquet(aside, metadata={"rapallo": json.dumps(asdict(receipt))})
    aside.replace(at)
    return at


def held(home: Path | None = None) -> pl.LazyFrame:
    """Return the table, as `read` does.

    Raises
    ------
    RapalloError
        If there is none.
    """
    found = read(home)
    if found is None:
        raise RapalloError(NONE)
    return found


@contextmanager
def scratch(home: Path | None = None) -> Iterator[Path]:
    """Return a folder beside the table for what an engine writes aside, gone afterwards.

    Raises
    ------
    RapalloError
        If it cannot be made.
    """
    at = folder(home)
    try:
        at.mkdir(parents=True, exist_ok=True)
        made = tempfile.TemporaryDirectory(prefix="scratch-", dir=at, ignore_cleanup_errors=True)
    except OSError as error:
        raise RapalloError(
            f"{at} cannot be written ({error.strerror or error}); make room or set RAPALLO_HOME to "
            "another folder"
        ) from error
    with made as scratch:
        yield Path(scratch)


def receipt(home: Path | None = None) -> Receipt | None:
    """Return the receipt of the table, or None where there is none.

    Raises
    ------
    RapalloError
        If the table is damaged.
    """
    at = path(home)
    if not at.is_file():
        return None
    try:
        held = json.loads(pl.read_parquet_metadata(at)["rapallo"])
    except (pl.exceptions.PolarsError, KeyError, ValueError, OSError) as error:
        raise RapalloError(
            f"{at} is damaged ({error}); delete it and make it again with: rapallo events build"
        ) from error
    return Receipt(**{**held, "rejected": tuple(map(tuple, held["rejected"]))})


def read(home: Path | None = None) -> pl.LazyFrame | None:
    """Return the table of directed pairs and months, or None where there is none.

    Returns
    -------
    polars.LazyFrame or None
        ``source`` and ``target`` (Correlates of War numbers), ``month``, ``events``, a count for
        each of the four classes, ``goldstein`` (mean score of the events) and ``coverage`` (all
        well-formed events of the month); sorted by pair and month.
    """
    at = path(home)
    return pl.scan_parquet(at) if at.is_file() else None


def pair(months: pl.LazyFrame, a: int, b: int) -> pl.DataFrame:
    """Return a pair's months, both directions together, from its first event to the last month.

    Parameters
    ----------
    months : polars.LazyFrame
        As `read` gives it.
    a, b : int
        Correlates of War numbers, in any order.

    Returns
    -------
    polars.DataFrame
        ``month``, ``events``, the four classes, ``goldstein`` (null without an event) and
        ``coverage``. A month in which the data set has events, but none of this pair, is a row of
        zeros; a month that the data set does not cover at all has none.
    """
    both = (pl.col("source") == a) & (pl.col("target") == b)
    both |= (pl.col("source") == b) & (pl.col("target") == a)
    found = (
        months.filter(both)
        .group_by("month")
        .agg(
            pl.col(SUMMED).sum(),
            ((pl.col("goldstein") * pl.col("events")).sum() / pl.col("events").sum()).alias(
                "goldstein"
            ),
        )
    )
    covered = months.select("month", "coverage").unique()
    return (
        covered.join(found, on="month", how="left")
        .with_columns(pl.col(SUMMED).fill_null(0))
        .select("month", *SUMMED, "goldstein", "coverage")
        .sort("month")
        .filter(pl.col("events").cum_sum() > 0)
        .collect()
    )
