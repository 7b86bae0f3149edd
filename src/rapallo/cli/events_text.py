"""What `rapallo events` prints."""

from __future__ import annotations

import polars as pl
from rich.console import Console
from rich.table import Table

from rapallo.events.forms import FORMS
from rapallo.events.months import Receipt
from rapallo.events.sift import QUADS, REASONS

SHOWN = 12
"""Actors that are no state, of which the commonest are named."""


def told(receipt: Receipt) -> str:
    """Say what was read, and every rejected line by reason."""
    form = FORMS[receipt.form]
    head = (
        f"{form.title}: {receipt.events:,} events between states, {receipt.first} to "
        f"{receipt.last}, out of {receipt.lines:,} lines of {receipt.files:,} files"
    )
    table = Table("lines", "share", "a line counts for no pair of states where it", box=None)
    table.columns[0].justify = table.columns[1].justify = "right"
    for reason, meaning in REASONS.items():
        rows = [(detail, n) for why, detail, n in receipt.rejected if why == reason]
        total = sum(n for _, n in rows)
        if total:
            named = [f"{detail} {n:,}" for detail, n in rows if detail][:SHOWN]
            more = f" ({', '.join(named)}{', ...' if len(rows) > SHOWN else ''})" if named else ""
            table.add_row(f"{total:,}", f"{total / receipt.lines:.2%}", meaning + more)
    console = Console(width=100, highlight=False)
    with console.capture() as text:
        console.print(head)
        if receipt.rejected:
            console.print(table)
    return text.get().rstrip("\n")


def months_table(months: pl.DataFrame) -> str:
    """Return a pair's months as a table."""
    table = Table(
        "month",
        "events",
        *(name.replace("_", " ") for name in QUADS),
        "goldstein",
        "in 10,000",
        box=None,
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for row in months.iter_rows(named=True):
        score = row["goldstein"]
        table.add_row(
            f"{row['month']:%Y-%m}",
            *(f"{row[name]:,}" for name in ("events", *QUADS)),
            "" if score is None else f"{score:+.2f}",
            f"{row['rate']:.2f}",
        )
    console = Console(width=100, highlight=False)
    with console.capture() as text:
        console.print(table)
    return text.get()
