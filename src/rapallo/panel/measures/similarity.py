"""Similarity of two states' alliances or votes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import polars as pl

from rapallo.measures import concordance
from rapallo.measures import similarity as of
from rapallo.measures.agreement import agreement, same_share, shared_calls
from rapallo.measures.portfolios import Floats
from rapallo.panel.measures.declaration import Data, Measure, Request
from rapallo.panel.measures.layout import as_pairs
from rapallo.panel.measures.portfolios import PORTFOLIOS, VOTE_TABLES, portfolios

Function = Callable[..., Floats]
VOTES_ONLY = {"votes": Data(columns=("un_agreement",), tables=VOTE_TABLES)}
DISTANCES = {"nominal": "1 if they differ", "absolute": "|a - b|", "squared": "(a - b)²"}


def _of_portfolios(request: Request, measure: Function, options: dict[str, Any]) -> pl.DataFrame:
    frames = []
    for year in portfolios(request):
        extra = {} if year.weights is None else {"weights": year.weights}
        value = measure(year.x, levels=year.levels, **options, **extra)
        frames.append(as_pairs(year.year, year.codes, {"value": value}, directed=False))
    return pl.concat(frames) if frames else pl.DataFrame()


def _of_votes(request: Request, measure: Function) -> pl.DataFrame:
    frames = []
    for year in portfolios(request):
        values = {"value": measure(year.x, unanimous="keep"), "calls": shared_calls(year.x)}
        frames.append(as_pairs(year.year, year.codes, values, directed=False))
    return pl.concat(frames) if frames else pl.DataFrame()


def _similarity(
    name: str,
    label: str,
    formula: str,
    measure: Function,
    page: str,
    references: tuple[str, ...],
    *,
    distance: str | None = None,
    low: float | None = -1,
) -> Measure:
    options = {} if distance is None else {"distance": distance}
    return Measure(
        name=name,
        label=label,
        formula=formula,
        level="dyad",
        data=PORTFOLIOS,
        compute=partial(_of_portfolios, measure=measure, options=options),
        page=page,
        references=references,
        low=low,
        high=1,
        options=("on", "issue") if distance is None else ("on", "issue", "weights"),
    )


def _s(name: str, distance: str) -> Measure:
    return _similarity(
        name,
        f"S, {distance} distance (Signorino and Ritter)",
        f"1 - 2 × mean distance of the two portfolios, d = {DISTANCES[distance]} as a share of the "
        "largest",
        of.s_score,
        "s-score.md",
        ("signorino_ritter_1999",),
        distance=distance,
    )


def _kappa(distance: str) -> Measure:
    return _similarity(
        f"kappa_{distance}",
        f"Cohen's kappa, {distance} distance",
        f"1 - D_obs / D_exp, d = {DISTANCES[distance]}; D_exp from each state's own shares of "
        "levels",
        of.kappa,
        "kappa.md",
        ("cohen_1960", *(() if distance == "nominal" else ("cohen_1968",)), "haege_2011"),
        distance=distance,
        low=None,
    )


def _pi(distance: str) -> Measure:
    return _similarity(
        f"pi_{distance}",
        f"Scott's pi, {distance} distance",
        f"1 - D_obs / D_exp, d = {DISTANCES[distance]}; D_exp from both states' pooled shares of "
        "levels",
        of.pi,
        "pi.md",
        ("scott_1955", "haege_2011"),
        distance=distance,
    )


def _index_a(name: str, distance: str) -> Measure:
    return _similarity(
        name,
        f"Chance-corrected S (index A), {distance} distance",
        f"S less the S expected by chance, 2 (D_exp - D_obs), d = {DISTANCES[distance]}",
        of.chance_corrected_s,
        "chance-corrected-s.md",
        ("benati_capurri_2026",),
        distance=distance,
    )


MEASURES = (
    _s("s", "absolute"),
    _s("s_squared", "squared"),
    _kappa("nominal"),
    _kappa("absolute"),
    _kappa("squared"),
    _pi("nominal"),
    _pi("absolute"),
    _pi("squared"),
    _index_a("chance_corrected_s", "absolute"),
    _index_a("chance_corrected_s_squared", "squared"),
    _similarity(
        "tau_b",
        "Kendall's tau-b",
        "(P - Q) / √[(n0 - n1)(n0 - n2)] over pairs of targets ranked alike (P) and opposite (Q)",
        concordance.tau_b,
        "tau-b.md",
        ("kendall_1945", "bueno_de_mesquita_1975", "signorino_ritter_1999"),
    ),
    Measure(
        name="agreement",
        label="Voting agreement",
        formula="mean of 1 - |v1 - v2| / 2 over divided roll calls; yes 1, abstain 2, no 3",
        level="dyad",
        data=VOTES_ONLY,
        compute=partial(_of_votes, measure=agreement),
        page="agreement.md",
        references=("voeten_2013", "bailey_strezhnev_voeten_2017"),
        low=0,
        high=1,
        values=("value", "calls"),
        options=("issue",),
    ),
    Measure(
        name="same_share",
        label="Share of the same votes",
        formula="share of divided roll calls on which both cast exactly the same vote",
        level="dyad",
        data=VOTES_ONLY,
        compute=partial(_of_votes, measure=same_share),
        page="agreement.md",
        references=("voeten_2013",),
        low=0,
        high=1,
        values=("value", "calls"),
        options=("issue",),
    ),
)
