"""What a state outside the case trades with one inside it."""

from __future__ import annotations

from dataclasses import replace

from rapallo.panel.asof import AsOf
from rapallo.panel.columns import column
from rapallo.panel.figure import Figure


def shares_with(view: AsOf, state: int, partner: int) -> Figure:
    """Return the latest share of a state's trade that is with a partner."""
    first, second = sorted((state, partner))
    stored = "trade_share_12" if state == first else "trade_share_21"
    declared = column("trade_share", view.warehouse)
    rows = view.warehouse.sql(
        f"SELECT year, {stored} AS share FROM dyad_year WHERE state1 = ? AND state2 = ? "
        f"AND year BETWEEN ? AND ? AND {stored} IS NOT NULL ORDER BY year DESC LIMIT 1",
        [first, second, view.year - declared.carry, view.year],
    )
    blank = view.figure("trade_share", state, partner)
    if not rows.height:
        return blank
    year, share = rows.row(0)
    return replace(
        blank,
        value=float(share),
        year=int(year),
        age=view.year - int(year),
        source=declared.source_in(int(year)) or blank.source,
        reason=None,
    )
