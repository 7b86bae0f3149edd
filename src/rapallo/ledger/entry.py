"""An entry of the ledger: one consideration, weighed for a pair seen from a rival."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapallo.panel.figure import Figure

Pull = Literal["closer", "apart", "neither", "silent"]


@dataclass(frozen=True)
class Entry:
    """What one consideration says of a pair as of a year.

    Parameters
    ----------
    id, title : str
        Short name, and the consideration in a few words.
    mechanism : str
        Why it should draw states together or keep them apart.
    pull : {"closer", "apart", "neither", "silent"}
        Where it points; "silent" when no data speak.
    strength : float or None
        0 (barely) to 1 (as strongly as for any pair); None when silent.
    log_odds : float or None
        Weight measured in history, once there is a model that measures it.
    text : str
        The finding in one line, with its figures.
    rule : str
        The rule that turned figures into a pull.
    evidence : tuple of Figure
        The figures it rests on.
    sources : tuple of str
        Source ids.
    claims : tuple of str
        The essay's claims that it takes up.
    reference : str
        Literature.
    data_to : int or None
        Latest year of its figures.
    """

    id: str
    title: str
    mechanism: str
    pull: Pull
    strength: float | None
    log_odds: float | None
    text: str
    rule: str
    evidence: tuple[Figure, ...]
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    reference: str
    data_to: int | None
