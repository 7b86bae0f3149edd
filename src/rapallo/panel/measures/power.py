"""Capabilities, how they are spread in a group, and who passes whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
import polars as pl

from rapallo.measures import capabilities
from rapallo.measures.concentration import concentration, movement
from rapallo.measures.polarity import effective_number, polarity, top_share
from rapallo.measures.transition import power_transition
from rapallo.panel.measures.declaration import Data, Measure, Request
from rapallo.panel.measures.layout import Codes, Floats, as_pairs, as_states, sheet

COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop")
CINC = {"": Data(columns=("cinc",))}
SBS = "singer_bremer_stuckey_1972"

Row = tuple[int, float | str | None, int]


def _cinc(request: Request) -> pl.DataFrame:
    """Compute CINC from its components where the warehouse has them, else take the column."""
    if "capabilities" not in request.tables:
        found = [
            as_states(year, who, {"value": v["cinc"]}) for year, who, v in sheet(request, ["cinc"])
        ]
        return pl.concat(found)
    rows = request.warehouse.sql(
        f"SELECT state, year, {', '.join(COMPONENTS)} FROM capabilities "
        "WHERE year BETWEEN ? AND ? ORDER BY year, state",
        [request.first, request.last],
    )
    found = []
    for part in rows.partition_by("year"):
        raw = part.select(pl.col(COMPONENTS).cast(pl.Float64)).fill_null(np.nan).to_numpy()
        value = {"value": capabilities.cinc(raw)}
        found.append(as_states(int(part["year"][0]), part["state"].to_numpy(), value))
    return pl.concat(found)


def _group(request: Request, *, before: int = 0) -> Iterator[tuple[int, Codes, Floats]]:
    """Return each year, the group's members in it, and their CINC."""
    for year, codes, values in sheet(request, ["cinc"], before=before):
        inside = np.isin(codes, request.among.in_year(year))
        yield year, codes[inside], values["cinc"][inside]


def _share(request: Request) -> pl.DataFrame:
    found = [
        as_states(year, codes, {"value": capabilities.shares(cinc)})
        for year, codes, cinc in _group(request)
    ]
    return pl.concat(found)


def _of_group(request: Request, measure: Callable[[Floats], float | str | None]) -> pl.DataFrame:
    rows = [(year, measure(cinc), len(codes)) for year, codes, cinc in _group(request)]
    return _by_year(rows)


def _change(request: Request) -> pl.DataFrame:
    rows = list[Row]()
    before = dict[int, float]()
    for year, codes, cinc in _group(request, before=1):
        now = concentration(cinc)
        if year >= request.first:
            rows.append((year, now - before.get(year - 1, np.nan), len(codes)))
        before = {year: now}
    return _by_year(rows)


def _movement(request: Request) -> pl.DataFrame:
    rows = list[Row]()
    last = (0, np.array([], dtype=np.int16), np.array([]))
    for year, codes, cinc in _group(request, before=1):
        if year >= request.first:
            both = np.union1d(codes, last[1])
            two = [np.full(len(both), np.nan) for _ in range(2)]
            two[0][np.searchsorted(both, last[1])] = last[2]
            two[1][np.searchsorted(both, codes)] = cinc
            moved = movement(*two) if last[0] == year - 1 else np.nan
            rows.append((year, moved, len(codes)))
        last = (year, codes, cinc)
    return _by_year(rows)


def _by_year(rows: Sequence[Row]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["year", "value", "states"], orient="row")
    return frame.with_columns(
        pl.col("year").cast(pl.Int16),
        pl.col("states").cast(pl.Int16),
        pl.col(pl.Float64).fill_nan(None),
    )


def _transition(request: Request) -> pl.DataFrame:
    frames: list[pl.DataFrame] = []
    before: tuple[int, Codes, Floats] | None = None
    for year, codes, cinc in _group(request, before=1):
        if year >= request.first:
            frames.append(_two_years(year, codes, cinc, before))
        before = (year, codes, cinc)
    return pl.concat(frames)


