"""The Assessment: everything a brief says about a pair, seen from a rival, as of a year."""

from __future__ import annotations

from dataclasses import dataclass

from rapallo.alignment.result import Dimension, Index, Ladder
from rapallo.brief.board import Board
from rapallo.events.nowcast import Nowcast
from rapallo.forecast.result import Analogue, Makeup, Outlook
from rapallo.forecast.verdict import Shade, Verdict
from rapallo.ledger.entry import Entry
from rapallo.panel.figure import Series
from rapallo.triangle.dilemmas import Dilemma
from rapallo.triangle.result import Triangle
from rapallo.triangle.wedge import Wedge

__all__ = ["Assessment", "PairYear", "Shade", "SourceNote", "Verdict"]


@dataclass(frozen=True)
class PairYear:
    """Index and dimensions of one pair in one year, for charts."""

    pair: tuple[str, str]
    year: int
    index: float | None
    security: float | None
    diplomacy: float | None
    economy: float | None
    hostility: float | None


@dataclass(frozen=True)
class SourceNote:
    """A source as the foot of a brief names it."""

    id: str
    short: str
    title: str
    version: str
    licence: str
    data_to: int
    citation: str
    url: str


@dataclass(frozen=True)
class Assessment:
    """A brief's whole content.

    Parameters
    ----------
    pair : tuple of str
        Codes of the two states, e.g. ``("CHN", "RUS")``.
    rival : str
        Code of the state from which they are seen.
    as_of : int
        Nothing dated later is used.
    names : dict of str to str
        Name of each state that figures are about, as of that year.
    rival_reason : str or None
        Why this rival, where none was given.
    verdict, index, dimensions, ladder, ledger, forecast, makeup, analogues
        The answers.
    triangle, wedge, dilemmas
        What it means for the rival.
    board : Board or None
        All states of the year in two camps; None in the years without capabilities.
    figures : tuple of Series
        The main figures of the last 25 years, of the three states and the three pairs.
    history : tuple of PairYear
        Index by year of the pair and of the rival's two ties.
    distribution : tuple of int
        How many of all pairs of the year have an index in [0, 2.5), [2.5, 5), ... [97.5, 100].
    sources : tuple of SourceNote
        Every source used.
    warnings : tuple of str
        What a reader must know before quoting.
    nowcast : Nowcast or None
        Whether the pair has moved in the news since; None where no event data are here.
    """

    pair: tuple[str, str]
    rival: str
    as_of: int
    names: dict[str, str]
    rival_reason: str | None
    verdict: Verdict
    index: Index
    dimensions: tuple[Dimension, ...]
    ladder: Ladder
    ledger: tuple[Entry, ...]
    forecast: tuple[Outlook, ...]
    makeup: Makeup | None
    triangle: Triangle
    wedge: tuple[Wedge, ...]
    dilemmas: tuple[Dilemma, ...]
    board: Board | None
    analogues: tuple[Analogue, ...]
    figures: tuple[Series, ...]
    history: tuple[PairYear, ...]
    distribution: tuple[int, ...]
    sources: tuple[SourceNote, ...]
    warnings: tuple[str, ...]
    nowcast: Nowcast | None = None

    def _repr_html_(self) -> str:
        """Show the whole brief in a notebook, as the page that it is."""
        from html import escape

        from rapallo.brief.html import render

        return (
            f'<iframe title="Rapallo brief" srcdoc="{escape(render(self))}" sandbox '
            'style="width:100%;height:36rem;border:1px solid #ccc"></iframe>'
        )
