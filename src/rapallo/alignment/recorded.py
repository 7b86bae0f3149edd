"""Rungs of the ladder that the curated record shows, where the data end before the as-of year."""

from __future__ import annotations

from dataclasses import dataclass

from rapallo.alignment.result import Rung
from rapallo.panel.asof import codes_of
from rapallo.panel.columns import column
from rapallo.panel.figure import Figure
from rapallo.record.standing import WINDOW, Standing
from rapallo.warehouse.store import Warehouse

REGULAR = 3
"""Exercises or meetings in five years from which they count as regular, as on the ladder."""
NOTE = "curated record"


@dataclass(frozen=True)
class Evidence:
    """What in the record shows a rung: pacts with an obligation, or facts of a kind."""

    rung: int
    column: str
    kind: str

    def data_end(self, warehouse: Warehouse) -> int:
        """Return the last year of the data; the record speaks after it only."""
        return column(self.column, warehouse).last


EVIDENCE = (
    Evidence(1, "consultation", "pacts"),
    Evidence(1, "consultation", "meetings"),
    Evidence(2, "neutrality", "pacts"),
    Evidence(4, "exercises_5y", "exercises"),
    Evidence(5, "defence", "pacts"),
)


def recorded(rung: Rung, record: Standing, warehouse: Warehouse) -> Rung | None:
    """Return a rung as the record shows it, met; None where it shows nothing of it.

    A rung that the data show as met within the years that they cover stays as it is.
    """
    if rung.status == "met":
        return None
    for evidence in EVIDENCE:
        if evidence.rung == rung.number:
            figure = recorded_figure(evidence, record, warehouse)
            if figure is not None:
                said = _said(evidence, record, figure, evidence.data_end(warehouse))
                text = f"{said} ({NOTE})"
                return Rung(rung.number, rung.name, rung.stage, "met", text, (figure,))
    return None


def recorded_figure(evidence: Evidence, record: Standing, warehouse: Warehouse) -> Figure | None:
    """Return what the record shows as a figure, of source ``record_`` and the kind, or None."""
    end = evidence.data_end(warehouse)
    if evidence.kind == "pacts":
        pact = record.pact(evidence.column, after=end)
        if pact is None:
            return None
        label, value, unit, year = column(evidence.column).label, 1.0, "0/1", pact.year
    else:
        facts = record.recent(evidence.kind, after=end)
        if len(facts) < REGULAR:
            return None
        named = {"exercises": "Joint exercises", "meetings": "Meetings of the leaders"}
        label, unit = f"{named[evidence.kind]} in {WINDOW} years", evidence.kind
        value, year = float(len(facts)), facts[-1].year
    return Figure(
        column=evidence.column,
        label=f"{label} ({NOTE})",
        states=codes_of((record.a, record.b)),
        value=value,
        unit=unit,
        year=year,
        age=record.year - year,
        source=f"record_{evidence.kind}",
    )


def _said(evidence: Evidence, record: Standing, figure: Figure, end: int) -> str:
    if evidence.kind == "pacts":
        pact = record.pact(evidence.column, after=end)
        return f"{pact.pact if pact else ''}, in force from {pact.date if pact else ''}"
    facts = record.recent(evidence.kind, after=end)
    return f"{figure.value:.0f} {evidence.kind} since {facts[0].date}, last {facts[-1].date}"