def _two_years(
    year: int, codes: Codes, cinc: Floats, before: tuple[int, Codes, Floats] | None
) -> pl.DataFrame:
    earlier = np.full(len(codes), np.nan)
    if before is not None and before[0] == year - 1:
        known = dict(zip(before[1].tolist(), before[2].tolist(), strict=True))
        earlier = np.array([known.get(code, np.nan) for code in codes.tolist()])
    found = power_transition(np.stack([earlier, cinc]))
    values = {
        "ratio": found.ratio[1],
        "approaching": _flag(found.approaching[1], found.ratio),
        "parity": _flag(found.parity[1], found.ratio[1:]),
        "crossing": _flag(found.crossing[1], found.ratio),
    }
    rows = as_pairs(year, codes, values, directed=True)
    return rows.with_columns(pl.col("approaching", "parity", "crossing").cast(pl.Int8))


def _flag(flag: np.ndarray, ratios: Floats) -> Floats:
    """Return a flag as 1 or 0, and as unknown where a ratio it needs is."""
    return np.where(np.isnan(ratios).any(axis=0), np.nan, flag.astype(np.float64))


def _system(
    name: str,
    label: str,
    formula: str,
    compute: Callable[[Request], pl.DataFrame],
    page: str,
    references: tuple[str, ...],
    low: float | None,
    high: float | None,
) -> Measure:
    return Measure(
        name=name,
        label=label,
        formula=formula,
        level="system",
        data=CINC,
        compute=compute,
        page=page,
        references=references,
        low=low,
        high=high,
        values=("value", "states"),
        options=("among",),
    )


MEASURES = (
    Measure(
        name="cinc",
        label="Capabilities (CINC)",
        formula="mean of the state's shares of the system's six material capabilities",
        level="state",
        data=CINC,
        compute=_cinc,
        page="cinc.md",
        references=(SBS, "singer_1987"),
        low=0,
        high=1,
    ),
    Measure(
        name="capability_share",
        label="Share of capabilities within a group",
        formula="CINC of the state over the sum of the group's",
        level="state",
        data=CINC,
        compute=_share,
        page="cinc.md",
        references=(SBS,),
        low=0,
        high=1,
        options=("among",),
    ),
    _system(
        "concentration",
        "Concentration of capabilities (CON)",
        "√[(Σ s² - 1/n) / (1 - 1/n)], s the shares of the group's n states",
        partial(_of_group, measure=concentration),
        "concentration.md",
        (SBS, "ray_singer_1973"),
        0,
        1,
    ),
    _system(
        "concentration_change",
        "Change of CON in a year",
        "CON of the year less CON of the year before, each of the group's members then",
        _change,
        "concentration.md",
        (SBS,),
        -1,
        1,
    ),
    _system(
        "movement",
        "Capabilities that moved in a year (MOVE)",
        "Σ |s - s of the year before| / [2 (1 - smallest s)], states in the group in both years",
        _movement,
        "concentration.md",
        (SBS,),
        0,
        1,
    ),
    _system(
        "effective_powers",
        "Effective number of powers",
        "1 / Σ s², s the shares of the group's states",
        partial(_of_group, measure=effective_number),
        "polarity.md",
        ("laakso_taagepera_1979",),
        1,
        None,
    ),
    _system(
        "top_two_share",
        "Share of the two largest powers",
        "sum of the group's two largest shares",
        partial(_of_group, measure=top_share),
        "polarity.md",
        (),
        0,
        1,
    ),
    _system(
        "polarity",
        "Kind of polarity",
        "unipolar, near unipolar, bipolar, multipolar or none, by thresholds on the shares",
        partial(_of_group, measure=polarity),
        "polarity.md",
        ("modelski_1974", "thompson_1986"),
        None,
        None,
    ),
    Measure(
        name="power_transition",
        label="Power transition",
        formula="r = CINC of the first over CINC of the second; approaching: .8 ≤ r < 1 and "
        "rising; parity: .8 ≤ r ≤ 1.25; crossing: r reaches 1",
        level="dyad",
        directed=True,
        data=CINC,
        compute=_transition,
        page="power-transition.md",
        references=("organski_kugler_1980", "tammen_2000"),
        low=0,
        values=("ratio", "approaching", "parity", "crossing"),
        options=("among",),
    ),
)
