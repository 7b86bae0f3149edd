"""Months of pairs in the news, made up: a table by the contract of `rapallo.events.months`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from rapallo.events import months

CHINA, RUSSIA = 710, 365
SCHEMA = {
    "source": pl.Int16,
    "target": pl.Int16,
    "month": pl.Date,
    "events": pl.Int64,
    "verbal_cooperation": pl.Int64,
    "material_cooperation": pl.Int64,
    "verbal_conflict": pl.Int64,
    "material_conflict": pl.Int64,
    "goldstein": pl.Float64,
    "coverage": pl.Int64,
}


def made(
    first: str = "2016-01",
    last: str = "2026-10",
    shifts: dict[str, float] | None = None,
    events: int = 60,
    pair: tuple[int, int] = (CHINA, RUSSIA),
    seed: int = 1,
    growth: float = 1.0,
) -> pl.DataFrame:
    """Make the months of a pair, its cooperation's log-odds moved by each shift from its month on.

    `growth` is what the news of a month grows by from the one before, with no change in the pair.
    """
    random = np.random.default_rng(seed)
    rows = []
    months_made = pl.date_range(_day(first), _day(last), "1mo", eager=True)
    for number, month in enumerate(months_made):
        moved = sum(by for at, by in (shifts or {}).items() if month >= _day(at))
        odds = 1.2 + moved + random.normal(0, 0.35)
        grown = growth**number
        for source, target in (pair, pair[::-1]):
            count = int(random.poisson(events / 2 * grown))
            together = int(random.binomial(count, 1 / (1 + np.exp(-odds))))
            said, shouted = together * 4 // 5, (count - together) * 2 // 3
            kinds = (said, together - said, shouted, count - together - shouted)
            score = 8 * together / count - 4 if count else None
            if count:
                rows.append((source, target, month, count, *kinds, score, int(1e6 * grown)))
    return pl.DataFrame(rows, SCHEMA, orient="row").sort("source", "target", "month")


def receipt(table: pl.DataFrame, form: str = "gdelt_2") -> months.Receipt:
    return months.Receipt(
        form=form,
        engine="duckdb",
        files=1,
        lines=table.height,
        events=int(table["events"].sum()),
        first=f"{table['month'].min():%Y-%m}",
        last=f"{table['month'].max():%Y-%m}",
        made="2026-11-20",
        rejected=(),
    )


def put(home: Path, table: pl.DataFrame, form: str = "gdelt_2") -> None:
    """Write a table where a brief looks for it."""
    months.folder(home).mkdir(parents=True, exist_ok=True)
    months.write(table, receipt(table, form), home)


def _day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
