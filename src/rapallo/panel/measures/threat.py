"""Who threatens whom, and who threatens both."""

from __future__ import annotations

import numpy as np
import polars as pl

from rapallo.measures.threat import common_threat, common_threat_from
from rapallo.panel.measures.declaration import Data, Measure, Request
from rapallo.panel.measures.layout import as_pairs, pairs_by_year

THREAT = {"": Data(columns=("threat",))}
STORED = ("threat_12", "threat_21")
WALT = ("walt_1985", "walt_1987")


def _threat(request: Request) -> pl.DataFrame:
    found = [
        as_pairs(pairs.year, pairs.codes, {"value": pairs.matrix(*STORED)}, directed=True)
        for pairs in pairs_by_year(request, STORED)
    ]
    return pl.concat(found)


def _common(request: Request) -> pl.DataFrame:
    frames = []
    for pairs in pairs_by_year(request, STORED):
        # The measures have the state threatened as row and the one that threatens as column.
        threats = pairs.matrix(*reversed(STORED))
        if request.rival is None:
            value, third = common_threat(threats)
        else:
            at = int(np.searchsorted(pairs.codes, request.rival))
            if at == len(pairs.codes) or pairs.codes[at] != request.rival:
                continue
            value, third = common_threat_from(threats, at), np.full(threats.shape, at)
        who = np.where(np.isnan(value), np.nan, pairs.codes[third].astype(np.float64))
        frames.append(
            as_pairs(pairs.year, pairs.codes, {"value": value, "third": who}, directed=False)
        )
    rows = pl.concat(frames) if frames else pl.DataFrame()
    if request.rival is not None and frames:
        rows = rows.filter(
            (pl.col("state1") != request.rival) & (pl.col("state2") != request.rival)
        )
    return rows.with_columns(pl.col("third").cast(pl.Int16)) if frames else rows


MEASURES = (
    Measure(
        name="threat",
        label="Threat (Walt)",
        formula="power × nearness × offensive capability × intent of the first state, towards the "
        "second",
        level="dyad",
        directed=True,
        data=THREAT,
        compute=_threat,
        page="threat.md",
        references=(*WALT, "boulding_1962"),
        low=0,
        high=1,
    ),
    Measure(
        name="common_threat",
        label="Common threat of a pair",
        formula="the smaller of the threats that a third state poses to the two; without a rival, "
        "the largest such over all third states",
        level="dyad",
        data=THREAT,
        compute=_common,
        page="threat.md",
        references=WALT,
        low=0,
        high=1,
        values=("value", "third"),
        options=("rival",),
    ),
)
