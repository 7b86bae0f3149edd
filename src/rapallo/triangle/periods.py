"""Dittmer's own periods of the triangle of the United States, the Soviet Union and China."""

from __future__ import annotations

from dataclasses import dataclass

from rapallo.triangle.result import Triangle

THREE = frozenset({"USA", "RUS", "CHN"})


@dataclass(frozen=True)
class Period:
    """Years in which Dittmer sees one type of triangle, with each state's role."""

    first: int
    last: int
    type: str
    roles: dict[str, str]


PERIODS = (
    Period(1949, 1959, "stable marriage", {"RUS": "partner", "CHN": "partner", "USA": "outcast"}),
    Period(1960, 1969, "unit veto", dict.fromkeys(("RUS", "CHN", "USA"), "enemy")),
    Period(1970, 1977, "romantic triangle", {"USA": "pivot", "RUS": "wing", "CHN": "wing"}),
    Period(1978, 1981, "stable marriage", {"USA": "partner", "CHN": "partner", "RUS": "outcast"}),
)
"""His periods run 1949-60, 1960-69, 1970-78 and 1978-81; a year in two counts with the later. They
are taken from the literature's account of the article, not from its text. For the sixties the
article of 1981 has no type of its own: that three enemies make one, the unit veto, he added in
1987."""


@dataclass(frozen=True)
class Judged:
    """One year against Dittmer: his type and roles, ours, and whether both are the same."""

    year: int
    his: Period
    type: str
    roles: dict[str, str]
    agrees: bool


def against_dittmer(found: Triangle) -> tuple[Judged, ...]:
    """Compare a triangle's years with Dittmer's periods, type and roles alike.

    Parameters
    ----------
    found : Triangle
        The triangle of the United States, Russia and China, in any order.

    Returns
    -------
    tuple of Judged
        A year each, 1949-1981 as far as the timeline has them; empty for other states.

    Notes
    -----
    The rule of signs was written with these years in view, so that agreement is no independent
    test of it.

    References
    ----------
    Dittmer (1981), World Politics 33(4), 485-516; Dittmer (1987) for the unit veto.
    """
    if set(found.roles) != THREE:
        return ()
    his = {year: period for period in PERIODS for year in range(period.first, period.last + 1)}
    return tuple(
        Judged(
            year=now.year,
            his=his[now.year],
            type=now.type,
            roles=now.roles,
            agrees=(now.type, now.roles) == (his[now.year].type, his[now.year].roles),
        )
        for now in found.timeline
        if now.year in his
    )
