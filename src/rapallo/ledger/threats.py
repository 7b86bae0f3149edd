"""Who threatens whom: the threats to a few states, and the state that threatens two most."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from rapallo.panel.asof import AsOf
from rapallo.panel.columns import column


@dataclass(frozen=True)
class CommonThreat:
    """The state that threatens both of a pair most: the greatest of the lesser threats."""

    state: int
    to_first: float
    to_second: float
    year: int


class Threats:
    """Threats to some states from every state of the system, as last known at a year.

    Parameters
    ----------
    view : AsOf
        Where to read and as of when.
    to : tuple of int
        The states threatened.
    """

    def __init__(self, view: AsOf, to: tuple[int, ...]) -> None:
        codes = ", ".join(str(code) for code in to)
        carry = column("threat").carry
        rows = view.warehouse.sql(
            "SELECT state1, state2, year, threat_12, threat_21, contiguity FROM dyad_year "
            f"WHERE (state1 IN ({codes}) OR state2 IN ({codes})) AND year BETWEEN ? AND ?",
            [view.year - max(carry, column("contiguity").carry), view.year],
        )
        fresh = rows.filter(pl.col("year") >= view.year - carry)
        known = fresh.drop_nulls("threat_12")["year"].max()
        self.year = int(known) if isinstance(known, int) else None
        self._rows = pl.concat(
            [
                rows.select(to=second, by=first, year="year", threat=name, contiguity="contiguity")
                for first, second, name in (
                    ("state1", "state2", "threat_12"),
                    ("state2", "state1", "threat_21"),
                )
            ]
        ).filter(pl.col("to").is_in(list(to)))

    def to(self, state: int) -> dict[int, float]:
        """Return every known threat to a state, by the state that poses it, greatest first."""
        rows = (
            self._rows.filter((pl.col("to") == state) & (pl.col("year") == self.year))
            .drop_nulls("threat")
            .sort(pl.col("threat"), -pl.col("by"), descending=True)
        )
        return dict(zip(rows["by"].to_list(), rows["threat"].to_list(), strict=True))

    def rank(self, by: int, to: int) -> tuple[int, int] | None:
        """Return a state's place among the threats to another, 1 the greatest, and of how many.

        Equal threats share the last of their places, so that a state that threatens not at all
        does not rank high where few do.
        """
        threats = self.to(to)
        if by not in threats:
            return None
        return sum(threat >= threats[by] for threat in threats.values()), len(threats)

    def most_common(self, first: int, second: int) -> CommonThreat | None:
        """Return the state whose lesser threat to the two is greatest; None where none is known."""
        to_first, to_second = self.to(first), self.to(second)
        both = (to_first.keys() & to_second.keys()) - {first, second}
        if not both or self.year is None:
            return None
        worst = max(sorted(both), key=lambda k: min(to_first[k], to_second[k]))
        return CommonThreat(worst, to_first[worst], to_second[worst], self.year)

    def neighbours(self, state: int, farthest: int) -> tuple[int, ...]:
        """Return the states contiguous to a state, by type of contiguity at most `farthest`."""
        latest = self._rows.drop_nulls("contiguity")
        latest = latest.filter((pl.col("to") == state) & (pl.col("year") == pl.col("year").max()))
        near = latest.filter(pl.col("contiguity").is_between(1, farthest))
        return tuple(near["by"].sort().to_list())
