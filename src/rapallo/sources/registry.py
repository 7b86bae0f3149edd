"""Every source, found by its id."""

from __future__ import annotations

from rapallo.errors import did_you_mean
from rapallo.sources import (
    atop,
    atop_treaties,
    capabilities,
    contiguity,
    desta,
    disputes,
    distance,
    exercises,
    gdp_population,
    geopolitical_risk,
    icews,
    ideal_points,
    igo,
    lowy,
    regimes,
    rivalries,
    sanctions,
    security_council,
    sipri,
    state_system,
    trade_comtrade,
    trade_cow,
    trade_imf,
    trade_itpde,
    trade_oec,
    trade_shares,
    troops,
    ucdp,
    un_library,
    un_population,
    un_votes,
    vdem,
    visits,
    world_bank,
)
from rapallo.sources.official.forms import FORMS
from rapallo.sources.source import Source, SourceError

SOURCES: tuple[Source, ...] = (
    *state_system.SOURCES,
    *atop.SOURCES,
    *atop_treaties.SOURCES,
    *capabilities.SOURCES,
    *igo.SOURCES,
    *disputes.SOURCES,
    *rivalries.SOURCES,
    *contiguity.SOURCES,
    *distance.SOURCES,
    *vdem.SOURCES,
    *regimes.SOURCES,
    *gdp_population.SOURCES,
    *ucdp.SOURCES,
    *exercises.SOURCES,
    *sanctions.SOURCES,
    *un_votes.SOURCES,
    *un_library.SOURCES,
    *ideal_points.SOURCES,
    *security_council.SOURCES,
    *trade_cow.SOURCES,
    *trade_itpde.SOURCES,
    *trade_imf.SOURCES,
    *trade_comtrade.SOURCES,
    *trade_oec.SOURCES,
    *trade_shares.SOURCES,
    *desta.SOURCES,
    *world_bank.SOURCES,
    *un_population.SOURCES,
    *sipri.SOURCES,
    *lowy.SOURCES,
    *visits.SOURCES,
    *icews.SOURCES,
    *troops.SOURCES,
    *geopolitical_risk.SOURCES,
)
"""The sources, in the order in which they are built."""

FETCHED: tuple[Source, ...] = tuple(form.source for form in FORMS if not form.source.files)
"""Sources that are only there once ``rapallo data update`` fetched them."""

_BY_ID = {one.id: one for one in (*SOURCES, *FETCHED)}


def source(id: str) -> Source:
    """Find a source by its id.

    Parameters
    ----------
    id : str
        Short name, as in provenance.

    Raises
    ------
    SourceError
        If there is none; the message gives the nearest ids.

    Examples
    --------
    >>> source("atop_5_1").last
    2018
    >>> source("nmc7")
    Traceback (most recent call last):
    rapallo.sources.source.SourceError: no source has the id 'nmc7'; did you mean nmc_7_0?
    """
    if id in _BY_ID:
        return _BY_ID[id]
    hint = did_you_mean(id, _BY_ID) or f"; known are {', '.join(_BY_ID)}"
    raise SourceError(f"no source has the id {id!r}{hint}")
