"""All forms that can be fetched, by source."""

from __future__ import annotations

from rapallo.errors import did_you_mean
from rapallo.sources.official import (
    atop,
    cepii,
    cow,
    disputes,
    igo,
    sipri,
    sipri_arms,
    ucdp,
    un_library,
    vdem,
    voeten,
    world_bank,
)
from rapallo.sources.official.form import Official
from rapallo.sources.source import SourceError

FORMS: tuple[Official, ...] = (
    *atop.FORMS,
    *cow.FORMS,
    *disputes.FORMS,
    *igo.FORMS,
    *un_library.FORMS,
    *voeten.FORMS,
    *world_bank.FORMS,
    *sipri.FORMS,
    *sipri_arms.FORMS,
    *vdem.FORMS,
    *ucdp.FORMS,
    *cepii.FORMS,
)


def official(id: str) -> Official:
    """Find the official form of a source by its id.

    Raises
    ------
    SourceError
        If it cannot be fetched; the message gives the ids that can.

    Examples
    --------
    >>> official("nmc_7_0").addresses[0].file()
    'NMCv7.zip'
    """
    for one in FORMS:
        if one.source.id == id:
            return one
    ids = [one.source.id for one in FORMS]
    hint = did_you_mean(id, ids) or f"; these can: {', '.join(ids)}"
    raise SourceError(f"{id!r} cannot be fetched by itself{hint}")
